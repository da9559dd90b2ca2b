//! Dated series and who gave them: the policy's own files, then the application, then the lender's
//! reference files. Of one name, the first that gives it gives all of it.

use std::collections::{BTreeMap, BTreeSet};

use caudal_facts::evidence::Sha256Digest;
use caudal_facts::{Application, Currency, DatedValue, Diagnostic, Facts, Party};
use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::decision::{FigureView, ReferenceView};
use crate::error::Error;
use crate::features::{PriceIndex, Rates};
use crate::policy::{Policy, too_low};
use crate::reference::Reference;

/// How many months before the decision's own a price index is read for.
const MONTHS: i32 = 12;

/// Where an engine's dated series come from, for one application.
#[derive(Clone, Copy)]
pub(crate) struct Given<'g> {
    pub(crate) policy: &'g Policy,
    /// The date of the decision.
    pub(crate) as_of: NaiveDate,
    /// The application's own series.
    pub(crate) own: &'g BTreeMap<String, Vec<DatedValue>>,
    pub(crate) reference: &'g Reference,
}

/// A series and who gave it.
struct Series<'g> {
    values: &'g [DatedValue],
    by: &'static str,
    file: Option<&'g str>,
    sha256: Option<Sha256Digest>,
}

impl<'g> Given<'g> {
    fn series(&self, name: &str) -> Option<Series<'g>> {
        let policy = self.policy;
        let declared = policy.manifest().reference.get(name);
        if let Some(values) = policy.series(name) {
            let file = declared.and_then(|declared| declared.file.as_deref());
            return Some(Series {
                values,
                by: "policy",
                file,
                sha256: file.and_then(|file| policy.files().get(file).copied()),
            });
        }
        if let Some(values) = self.own.get(name) {
            return Some(Series {
                values,
                by: "application",
                file: None,
                sha256: None,
            });
        }
        let series = self.reference.series(name)?;
        Some(Series {
            values: series.values(),
            by: "reference",
            file: Some(series.file()),
            sha256: Some(series.sha256()),
        })
    }

    /// What a policy's script may read beside its own files.
    pub(crate) fn for_script(&self) -> BTreeMap<String, Vec<DatedValue>> {
        let mut series = self.own.clone();
        for name in self.policy.series_names() {
            if let Some(given) = self.reference.series(name)
                && !series.contains_key(name)
            {
                series.insert(name.to_owned(), given.values().to_vec());
            }
        }
        series
    }

    /// Exchange rates and the price index, by the series that the policy chooses for them.
    pub(crate) fn rates(&self) -> Rates {
        let manifest = self.policy.manifest();
        let max_age = |name: &str| manifest.reference.get(name)?.max_age_days;
        let mut rates = Rates::default();
        for currency in Currency::ALL {
            let name = manifest.prices.rate(currency);
            if currency != manifest.currency
                && let Some(series) = self.series(name)
            {
                rates.insert_for(currency, series.values.to_vec(), max_age(name));
            }
        }
        let name = manifest.prices.index();
        if let Some(series) = self.series(name) {
            rates.insert_index(PriceIndex::new(series.values.to_vec(), max_age(name)));
        }
        rates
    }

    /// The series that the policy knows, each with the figures that this decision can rest on: the
    /// one in force on its date, a rate's since the first amount in the currency, and an index's of
    /// the months.
    pub(super) fn views(&self, facts: &Facts, rates: &Rates) -> Vec<ReferenceView> {
        let known = self.policy.series_names().into_iter();
        known
            .filter_map(|name| {
                let series = self.series(name)?;
                Some(ReferenceView {
                    name: name.to_owned(),
                    given_by: series.by,
                    file: series.file.map(str::to_owned),
                    sha256: series.sha256.map(|digest| digest.to_string()),
                    figures: self.figures(name, series.values, facts, rates),
                })
            })
            .collect()
    }

    fn figures(
        &self,
        name: &str,
        values: &[DatedValue],
        facts: &Facts,
        rates: &Rates,
    ) -> Vec<FigureView> {
        let prices = &self.policy.manifest().prices;
        let as_of = self.as_of;
        let currencies = Currency::ALL.into_iter();
        let first = currencies
            .filter(|currency| prices.rate(*currency) == name)
            .filter_map(|currency| {
                let persons = Party::ALL.into_iter();
                let facts = persons.filter_map(|party| facts.of(party));
                facts
                    .filter_map(|facts| first_amount(facts, currency))
                    .min()
            })
            .fold(as_of, NaiveDate::min);
        let mut used: BTreeSet<NaiveDate> = in_force_since(values, first, as_of).collect();
        if prices.index() == name {
            let month = caudal_facts::Month::of(as_of);
            let pairs =
                (0..=MONTHS).filter_map(|back| rates.index().pair(month.plus(-back), as_of).ok());
            used.extend(pairs.flat_map(|pair| [pair.then.from, pair.now.from]));
        }
        let figures = values.iter().filter(|value| used.contains(&value.from));
        figures
            .map(|value| FigureView {
                from: value.from,
                value: value.value,
            })
            .collect()
    }
}

/// Whether the application's own exchange rates, price index and amounts are above zero.
pub(super) fn above_zero(policy: &Policy, application: &Application) -> Result<(), Error> {
    let manifest = policy.manifest();
    let series = application.reference.iter();
    let series = series.filter(|(name, _)| manifest.is_above_zero(name));
    let wrong: Vec<Diagnostic> = series
        .flat_map(|(name, values)| values.iter().map(move |figure| (name, *figure)))
        .filter(|(_, figure)| figure.value <= Decimal::ZERO)
        .map(|(name, figure)| {
            let name = format!("reference.{name}");
            Diagnostic::at("application", (0, 0), too_low(&name, figure))
        })
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(Error::Inputs(wrong))
    }
}

/// The day of the first amount in a currency that moved or stood on an account.
fn first_amount(facts: &Facts, currency: Currency) -> Option<NaiveDate> {
    let moved = facts.transactions.iter();
    let moved = moved.filter(|movement| movement.amount.currency() == currency);
    let stood = facts.balances.iter();
    let stood = stood.filter(|balance| balance.amount.currency() == currency);
    let moved = moved.map(|movement| movement.date);
    moved.chain(stood.map(|balance| balance.date)).min()
}

/// The dates of the figures in force on any day between two.
fn in_force_since(
    values: &[DatedValue],
    first: NaiveDate,
    last: NaiveDate,
) -> impl Iterator<Item = NaiveDate> {
    let dates = values.iter().map(|value| value.from);
    let begun = dates.clone().filter(|from| *from <= first).max();
    begun
        .into_iter()
        .chain(dates.filter(move |from| (first..=last).contains(from)))
}
