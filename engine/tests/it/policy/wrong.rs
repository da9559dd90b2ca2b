//! Wrong policies, each with what is found in it; and beside each a right one, in which it is not found.
//!
//! What is found stands in `wrong/found.txt`: severity, kind, place, length, message and hint of every problem of
//! every case. `SNAPSHOTS=overwrite` writes it anew.

mod direction;
mod files;
mod flow;
mod language;
mod measured;
mod names;
mod own;
mod reach;
mod tables;
mod traps;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use caudal_engine::policy::{Finding, LoadOptions, Policy};
use caudal_facts::Diagnostic;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

use super::harness::InMemory;

/// What is put into a file: the file, what is replaced, and by what. An empty text is replaced at the end.
type Edit = (&'static str, &'static str, &'static str);

/// A wrong policy: what it has besides the base, and what the same policy would have if it were right.
#[derive(Debug, Clone, Copy)]
struct Case {
    /// The situation.
    name: &'static str,
    /// The kind of problem that it is about.
    id: &'static str,
    /// The script, after its first line.
    script: &'static str,
    /// The script without the problem; empty when it is not in the script.
    right: &'static str,
    /// What is put into files, one after the other.
    edits: &'static [Edit],
}

impl Case {
    /// A case that is about the script alone.
    const fn script(
        name: &'static str,
        id: &'static str,
        script: &'static str,
        right: &'static str,
    ) -> Self {
        Self {
            name,
            id,
            script,
            right,
            edits: &[],
        }
    }

    /// A case that is about another file.
    const fn edit(name: &'static str, id: &'static str, edits: &'static [Edit]) -> Self {
        Self {
            name,
            id,
            script: "",
            right: "",
            edits,
        }
    }

    /// A case that is about the script, over a base that is not the usual one.
    const fn with(mut self, edits: &'static [Edit]) -> Self {
        self.edits = edits;
        self
    }
}

const MANIFEST: &str = r#"[policy]
id = "test"
version = "1"
country = "CL"
currency = "CLP"
[sources]
khipu = { missing = "refer" }
[reference]
uf = { max_age_days = 1, unit = "money" }
[inputs]
"applicant.birth_date" = { type = "date", es = "a", en = "a" }
"applicant.years" = { type = "years", range = "18..99", whole = true, es = "a", en = "a" }
"applicant.retired" = { type = "flag", es = "a", en = "a" }
"applicant.job" = { type = "text", values = ["full_time", "retired"], es = "a", en = "a" }
"customer.segment" = { type = "segment", es = "a", en = "a" }
"customer.exposure" = { type = "money", riskier = "higher", es = "a", en = "a" }
"customer.income" = { type = "money/month", riskier = "lower", es = "a", en = "a" }
"history.days" = { type = "days", none = "never", riskier = "lower", es = "a", en = "a" }
"fraud.score" = { type = "points", range = "0..999", riskier = "higher", es = "a", en = "a" }
[types]
segment = { values = ["NEW", "RETURNING"] }
band = { values = ["A", "B"], order = "rising risk" }
[params]
min_age = { value = 18, unit = "years", reason = "r" }
cutoff = { value = 400, unit = "points", reason = "r" }
share = { value = 0.3, unit = "ratio", reason = "r" }
min_income = { value = 500_000, unit = "money/month", reason = "r" }
min_amount = { value = 100_000, unit = "money", reason = "r" }
max_rate = { value = 0.03, unit = "rate/month", reason = "r" }
tna = { value = 0.24, unit = "rate/year nominal", reason = "r" }
tea = { value = 0.27, unit = "rate/year effective", reason = "r" }
few_months = { value = 3, unit = "months", reason = "r" }
overdue = { value = 1, unit = "UF", reason = "r" }
terms = { value = [6, 12], unit = "months", reason = "r" }
[tables]
bands = { hit = "unique", then = { band = "band", rate = "rate/month" } }
knockouts = { hit = "rules" }
[scorecards]
card = { initial = 100 }
"#;

const REASONS: &str = r#"[R1]
es = "uno"
en = "one"
waivable = true
[R2]
es = "dos"
en = "two"
[R3]
es = "tres"
en = "three"
"#;

/// Every source is asked, so that each feature can be read.
const START: &str = "stage(\"start\", #{ ask: [\"khipu\", \"cmf\", \"protests\"] });\n";

pub(super) fn policy(script: &str, edits: &[(&str, &str, &str)]) -> InMemory {
    let text = |text: &str| text.to_owned();
    let mut files = BTreeMap::from([
        (text("policy.toml"), text(MANIFEST)),
        (text("reasons.toml"), text(REASONS)),
        (text("policy.rhai"), format!("{START}{script}\n")),
        (
            text("tables/bands.csv"),
            text("when points;then band;then rate\n>=500;B;0.02\n<500;A;0.01\n"),
        ),
        (
            text("tables/knockouts.csv"),
            text(
                "when customer.segment;when fraud.score;then outcome;then reason\nNEW;>=900;refer;R3\n",
            ),
        ),
        (
            text("scorecards/card.csv"),
            text(
                "characteristic;range;points;reason\nfraud.score;<500;20;R2\nfraud.score;>=500;0;R2\n",
            ),
        ),
    ]);
    for (file, from, to) in edits {
        let held = files.entry(text(file)).or_default();
        *held = if from.is_empty() {
            format!("{held}{to}")
        } else {
            assert!(held.contains(from), "{file} has no {from:?}");
            held.replacen(from, to, 1)
        };
    }
    InMemory(files)
}

fn found(files: &InMemory) -> Vec<Diagnostic> {
    match Policy::load("p", files, LoadOptions::default()) {
        Ok(policy) => policy.findings().to_vec(),
        Err(problems) => problems,
    }
}

/// What the base lacks besides a script is not what a case is about.
fn concerns(case: &Case, problem: &Diagnostic) -> bool {
    let id = problem.id.unwrap_or_default();
    id == case.id || !id.starts_with("unused-")
}

fn all() -> Vec<&'static Case> {
    [
        files::CASES,
        names::CASES,
        language::CASES,
        types::CASES,
        flow::CASES,
        reach::CASES,
        direction::CASES,
        tables::CASES,
        own::CASES,
        measured::CASES,
        traps::CASES,
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn each_wrong_policy_is_found_wrong_as_written_down() {
    let (mut text, mut unfound) = (String::new(), Vec::new());
    for case in all() {
        let problems = found(&policy(case.script, case.edits));
        if !problems.iter().any(|problem| problem.id == Some(case.id)) {
            unfound.push((case.name, problems.clone()));
        }
        writeln!(text, "== {}", case.name).unwrap();
        for problem in problems.iter().filter(|problem| concerns(case, problem)) {
            let Diagnostic {
                file,
                line,
                column,
                length,
                message,
                ..
            } = problem;
            let (level, id) = (problem.level.name(), problem.id.unwrap_or_default());
            writeln!(
                text,
                "{level}[{id}] {file}:{line}:{column}+{length} {message}"
            )
            .unwrap();
            if let Some(hint) = &problem.hint {
                writeln!(text, "  hint: {hint}").unwrap();
            }
        }
    }
    assert!(unfound.is_empty(), "{unfound:?}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/policy/wrong/found.txt");
    Assert::new().action_env("SNAPSHOTS").eq(
        Data::text(text),
        Data::read_from(&path, Some(DataFormat::Text)).raw(),
    );
}

#[test]
fn the_right_policy_beside_each_is_not_found_wrong() {
    let mut wrong = Vec::new();
    for case in all().into_iter().filter(|case| !case.right.is_empty()) {
        let mut problems = found(&policy(case.right, case.edits));
        problems.retain(|problem| concerns(case, problem));
        if !problems.is_empty() {
            wrong.push((case.name, problems));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Kinds that take more than one policy's own files: `extending.rs`, `versions.rs` and `law.rs` have them.
const ELSEWHERE: [&str; 3] = ["extends-circle", "overlapping-versions", "law-not-met"];

#[test]
fn every_kind_of_problem_has_a_wrong_policy() {
    let ids: BTreeSet<&str> = all().iter().map(|case| case.id).collect();
    let without: Vec<&str> = Finding::all()
        .map(|finding| finding.id)
        .filter(|id| !ids.contains(id) && !ELSEWHERE.contains(id))
        .collect();
    assert!(without.is_empty(), "{without:?}");
    assert!(all().len() >= 80, "{} cases", all().len());
}
