//! Reading what a case expects.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::policy::case::Expectation;
use crate::policy::document::{Entry, Section, date, number};
use crate::policy::names;
use crate::policy::run::Outcome;
use crate::policy::value::Value;

pub(super) fn expectation(section: Section<'_, '_>) -> Expectation {
    let list = |key| section.optional(key).and_then(|entry| entry.strings());
    let outcome = section.optional("outcome").and_then(|entry| {
        let word = entry.string()?;
        let known = [Outcome::Approve, Outcome::Refer, Outcome::Decline];
        let outcome = known.into_iter().find(|outcome| outcome.name() == word);
        if outcome.is_none() {
            let hint = names::hint(&word, &known.map(Outcome::name));
            entry.report_with(format!("unknown outcome {word:?}"), hint);
        }
        outcome
    });
    let results = section.section("results");
    let results = results.map_or_else(BTreeMap::new, |section| values(&section, ""));
    let mut details = BTreeMap::new();
    if let Some(section) = section.section("details") {
        for (code, entry) in section.entries() {
            if let Some(section) = entry.section() {
                details.extend(values(&section, &format!("{code}.")));
            }
        }
    }
    let offers = section.optional("offers").and_then(|entry| {
        let offers = entry.list()?;
        Some(offers.iter().filter_map(offer).collect())
    });
    let expectation = Expectation {
        outcome,
        reasons: list("reasons"),
        results,
        offers,
        withheld: list("withheld"),
        conditions: list("conditions"),
        details,
        asked: list("asked"),
    };
    section.finish();
    expectation
}

/// What a section expects of names, each after a prefix.
fn values(section: &Section<'_, '_>, prefix: &str) -> BTreeMap<String, Value> {
    section
        .entries()
        .into_iter()
        .filter_map(|(name, entry)| Some((format!("{prefix}{name}"), expected(&entry)?)))
        .collect()
}

fn offer(entry: &Entry<'_, '_>) -> Option<BTreeMap<String, Decimal>> {
    const KNOWN: [&str; 7] = [
        "term",
        "amount",
        "installment",
        "monthly_rate",
        "received",
        "total",
        "total_yearly_cost",
    ];
    let section = entry.section()?;
    let mut offer = BTreeMap::new();
    for (name, entry) in section.entries() {
        if KNOWN.contains(&name.as_str()) {
            offer.insert(name, entry.decimal()?);
        } else {
            entry.report_with(
                format!("an offer has no {name:?}"),
                names::hint(&name, &KNOWN),
            );
        }
    }
    Some(offer)
}

/// An expected result; `"missing"` and `"none"` are states.
fn expected(entry: &Entry<'_, '_>) -> Option<Value> {
    let held = entry.value.get_ref();
    if let Some(number) = number(held) {
        return Some(Value::Number(number));
    }
    if let Some(flag) = held.as_bool() {
        return Some(Value::Flag(flag));
    }
    if let Some(date) = date(held) {
        return Some(Value::Date(date));
    }
    match entry.string()?.as_str() {
        "missing" => Some(Value::missing("")),
        "none" => Some(Value::None("".into())),
        text => Some(Value::Text(text.into())),
    }
}
