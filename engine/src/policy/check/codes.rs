//! Reason codes: that each has its text, may be waived where it is, and names what can be shown.

use std::collections::BTreeSet;

use super::{Checker, Expression, ExpressionKind, Place};
use crate::policy::manifest::HitPolicy;
use crate::policy::script::{Act, Verb};
use crate::policy::{findings, names};

impl Checker<'_> {
    /// A deciding statement.
    pub(super) fn act(&self, act: &Act, place: Place, in_loop: bool) {
        match act.verb {
            Verb::Offer => {}
            Verb::Rules => self.rules(act, place),
            Verb::Withhold if !in_loop => {
                let hint = "write it before the offer, inside the loop over terms".to_owned();
                let message = "withhold stands outside a loop";
                self.report(&findings::WITHHOLD_OUTSIDE, place, message, Some(hint));
            }
            Verb::Decline | Verb::Refer | Verb::Condition | Verb::Withhold => {
                self.code_in(self.subject.script, &act.name, place);
            }
            Verb::Waive | Verb::Soften => {
                self.code_in(self.subject.script, &act.name, place);
                let reason = self.subject.reasons.get(base(&act.name));
                if reason.is_some_and(|(_, reason)| !reason.waivable) {
                    let message = format!("reason {:?} is not marked waivable", act.name);
                    let hint = "add waivable = true to it in reasons.toml".to_owned();
                    self.report(&findings::NOT_WAIVABLE, place, message, Some(hint));
                }
                match act.because.as_ref().map(|because| &because.kind) {
                    Some(ExpressionKind::Text(because)) => {
                        self.code_in(self.subject.script, because, place);
                    }
                    Some(_) => {
                        let message = "the reason of an exception is not written as text";
                        self.report(&findings::NOT_TEXT, place, message, None);
                    }
                    // Told as a value too few.
                    None => {}
                }
            }
        }
    }

    fn rules(&self, act: &Act, place: Place) {
        match self.subject.tables.get(&act.name) {
            Some(table) if table.hit == HitPolicy::Rules => {
                self.passed(&table.conditions, act.operand.as_ref(), &act.name, place);
            }
            Some(_) => {
                let hint = "declare it with hit = \"rules\", or write table(…)".to_owned();
                let message = format!("table {:?} does not hold rules", act.name);
                self.report(&findings::WRONG_LOOKUP, place, message, Some(hint));
            }
            None => {
                let declared: Vec<&str> = self
                    .subject
                    .manifest
                    .tables
                    .keys()
                    .map(String::as_str)
                    .collect();
                if !declared.contains(&act.name.as_str()) {
                    let hint = names::hint(&act.name, &declared);
                    let message = format!("unknown table {:?}", act.name);
                    self.report(&findings::UNKNOWN_TABLE, place, message, Some(hint));
                }
            }
        }
    }

    /// The code of `or_refer(code)` and `capped(code, y)`, second after the subject.
    pub(super) fn code_argument(&self, arguments: &[Expression], place: Place) {
        match arguments.get(1).map(|code| &code.kind) {
            Some(ExpressionKind::Text(code)) => self.code_in(self.subject.script, code, place),
            _ => {
                let message = "the reason's code is not written as text";
                self.report(&findings::NOT_TEXT, place, message, None);
            }
        }
    }

    /// A code that must be in reasons.toml.
    pub(super) fn code_in(&self, path: &str, code: &str, place: Place) {
        let base = base(code);
        if self.subject.reasons.get(base).is_none() {
            let known: Vec<&str> = self.subject.reasons.codes().collect();
            let hint = match names::nearest(base, &known) {
                Some(near) => format!("did you mean {near:?}?"),
                None => format!("add [{base}] with es and en to reasons.toml"),
            };
            let message = format!("unknown reason {base:?}");
            self.report_in(&findings::UNKNOWN_REASON, path, place, message, Some(hint));
        }
    }

    /// Every reason's placeholders.
    pub(super) fn reasons(&mut self) {
        for reason in self.subject.reasons.iter() {
            let mut all = BTreeSet::new();
            for text in [&reason.es, &reason.en] {
                for name in placeholders(text) {
                    if all.contains(&name) {
                        continue;
                    }
                    let first = name.split('.').next().unwrap_or_default();
                    if !self.locals.contains_key(first)
                        && name != "as_of"
                        && let Err(unknown) = self.resolve(&name)
                    {
                        let message = format!(
                            "reason {:?} shows {name:?}: {}",
                            reason.code, unknown.message
                        );
                        let (path, place) = self.subject.reasons.places().find(&reason.code);
                        self.report_in(unknown.finding, path, place, message, unknown.hint);
                    }
                    let kind = self.checked.typed.kind_of(&name);
                    if let Some(kind) = kind {
                        self.checked.kinds.insert(name.clone(), kind);
                    }
                    all.insert(name);
                }
            }
            if let Some(card) = &reason.explain
                && !self.subject.scorecards.contains_key(card)
            {
                let message = format!(
                    "reason {:?} is explained by an unknown scorecard {card:?}",
                    reason.code
                );
                let (path, place) = self.subject.reasons.places().find(&reason.code);
                self.report_in(&findings::UNKNOWN_SCORECARD, path, place, message, None);
            }
            self.checked
                .placeholders
                .insert(reason.code.clone(), all.into_iter().collect());
        }
    }
}

/// A code without its variant.
pub(super) fn base(code: &str) -> &str {
    code.split('/').next().unwrap_or(code)
}

/// The names between braces.
pub(crate) fn placeholders(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else {
            break;
        };
        names.push(rest[open + 1..open + close].trim().to_owned());
        rest = &rest[open + close + 1..];
    }
    names
}
