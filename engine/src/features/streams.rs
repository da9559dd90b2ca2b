//! Streams: movements with one other side that come again and again, income and expenses alike.
//!
//! A stream has at least three days of payment. Its cadence, how regular its days and how stable its
//! amounts are, and how sure it is that it is income follow from exact integers; a 13th salary and
//! amounts far above the others are set apart before anything is averaged. Providers name these
//! figures (Belvo, Plaid, Truv) but none publishes its formulas: these are Caudal's own.

mod expenses;
mod group;
mod income;
mod rhythm;
mod stream;

pub(crate) use expenses::Expenses;
pub(crate) use income::Incomes;

use super::case::{CaseRows, date_of};
use super::coverage::Coverage;
use super::value::Cause;

pub(crate) use expenses::value as expense;
pub(crate) use income::{months as income_months, value as income};

/// The days that streams are looked for in: twelve months and the decision's own.
#[derive(Debug, Clone, Copy)]
struct Span {
    first: i32,
    last: i32,
    /// The decision's own month, as months are numbered.
    month: i32,
}

impl Span {
    fn of(case: &CaseRows<'_, '_>, coverage: &Coverage) -> Self {
        Self {
            first: case.month_starts()[0],
            last: coverage.to,
            month: case.month().index(),
        }
    }

    /// How many months before the decision's own a day is.
    fn back(&self, day: i32) -> Option<usize> {
        usize::try_from(self.month - month_of(day)).ok()
    }
}

/// The month of a day, as months are numbered.
fn month_of(day: i32) -> i32 {
    caudal_facts::Month::of(date_of(day)).index()
}

/// Streams, or why there are none to speak of.
type Found<T> = Result<Vec<T>, Cause>;
