//! What differs between what a case expects and what the policy answered.

use std::fmt::Display;

use rust_decimal::Decimal;

use super::Expectation;
use crate::policy::run::{OfferRecord, Ruling};
use crate::policy::value::Value;

pub(super) fn differences(expect: &Expectation, ruling: &Ruling) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(outcome) = expect.outcome
        && outcome != ruling.outcome
    {
        let reasons = join(ruling.reasons.iter().map(|reason| reason.code.as_str()));
        found.push(format!(
            "outcome: expected {}, got {} ({reasons})",
            outcome.name(),
            ruling.outcome.name()
        ));
    }
    let got = ruling
        .reasons
        .iter()
        .map(|reason| reason.code.clone())
        .collect();
    list(&mut found, "reasons", expect.reasons.as_ref(), &got);
    let got = ruling
        .conditions
        .iter()
        .map(|event| ruling.events[*event].code.clone())
        .collect();
    list(&mut found, "conditions", expect.conditions.as_ref(), &got);
    let got = ruling
        .asked
        .iter()
        .map(|source| source.name().to_owned())
        .collect();
    list(&mut found, "asked", expect.asked.as_ref(), &got);
    let got = ruling
        .withheld
        .iter()
        .flat_map(|offer| {
            let codes = offer
                .withheld_by
                .iter()
                .map(|event| &ruling.events[*event].code);
            codes.map(|code| format!("{}:{code}", offer.term_months))
        })
        .collect();
    list(&mut found, "withheld", expect.withheld.as_ref(), &got);
    results(&mut found, expect, ruling);
    offers(&mut found, expect, ruling);
    found
}

fn list(found: &mut Vec<String>, what: &str, expected: Option<&Vec<String>>, got: &Vec<String>) {
    if let Some(expected) = expected
        && expected != got
    {
        let (expected, got) = (join(expected), join(got));
        found.push(format!("{what}: expected {expected}, got {got}"));
    }
}

fn join<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    if items.is_empty() {
        "none".to_owned()
    } else {
        items.join(", ")
    }
}

fn results(found: &mut Vec<String>, expect: &Expectation, ruling: &Ruling) {
    for (name, expected) in &expect.results {
        let got = ruling.results.iter().find(|(result, _)| result == name);
        match got {
            None => found.push(format!("results: the policy has no result {name:?}")),
            Some((_, got)) if !same(expected, got) => {
                found.push(format!("results: {name} expected {expected}, got {got}"));
            }
            Some(_) => {}
        }
    }
}

/// Equal, numbers to the decimals that the case writes.
fn same(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::Number(expected), Value::Number(got)) => {
            *expected == *got || *expected == got.round_dp(expected.scale())
        }
        (Value::Missing(_), Value::Missing(_)) | (Value::None(_), Value::None(_)) => true,
        _ => expected == got,
    }
}

fn offers(found: &mut Vec<String>, expect: &Expectation, ruling: &Ruling) {
    let Some(expected) = &expect.offers else {
        return;
    };
    if expected.len() != ruling.offers.len() {
        let terms = ruling.offers.iter().map(|offer| offer.term_months);
        found.push(format!(
            "offers: expected {}, got {} (terms {})",
            expected.len(),
            ruling.offers.len(),
            join(terms)
        ));
        return;
    }
    for (expected, offer) in expected.iter().zip(&ruling.offers) {
        for (name, expected) in expected {
            let got = figure(offer, name);
            if got != Some(*expected) {
                let got = got.map_or_else(|| "none".to_owned(), |got| got.to_string());
                found.push(format!(
                    "offers: {name} of term {} expected {expected}, got {got}",
                    offer.term_months
                ));
            }
        }
    }
}

fn figure(offer: &OfferRecord, name: &str) -> Option<Decimal> {
    let quote = || offer.quote.as_ref();
    match name {
        "term" => Some(offer.term_months.into()),
        "amount" => Some(offer.amount),
        "installment" => Some(quote()?.schedule.largest()),
        "received" => Some(quote()?.schedule.received),
        "total" => Some(quote()?.schedule.total()),
        "total_yearly_cost" => quote()?.total_yearly_cost(),
        _ => Some(quote()?.monthly_rate),
    }
}
