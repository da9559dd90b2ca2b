//! Rates that turn foreign amounts into the case's currency, row by row, and the index of prices in it.

use caudal_facts::{Currency, DatedValue};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::price_index::PriceIndex;
use super::value::Cause;
use crate::exact::{divide, fit};

/// How old a rate may be by default, in days.
const MAX_AGE_DAYS: u32 = 10;

/// Dated rates per foreign currency: how much of the policy's currency one unit of it is; and the
/// index of prices in the policy's currency.
///
/// The rate for a date is the latest one from that date or before, if it is at most
/// [`max_age`](Self::max_age) days old. Zero and negative rates count as not given.
///
/// # Example
/// ```
/// use caudal_engine::features::Rates;
/// use caudal_facts::{Currency, DatedValue, Money};
///
/// let mut rates = Rates::default();
/// let from = "2026-10-01".parse()?;
/// rates.insert(Currency::Usd, vec![DatedValue { from, value: "1405.50".parse()? }]);
///
/// let ten = Money::from_minor(10_00, Currency::Usd);
/// assert_eq!(rates.convert(ten, Currency::Ars, "2026-10-11".parse()?).unwrap(), 14_055_00);
/// assert!(rates.convert(ten, Currency::Ars, "2026-10-12".parse()?).is_err()); // 11 days old
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    series: Vec<Series>,
    max_age_days: u32,
    index: PriceIndex,
}

/// The rates of one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Series {
    currency: Currency,
    values: Vec<DatedValue>,
    /// How old one may be; as old as any where it is not said.
    max_age_days: Option<u32>,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            series: Vec::new(),
            max_age_days: MAX_AGE_DAYS,
            index: PriceIndex::default(),
        }
    }
}

impl Rates {
    /// Gives the rates of one currency, replacing earlier ones of it. Of two from one date the
    /// later in the list holds.
    pub fn insert(&mut self, currency: Currency, values: Vec<DatedValue>) {
        self.insert_for(currency, values, None);
    }

    /// As [`insert`](Self::insert); these rates are used for so many days after their date, if that
    /// is said.
    pub fn insert_for(
        &mut self,
        currency: Currency,
        mut values: Vec<DatedValue>,
        max_age_days: Option<u32>,
    ) {
        values.sort_by_key(|value| value.from);
        self.series.retain(|known| known.currency != currency);
        self.series.push(Series {
            currency,
            values,
            max_age_days,
        });
    }

    /// Gives the index of prices in the policy's currency.
    pub fn insert_index(&mut self, index: PriceIndex) {
        self.index = index;
    }

    /// The index of prices in the policy's currency; one without figures unless it was given.
    #[must_use]
    pub const fn index(&self) -> &PriceIndex {
        &self.index
    }

    /// The same rates, to be used for so many days after their date where nothing else is said of a
    /// currency.
    #[must_use]
    pub fn max_age(mut self, days: u32) -> Self {
        self.max_age_days = days;
        self
    }

    /// The rate of a currency for a date.
    #[must_use]
    pub fn of(&self, currency: Currency, date: NaiveDate) -> Option<Decimal> {
        self.figure(currency, date).map(|latest| latest.value)
    }

    /// The rate of a currency for a date, with the date that it is of.
    #[must_use]
    pub fn figure(&self, currency: Currency, date: NaiveDate) -> Option<DatedValue> {
        let series = self
            .series
            .iter()
            .find(|known| known.currency == currency)?;
        let after = series.values.partition_point(|value| value.from <= date);
        let latest = *series.values.get(after.checked_sub(1)?)?;
        let max_age = series.max_age_days.unwrap_or(self.max_age_days);
        let last_day = latest
            .from
            .checked_add_days(Days::new(max_age.into()))
            .unwrap_or(NaiveDate::MAX);
        (date <= last_day && latest.value > Decimal::ZERO).then_some(latest)
    }

    /// An amount in another currency's minor units, half-even.
    ///
    /// # Errors
    /// [`Cause::NoRate`] and [`Cause::Overflow`].
    pub fn convert(
        &self,
        money: caudal_facts::Money,
        to: Currency,
        date: NaiveDate,
    ) -> Result<i64, Cause> {
        if money.currency() == to {
            return Ok(money.minor());
        }
        let rate = self
            .of(money.currency(), date)
            .ok_or(Cause::NoRate)?
            .normalize();
        let ten = |exponent: u32| 10_i128.checked_pow(exponent).ok_or(Cause::Overflow);
        let scaled = i128::from(money.minor())
            .checked_mul(rate.mantissa())
            .and_then(|product| product.checked_mul(10_i128.checked_pow(to.decimals())?))
            .ok_or(Cause::Overflow)?;
        let by = ten(rate.scale() + money.currency().decimals())?;
        Ok(fit(divide(scaled, by)?)?)
    }
}
