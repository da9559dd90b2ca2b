//! Local dates and calendar months.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};

/// A calendar month, ordered and countable.
///
/// # Example
/// ```
/// use caudal_facts::Month;
///
/// let october = Month::new(2026, 10).unwrap();
/// assert_eq!(october.to_string(), "2026-10");
/// assert_eq!(october.plus(-10).to_string(), "2025-12");
/// assert_eq!(october.days(), 31);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month(i32);

impl Month {
    /// The month `month` (1 to 12) of `year`, if there is one.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, 1).map(Self::of)
    }

    /// The month that a date is in.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self(date.year() * 12 + i32::try_from(date.month0()).unwrap_or_default())
    }

    /// Reads `YYYY-MM` or `YYYYMM`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (year, month) = match text.split_once('-') {
            Some(parts) => parts,
            None if text.len() == 6 && text.is_ascii() => text.split_at(4),
            None => return None,
        };
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?)
    }

    /// Months since year zero: `year × 12 + (month − 1)`. Frames carry months in this form.
    #[must_use]
    pub const fn index(self) -> i32 {
        self.0
    }

    /// The month with this [`index`](Self::index).
    #[must_use]
    pub const fn from_index(index: i32) -> Self {
        Self(index)
    }

    /// The year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// The month's number, 1 to 12.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0.rem_euclid(12).unsigned_abs() + 1
    }

    /// The month so many months later, or earlier when negative.
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year(), self.number(), 1).unwrap_or(NaiveDate::MIN)
    }

    /// The last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        self.plus(1)
            .first_day()
            .pred_opt()
            .unwrap_or(NaiveDate::MAX)
    }

    /// How many days the month has.
    #[must_use]
    pub fn days(self) -> u32 {
        self.last_day().day()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

/// The same day so many months later; a day that the month does not have becomes its last day.
///
/// # Example
/// ```
/// use caudal_facts::add_months;
///
/// let date = |text: &str| text.parse().unwrap();
/// assert_eq!(add_months(date("2026-01-31"), 1), Some(date("2026-02-28")));
/// assert_eq!(add_months(date("2026-03-31"), -1), Some(date("2026-02-28")));
/// ```
#[must_use]
pub fn add_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 {
        date.checked_sub_months(count)
    } else {
        date.checked_add_months(count)
    }
}

/// Whole years from one date to another, negative when the second is earlier.
///
/// Somebody born on 29 February completes a year on 1 March in a year without that day, as the
/// civil codes of Chile and Argentina count terms of years from date to date.
///
/// # Example
/// ```
/// use caudal_facts::years_between;
///
/// let date = |text: &str| text.parse().unwrap();
/// assert_eq!(years_between(date("2008-02-29"), date("2026-02-28")), 17);
/// assert_eq!(years_between(date("2008-02-29"), date("2026-03-01")), 18);
/// ```
#[must_use]
pub fn years_between(from: NaiveDate, to: NaiveDate) -> i32 {
    if to < from {
        return -years_between(to, from);
    }
    let not_yet = (to.month(), to.day()) < (from.month(), from.day());
    to.year() - from.year() - i32::from(not_yet)
}

/// Whole months from one date to another, negative when the second is earlier.
///
/// # Example
/// ```
/// use caudal_facts::months_between;
///
/// let date = |text: &str| text.parse().unwrap();
/// assert_eq!(months_between(date("2026-01-15"), date("2026-03-14")), 1);
/// assert_eq!(months_between(date("2026-01-15"), date("2026-03-15")), 2);
/// ```
#[must_use]
pub fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    if to < from {
        return -months_between(to, from);
    }
    Month::of(to).index() - Month::of(from).index() - i32::from(to.day() < from.day())
}
