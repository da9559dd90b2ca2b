//! The types that a policy declares for parameters, inputs and table results.

use std::fmt;

use caudal_facts::Currency;

use super::findings::{self, Finding};
use crate::features::Unit;

/// Why a type's name cannot be used.
#[derive(Debug)]
pub(crate) struct UnknownKind {
    /// What kind of problem it is.
    pub(crate) finding: &'static Finding,
    /// What is wrong, and what is known.
    pub(crate) message: String,
}

/// What a value measures. It decides how a value is read, checked and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// An amount in the policy's currency.
    Money,
    /// An amount a month in the policy's currency.
    MoneyPerMonth,
    /// An amount in Unidades de Fomento, converted at the date of the decision.
    Uf,
    /// A part of a whole: 0.35 is 35 %.
    Ratio,
    /// A part of a whole, each month.
    RatioPerMonth,
    /// How many times over.
    Times,
    /// Interest a month.
    RatePerMonth,
    /// Interest a year, nominal (TNA).
    RatePerYearNominal,
    /// Interest a year, effective (TEA).
    RatePerYearEffective,
    /// How many.
    Count,
    /// Points of a score.
    Points,
    /// Days.
    Days,
    /// Months.
    Months,
    /// Years.
    Years,
    /// Yes or no.
    Flag,
    /// Text.
    Text,
    /// A local date.
    Date,
    /// One of the policy's own words, by the type's name.
    Word(String),
    /// A plain number whose unit nothing tells.
    Number,
}

impl Kind {
    /// Every kind but the policy's own words, for messages.
    const NAMED: [(&'static str, Self); 17] = [
        ("money", Self::Money),
        ("money/month", Self::MoneyPerMonth),
        ("ratio", Self::Ratio),
        ("ratio/month", Self::RatioPerMonth),
        ("times", Self::Times),
        ("rate/month", Self::RatePerMonth),
        ("rate/year nominal", Self::RatePerYearNominal),
        ("rate/year effective", Self::RatePerYearEffective),
        ("count", Self::Count),
        ("points", Self::Points),
        ("days", Self::Days),
        ("months", Self::Months),
        ("years", Self::Years),
        ("flag", Self::Flag),
        ("text", Self::Text),
        ("date", Self::Date),
        ("UF", Self::Uf),
    ];

    /// Reads a type's name; a currency's code stands for money in that currency.
    ///
    /// # Errors
    /// A message that names the known types, or the currency that the policy should have used.
    pub(crate) fn parse(
        name: &str,
        currency: Currency,
        words: &[String],
    ) -> Result<Self, UnknownKind> {
        if let Some((_, kind)) = Self::NAMED.iter().find(|(known, _)| *known == name) {
            return Ok(kind.clone());
        }
        if words.iter().any(|word| word == name) {
            return Ok(Self::Word(name.to_owned()));
        }
        let (code, per_month) = match name.strip_suffix("/month") {
            Some(code) => (code, true),
            None => (name, false),
        };
        match Currency::parse(code) {
            Ok(given) if given == currency && per_month => Ok(Self::MoneyPerMonth),
            Ok(given) if given == currency => Ok(Self::Money),
            Ok(given) => Err(UnknownKind {
                finding: &findings::WRONG_CURRENCY,
                message: format!(
                    "type {name:?} is in {given}, the policy's currency is {currency}"
                ),
            }),
            Err(_) => Err(UnknownKind {
                finding: &findings::WRONG_VALUE,
                message: format!(
                    "unknown type {name:?}: known are {}, the policy's currency with or without \
                     \"/month\", and the words declared in [types]",
                    Self::NAMED.map(|(known, _)| known).join(", ")
                ),
            }),
        }
    }

    /// Whether values of it are numbers.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        !matches!(self, Self::Flag | Self::Text | Self::Date | Self::Word(_))
    }

    /// Whether values of it are rates of interest, of whatever period.
    #[must_use]
    pub const fn is_rate(&self) -> bool {
        matches!(
            self,
            Self::RatePerMonth | Self::RatePerYearNominal | Self::RatePerYearEffective
        )
    }

    /// Whether values of it are whole numbers.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        matches!(self, Self::Count | Self::Days | Self::Months | Self::Years)
    }
}

impl From<Unit> for Kind {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::Money => Self::Money,
            Unit::MoneyPerMonth => Self::MoneyPerMonth,
            Unit::Ratio => Self::Ratio,
            Unit::Times => Self::Times,
            Unit::Count => Self::Count,
            Unit::Days => Self::Days,
            Unit::Months => Self::Months,
            Unit::Flag => Self::Flag,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(name) => f.write_str(name),
            Self::Number => f.write_str("number"),
            known => f.write_str(
                Self::NAMED
                    .iter()
                    .find(|(_, kind)| kind == known)
                    .map_or("number", |(name, _)| name),
            ),
        }
    }
}
