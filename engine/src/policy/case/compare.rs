//! What differs between what a case expects and what the policy answered.

use std::fmt::Display;

use rust_decimal::Decimal;

use super::{Difference, Expectation};
use crate::policy::run::{OfferRecord, Ruling};
use crate::policy::value::{Cause, Value};

pub(super) fn differences(expect: &Expectation, ruling: &Ruling) -> Vec<Difference> {
    let mut found = Vec::new();
    if let Some(outcome) = expect.outcome
        && outcome != ruling.outcome
    {
        found.push(differs("outcome", outcome.name(), ruling.outcome.name()));
        // The outcome alone does not say why.
        if expect.reasons.is_none() {
            let reasons = join(ruling.reasons.iter().map(|reason| reason.code.as_str()));
            found.push(differs("reasons", "", &reasons));
        }
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
        .filter_map(|event| Some(ruling.event(*event)?.code.to_owned()))
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
                .filter_map(|event| Some(ruling.event(*event)?.code));
            codes.map(|code| format!("{}:{code}", offer.term_months))
        })
        .collect();
    list(&mut found, "withheld", expect.withheld.as_ref(), &got);
    results(&mut found, expect, ruling);
    details(&mut found, expect, ruling);
    offers(&mut found, expect, ruling);
    found
}

fn list(
    found: &mut Vec<Difference>,
    what: &str,
    expected: Option<&Vec<String>>,
    got: &Vec<String>,
) {
    if let Some(expected) = expected
        && expected != got
    {
        found.push(differs(what, &join(expected), &join(got)));
    }
}

fn differs(what: &str, expected: &str, got: &str) -> Difference {
    Difference {
        what: what.to_owned(),
        expected: expected.to_owned(),
        got: got.to_owned(),
    }
}

/// A value; of a missing one that a case expects, no cause.
fn shown(value: &Value) -> String {
    match value {
        Value::Missing(causes) if causes.iter().all(|cause| cause == &Cause::Data("".into())) => {
            "missing".to_owned()
        }
        value => value.to_string(),
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

fn results(found: &mut Vec<Difference>, expect: &Expectation, ruling: &Ruling) {
    for (name, expected) in &expect.results {
        let got = ruling.result(name);
        match got {
            None => found.push(differs(
                &format!("results.{name}"),
                &shown(expected),
                "the policy has no such result",
            )),
            Some(got) if !same(expected, &got) => {
                let what = format!("results.{name}");
                found.push(differs(&what, &shown(expected), &shown(&got)));
            }
            Some(_) => {}
        }
    }
}

fn details(found: &mut Vec<Difference>, expect: &Expectation, ruling: &Ruling) {
    for (name, expected) in &expect.details {
        let got = name.split_once('.').and_then(|(code, detail)| {
            let conditions = ruling.conditions.iter();
            let mut conditions = conditions.filter_map(|at| ruling.event(*at));
            let condition = conditions.find(|event| event.code == code)?;
            condition.details.get(detail)
        });
        if !got.is_some_and(|got| same(expected, got)) {
            let what = format!("details.{name}");
            let got = got.map_or_else(|| "no such detail".to_owned(), ToString::to_string);
            found.push(differs(&what, &shown(expected), &got));
        }
    }
}

/// The fewest decimals that a case writes of a figure that it rounds. A shorter one is meant as it stands: 0 is not 0.4.
const ROUNDED: u32 = 4;

/// Equal; numbers that a case writes with some decimals to so many.
fn same(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::Number(expected), Value::Number(got)) => {
            let decimals = expected.scale();
            *expected == *got || decimals >= ROUNDED && *expected == got.round_dp(decimals)
        }
        (Value::Missing(_), Value::Missing(_)) | (Value::None(_), Value::None(_)) => true,
        _ => expected == got,
    }
}

fn offers(found: &mut Vec<Difference>, expect: &Expectation, ruling: &Ruling) {
    let Some(expected) = &expect.offers else {
        return;
    };
    if expected.len() != ruling.offers.len() {
        let terms = join(ruling.offers.iter().map(|offer| offer.term_months));
        let got = format!("{} (terms {terms})", ruling.offers.len());
        found.push(differs("offers", &expected.len().to_string(), &got));
        return;
    }
    for (expected, offer) in expected.iter().zip(&ruling.offers) {
        for (name, expected) in expected {
            let got = figure(offer, name);
            if got != Some(*expected) {
                let got = got.map_or_else(|| "none".to_owned(), |got| got.to_string());
                let what = format!("offers: {name} of term {}", offer.term_months);
                found.push(differs(&what, &expected.to_string(), &got));
            }
        }
    }
}

fn figure(offer: &OfferRecord, name: &str) -> Option<Decimal> {
    let quote = || offer.quote.as_ref();
    match name {
        "term" => Some(offer.term_months.into()),
        "amount" => Some(offer.amount),
        "installment" => Some(quote()?.figures().ok()?.installment),
        "received" => Some(quote()?.received()),
        "total" => Some(quote()?.figures().ok()?.total),
        "total_yearly_cost" => quote()?.total_yearly_cost(),
        _ => Some(quote()?.monthly_rate),
    }
}
