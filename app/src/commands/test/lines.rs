//! Coverage by line, for what shows files.

use std::collections::BTreeMap;

use caudal_engine::policy::Coverage;

use super::coverage::{bare_condition, bare_rule};

/// What is known of a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// How often something of it took effect: a rule fired, a row answered, a condition was told.
    pub(super) hits: usize,
    /// Each way that something of it can go, and how often it went so.
    pub(super) ways: Vec<usize>,
    /// What is lacking, in words.
    pub(super) lacks: Vec<String>,
    /// What was counted, in words.
    pub(super) counts: Vec<String>,
}

/// Lines by file (relative to the policy) and number.
pub(super) type Lines = BTreeMap<String, BTreeMap<usize, Line>>;

/// Every line that holds something that can be covered.
pub(super) fn by_line(coverage: &Coverage) -> Lines {
    let mut files = Lines::new();
    let mut line = |file: &str, number: usize, add: &dyn Fn(&mut Line)| {
        let lines = files.entry(file.to_owned()).or_default();
        add(lines.entry(number).or_default());
    };
    for rule in &coverage.rules {
        line(&rule.file, rule.line, &|line| {
            line.hits += rule.fired + rule.not_fired + rule.unknown;
            line.ways.push(rule.fired);
            if !rule.only_fires {
                line.ways.push(rule.not_fired);
            }
            line.counts.push(format!(
                "{}: fired {}, not fired {}, unknown {}",
                rule.name, rule.fired, rule.not_fired, rule.unknown
            ));
            if !rule.is_covered() {
                line.lacks
                    .push(format!("{}: {}", rule.name, bare_rule(rule)));
            }
        });
    }
    for condition in &coverage.conditions {
        line(&condition.file, condition.place.line, &|line| {
            line.hits += condition.yes + condition.no + condition.unknown;
            line.ways
                .extend([condition.decided_yes, condition.decided_no]);
            line.counts.push(format!(
                "{}: decided by holding {}, by not holding {}, unknown {}",
                condition.text, condition.decided_yes, condition.decided_no, condition.unknown
            ));
            if !condition.is_covered() {
                let why = bare_condition(condition);
                line.lacks.push(format!("{}: {why}", condition.text));
            }
        });
    }
    for row in &coverage.rows {
        line(&row.file, row.line, &|line| {
            line.hits += row.cases;
            line.counts.push(format!("answered {}", row.cases));
            if row.cases == 0 {
                line.lacks.push("no case is answered by it".to_owned());
            }
        });
    }
    files
}
