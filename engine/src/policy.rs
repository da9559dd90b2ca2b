//! Policies: folders that risk teams own, loaded, checked and run.
//!
//! [`Policy::load`] reads a folder into typed parts and reports every problem at once;
//! [`Policy::run`] runs its script over a [`Subject`]. The script runs in rhai; what its words mean
//! is in this module's own types.

mod allowed;
mod case;
mod cell;
mod check;
mod coverage;
mod dated;
mod difference;
mod document;
mod feature_of;
pub(crate) mod findings;
mod kind;
mod law;
mod load;
mod loan;
mod manifest;
mod mutate;
mod names;
mod native;
mod own;
mod reach;
mod reasons;
mod run;
mod scorecard;
mod script;
mod sheet;
mod show;
mod table;
mod thresholds;
pub mod typed;
mod value;
mod values;
mod versions;
mod words;

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_facts::evidence::Sha256Digest;
use caudal_facts::{Diagnostic, Party, Report};
use chrono::NaiveDate;

pub(crate) use allowed::Allowed;
pub use case::{Boundaries, Case, CaseResult, CaseSuite, Difference, Expectation, RuleCoverage};
pub use coverage::{ConditionCoverage, Coverage, RowCoverage, Share};
pub(crate) use dated::{Dated, too_low};
pub use difference::{Change, How, Part, Version, differences};
pub(crate) use document::Problems;
pub(crate) use feature_of::CO_PRESENT;
pub use feature_of::FeatureOf;
pub use findings::Finding;
pub use kind::Kind;
pub(crate) use law::cleared;
pub use law::{Carried, Citation, FactAge, Law, LeastValidity, MaximumRate, Prohibition};
pub use load::{Files, LoadOptions};
pub use loan::{Contract, Figures, Installment, Quote, Schedule, Unquotable};
pub use manifest::{
    Acceptance, Accepted, Baseline, Bound, Charge, Grace, GraceInterest, HitPolicy,
    InputDeclaration, LoanTerms, Manifest, MissingAction, MissingRule, NoOffer, OfferLimits,
    OpeningCosts, ParamDeclaration, ParamValue, Prices, ReasonPoints, ReferenceDeclaration, Review,
    Scaling, ScorecardDeclaration, Silence, SourceRule, System, TableDeclaration, TotalCost,
    Validity, WordType, Yearly,
};
pub use mutate::{Mutant, Mutation, Tried, Verdict, mutants};
pub use native::{Swept, SweptCase};
pub use reasons::{Reason, Reasons};
pub use run::{
    Evaluator, Event, EventState, Fault, FiredReason, Mode, OfferRecord, Outcome, PointsLost,
    Ruling, Severity, SourceState, StageRecord, Step, Subject, Watched,
};
pub use scorecard::{Score, Scorecard};
pub use script::{
    Act, Block, Expression, ExpressionKind, Form, Function, Place, ScriptLimits, Statement,
    StatementKind, StopOn, Verb,
};
pub(crate) use sheet::Sheet;
pub use show::Language;
pub use table::{Answer as TableAnswer, Domain, Extent, Overlap, Region, Shape, Study, Table};
pub use value::{Cause, Causes, KindMismatch, Operator, Value};
pub use values::Values;
pub(crate) use values::{Layout, NameId};
pub use versions::{NotVersions, Versions};

use crate::features::{Catalogue, Feature};

/// A policy, loaded and checked. Cheap to clone, and shared between threads without a lock.
#[derive(Debug, Clone)]
pub struct Policy {
    parts: Arc<load::Parts>,
    evaluator: Evaluator,
    traced: bool,
}

impl Policy {
    /// Loads a policy's folder. `root` is the folder's name, for messages only.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with file and line.
    ///
    /// # Example
    /// ```
    /// use caudal_engine::policy::{Files, LoadOptions, Policy};
    ///
    /// struct InMemory;
    /// impl Files for InMemory {
    ///     fn read(&self, path: &str) -> Result<String, String> {
    ///         Ok(match path {
    ///             "policy.toml" => {
    ///                 "[policy]\nid = \"example\"\nversion = \"1\"\ncountry = \"any\"\ncurrency = \"USD\"\n\
    ///                  [inputs]\n\"applicant.age\" = { type = \"years\", es = \"Edad\", en = \"Age\" }\n"
    ///             }
    ///             // A misspelt name is found before anything runs.
    ///             "policy.rhai" => "stage(\"start\");\ndecline(\"UNDER_AGE\", applicant.aeg < 18);",
    ///             "reasons.toml" => "[UNDER_AGE]\nes = \"Menor de edad.\"\nen = \"Under age.\"\n",
    ///             _ => return Err("no such file".to_owned()),
    ///         }
    ///         .to_owned())
    ///     }
    /// }
    /// let problems = Policy::load("rules/example", &InMemory, LoadOptions::default()).unwrap_err();
    /// assert_eq!(
    ///     problems[0].to_string(),
    ///     "rules/example/policy.rhai:2:22: unknown feature or input \"applicant.aeg\"\
    ///      \n  hint: did you mean \"applicant.age\"?"
    /// );
    /// ```
    pub fn load(
        root: &str,
        files: &dyn Files,
        options: LoadOptions,
    ) -> Result<Self, Vec<Diagnostic>> {
        load::load(root, files, options).map(|parts| Self {
            parts: Arc::new(parts),
            evaluator: Evaluator::default(),
            traced: true,
        })
    }

    /// The same policy, evaluated so. Loaded policies are evaluated natively where they can be; both give the same
    /// answers, so that only tests and benchmarks want anything else.
    #[must_use]
    pub fn evaluated_by(self, evaluator: Evaluator) -> Self {
        Self { evaluator, ..self }
    }

    /// The same policy, whose rulings leave out the rules that did not fire and read nothing missing. It changes
    /// nothing else.
    #[must_use]
    pub fn untraced(self) -> Self {
        Self {
            traced: false,
            ..self
        }
    }

    /// No values yet, in the order that the policy reads them: what a [`Subject`] is filled with fastest.
    #[must_use]
    pub fn blank(&self) -> Values {
        Values::over(&self.parts.layout)
    }

    /// The numbers of what it reads from outside.
    pub(crate) fn layout(&self) -> &Layout {
        &self.parts.layout
    }

    /// Why it is evaluated by its script, and where in it; empty when it is evaluated natively.
    #[must_use]
    pub fn scripted(&self) -> &[(typed::Span, Arc<str>)] {
        self.parts.native.why_not()
    }

    /// Runs the policy over a case.
    ///
    /// # Errors
    /// [`Fault`] when the policy itself fails: a value of the wrong kind, a limit of the script
    /// engine. Missing data is no fault.
    pub fn run(&self, subject: Arc<Subject>, mode: Mode) -> Result<Step, Fault> {
        let manner = run::Manner {
            mode,
            traced: self.traced,
        };
        run::drive::run(&self.parts, subject, manner, self.evaluator)
    }

    /// Evaluates the policy over many cases at once with all facts given, as far as that can be done by columns: a case
    /// that is offered something, that an exception is made for or of which an operation cannot be done so has to be run
    /// on its own.
    ///
    /// # Properties
    /// What is told of a case is what [`run`](Self::run) tells of it.
    #[must_use]
    pub fn sweep<S: Borrow<Subject>>(&self, subjects: &[S]) -> Swept {
        native::sweep(&self.parts, subjects)
    }

    /// Runs the policy over a case with all facts given, and keeps what its conditions and tables came to.
    pub(crate) fn watch(&self, subject: Arc<Subject>) -> (Result<Step, Fault>, Watched) {
        run::drive::watch(&self.parts, subject)
    }

    /// Its manifest.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.parts.manifest
    }

    /// The features that it may read: those of the catalogue, and after them its own.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.parts.catalogue
    }

    /// What the law of its country says to it.
    #[must_use]
    pub fn law(&self) -> &Law {
        &self.parts.law
    }

    /// Its reasons.
    #[must_use]
    pub fn reasons(&self) -> &Reasons {
        &self.parts.reasons
    }

    /// Its script in typed form.
    #[must_use]
    pub fn form(&self) -> &Form {
        &self.parts.form
    }

    /// Its script as one closed, typed computation.
    #[must_use]
    pub fn typed(&self) -> &typed::Typed {
        &self.parts.typed
    }

    /// The digest over every file that it reads.
    #[must_use]
    pub fn hash(&self) -> Sha256Digest {
        self.parts.hash
    }

    /// What the check found and the policy may be used in spite of: warnings and notes.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        &self.parts.findings
    }

    /// The digests of the files that it reads, by path.
    #[must_use]
    pub fn files(&self) -> &BTreeMap<String, Sha256Digest> {
        &self.parts.files
    }

    /// The features that it reads of the applicant, by name.
    #[must_use]
    pub fn features(&self) -> Vec<&'static Feature> {
        self.features_of(Party::Applicant)
    }

    /// The features that it reads of one of the persons, by name.
    #[must_use]
    pub fn features_of(&self, party: Party) -> Vec<&'static Feature> {
        let read = self.parts.slots.values();
        let mut features: Vec<&'static Feature> = read
            .filter_map(|slot| match slot {
                load::Slot::Feature(of) => (of.party == party).then_some(of.feature),
                _ => None,
            })
            .collect();
        features.sort_by_key(|feature| feature.name);
        features
    }

    /// Whether it reads anything of a co-applicant, if only whether there is one.
    #[must_use]
    pub fn reads_co_applicant(&self) -> bool {
        let mut names = self.parts.slots.keys();
        names.any(|name| Party::split(name).0 == Party::CoApplicant)
    }

    /// The reports that it may ask, in the order of its stages.
    #[must_use]
    pub fn sources(&self) -> Vec<Report> {
        let mut reports = Vec::new();
        for statement in &self.parts.form.statements {
            if let StatementKind::Stage { ask, .. } = &statement.kind {
                for report in ask.iter().filter_map(|name| Report::parse(name)) {
                    if !reports.contains(&report) {
                        reports.push(report);
                    }
                }
            }
        }
        reports
    }

    /// One of its decision tables.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.parts.tables.get(name)
    }

    /// A dated series that the policy's own files give.
    #[must_use]
    pub fn series(&self, name: &str) -> Option<&[caudal_facts::DatedValue]> {
        self.parts.series.get(name).map(Vec::as_slice)
    }

    /// The names of the dated series that it may read: those that it declares, exchange rates and the
    /// price index. In alphabetical order.
    #[must_use]
    pub fn series_names(&self) -> Vec<&str> {
        self.parts.manifest.series_names()
    }

    /// What a name measures: a feature, input, parameter or named result.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.parts.kinds.get(name)
    }

    /// What the values of a name can be: of a feature, an input, a part of the request or a figure of reference.
    pub(crate) fn allowed(&self, name: &str) -> Option<Allowed<'_>> {
        Allowed::of(&self.parts.manifest, &self.parts.catalogue, name)
    }

    /// Whether it is in force on a date.
    #[must_use]
    pub fn in_force(&self, date: NaiveDate) -> bool {
        let manifest = &self.parts.manifest;
        manifest.from.is_none_or(|from| from <= date)
            && manifest.until.is_none_or(|until| date <= until)
    }

    /// What a reason says, with its placeholders filled in.
    #[must_use]
    pub fn text(
        &self,
        code: &str,
        placeholders: &BTreeMap<String, Value>,
        language: Language,
    ) -> String {
        show::reason(&self.parts, code, placeholders, language)
    }

    /// A value as people of the policy's country write it.
    #[must_use]
    pub fn show(&self, name: &str, value: &Value, language: Language) -> String {
        show::value(
            value,
            self.kind(name),
            self.parts.manifest.currency,
            language,
        )
    }
}
