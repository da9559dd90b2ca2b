//! A policy's folder on disk.

use std::fs;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, anyhow};
use caudal_engine::Engine;
use caudal_engine::policy::{Files, LoadOptions, Policy, Subject};
use caudal_facts::{Country, Diagnostic, Limits};

use super::input::{self, read_limited};
use crate::problems::Problems;

/// The folder that transaction categories are in, beside the countries' folders.
const CATEGORIES: &str = "categories";

/// The folder of a policy's cases.
const CASES: &str = "cases";

/// The folder of a country's law, in the country's folder.
const LAW: &str = "law";

/// How deep below a folder policies are looked for.
const DEPTH_MAX: usize = 4;

/// A policy's folder, and the rules folder around it that it may share files of.
#[derive(Debug, Clone)]
pub(crate) struct PolicyFolder {
    path: PathBuf,
    /// No file outside this folder is read, wherever `../` or a link leads.
    bounds: PathBuf,
    rules_file_bytes: u64,
}

impl PolicyFolder {
    /// A policy's folder: one that holds `policy.toml`.
    pub(crate) fn open(path: &Path, limits: &Limits) -> anyhow::Result<Self> {
        let shown = path.display();
        let real = path
            .canonicalize()
            .with_context(|| format!("open policy {shown}"))?;
        if !real.join("policy.toml").is_file() {
            return Err(anyhow!("open policy {shown}: it holds no policy.toml"));
        }
        let bounds = rules_folder(&real)
            .or_else(|| real.parent())
            .unwrap_or(&real)
            .to_owned();
        Ok(Self {
            path: path.to_owned(),
            bounds,
            rules_file_bytes: limits.rules_file_bytes,
        })
    }

    /// The folder's name as it was given, without a slash at its end.
    pub(crate) fn shown(&self) -> String {
        let text = self.path.display().to_string();
        match text.trim_end_matches('/') {
            "" => text,
            trimmed => trimmed.to_owned(),
        }
    }

    /// Loads the policy.
    pub(crate) fn load(&self) -> Result<Policy, Vec<Diagnostic>> {
        Policy::load(&self.shown(), self, LoadOptions::default())
    }

    /// Loads the policy, or fails with everything that is wrong in it.
    pub(crate) fn load_whole(&self) -> anyhow::Result<Policy> {
        self.load().map_err(|found| {
            let folder = self.clone();
            let doing = format!("load policy {}", self.shown());
            Problems::in_rules(doing, found, move |file| folder.source(file)).into()
        })
    }

    /// The files of cases, relative to the policy, by name.
    pub(crate) fn case_files(&self) -> anyhow::Result<Vec<String>> {
        let mut names = self.in_cases()?;
        names.retain(|name| !name.starts_with('_'));
        Ok(names
            .into_iter()
            .map(|name| format!("{CASES}/{name}"))
            .collect())
    }

    /// The bases that cases can begin from, by their names in the folder of cases.
    pub(crate) fn bases(&self) -> anyhow::Result<Vec<String>> {
        let mut names = self.in_cases()?;
        names.retain(|name| name.starts_with('_'));
        Ok(names)
    }

    /// Writes a file that is not there yet.
    pub(crate) fn create(&self, path: &str, text: &str) -> anyhow::Result<()> {
        let doing = || format!("write {}/{path}", self.shown());
        let mut file = fs::File::create_new(self.path.join(path)).with_context(doing)?;
        file.write_all(text.as_bytes()).with_context(doing)
    }

    fn in_cases(&self) -> anyhow::Result<Vec<String>> {
        let folder = self.path.join(CASES);
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let mut names = Vec::new();
        for name in names_in(&folder)? {
            let is_toml = Path::new(&name)
                .extension()
                .is_some_and(|end| end == "toml");
            if is_toml {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// The categories file of a country in the rules folder around the policy.
    pub(crate) fn categories(&self, country: Country) -> anyhow::Result<PathBuf> {
        let name = format!("{}.toml", country.code().to_lowercase());
        // The path as given rather than the real one, so that messages name what the user wrote.
        let given = self.path.ancestors().map(|folder| folder.join(CATEGORIES));
        let real = [self.bounds.join(CATEGORIES)];
        given
            .chain(real)
            .map(|folder| folder.join(&name))
            .find(|file| file.is_file())
            .ok_or_else(|| {
                anyhow!(
                    "find transaction categories for {}: no folder above {} holds {CATEGORIES}/{name}\n\
                     hint: name the file with --categories",
                    country.code(),
                    self.shown(),
                )
            })
    }

    /// The text of a file that a problem names, for its excerpt.
    pub(crate) fn source(&self, file: &str) -> Option<String> {
        let relative = file.strip_prefix(&self.shown())?.strip_prefix('/')?;
        self.read(relative).ok()
    }
}

impl Files for PolicyFolder {
    fn holds(&self, path: &str) -> bool {
        // A link that leads nowhere is there, too: reading it says so.
        self.path.join(path).symlink_metadata().is_ok()
    }

    fn law(&self, country: Country) -> Result<Vec<String>, String> {
        let folder = Path::new(&country.code().to_lowercase()).join(LAW);
        let real = self.bounds.join(&folder);
        if !real.is_dir() {
            return Ok(Vec::new());
        }
        let policy = self
            .path
            .canonicalize()
            .map_err(|error| format!("cannot be read: {}", reason(&error)))?;
        let below = policy.strip_prefix(&self.bounds).unwrap_or(&policy);
        let up = "../".repeat(below.components().count());
        let names = names_in(&real).map_err(|error| format!("failed to {error:#}"))?;
        Ok(names
            .into_iter()
            .filter(|name| Path::new(name).extension().is_some_and(|end| end == "toml"))
            .map(|name| format!("{up}{}/{name}", folder.display()))
            .collect())
    }

    fn read(&self, path: &str) -> Result<String, String> {
        let relative = Path::new(path);
        let plain = relative
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
        if !plain || path.contains('\\') {
            return Err(format!("{path:?} is not a path relative to the policy"));
        }
        let file = self.path.join(relative);
        let real = file
            .canonicalize()
            .map_err(|error| format!("cannot be read: {}", reason(&error)))?;
        if !real.starts_with(&self.bounds) {
            return Err("leads out of the rules folder: a policy reads nothing outside".to_owned());
        }
        let bytes = read_limited(&file, self.rules_file_bytes)
            .map_err(|error| format!("failed to {error:#}"))?;
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            format!(
                "is not UTF-8 text: byte {at} belongs to no character; save it as \"CSV UTF-8\""
            )
        })
    }

    fn subject(
        &self,
        policy: &Policy,
        application: &str,
        evidence: &str,
    ) -> Result<Subject, String> {
        let cases = self.path.join(CASES);
        let read = || {
            let limits = Limits::default();
            let application = input::application(&cases.join(application), &limits)?;
            let categories = self.categories(application.country)?;
            let categories = input::categories(&categories, &limits)?;
            let evidence = input::evidence(&cases.join(evidence), &limits)?;
            let facts = caudal_providers::convert(&application, &evidence, &categories);
            let engine = Engine::new(policy.clone())?;
            Ok::<_, anyhow::Error>(engine.subject(&application, &facts)?)
        };
        read().map_err(|error| format!("failed to {error:#}"))
    }
}

/// The policies right below a folder that is none itself, sorted by name.
pub(crate) fn versions_in(folder: &Path, limits: &Limits) -> anyhow::Result<Vec<PolicyFolder>> {
    if folder.join("policy.toml").is_file() || !folder.is_dir() {
        return Ok(Vec::new());
    }
    let folders = names_in(folder)?.into_iter().map(|name| folder.join(name));
    folders
        .filter(|folder| folder.join("policy.toml").is_file())
        .map(|folder| PolicyFolder::open(&folder, limits))
        .collect()
}

/// The policies that a folder is or holds, sorted by path.
pub(crate) fn policies_in(folder: &Path, limits: &Limits) -> anyhow::Result<Vec<PolicyFolder>> {
    let mut found = Vec::new();
    collect(folder, 0, limits, &mut found)?;
    if found.is_empty() {
        let shown = folder.display();
        return Err(anyhow!(
            "find a policy in {shown}: neither it nor a folder below holds policy.toml"
        ));
    }
    Ok(found)
}

fn collect(
    folder: &Path,
    depth: usize,
    limits: &Limits,
    found: &mut Vec<PolicyFolder>,
) -> anyhow::Result<()> {
    if folder.join("policy.toml").is_file() {
        found.push(PolicyFolder::open(folder, limits)?);
        return Ok(());
    }
    for name in names_in(folder)? {
        let below = folder.join(&name);
        if depth < DEPTH_MAX && !name.starts_with('.') && below.is_dir() {
            collect(&below, depth + 1, limits, found)?;
        }
    }
    Ok(())
}

/// The nearest folder above a policy that holds transaction categories.
fn rules_folder(policy: &Path) -> Option<&Path> {
    policy
        .ancestors()
        .skip(1)
        .find(|folder| folder.join(CATEGORIES).is_dir())
}

/// The names in a folder, sorted: the order of a disk is no order.
pub(crate) fn names_in(folder: &Path) -> anyhow::Result<Vec<String>> {
    let reading = || format!("read folder {}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(reading)? {
        let name = entry.with_context(reading)?.file_name();
        // A name that is no text cannot be one that a policy uses.
        names.extend(name.into_string().ok());
    }
    names.sort_unstable();
    Ok(names)
}

/// What the system says, without its error number.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => error.to_string(),
    }
}
