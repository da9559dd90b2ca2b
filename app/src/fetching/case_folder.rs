//! The folder of one application's evidence: whose it is, the journal, what came.
//!
//! The folder says whose it is from its first moment on, so that the reports of two people, or made-up
//! reports and real ones, never stand in one.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use caudal_facts::evidence::{Entry, Sha256Digest};
use caudal_facts::{Application, Evidence, Limits, Party};
use caudal_providers::{FolderStore, Gathered, Journal, SourceReport, Store as _};
use serde::{Deserialize, Serialize};

use super::persons::Persons;
use crate::files::{self, read_limited};

/// The file that says whose the folder is.
const CASE: &str = "case.json";

/// How each source went.
const REPORT: &str = "gather.json";

/// What an evidence folder has that was made in another way.
const MANIFEST: &str = "manifest.json";

/// The journal, which a folder of ours has beside the case.
const JOURNAL: &str = "journal.jsonl";

/// The folder of a co-applicant's evidence, within the applicant's.
const CO_APPLICANT: &str = "co";

/// The only version of both files so far.
const VERSION: u32 = 1;

/// An application's folder, open for gathering: nobody else gathers into it meanwhile.
pub(crate) struct CaseFolder {
    path: PathBuf,
    store: FolderStore,
    application_id: String,
    /// What the folder held before, of sources that may not be asked this time.
    before: Evidence,
}

/// Whose a folder is.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    version: u32,
    application: String,
    /// Of country and tax id, so that the id itself does not stand here.
    applicant_sha256: String,
    simulated: bool,
}

#[derive(Serialize)]
struct Report<'r> {
    version: u32,
    application: &'r str,
    sources: &'r [SourceReport],
}

impl CaseFolder {
    /// Opens or makes the folder of each person: a co-applicant's stands within the applicant's.
    pub(crate) async fn open_all(
        path: &Path,
        alone: &Persons<Application>,
        simulated: bool,
        limits: &Limits,
    ) -> anyhow::Result<(Persons<Self>, Persons<Journal>)> {
        if alone.co_applicant.is_none() {
            of_nobody(path)?;
        }
        let (applicant, journal) = Self::open(path, &alone.applicant, simulated, limits).await?;
        let (mut co_applicant, mut co_journal) = (None, None);
        if let Some(person) = &alone.co_applicant {
            let theirs = path.join(CO_APPLICANT);
            let opened = Self::open(&theirs, person, simulated, limits).await?;
            (co_applicant, co_journal) = (Some(opened.0), Some(opened.1));
        }
        let folders = Persons {
            applicant,
            co_applicant,
        };
        let journals = Persons {
            applicant: journal,
            co_applicant: co_journal,
        };
        Ok((folders, journals))
    }

    /// Opens or makes the folder.
    async fn open(
        path: &Path,
        application: &Application,
        simulated: bool,
        limits: &Limits,
    ) -> anyhow::Result<(Self, Journal)> {
        let case = Case::of(application, simulated);
        // Before anything is written, so that nothing is left in a folder that is refused.
        let known = read_case(path, limits)?;
        case.hold(path, known.as_ref())?;
        let store = FolderStore::open(path, *limits).map_err(|error| anyhow!(error))?;
        // And once more now that nobody else can write it.
        let known = read_case(path, limits)?;
        case.hold(path, known.as_ref())?;
        let before = if path.join(MANIFEST).exists() {
            files::evidence(path, limits)?
        } else {
            Evidence::default()
        };
        let folder = Self {
            before,
            path: path.to_owned(),
            store,
            application_id: application.id.clone(),
        };
        if known.is_none() {
            folder.keep(CASE, &case).await?;
        }
        let journal = Journal::open(folder.store.clone())
            .await
            .map_err(|error| anyhow!(error))?;
        Ok((folder, journal))
    }

    /// Writes down what came about each person.
    pub(crate) async fn finish_all(
        folders: &Persons<Self>,
        gathered: &Persons<Gathered>,
    ) -> anyhow::Result<()> {
        // A folder that has its manifest has everything: the applicant's stands for both.
        if let (Some(folder), Some(gathered)) = (&folders.co_applicant, &gathered.co_applicant) {
            folder.finish(gathered).await?;
        }
        folders.applicant.finish(&gathered.applicant).await
    }

    /// Writes down what came, as `decide --evidence` reads it, and how each source went. What was
    /// there of sources that were not asked this time stays.
    async fn finish(&self, gathered: &Gathered) -> anyhow::Result<()> {
        let report = Report {
            version: VERSION,
            application: &self.application_id,
            sources: &gathered.sources,
        };
        self.keep(REPORT, &report).await?;
        caudal_providers::write_folder(&self.path, &self.with_before(gathered))
            .map_err(|error| anyhow!(error))
    }

    fn with_before(&self, gathered: &Gathered) -> Evidence {
        let is_asked = |entry: &&Entry| {
            let of_source = |report: &SourceReport| report.source == entry.source.name();
            gathered.sources.iter().any(of_source)
                || gathered
                    .evidence
                    .entries
                    .iter()
                    .any(|new| new.source == entry.source)
        };
        let before = self.before.entries.iter().filter(|entry| !is_asked(entry));
        Evidence {
            entries: before.chain(&gathered.evidence.entries).cloned().collect(),
            co_applicant: None,
        }
    }

    /// Writes a file whole or not at all.
    async fn keep(&self, file: &str, content: &impl Serialize) -> anyhow::Result<()> {
        let mut json = serde_json::to_vec_pretty(content)
            .with_context(|| format!("write {}", self.path.join(file).display()))?;
        json.push(b'\n');
        self.store
            .keep(file.to_owned(), json.into())
            .await
            .map_err(|error| anyhow!(error))
    }
}

impl Case {
    fn of(application: &Application, simulated: bool) -> Self {
        let applicant = format!(
            "{} {}",
            application.country.code(),
            application.tax_id.reveal()
        );
        Self {
            version: VERSION,
            application: application.id.clone(),
            applicant_sha256: Sha256Digest::of(applicant.as_bytes()).to_string(),
            simulated,
        }
    }

    /// Refuses a folder that is not this case's.
    fn hold(&self, folder: &Path, known: Option<&Self>) -> anyhow::Result<()> {
        let shown = folder.display();
        let Some(known) = known else {
            let is_used = folder.join(MANIFEST).exists() || has_content(&folder.join(JOURNAL));
            return if is_used {
                Err(anyhow!(
                    "gather into {shown}: it holds evidence and does not say whose\n\
                     hint: name another folder"
                ))
            } else {
                Ok(())
            };
        };
        self.hold_applicant(folder, known)?;
        if known.simulated != self.simulated {
            let (there, here) = if known.simulated {
                ("simulated", "real")
            } else {
                ("real", "simulated")
            };
            return Err(anyhow!(
                "gather into {shown}: what it holds is {there}, and this would be {here}\n\
                 hint: name another folder"
            ));
        }
        Ok(())
    }

    fn hold_applicant(&self, folder: &Path, known: &Self) -> anyhow::Result<()> {
        let shown = folder.display();
        if known.version != self.version {
            return Err(anyhow!(
                "use {shown}: {CASE} is of version {}, known is {VERSION}",
                known.version
            ));
        }
        if known.application == self.application && known.applicant_sha256 == self.applicant_sha256
        {
            return Ok(());
        }
        let whose = if known.application == self.application {
            "another applicant's, whose application has the same id".to_owned()
        } else {
            format!("application {:?}'s", known.application)
        };
        Err(anyhow!(
            "use {shown} for application {:?}: it is {whose}\n\
             hint: each application has a folder of its own",
            self.application,
        ))
    }
}

/// Refuses evidence that was gathered for somebody else, and says whether a simulator made it up. A
/// folder that does not say whose it is, as one that was put together by hand, is taken as it is.
pub(crate) fn hold_case(
    folder: &Path,
    application: &Application,
    limits: &Limits,
) -> anyhow::Result<bool> {
    let mut simulated = hold_person(folder, application, limits)?;
    match application.of(Party::CoApplicant) {
        Some(person) => simulated |= hold_person(&folder.join(CO_APPLICANT), &person, limits)?,
        None => of_nobody(folder)?,
    }
    Ok(simulated)
}

fn hold_person(folder: &Path, application: &Application, limits: &Limits) -> anyhow::Result<bool> {
    let Some(known) = read_case(folder, limits)? else {
        return Ok(false);
    };
    Case::of(application, known.simulated).hold_applicant(folder, &known)?;
    Ok(known.simulated)
}

/// Refuses a co-applicant's evidence for an application that names none.
fn of_nobody(folder: &Path) -> anyhow::Result<()> {
    let theirs = folder.join(CO_APPLICANT);
    if theirs.exists() {
        return Err(anyhow!(
            "use {}: it is a co-applicant's, and the application names none\n\
             hint: \"co_applicant\": {{ \"tax_id\": \"…\" }}",
            theirs.display()
        ));
    }
    Ok(())
}

fn read_case(folder: &Path, limits: &Limits) -> anyhow::Result<Option<Case>> {
    let path = folder.join(CASE);
    if !path.exists() {
        return Ok(None);
    }
    let bytes = read_limited(&path, limits.manifest_bytes)?;
    let case =
        serde_json::from_slice(&bytes).with_context(|| format!("read {}", path.display()))?;
    Ok(Some(case))
}

fn has_content(file: &Path) -> bool {
    file.metadata().is_ok_and(|metadata| metadata.len() > 0)
}
