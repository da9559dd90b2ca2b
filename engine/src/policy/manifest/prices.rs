//! `[prices]`: which dated series turns each foreign currency into the policy's, and which says what
//! prices were.
//!
//! A country may have more than one rate for one currency, an official one and a parallel one: which
//! of them amounts are worth is the lender's choice, and stands in the policy.

use std::collections::BTreeMap;

use caudal_facts::Currency;

use super::ReferenceDeclaration;
use crate::policy::document::{Entry, Section};
use crate::policy::names;

/// The key of the price index.
const INDEX: &str = "index";

/// The price index of a policy that names none.
const CONSUMER_PRICES: &str = "cpi";

/// The dated series that amounts are converted and deflated by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prices {
    rates: BTreeMap<Currency, String>,
    index: Option<String>,
}

impl Prices {
    /// The series of a currency's rates: the one chosen, else the one named like the currency in
    /// lower case.
    #[must_use]
    pub fn rate(&self, currency: Currency) -> &str {
        self.rates
            .get(&currency)
            .map_or_else(|| default_rate(currency), String::as_str)
    }

    /// The series of the price index: the one chosen, else `cpi`.
    #[must_use]
    pub fn index(&self) -> &str {
        self.index.as_deref().unwrap_or(CONSUMER_PRICES)
    }
}

const fn default_rate(currency: Currency) -> &'static str {
    match currency {
        Currency::Clp => "clp",
        Currency::Ars => "ars",
        Currency::Usd => "usd",
        Currency::Uf => "uf",
    }
}

pub(super) fn read(
    root: &Section<'_, '_>,
    home: Currency,
    declared: &BTreeMap<String, ReferenceDeclaration>,
) -> Prices {
    let mut prices = Prices::default();
    let Some(section) = root.section("prices") else {
        return prices;
    };
    let foreign: Vec<Currency> = Currency::ALL
        .into_iter()
        .filter(|currency| *currency != home)
        .collect();
    let mut known: Vec<&str> = foreign.iter().copied().map(default_rate).collect();
    known.push(INDEX);
    for (key, entry) in section.entries() {
        let currency = foreign
            .iter()
            .find(|currency| default_rate(**currency) == key);
        if currency.is_none() && key != INDEX {
            let hint = names::hint(&key, &known);
            entry.report_with(format!("unknown key {key:?} in prices"), hint);
            continue;
        }
        let Some(series) = series(&entry, declared) else {
            continue;
        };
        match currency {
            Some(currency) => {
                prices.rates.insert(*currency, series);
            }
            None => prices.index = Some(series),
        }
    }
    prices
}

/// The name of a series that `[reference]` declares.
fn series(
    entry: &Entry<'_, '_>,
    declared: &BTreeMap<String, ReferenceDeclaration>,
) -> Option<String> {
    let name = entry.string()?;
    if declared.contains_key(&name) {
        return Some(name);
    }
    let known: Vec<&str> = declared.keys().map(String::as_str).collect();
    let hint = match names::nearest(&name, &known) {
        Some(near) => format!("did you mean {near:?}?"),
        None => format!("declare it: [reference] {name} = {{ max_age_days = 10 }}"),
    };
    entry.report_with(format!("{name:?} is no series of [reference]"), hint);
    None
}
