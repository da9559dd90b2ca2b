//! What stands in for missing data: a value of the type of what it stands in for.

use std::collections::BTreeSet;

use super::{Checker, findings};
use crate::policy::feature_of::CO_PRESENT;
use crate::policy::kind::Kind;
use crate::policy::manifest::{MissingAction, MissingRule, ParamValue};

impl Checker<'_> {
    /// What stands in for missing data must be of its type.
    pub(super) fn stand_ins(&self) {
        for rule in &self.subject.manifest.missing {
            let MissingAction::Default { value, .. } = &rule.action else {
                continue;
            };
            let wrong = self
                .answered(rule)
                .into_iter()
                .find(|(_, kind)| !is_of(value, kind));
            let Some((name, kind)) = wrong else {
                continue;
            };
            let given = match value {
                ParamValue::Number(_) => "a number",
                ParamValue::Flag(_) => "a flag",
                ParamValue::List(_) => "a list",
            };
            let hint = match &kind {
                Kind::Flag => "write true or false",
                kind if kind.is_number() => "write a number",
                _ => "nothing can stand in for it: write \"refer\" or \"decline\"",
            };
            let message = format!("{name} is {kind}, its default is {given}");
            let key = format!("missing.{}", rule.pattern);
            let (path, place) = self.subject.manifest.places.find(&key);
            let hint = Some(hint.to_owned());
            self.report_in(&findings::WRONG_TYPE, path, place, message, hint);
        }
    }

    /// The names that a rule on missing data answers for, and what they measure: the one that it names, or of many
    /// those that the policy reads and no earlier rule answers for.
    fn answered(&self, rule: &MissingRule) -> Vec<(String, Kind)> {
        let kind = |name: &str| Some((name.to_owned(), self.slot(name).ok()?.1));
        if !rule.pattern.ends_with('*') {
            return kind(&rule.pattern).into_iter().collect();
        }
        let read: BTreeSet<&String> = self.checked.slots.keys().collect();
        let rules = &self.subject.manifest.missing;
        let its = read.into_iter().filter(|name| {
            let first = rules.iter().find(|rule| rule.matches(name));
            first.is_some_and(|first| first.pattern == rule.pattern)
        });
        // Whether there is a co-applicant is never missing.
        its.filter(|name| *name != CO_PRESENT)
            .filter_map(|name| kind(name))
            .collect()
    }
}

/// Whether a value that is written in a manifest can be one of this kind.
const fn is_of(value: &ParamValue, kind: &Kind) -> bool {
    match value {
        ParamValue::Number(_) => kind.is_number(),
        ParamValue::Flag(_) => matches!(kind, Kind::Flag),
        ParamValue::List(_) => false,
    }
}
