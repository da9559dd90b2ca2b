//! What each source did, as a policy takes it: a report that is too old, or of a later day, counts as silent.

use std::collections::BTreeMap;

use caudal_facts::Source;
use caudal_facts::facts::Answer;
use chrono::NaiveDate;

use crate::policy::{Policy, SourceState};

/// What a source did, as the tables keep it.
pub(crate) struct SourceAnswer<'a> {
    pub(crate) source: Source,
    pub(crate) answered: bool,
    /// The date of the report, else the local date it was obtained.
    pub(crate) report_date: Option<NaiveDate>,
    pub(crate) why: Option<&'a str>,
}

impl<'a> SourceAnswer<'a> {
    /// What the facts say of it.
    pub(super) fn of(answer: &'a Answer) -> Self {
        let obtained = answer.obtained_at.map(|at| at.date_naive());
        Self {
            source: answer.source,
            answered: answer.answered(),
            report_date: answer.report_date.or(obtained),
            why: answer.status.why(),
        }
    }
}

/// What each source did; a report older than the policy takes counts as silent.
pub(crate) fn sources<'a>(
    policy: &Policy,
    answers: impl Iterator<Item = SourceAnswer<'a>>,
    as_of: NaiveDate,
) -> BTreeMap<Source, SourceState> {
    answers
        .map(|answer| {
            let age_days = answer.report_date.map(|date| (as_of - date).num_days());
            let rule = policy.manifest().sources.get(&answer.source);
            let max = rule.and_then(|rule| rule.max_age_days);
            let too_old = match (age_days, max) {
                (Some(age), Some(max)) if age > i64::from(max) => Some(format!(
                    "the report is {age} days old, the policy takes {max} at most"
                )),
                (Some(age), _) if age < 0 => {
                    Some("the report is of a later day than the decision".to_owned())
                }
                (None, Some(_)) if answer.answered => {
                    Some("the report has no date, and the policy wants to know its age".to_owned())
                }
                _ => None,
            };
            let state = SourceState {
                answered: answer.answered && too_old.is_none(),
                age_days,
                why: too_old.or_else(|| answer.why.map(str::to_owned)),
            };
            (answer.source, state)
        })
        .collect()
}
