//! What a declaration of a feature says.

use caudal_facts::{Country, Currency, Source};

use super::measure::Measure;

/// One feature: what it means, where it comes from, and how it is computed, as data.
#[derive(Debug, Clone)]
pub struct Feature {
    /// Its name, group first: `cashflow.inflow_median_6m`.
    pub name: &'static str,
    /// What it means, in Spanish.
    pub es: &'static str,
    /// What it means, in English.
    pub en: &'static str,
    /// What its number counts.
    pub unit: Unit,
    /// The reports that it needs, per country.
    pub sources: Sources,
    /// The span of time that it looks at; `None` for what holds on the report's date.
    pub window: Option<Window>,
    /// Which way is riskier, where one is.
    pub riskier: Option<Riskier>,
    /// When it is missing, beyond a silent source.
    pub missing: &'static str,
    /// When it is known to be absent; `None` when it cannot be.
    pub none: Option<Sentence>,
    /// The public source of its definition; `None` when it is Caudal's own.
    pub definition: Option<&'static str>,
    pub(crate) measure: Measure,
}

impl Feature {
    /// The part of its name before the dot.
    #[must_use]
    pub fn group(&self) -> &'static str {
        self.name
            .split_once('.')
            .map_or(self.name, |(group, _)| group)
    }
}

/// A sentence in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Spanish.
    pub es: &'static str,
    /// English.
    pub en: &'static str,
}

/// The reports that a feature needs, per country. Without one, the country has no source for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sources {
    /// In Argentina.
    pub ar: &'static [Source],
    /// In Chile.
    pub cl: &'static [Source],
}

impl Sources {
    /// The reports of one country.
    #[must_use]
    pub const fn of(&self, country: Country) -> &'static [Source] {
        match country {
            Country::Ar => self.ar,
            Country::Cl => self.cl,
        }
    }

    /// The bank report of either country.
    pub(crate) const BANK: Self = Self {
        ar: &[Source::Cirenio],
        cl: &[Source::Khipu],
    };

    pub(crate) const fn ar(ar: &'static [Source]) -> Self {
        Self { ar, cl: &[] }
    }

    pub(crate) const fn cl(cl: &'static [Source]) -> Self {
        Self { ar: &[], cl }
    }
}

/// What a feature's number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// An amount in the case's currency.
    Money,
    /// An amount a month, in the case's currency.
    MoneyPerMonth,
    /// A share or a relative change.
    Ratio,
    /// How many times one thing holds another.
    Times,
    /// How many.
    Count,
    /// Days.
    Days,
    /// Months.
    Months,
    /// Yes or no.
    Flag,
}

impl Unit {
    /// Every unit.
    pub(crate) const ALL: [Self; 8] = [
        Self::Money,
        Self::MoneyPerMonth,
        Self::Ratio,
        Self::Times,
        Self::Count,
        Self::Days,
        Self::Months,
        Self::Flag,
    ];

    /// The name as policies write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::MoneyPerMonth => "money/month",
            Self::Ratio => "ratio",
            Self::Times => "times",
            Self::Count => "count",
            Self::Days => "days",
            Self::Months => "months",
            Self::Flag => "flag",
        }
    }

    /// How many decimals its whole number stands for.
    #[must_use]
    pub const fn decimals(self, currency: Currency) -> u32 {
        match self {
            Self::Money | Self::MoneyPerMonth => currency.decimals(),
            Self::Ratio | Self::Times => 6,
            Self::Count | Self::Days | Self::Months | Self::Flag => 0,
        }
    }
}

/// Which way a feature is riskier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Riskier {
    /// The higher, the riskier.
    Higher,
    /// The lower, the riskier.
    Lower,
}

/// The span of time that a feature looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Window {
    /// Whole calendar months that ended before the date of the decision.
    Months(u8),
    /// Days back from the last covered day, that day included.
    Days(u16),
}

impl Window {
    /// How many of its months must be covered: half of 6 and 12, all of fewer.
    #[must_use]
    pub const fn months_needed(self) -> u32 {
        match self {
            Self::Months(months @ (6 | 12)) => (months / 2) as u32,
            Self::Months(months) => months as u32,
            Self::Days(_) => 0,
        }
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Months(months) => write!(f, "{months}m"),
            Self::Days(days) => write!(f, "{days}d"),
        }
    }
}
