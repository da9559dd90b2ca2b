//! Cases around every threshold, for a person to confirm: just under it, at it, just over it.
//!
//! Each changes one figure of a base case and expects what the policy answers now, so it tells nothing until somebody
//! has said that the answer is the one that is meant.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use caudal_facts::Diagnostic;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Case, CaseSuite};
use crate::policy::kind::Kind;
use crate::policy::load::Slot;
use crate::policy::run::{At, Mode, Step, Subject};
use crate::policy::script::{Expression, ExpressionKind};
use crate::policy::value::{Operator, Value};
use crate::policy::{Files, Policy};

/// Decimals of a figure that is neither money nor whole.
const DECIMALS: u32 = 6;

/// What a file of boundary cases would hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundaries {
    /// The file's text.
    pub text: String,
    /// How many cases it holds.
    pub cases: usize,
}

/// A threshold of a figure that a case can give.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Threshold {
    name: String,
    value: Decimal,
}

impl Boundaries {
    /// The cases around every threshold that a base case's figures are compared with: in rules and names, in tables
    /// and scorecards. `base` is the base's file name in `cases`, `file` the one that is to be written.
    ///
    /// # Errors
    /// What is wrong with the base.
    pub fn of(
        policy: &Policy,
        root: &str,
        base: &str,
        file: &str,
        files: &dyn Files,
    ) -> Result<Self, Vec<Diagnostic>> {
        let head = format!("base = \"{base}\"\n");
        let files = Added {
            path: file,
            text: format!("{head}[[case]]\nname = \"base\"\n"),
            files,
        };
        let suite = CaseSuite::load(policy, root, file, &files)?;
        let mut found = Self {
            text: format!(
                "# Generated: a case just under, at and just over each threshold. Each expects what the policy\n\
                 # answered when it was written. Read it, then take `unconfirmed` away, or put it right.\n{head}"
            ),
            cases: 0,
        };
        if let Some(case) = suite.cases.first() {
            found.around(policy, case);
        }
        Ok(found)
    }

    fn around(&mut self, policy: &Policy, base: &Case) {
        let mut told = BTreeSet::new();
        for threshold in thresholds(policy, base) {
            for (side, value) in sides(policy, &threshold) {
                if told.insert((threshold.name.clone(), value)) {
                    self.one(policy, base, &threshold, side, value);
                }
            }
        }
    }

    fn one(&mut self, policy: &Policy, base: &Case, of: &Threshold, side: &str, value: Decimal) {
        let mut subject = Subject::clone(&base.subject);
        let given = Value::Number(value);
        subject.values.insert(&of.name, given);
        let Ok(Step::Ruled(ruling)) = policy.run(Arc::new(subject), Mode::Decide) else {
            return;
        };
        let Some((namespace, property)) = of.name.rsplit_once('.') else {
            return;
        };
        let codes: Vec<String> = ruling
            .reasons
            .iter()
            .map(|reason| format!("{:?}", reason.code))
            .collect();
        // Writing to a String does not fail.
        let _ = write!(
            self.text,
            "\n[[case]]\nname = \"{} {side} {}\"\nunconfirmed = true\n\
             given.{namespace} = {{ {property} = {} }}\n\
             expect.outcome = \"{}\"\nexpect.reasons = [{}]\n",
            of.name,
            of.value.normalize(),
            value.normalize(),
            ruling.outcome.name(),
            codes.join(", "),
        );
        self.cases += 1;
    }
}

/// A policy's files and one more.
struct Added<'a> {
    path: &'a str,
    text: String,
    files: &'a dyn Files,
}

impl Files for Added<'_> {
    fn read(&self, path: &str) -> Result<String, String> {
        if path == self.path {
            Ok(self.text.clone())
        } else {
            self.files.read(path)
        }
    }
}

/// Every threshold of a figure that a case gives: those that a comparison comes to in the base case, then
/// those that are written out, by figure.
fn thresholds(policy: &Policy, base: &Case) -> Vec<Threshold> {
    let parts = &policy.parts;
    let (_, watched) = policy.watch(Arc::clone(&base.subject));
    let mut compared = BTreeMap::new();
    for seen in &watched.seen {
        compared.entry(seen.at.place).or_insert(seen);
    }
    let mut found = Vec::new();
    parts.form.walk(&mut |expression| {
        let Some((left, right)) = comparison(expression) else {
            return;
        };
        let at = At {
            place: expression.place,
            inside: false,
        };
        let Some(seen) = compared.get(&expression.place).filter(|seen| seen.at == at) else {
            return;
        };
        for (side, other) in [(left, 1), (right, 0)] {
            let value = seen.operands.get(other).and_then(Value::number);
            found.extend(given(policy, side).zip(value).map(threshold));
        }
    });
    let slots = policy.typed().slots.iter().map(|slot| &*slot.name);
    for name in slots.filter(|name| is_given(policy, name)) {
        let written = policy.thresholds(name).into_iter();
        found.extend(written.map(|value| threshold((name.to_owned(), value))));
    }
    found
}

fn threshold((name, value): (String, Decimal)) -> Threshold {
    Threshold { name, value }
}

fn comparison(expression: &Expression) -> Option<(&Expression, &Expression)> {
    let ExpressionKind::Call(word, parts) = &expression.kind else {
        return None;
    };
    let compares = Operator::parse(word)?.compares();
    match parts.as_slice() {
        [left, right] if compares => Some((left, right)),
        _ => None,
    }
}

/// The figure that one side of a comparison is, with or without an answer for its absence.
fn given(policy: &Policy, side: &Expression) -> Option<String> {
    match &side.kind {
        ExpressionKind::Path(path) => {
            let name = path.join(".");
            is_given(policy, &name).then_some(name)
        }
        ExpressionKind::Call(word, parts) if matches!(word.as_str(), "or" | "if_none") => {
            given(policy, parts.first()?)
        }
        _ => None,
    }
}

/// Whether a name is a number that a case gives.
fn is_given(policy: &Policy, name: &str) -> bool {
    let given = matches!(
        policy.parts.slots.get(name),
        Some(Slot::Feature(_) | Slot::Input(_) | Slot::Request | Slot::Reference(_))
    );
    given && policy.kind(name).is_some_and(Kind::is_number)
}

/// The values around a threshold that the figure can have.
fn sides(policy: &Policy, of: &Threshold) -> Vec<(&'static str, Decimal)> {
    let slots = &policy.parts.typed.slots;
    let slot = slots.iter().find(|slot| *slot.name == *of.name);
    let kind = policy.kind(&of.name);
    let whole = slot.is_some_and(|slot| slot.whole) || kind.is_some_and(Kind::is_whole);
    let decimals = match kind {
        _ if whole => 0,
        Some(Kind::Money | Kind::MoneyPerMonth) => policy.parts.manifest.currency.decimals(),
        _ => DECIMALS,
    };
    let step = Decimal::new(1, decimals);
    let under = RoundingStrategy::ToNegativeInfinity;
    let at = of.value.round_dp_with_strategy(decimals, under);
    let around = if at == of.value {
        vec![
            ("just under", at - step),
            ("at", at),
            ("just over", at + step),
        ]
    } else {
        vec![("just under", at), ("just over", at + step)]
    };
    let can_be = |value: Decimal| {
        let low = slot.and_then(|slot| slot.low);
        let high = slot.and_then(|slot| slot.high);
        low.is_none_or(|low| low <= value) && high.is_none_or(|high| value <= high)
    };
    around
        .into_iter()
        .filter(|(_, value)| can_be(*value))
        .collect()
}
