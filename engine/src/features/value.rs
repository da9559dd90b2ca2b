//! What a feature's value can be: known, known to be absent, or missing and why.

use caudal_facts::{Currency, Source};
use rust_decimal::Decimal;

use super::feature::Unit;
use crate::exact::Fault;

/// A feature's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Value {
    /// A number at the unit's scale: minor units of the case's currency for money, millionths for
    /// ratios and times, whole counts, days and months, 0 or 1 for flags.
    Known(i64),
    /// Known to be absent, for features that declare a sentence for it.
    None,
    /// Not known, and why. Never zero.
    Missing(Cause),
}

impl Value {
    /// The exact number at the unit's scale; `None` unless it is known.
    ///
    /// # Example
    /// ```
    /// use caudal_engine::features::{Unit, Value};
    /// use caudal_facts::Currency;
    ///
    /// let income = Value::Known(123_456);
    /// assert_eq!(income.decimal(Unit::Money, Currency::Ars).unwrap().to_string(), "1234.56");
    /// assert_eq!(income.decimal(Unit::Money, Currency::Clp).unwrap().to_string(), "123456");
    /// assert_eq!(income.decimal(Unit::Ratio, Currency::Clp).unwrap().to_string(), "0.123456");
    /// assert_eq!(Value::None.decimal(Unit::Count, Currency::Clp), None);
    /// ```
    #[must_use]
    pub fn decimal(&self, unit: Unit, currency: Currency) -> Option<Decimal> {
        match self {
            Self::Known(value) => Some(Decimal::new(*value, unit.decimals(currency))),
            Self::None | Self::Missing(_) => None,
        }
    }

    pub(crate) const fn flag(set: bool) -> Self {
        Self::Known(if set { 1 } else { 0 })
    }
}

impl From<Result<i64, Fault>> for Value {
    fn from(result: Result<i64, Fault>) -> Self {
        match result {
            Ok(value) => Self::Known(value),
            Err(fault) => Self::Missing(fault.into()),
        }
    }
}

/// Why a value is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// The source was not asked, or answered nothing.
    SourceSilent(Source),
    /// The source did not look at enough of the window.
    NotCovered,
    /// The source answered without this, or no source of the country says it.
    NotStated,
    /// An amount is in another currency and no rate is given for its date.
    NoRate,
    /// The amounts of some month have no price index, or the last index is too old.
    NoIndex,
    /// A number does not fit 64 bits.
    Overflow,
    /// A ratio to nothing.
    DivisionByZero,
    /// The part of the answer that says it could not be read.
    Unreadable,
}

impl Cause {
    /// The name that decisions write.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SourceSilent(_) => "source_silent",
            Self::NotCovered => "not_covered",
            Self::NotStated => "not_stated",
            Self::NoRate => "no_rate",
            Self::NoIndex => "no_index",
            Self::Overflow => "overflow",
            Self::DivisionByZero => "division_by_zero",
            Self::Unreadable => "unreadable",
        }
    }
}

impl From<Fault> for Cause {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Overflow => Self::Overflow,
            Fault::DivisionByZero => Self::DivisionByZero,
        }
    }
}
