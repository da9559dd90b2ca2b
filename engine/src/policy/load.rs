//! Loading a policy's folder: every file read, checked and hashed, every problem reported at once.

mod folders;
mod parts;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use caudal_facts::evidence::Sha256Digest;
use caudal_facts::{Country, DatedValue, Diagnostic, Party, Source};
use rhai::{AST, OptimizationLevel, Scope};
use rust_decimal::Decimal;
use sha2::{Digest as _, Sha256};

use super::Policy;
use super::check;
use super::document::Problems;
use super::feature_of::FeatureOf;
use super::findings;
use super::kind::Kind;
use super::law::Law;
use super::manifest::{Manifest, ParamDeclaration, ParamValue, Silence};
use super::native::{self, Native};
use super::own::{self, OwnFeatures};
use super::reasons::Reasons;
use super::run::{RuleMaker, Rules, Run, Subject, drive};
use super::scorecard::Scorecard;
use super::script::object::{QUOTE_PROPERTIES, QuoteObject, ScoreObject, TableRow};
use super::script::{self, Form, ScriptLimits};
use super::table::Table;
use super::typed::Typed;
use super::values::Layout;
use crate::features::Catalogue;
use folders::Folders;
use parts::{Reader, Script, law, scorecards, scripts, series, tables};

/// Where a policy's files come from. Paths are relative to the policy's folder and may begin with
/// `../` for what policies share; the engine itself opens no file.
pub trait Files {
    /// A file's text.
    ///
    /// # Errors
    /// Why it cannot be read, as a fragment.
    fn read(&self, path: &str) -> Result<String, String>;

    /// What an application and a folder of evidence say, for cases that name them. Both paths are relative to the
    /// folder of cases.
    ///
    /// # Errors
    /// Why they cannot be read, as a fragment. Who gives no evidence says so.
    fn subject(
        &self,
        _policy: &Policy,
        _application: &str,
        _evidence: &str,
    ) -> Result<Subject, String> {
        Err("cannot be read here: no evidence is given".to_owned())
    }

    /// Whether there is such a file. A policy that extends another takes from that one what this
    /// answers false for, so a file that is there and cannot be read must still be true.
    fn holds(&self, path: &str) -> bool {
        self.read(path).is_ok()
    }

    /// The files of the country's law, `rules/cl/law/*.toml`, in order; `../law/cl.toml` if it is there,
    /// unless said otherwise. Whoever reads files says which hold, and not the policy: none can leave
    /// the law out. Without any, nothing is held against the law.
    ///
    /// # Errors
    /// Why they cannot be listed, as a fragment.
    fn law(&self, country: Country) -> Result<Vec<String>, String> {
        let beside = format!("../law/{}.toml", country.code().to_lowercase());
        Ok(Some(beside)
            .filter(|file| self.holds(file))
            .into_iter()
            .collect())
    }
}

/// How a policy is compiled. Only tests want anything but the default.
#[derive(Debug, Clone, Copy, Default)]
pub struct LoadOptions {
    /// Limits on a run.
    pub limits: ScriptLimits,
    /// Whether rhai may simplify the script. It changes no answer. Default false.
    pub optimise: bool,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub(crate) enum Slot {
    Feature(FeatureOf),
    /// The lender's own datum about a person.
    Input(Party),
    /// Whether there is a co-applicant.
    CoPresent,
    Request,
    Param(ParamDeclaration),
    Reference(String),
}

/// A loaded policy's parts.
#[derive(Debug)]
pub(crate) struct Parts {
    pub(crate) limits: ScriptLimits,
    /// The folders that it was read from: its own, and those of the policies that it extends.
    pub(crate) folders: Folders,
    pub(crate) manifest: Manifest,
    /// The features that it may read: the catalogue's and its own.
    pub(crate) catalogue: Catalogue,
    pub(crate) law: Law,
    pub(crate) reasons: Reasons,
    pub(crate) tables: BTreeMap<String, Table>,
    pub(crate) scorecards: BTreeMap<String, Scorecard>,
    pub(crate) series: BTreeMap<String, Vec<DatedValue>>,
    pub(crate) form: Form,
    /// Everything that can leave an event.
    pub(crate) rules: Rules,
    pub(crate) slots: HashMap<String, Slot>,
    /// The numbers of what it reads from outside.
    pub(crate) layout: Arc<Layout>,
    /// Names in each reason's texts.
    pub(crate) placeholders: HashMap<String, Vec<String>>,
    /// What names measure, for showing them.
    pub(crate) kinds: HashMap<String, Kind>,
    pub(crate) typed: Typed,
    /// What evaluates the typed form.
    pub(crate) native: Native,
    pub(crate) ast: AST,
    pub(crate) engine: rhai::Engine,
    pub(crate) files: BTreeMap<String, Sha256Digest>,
    /// What the check found and a policy may be used in spite of.
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) hash: Sha256Digest,
    script: Arc<str>,
}

/// The script's file name.
const SCRIPT: &str = "policy.rhai";

impl Parts {
    pub(crate) fn script_file(&self) -> Arc<str> {
        Arc::clone(&self.script)
    }

    pub(crate) fn silence(&self, source: Source) -> Silence {
        self.manifest
            .sources
            .get(&source)
            .map_or(Silence::Refer, |rule| rule.silence)
    }

    pub(crate) fn placeholders(&self, code: &str) -> &[String] {
        self.placeholders.get(code).map_or(&[], Vec::as_slice)
    }

    /// A list parameter by its full name.
    pub(crate) fn list(&self, full: &str) -> &[Decimal] {
        match self.slots.get(full) {
            Some(Slot::Param(param)) => match &param.value {
                ParamValue::List(list) => list,
                _ => &[],
            },
            _ => &[],
        }
    }

    /// The properties that an object of a script shows in the named results.
    pub(crate) fn properties(&self, held: &rhai::Dynamic) -> Vec<String> {
        if held.read_lock::<ScoreObject>().is_some() {
            return vec!["points".to_owned()];
        }
        if held.read_lock::<QuoteObject>().is_some() {
            return QUOTE_PROPERTIES[..5]
                .iter()
                .map(ToString::to_string)
                .collect();
        }
        let Some(row) = held.read_lock::<TableRow>() else {
            return Vec::new();
        };
        self.tables.get(&*row.table).map_or_else(Vec::new, |table| {
            table
                .results
                .iter()
                .map(|(name, _)| name.to_string())
                .collect()
        })
    }
}

/// Loads a policy. `root` is the folder's name, for messages only.
pub(crate) fn load(
    root: &str,
    files: &dyn Files,
    options: LoadOptions,
) -> Result<Parts, Vec<Diagnostic>> {
    let mut reader = Reader {
        root,
        files,
        digests: BTreeMap::new(),
        problems: Problems::default(),
    };
    let Some((folders, layers)) = Folders::find(&mut reader) else {
        return Err(reader.problems.into_vec());
    };
    let manifest = Manifest::from_layers(&layers, &reader.problems);
    let manifest = match manifest {
        Some(manifest) if !reader.problems.has_errors() => manifest,
        _ => return Err(reader.problems.into_vec()),
    };
    // Without them, every use of one would be reported as unknown.
    let Some(own) = own_features(&mut reader, &folders) else {
        return Err(reader.problems.into_vec());
    };
    let catalogue = Catalogue::standard().with(&own.features);
    let reasons = folders
        .layers(&mut reader, "reasons.toml")
        .and_then(|layers| Reasons::from_layers(&layers, &reader.problems));
    let tables = tables(&mut reader, &folders, &manifest);
    let scorecards = scorecards(&mut reader, &folders, &manifest);
    let series = series(&mut reader, &folders, &manifest);
    let law = law(&mut reader, &manifest);
    let namespaces = check::namespaces(&manifest, &catalogue);
    let script = compiled(&mut reader, &folders, &manifest, options, namespaces);
    let Some((script, running)) = script else {
        return Err(reader.problems.into_vec());
    };
    let (form, ast) = (script.form, script.ast);
    // Without the reasons, every code would be reported as unknown.
    let Some(reasons) = reasons else {
        return Err(reader.problems.into_vec());
    };
    let checked = check::check(
        &check::Subject {
            root,
            script: &script.path,
            manifest: &manifest,
            catalogue: &catalogue,
            own: &own,
            law: &law,
            reasons: &reasons,
            tables: &tables,
            scorecards: &scorecards,
            form: &form,
        },
        &reader.problems,
    );
    if reader.problems.has_errors() {
        return Err(reader.problems.into_vec());
    }
    let hash = hash(&reader.digests);
    let script_file: Arc<str> = script.path.into();
    let rules = RuleMaker {
        form: &form,
        tables: &tables,
        reasons: &reasons,
        placeholders: &checked.placeholders,
        script: Arc::clone(&script_file),
    }
    .rules();
    let layout = Layout::of(&manifest, checked.slots.iter());
    let native = Native::of(&native::Maker {
        manifest: &manifest,
        tables: &tables,
        scorecards: &scorecards,
        slots: &checked.slots,
        layout: &layout,
        placeholders: &checked.placeholders,
        typed: &checked.typed,
        rules: &rules,
        limits: options.limits,
    });
    tell_why_not(&native, &reader.problems);
    Ok(Parts {
        folders,
        rules,
        native,
        manifest,
        catalogue,
        law,
        reasons,
        tables,
        scorecards,
        series,
        form,
        slots: checked.slots,
        layout: Arc::new(layout),
        placeholders: checked.placeholders,
        kinds: checked.kinds,
        typed: checked.typed,
        ast,
        engine: running,
        files: reader.digests,
        findings: reader.problems.into_vec(),
        limits: options.limits,
        hash,
        script: script_file,
    })
}

/// A policy's own features; `None` when something about them is wrong.
fn own_features(reader: &mut Reader<'_>, folders: &Folders) -> Option<OwnFeatures> {
    let layers = folders.layers_if_any(reader, own::FILE)?;
    let own = OwnFeatures::from_layers(&layers, &reader.problems);
    (!reader.problems.has_errors()).then_some(own)
}

/// The sandbox in which a policy's names are resolved.
fn engine(
    limits: ScriptLimits,
    optimisation: OptimizationLevel,
    namespaces: Vec<String>,
) -> rhai::Engine {
    let mut engine = script::engine(limits, optimisation);
    engine.register_fn(drive::LAST, || {});
    drive::resolve_names(&mut engine, namespaces);
    engine
}

/// Notes what keeps a policy from being evaluated natively.
fn tell_why_not(native: &Native, problems: &Problems) {
    for (span, why) in native.why_not() {
        let problem = span.problem(problems, format!("evaluated by its script: {why}"));
        problems.push(&findings::EVALUATED_BY_SCRIPT, problem);
    }
}

/// The script, and the engine that it runs in. What is checked is the script as it is written, whatever runs.
fn compiled(
    reader: &mut Reader<'_>,
    folders: &Folders,
    manifest: &Manifest,
    options: LoadOptions,
    namespaces: Vec<String>,
) -> Option<(Script, rhai::Engine)> {
    let plain = engine(options.limits, OptimizationLevel::None, namespaces.clone());
    let script = scripts(reader, folders, manifest, &plain)?;
    if !options.optimise {
        return Some((script, plain));
    }
    let simple = OptimizationLevel::Simple;
    let running = engine(options.limits, simple, namespaces);
    let ast = running.optimize_ast(&Scope::new(), script.ast, simple);
    Some((Script { ast, ..script }, running))
}

/// One digest for all files: SHA-256 over each path, a zero byte, and the file's digest, by path.
fn hash(digests: &BTreeMap<String, Sha256Digest>) -> Sha256Digest {
    let mut hash = Sha256::new();
    for (path, digest) in digests {
        hash.update(path.as_bytes());
        hash.update([0]);
        hash.update(digest.bytes());
    }
    Sha256Digest::from_bytes(hash.finalize().into())
}

// `Run` is shared with the script engine's callbacks, which may move between threads.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<Run>();
    shared::<Parts>();
};
