//! Prices over time: what an amount of a past month is worth at the last prices that are known.

use caudal_facts::{DatedValue, Month};
use chrono::{Days, NaiveDate};

use super::value::Cause;
use crate::exact::{divide, fit};

/// How old the last figure of an index may be by default, in days: a month's index is published in
/// the middle of the next month and dated, often, by its first day.
const MAX_AGE_DAYS: u32 = 92;

/// A price index, dated by the months that it measures: the consumer price index, or a unit of
/// account such as the UF.
///
/// The index of a month is its last figure of that month. Months after the last figure known on a
/// date take that figure, so that the newest months do not wait for the statistics office; a month
/// without a figure before it has no index. Figures dated after the date are not known on it, zero
/// and negative ones count as not given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PriceIndex {
    values: Vec<DatedValue>,
    max_age_days: Option<u32>,
}

/// The figures that bring an amount of a month to the last prices known on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexPair {
    /// The month whose amounts they are for.
    pub month: Month,
    /// The month's own figure.
    pub then: DatedValue,
    /// The last figure known.
    pub now: DatedValue,
}

impl PriceIndex {
    /// An index of these figures, whose last may be so many days old; 92 unless it is said.
    #[must_use]
    pub fn new(mut values: Vec<DatedValue>, max_age_days: Option<u32>) -> Self {
        values.retain(|given| given.value.is_sign_positive() && !given.value.is_zero());
        values.sort_by_key(|given| given.from);
        Self {
            values,
            max_age_days,
        }
    }

    /// The figures for the amounts of a month, as they are known on a date.
    ///
    /// # Errors
    /// [`Cause::NoIndex`] when the last figure is too old, or the month has none.
    pub fn pair(&self, month: Month, as_of: NaiveDate) -> Result<IndexPair, Cause> {
        let known = self.values.partition_point(|given| given.from <= as_of);
        let known = self.values.get(..known).unwrap_or_default();
        let now = *known.last().ok_or(Cause::NoIndex)?;
        let max_age = Days::new(self.max_age_days.unwrap_or(MAX_AGE_DAYS).into());
        let last_day = now.from.checked_add_days(max_age);
        if last_day.is_some_and(|last_day| last_day < as_of) {
            return Err(Cause::NoIndex);
        }
        let up_to = known.partition_point(|given| Month::of(given.from) <= month);
        let then = up_to.checked_sub(1).and_then(|at| known.get(at));
        let then = *then.ok_or(Cause::NoIndex)?;
        if Month::of(then.from) < month && then != now {
            return Err(Cause::NoIndex);
        }
        Ok(IndexPair { month, then, now })
    }
}

impl IndexPair {
    /// An amount of the month in minor units × the index now ÷ the index then, half-even.
    ///
    /// # Errors
    /// [`Cause::Overflow`].
    ///
    /// # Example
    /// ```
    /// use caudal_engine::features::PriceIndex;
    /// use caudal_facts::{DatedValue, Month};
    ///
    /// let of = |from: &str, value: &str| Ok::<_, Box<dyn std::error::Error>>(DatedValue {
    ///     from: from.parse()?,
    ///     value: value.parse()?,
    /// });
    /// let values = vec![of("2026-08-01", "100")?, of("2026-09-01", "102.5")?];
    /// let index = PriceIndex::new(values, None);
    ///
    /// let august = index.pair(Month::new(2026, 8).unwrap(), "2026-10-20".parse()?).unwrap();
    /// assert_eq!(august.real(1_000_00), Ok(1_025_00));
    /// assert_eq!(august.real(20), Ok(20)); // 20.5, to the even unit
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn real(&self, amount: i128) -> Result<i64, Cause> {
        let (now, then) = self.factor()?;
        let scaled = amount.checked_mul(now).ok_or(Cause::Overflow)?;
        Ok(fit(divide(scaled, then)?)?)
    }

    /// The index now and then as whole numbers of one scale, without what both hold.
    pub(crate) fn factor(&self) -> Result<(i128, i128), Cause> {
        let (now, then) = (self.now.value.normalize(), self.then.value.normalize());
        let scale = now.scale().max(then.scale());
        let whole = |value: rust_decimal::Decimal| {
            let ten = 10_i128.checked_pow(scale - value.scale());
            ten.and_then(|ten| value.mantissa().checked_mul(ten))
                .ok_or(Cause::Overflow)
        };
        let (now, then) = (whole(now)?, whole(then)?);
        let common = greatest_common_divisor(now, then);
        Ok((now / common, then / common))
    }
}

/// Of two numbers above zero.
const fn greatest_common_divisor(mut one: i128, mut other: i128) -> i128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
