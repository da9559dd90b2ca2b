//! Which kinds of number a value may be, and how kinds multiply.
//!
//! A bare number may be of any kind and takes the other side's; what is computed from two kinds is of every kind
//! that their units allow (money ÷ money/month is months, and how many times over). Two numbers go together when
//! they have a kind in common.

use std::fmt;

use crate::policy::Kind;

/// Every kind of number, in the order of the bits of [`Units`].
const KINDS: [Kind; 13] = [
    Kind::Money,
    Kind::MoneyPerMonth,
    Kind::Ratio,
    Kind::RatioPerMonth,
    Kind::Times,
    Kind::RatePerMonth,
    Kind::RatePerYearNominal,
    Kind::RatePerYearEffective,
    Kind::Count,
    Kind::Points,
    Kind::Days,
    Kind::Months,
    Kind::Years,
];

/// Products besides those of a share, a multiple, a count or a score with anything, in either order.
const PRODUCTS: [(Kind, Kind, Kind); 6] = [
    (Kind::MoneyPerMonth, Kind::Months, Kind::Money),
    // So many monthly incomes: a debt, or another income.
    (Kind::MoneyPerMonth, Kind::Times, Kind::Money),
    (Kind::Money, Kind::RatioPerMonth, Kind::MoneyPerMonth),
    (Kind::Money, Kind::RatePerMonth, Kind::MoneyPerMonth),
    (Kind::RatioPerMonth, Kind::Months, Kind::Ratio),
    (Kind::RatePerMonth, Kind::Months, Kind::Ratio),
];

/// Kinds that change how much there is of another, and not what it is.
const SCALES: [Kind; 4] = [Kind::Ratio, Kind::Times, Kind::Count, Kind::Points];

/// Kinds of which two differ by a period only.
const PERIODS: [&[Kind]; 2] = [
    &[Kind::Money, Kind::MoneyPerMonth],
    &[
        Kind::RatePerMonth,
        Kind::RatePerYearNominal,
        Kind::RatePerYearEffective,
        Kind::RatioPerMonth,
    ],
];

/// The kinds that a number may be; never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Units {
    /// The kind that it is shown as.
    pub shown: Kind,
    may: u16,
}

impl Units {
    /// A bare number.
    #[must_use]
    pub const fn any() -> Self {
        Self {
            shown: Kind::Number,
            may: (1 << KINDS.len()) - 1,
        }
    }

    /// A number of one kind. An amount in UF is money once it is read; a plain number is of any kind.
    #[must_use]
    pub fn of(kind: &Kind) -> Self {
        let kind = if *kind == Kind::Uf {
            &Kind::Money
        } else {
            kind
        };
        match bit(kind) {
            Some(may) => Self {
                shown: kind.clone(),
                may,
            },
            None => Self::any(),
        }
    }

    /// A number that may be of several kinds, shown as the first.
    pub(crate) fn one_of(kinds: &[Kind]) -> Self {
        let may = kinds.iter().filter_map(bit).fold(0, |all, bit| all | bit);
        Self {
            shown: kinds.first().cloned().unwrap_or(Kind::Number),
            may,
        }
    }

    /// Whether it may be of this kind.
    #[must_use]
    pub fn may_be(&self, kind: &Kind) -> bool {
        bit(kind).is_some_and(|bit| self.may & bit != 0)
    }

    /// Whether nothing tells its unit.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.may == Self::any().may
    }

    /// The kinds that both may be; `None` when there is none.
    #[must_use]
    pub fn both(&self, other: &Self) -> Option<Self> {
        let may = self.may & other.may;
        if may == 0 {
            return None;
        }
        let shown = [&self.shown, &other.shown]
            .into_iter()
            .find(|kind| bit(kind).is_some_and(|bit| may & bit != 0))
            .cloned()
            .unwrap_or_else(|| kinds(may).next().unwrap_or(Kind::Number));
        let all = may == Self::any().may;
        Some(Self {
            shown: if all { Kind::Number } else { shown },
            may,
        })
    }

    /// What multiplying them gives; of any kind where no product has a name.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        if self.is_any() && other.is_any() {
            return Self::any();
        }
        let may = kinds(self.may)
            .flat_map(|left| kinds(other.may).map(move |right| product(&left, &right)))
            .fold(0, |all, bits| all | bits);
        self.or_any(may, other)
    }

    /// What dividing one by the other gives: what has to be multiplied with the divisor.
    #[must_use]
    pub fn over(&self, divisor: &Self) -> Self {
        if self.is_any() && divisor.is_any() {
            return Self::any();
        }
        let may = kinds(divisor.may)
            .flat_map(|right| {
                KINDS
                    .iter()
                    .filter(move |left| product(left, &right) & self.may != 0)
                    .filter_map(bit)
            })
            .fold(0, |all, bit| all | bit);
        if self.shown == divisor.shown && may & 0b100 != 0 {
            return Self {
                shown: Kind::Ratio,
                may,
            };
        }
        self.or_any(may, &Self::any())
    }

    /// Whether the two differ in nothing but their period.
    pub(crate) fn differ_by_period(&self, other: &Self) -> bool {
        PERIODS.iter().any(|alike| {
            let within = |units: &Self| kinds(units.may).any(|kind| alike.contains(&kind));
            within(self) && within(other)
        })
    }

    /// A result shown as the operand that it is like.
    fn or_any(&self, may: u16, other: &Self) -> Self {
        if may == 0 {
            return Self::any();
        }
        let scales = |kind: &Kind| SCALES.contains(kind);
        let fits = |kind: &&Kind| bit(kind).is_some_and(|bit| may & bit != 0);
        let operands = [&self.shown, &other.shown];
        let shown = operands
            .into_iter()
            .filter(fits)
            .find(|kind| !scales(kind))
            .or_else(|| operands.into_iter().find(fits))
            .cloned()
            .unwrap_or_else(|| {
                let shown = [Kind::Times, Kind::Money, Kind::MoneyPerMonth];
                let known = shown.iter().find(fits).cloned();
                known.unwrap_or_else(|| kinds(may).next().unwrap_or(Kind::Number))
            });
        Self { shown, may }
    }
}

impl fmt::Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_any() {
            return f.write_str("number");
        }
        let names: Vec<String> = kinds(self.may).map(|kind| kind.to_string()).collect();
        f.write_str(&names.join(" or "))
    }
}

fn bit(kind: &Kind) -> Option<u16> {
    let index = KINDS.iter().position(|known| known == kind)?;
    Some(1 << index)
}

fn kinds(may: u16) -> impl Iterator<Item = Kind> {
    let bits = KINDS.iter().enumerate();
    bits.filter(move |(index, _)| may & (1 << index) != 0)
        .map(|(_, kind)| kind.clone())
}

/// The kinds that the product of two may be.
fn product(left: &Kind, right: &Kind) -> u16 {
    let mut may = 0;
    for (one, other) in [(left, right), (right, left)] {
        if SCALES.contains(one) {
            may |= bit(other).unwrap_or_default();
        }
        let named = PRODUCTS.iter().filter(|(a, b, _)| a == one && b == other);
        may |= named
            .filter_map(|(_, _, result)| bit(result))
            .fold(0, |all, bit| all | bit);
    }
    may
}
