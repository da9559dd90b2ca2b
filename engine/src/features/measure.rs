//! How a feature is computed, as data.

use caudal_facts::categories::Category;
use caudal_facts::facts::Section;

use crate::frames::Table;

/// A feature's computation.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Measure {
    /// One sum or count a month, and what becomes of the months.
    Months(Series, OverMonths),
    /// Movements of the last days.
    Days(Series, OverDays),
    /// One sum of the last days as a share of another.
    Share(Series, Series),
    /// What moved of some classes, in and out, as a share of what moved of others.
    Turnover(Classes, Classes),
    /// Whether a movement was seen in the months of the window or since.
    Seen(Classes),
    /// Rows of a table that holds on the report's date.
    Snapshot(Snapshot),
    /// What a named block says.
    Block(Block),
}

/// Movements that are summed or counted.
#[derive(Debug, Clone, Copy)]
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
    /// How many are above zero.
    Above,
    /// How many are below zero.
    Below,
    /// The smallest of mean, median and the last covered month.
    Conservative,
    /// Mean of the last half ÷ mean of the half before − 1, all months covered.
    Trend,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Classes(pub(crate) u128);

/// How many classes there are.
pub(crate) const CLASSES: usize = Category::ALL.len() * 2;

const _: () = assert!(CLASSES <= 128, "a set of classes is 128 bits");

impl Classes {
    pub(crate) const ALL: Self = Self(if CLASSES == 128 {
        u128::MAX
    } else {
        (1 << CLASSES) - 1
    });

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
}

impl Filter {
    pub(crate) const fn column(self) -> &'static str {
        match self {
            Self::Is(column, _)
            | Self::IsNot(column, _)
            | Self::AtLeast(column, _)
            | Self::Null(column)
            | Self::LastMonths(column, _)
            | Self::LastDays(column, _) => column,
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

/// What a named block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    /// How far the bank report reaches and how fresh it is.
    Coverage(CoverageOf),
    /// Daily balances of all deposit accounts together.
    Balance(BalanceOf),
    /// Credit cards and what is to be paid on them.
    Card(CardOf),
    /// Contributions month by month.
    Employment(EmploymentOf),
    /// Fee receipts of whole months.
    Fees,
    /// The latest yearly return.
    DeclaredIncome,
}

/// What the coverage block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CoverageOf {
    HistoryDays,
    FullMonths,
    RecencyDays,
    Accounts,
    HolderMatches,
    WithoutRate,
    StatedMonthsDiffer,
    Unreadable,
}

/// What the balance block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BalanceOf {
    Current,
    Min,
    Mean,
    DaysAtOrBelowZero,
    MonthEndMin,
}

/// What the card block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CardOf {
    Count,
    Limit,
    Available,
    Used,
    Utilisation,
    NextMonth,
    ToPay,
    CashAdvanceUsed,
}

/// What the employment block says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EmploymentOf {
    IncomeLast3,
    IncomeLast,
    ActiveEmployers,
    MonthsContinuous,
    Months12,
}
