//! How a feature is computed, as data.

mod block;
mod months;

use caudal_facts::categories::Category;
use caudal_facts::facts::Section;

use super::catalogue::Catalogue;
use super::feature::Feature;
use crate::frames::Table;
pub(crate) use block::{
    BalanceOf, Block, CardOf, CoverageOf, EmploymentOf, ExpenseOf, FeesOf, IncomeOf, LeaveOf,
    PassThroughOf,
};

/// A feature's computation.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Measure {
    /// One sum or count a month, and what becomes of the months.
    Months(Series, OverMonths),
    /// One sum of the covered months of the window as a share of another.
    MonthsShare(Series, Series),
    /// Movements of the last days.
    Days(Series, OverDays),
    /// One sum of the last days as a share of another.
    Share(Series, Series),
    /// On which of the last days something moved.
    Dates(Classes, OverDates),
    /// Whether a movement was seen in the months of the window or since.
    Seen(Classes),
    /// Rows of a table that holds on the report's date.
    Snapshot(Snapshot),
    /// What two other figures make together.
    Relation(Relation),
    /// What a named block says.
    Block(Block),
    /// What amounts say at the last prices known.
    Real(Real),
}

/// What is read in real terms: each month's sum at the last prices known.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Real {
    /// One sum a month, and what becomes of the months.
    Months(Series, OverMonths),
    /// What the streams that count as income come to, month by month.
    Income(OverMonths),
    /// Fee receipts, month by month.
    Fees(FeesOf, OverMonths),
    /// How the debts of the register grew.
    DebtGrowth,
}

impl Measure {
    /// The same in real terms, where that means something.
    pub(crate) const fn in_real_terms(self) -> Option<Self> {
        Some(Self::Real(match self {
            Self::Months(series, over) if !matches!(series.worth, Worth::One) => {
                Real::Months(series, over)
            }
            Self::Block(Block::Income(IncomeOf::Months(over))) => Real::Income(over),
            Self::Block(Block::Fees(of, over)) => Real::Fees(of, over),
            Self::Block(Block::DebtGrowth) => Real::DebtGrowth,
            _ => return None,
        }))
    }
}

/// Two figures related to each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Relation {
    pub(crate) left: Figure,
    pub(crate) right: Figure,
    pub(crate) how: Related,
}

impl Relation {
    /// The features that it relates, in any country.
    pub(crate) fn features(&self) -> impl Iterator<Item = &'static Feature> {
        let named = |name| Catalogue::standard().get(name);
        [self.left, self.right]
            .into_iter()
            .flat_map(move |figure| match figure {
                Figure::Of(name) => [named(name), None],
                Figure::Each { ar, cl } => [named(ar), named(cl)],
                Figure::Feature(feature) => [Some(feature), None],
                Figure::Requested => [None, None],
            })
            .flatten()
    }
}

/// A figure that others are made of.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Figure {
    /// The feature of this name.
    Of(&'static str),
    /// The feature of this name in Argentina, and of that in Chile.
    Each { ar: &'static str, cl: &'static str },
    /// This feature.
    Feature(&'static Feature),
    /// The amount asked for.
    Requested,
}

/// How two figures are related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Related {
    /// Left ÷ right.
    Ratio,
    /// Left ÷ right − 1, where left is a sum of so many of right's spans.
    Change { spans: u8 },
    /// (Left + the amount asked for) ÷ right.
    RatioWithRequest,
}

/// What becomes of the days on which something moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OverDates {
    /// How many there are.
    Count,
    /// Their share of all days.
    Share,
    /// The longest run of days without one between two.
    LongestGap,
}

/// Movements that are summed or counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Series {
    /// Which movements.
    pub(crate) rows: Classes,
    /// What each is worth.
    pub(crate) worth: Worth,
}

/// What a movement is worth in a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worth {
    /// Its signed amount.
    Signed,
    /// Its amount with the sign turned: money out becomes positive.
    Turned,
    /// Its amount without the sign.
    Size,
    /// One.
    One,
}

/// What becomes of a series' months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OverMonths {
    /// The mean of the covered months.
    Mean,
    /// Their median.
    Median,
    /// Population standard deviation ÷ mean.
    Variation,
    /// Their population standard deviation.
    Deviation,
    /// How many are above zero.
    Above,
    /// How many are below zero.
    Below,
    /// The smallest of mean, median and the last covered month.
    Conservative,
    /// Mean of the last half ÷ mean of the half before − 1, all months covered.
    Trend,
    /// Slope of the least-squares line ÷ mean: by how much of the mean a month goes beyond the one
    /// before, all months covered.
    Slope,
    /// How many covered months up to the latest are above zero without a gap, all months covered.
    Streak,
    /// The smallest.
    Least,
}

/// What becomes of a series' days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OverDays {
    /// The sum.
    Sum,
    /// The largest single movement; zero without any.
    Largest,
}

/// A set of movement classes: a category and a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Classes(pub(crate) u128);

/// How many classes a category and a sign make.
const CATEGORY_CLASSES: usize = Category::ALL.len() * 2;

/// How many classes there are: those of categories, and two signs each of what netting finds.
pub(crate) const CLASSES: usize = CATEGORY_CLASSES + 4;

const _: () = assert!(CLASSES <= 128, "a set of classes is 128 bits");

impl Classes {
    pub(crate) const ALL: Self = Self(if CLASSES == 128 {
        u128::MAX
    } else {
        (1 << CLASSES) - 1
    });

    /// The class of money in from an own account that no movement of another account answers;
    /// money out comes after it.
    pub(crate) const UNMATCHED_IN: usize = CATEGORY_CLASSES;

    /// The class of money in that a later movement undid; money out comes after it.
    pub(crate) const UNDONE_IN: usize = CATEGORY_CLASSES + 2;

    /// Own transfers of which only one leg was seen.
    pub(crate) const UNMATCHED: Self = Self(3 << Self::UNMATCHED_IN);

    /// Movements undone.
    pub(crate) const UNDONE: Self = Self(3 << Self::UNDONE_IN);

    /// Money in of these categories.
    pub(crate) const fn money_in(categories: &[Category]) -> Self {
        Self::of(categories, 0)
    }

    /// Money out of these categories.
    pub(crate) const fn money_out(categories: &[Category]) -> Self {
        Self::of(categories, 1)
    }

    /// Both directions of these categories.
    pub(crate) const fn both(categories: &[Category]) -> Self {
        Self(Self::of(categories, 0).0 | Self::of(categories, 1).0)
    }

    /// Those that are in either set.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are in both sets.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// With one more class.
    pub(crate) const fn with(self, class: usize) -> Self {
        Self(self.0 | 1 << class)
    }

    /// Those of money in, of every class.
    pub(crate) const fn inward(self) -> Self {
        Self(self.0 & 0x5555_5555_5555_5555_5555_5555_5555_5555)
    }

    /// Those that are not in the other set.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether a class is in it.
    pub(crate) const fn has(self, class: usize) -> bool {
        self.0 >> class & 1 == 1
    }

    /// Its classes in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest == 0 {
                return None;
            }
            let class = rest.trailing_zeros();
            rest &= rest - 1;
            usize::try_from(class).ok()
        })
    }

    const fn of(categories: &[Category], sign: u32) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < categories.len() {
            set |= 1 << (categories[at].number() as u32 * 2 + sign);
            at += 1;
        }
        Self(set)
    }
}

/// The class of a movement.
pub(crate) const fn class_of(category: Category, amount: i64) -> usize {
    category as usize * 2 + (amount < 0) as usize
}

/// The category of a class; of those that netting found, none.
pub(crate) fn category_of(class: usize) -> Category {
    Category::ALL
        .get(class / 2)
        .copied()
        .unwrap_or(Category::Uncategorised)
}

/// Rows of one table, filtered and reduced to one number.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Snapshot {
    /// The table.
    pub(crate) table: Table,
    /// The sections that must have been there, all of them.
    pub(crate) sections: &'static [Section],
    /// What a row must be to count.
    pub(crate) filters: &'static [Filter],
    /// What becomes of the rows.
    pub(crate) reduce: Reduce,
    /// What it is without any row.
    pub(crate) empty: Empty,
}

/// A snapshot's value without any row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Empty {
    /// Zero.
    Zero,
    /// Known to be absent.
    None,
}

/// A condition on a row. On a null cell it is unknown, unless it says otherwise.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Filter {
    /// The column is this number.
    Is(&'static str, i64),
    /// The column is not this number; null passes.
    IsNot(&'static str, i64),
    /// The column is this number or more.
    AtLeast(&'static str, i64),
    /// The column is null.
    Null(&'static str),
    /// The column's month is one of the last so many, the decision's own included.
    LastMonths(&'static str, i32),
    /// The column's date is one of the last so many days.
    LastDays(&'static str, i32),
    /// The column's date is one of the next so many days, the decision's own included.
    NextDays(&'static str, i32),
}

impl Filter {
    pub(crate) const fn column(self) -> &'static str {
        match self {
            Self::Is(column, _)
            | Self::IsNot(column, _)
            | Self::AtLeast(column, _)
            | Self::Null(column)
            | Self::LastMonths(column, _)
            | Self::LastDays(column, _)
            | Self::NextDays(column, _) => column,
        }
    }
}

/// What becomes of a snapshot's rows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Reduce {
    /// How many.
    Count,
    /// Whether there is one.
    Any,
    /// The sum of a column, converted where it is money.
    Sum(&'static str),
    /// The largest of a column, converted where it is money.
    Largest(&'static str),
    /// How many different values a column has.
    Distinct(&'static str),
}

impl Reduce {
    pub(crate) const fn column(self) -> Option<&'static str> {
        match self {
            Self::Count | Self::Any => None,
            Self::Sum(column) | Self::Largest(column) | Self::Distinct(column) => Some(column),
        }
    }
}
