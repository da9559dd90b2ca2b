//! A policy's own tests: `cases/*.toml`, each case saying only what differs from a base.

mod boundaries;
mod compare;
mod facts;
mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use caudal_facts::{Diagnostic, Party, Report};
use chrono::NaiveDate;

use super::run::{
    Event, EventState, Outcome, Ruling, SourceState, Step, Subject, Watched, unreached,
};
use super::script::{ExpressionKind, StatementKind, Verb};
use super::value::Value;
use super::{CO_PRESENT, Files, Policy};

pub use boundaries::Boundaries;

/// A file of cases.
#[derive(Debug, Clone)]
pub struct CaseSuite {
    /// The file, relative to the policy.
    pub file: String,
    /// Its cases.
    pub cases: Vec<Case>,
}

/// One case: what is given and what is expected.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// The line it begins at.
    pub line: usize,
    /// What the policy is given.
    pub subject: Arc<Subject>,
    /// What it should answer.
    pub expect: Expectation,
    /// Whether nobody has confirmed yet that this is what it should answer.
    pub unconfirmed: bool,
}

/// What a case expects; what is not said is not compared.
#[derive(Debug, Clone, Default)]
pub struct Expectation {
    /// The outcome.
    pub outcome: Option<Outcome>,
    /// The reasons' codes, in rank order.
    pub reasons: Option<Vec<String>>,
    /// Named results.
    pub results: BTreeMap<String, Value>,
    /// Offers by term: amount, instalment, total, yearly cost.
    pub offers: Option<Vec<BTreeMap<String, rust_decimal::Decimal>>>,
    /// Withheld offers as `TERM:CODE`.
    pub withheld: Option<Vec<String>>,
    /// Conditions' codes, in order.
    pub conditions: Option<Vec<String>>,
    /// Conditions' details, as `CODE.name`.
    pub details: BTreeMap<String, Value>,
    /// The sources asked, in order.
    pub asked: Option<Vec<String>>,
}

/// How a case went.
#[derive(Debug, Clone)]
pub struct CaseResult {
    /// The case's name.
    pub name: String,
    /// The file, relative to the policy.
    pub file: String,
    /// The line it begins at.
    pub line: usize,
    /// Whether nobody has confirmed yet what it expects.
    pub unconfirmed: bool,
    /// What differed; empty when it passed.
    pub differences: Vec<Difference>,
    /// The ruling, unless the policy failed.
    pub ruling: Option<Ruling>,
    /// What the run's conditions and tables came to.
    pub watched: Watched,
}

/// One thing that a case expects and the policy answers otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it is: `outcome`, `reasons`, `results.band`.
    pub what: String,
    /// What the case expects.
    pub expected: String,
    /// What the policy answered.
    pub got: String,
}

/// Which rules some case fires, and which some case reaches without firing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCoverage {
    /// The rule's name.
    pub name: String,
    /// Its file.
    pub file: String,
    /// Its line.
    pub line: usize,
    /// How many cases fire it.
    pub fired: usize,
    /// How many cases reach it and do not fire it.
    pub not_fired: usize,
    /// How many cases cannot tell.
    pub unknown: usize,
    /// Whether it leaves a trace only when it fires: an `or_refer`, a condition that always holds.
    pub only_fires: bool,
}

impl CaseSuite {
    /// Reads a file of cases. `root` is the policy's folder, for messages only.
    ///
    /// # Errors
    /// Everything that is wrong in it, each with its line.
    pub fn load(
        policy: &Policy,
        root: &str,
        file: &str,
        files: &dyn Files,
    ) -> Result<Self, Vec<Diagnostic>> {
        read::suite(policy, root, file, files)
    }

    /// Runs every case.
    #[must_use]
    pub fn run(&self, policy: &Policy) -> Vec<CaseResult> {
        self.cases
            .iter()
            .map(|case| {
                let (step, watched) = policy.watch(Arc::clone(&case.subject));
                let (differences, ruling) = match step {
                    Ok(Step::Ruled(ruling)) => (case.expect.differences(&ruling), Some(*ruling)),
                    Ok(Step::Gather(_)) => (vec![no_ruling("it stopped to gather data")], None),
                    Err(fault) => (vec![no_ruling(&format!("failed to {fault}"))], None),
                };
                CaseResult {
                    name: case.name.clone(),
                    file: self.file.clone(),
                    line: case.line,
                    unconfirmed: case.unconfirmed,
                    differences,
                    ruling,
                    watched,
                }
            })
            .collect()
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            what,
            expected,
            got,
        } = self;
        write!(f, "{what}: expected {expected}, got {got}")
    }
}

impl Expectation {
    /// What a ruling answers otherwise.
    #[must_use]
    pub fn differences(&self, ruling: &Ruling) -> Vec<Difference> {
        compare::differences(self, ruling)
    }
}

impl RuleCoverage {
    /// What the cases' rulings cover of a policy, rule by rule, in the order of the files.
    #[must_use]
    pub fn of<'r>(policy: &Policy, rulings: impl Iterator<Item = &'r Ruling>) -> Vec<Self> {
        let mut rules: BTreeMap<(String, usize, String), Self> = BTreeMap::new();
        let mut keep = |event: &Event<'_>, only_fires: bool| {
            let key = (
                event.file.to_owned(),
                event.place.line,
                event.name.to_owned(),
            );
            let rule = rules.entry(key).or_insert_with(|| Self {
                name: event.name.to_owned(),
                file: event.file.to_owned(),
                line: event.place.line,
                fired: 0,
                not_fired: 0,
                unknown: 0,
                only_fires,
            });
            match event.state {
                EventState::Fired => rule.fired += 1,
                EventState::NotFired => rule.not_fired += 1,
                EventState::Unknown(_) => rule.unknown += 1,
                EventState::NotEvaluated(_) | EventState::Skipped => {}
            }
        };
        for (event, only_fires) in declared(policy) {
            keep(&event, only_fires);
        }
        let events = rulings.flat_map(Ruling::events);
        // A stage's own events are no rule's.
        for event in events.filter(|event| !event.code.is_empty()) {
            keep(&event, true);
        }
        rules.into_values().collect()
    }

    /// Whether a case fires it and another reaches it without.
    #[must_use]
    pub const fn is_covered(&self) -> bool {
        self.fired > 0 && (self.not_fired > 0 || self.only_fires)
    }
}

fn no_ruling(why: &str) -> Difference {
    Difference {
        what: "ruling".to_owned(),
        expected: "one".to_owned(),
        got: why.to_owned(),
    }
}

/// Every rule that the script holds, as one that was not reached, and whether it leaves a trace only when it fires.
fn declared(policy: &Policy) -> Vec<(Event<'_>, bool)> {
    let parts = &policy.parts;
    let mut found = Vec::new();
    parts.form.walk_statements(&mut |statement| {
        if let StatementKind::Act(act) = &statement.kind
            && act.verb != Verb::Offer
        {
            let always = act.operand.is_none() && act.verb != Verb::Rules;
            let events = unreached(parts, statement.place);
            found.extend(events.into_iter().map(|event| (event, always)));
        }
    });
    parts.form.walk(&mut |expression| {
        if let ExpressionKind::Call(word, _) = &expression.kind
            && matches!(word.as_str(), "or_refer" | "or_decline")
            && let Some(number) = parts.rules.answer_at(expression.place)
        {
            let event = Event::unreached(parts.rules.get(number));
            found.push((event, true));
        }
    });
    found
}

/// The subject that a case's values make.
fn subject(
    policy: &Policy,
    id: &str,
    as_of: NaiveDate,
    mut values: BTreeMap<String, Value>,
    silent: &BTreeSet<Report>,
) -> Subject {
    let asked: BTreeSet<Report> = policy.sources().into_iter().collect();
    let sources = |party: Party| {
        let reports = asked.union(silent).filter(|report| report.party == party);
        let states = reports.map(|report| {
            let state = if silent.contains(report) {
                self::silent()
            } else {
                SourceState {
                    answered: true,
                    age_days: Some(0),
                    why: None,
                }
            };
            (report.source, state)
        });
        states.collect()
    };
    let is_there = values.remove(CO_PRESENT) == Some(Value::Flag(true));
    let mut filled = policy.blank();
    filled.extend(values);
    Subject {
        application_id: id.into(),
        as_of,
        sources: sources(Party::Applicant),
        co_applicant: is_there.then(|| sources(Party::CoApplicant)),
        values: filled,
        series: Arc::default(),
    }
}

/// What a source that a case silences did.
fn silent() -> SourceState {
    SourceState {
        answered: false,
        age_days: Some(0),
        why: Some("silent in this case".to_owned()),
    }
}
