//! A policy made of a few lines, and a case made of a few values.

use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_engine::policy::{Files, LoadOptions, Mode, Policy, Ruling, Step, Subject, Value};

/// Files held in memory.
#[derive(Default, Clone)]
pub(crate) struct InMemory(pub(crate) BTreeMap<String, String>);

impl Files for InMemory {
    fn read(&self, path: &str) -> Result<String, String> {
        self.0
            .get(path)
            .cloned()
            .ok_or_else(|| "no such file".to_owned())
    }
}

/// Inputs that test policies may read: `x.a` to `x.d` are numbers, `x.p` to `x.s` flags.
const HEAD: &str = r#"
[policy]
id = "test"
version = "1"
country = "any"
currency = "USD"
[inputs]
"x.a" = { type = "count", nullable = true, es = "a", en = "a", none = "none" }
"y.b" = { type = "count", nullable = true, es = "b", en = "b", none = "none" }
"x.p" = { type = "flag", nullable = true, es = "p", en = "p", none = "none" }
"y.q" = { type = "flag", nullable = true, es = "q", en = "q", none = "none" }
[params]
terms = { value = [6, 12], unit = "months", reason = "test" }
half = { value = 0.5, unit = "ratio", reason = "test" }
"#;

const REASONS: &str = r#"
[R1]
es = "uno {x.a}"
en = "one {x.a}"
waivable = true
[R2]
es = "dos"
en = "two"
waivable = true
[R3]
es = "tres"
en = "three"
"#;

/// A policy's files: the script, and more of policy.toml.
pub(super) fn files(script: &str, more: &str) -> InMemory {
    InMemory(BTreeMap::from([
        ("policy.toml".to_owned(), format!("{HEAD}{more}")),
        ("reasons.toml".to_owned(), REASONS.to_owned()),
        ("policy.rhai".to_owned(), script.to_owned()),
    ]))
}

/// Loads a policy that must be sound.
pub(super) fn load(files: &InMemory) -> Policy {
    match Policy::load("", files, LoadOptions::default()) {
        Ok(policy) => policy,
        Err(problems) => {
            let text: Vec<String> = problems.iter().map(ToString::to_string).collect();
            panic!("{}", text.join("\n"))
        }
    }
}

/// A case with these values; with any of a co-applicant's there is one.
pub(super) fn subject(values: &[(&str, Value)]) -> Arc<Subject> {
    Arc::new(Subject {
        application_id: "case-1".into(),
        as_of: "2026-10-20".parse().unwrap(),
        values: values.iter().cloned().collect(),
        sources: BTreeMap::new(),
        co_applicant: values
            .iter()
            .any(|(name, _)| name.starts_with("co."))
            .then(BTreeMap::new),
        series: Arc::default(),
    })
}

/// Runs a sound policy to its ruling.
pub(super) fn rule(policy: &Policy, subject: Arc<Subject>) -> Ruling {
    match policy.run(subject, Mode::Decide) {
        Ok(Step::Ruled(ruling)) => *ruling,
        Ok(Step::Gather(sources)) => panic!("gather {sources:?}"),
        Err(fault) => panic!("{fault}"),
    }
}

/// A number.
pub(super) fn number(text: &str) -> Value {
    Value::Number(text.parse().unwrap())
}

/// The codes of a ruling's reasons.
pub(super) fn codes(ruling: &Ruling) -> Vec<&str> {
    ruling
        .reasons
        .iter()
        .map(|reason| reason.code.as_str())
        .collect()
}
