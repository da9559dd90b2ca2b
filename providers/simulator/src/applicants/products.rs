//! Loans and deposits whose figures follow from each other.

use caudal_facts::{Month, add_months};
use chrono::NaiveDate;

use super::ledger::Coin;
use super::money::{divided, installment};

/// A loan repaid in equal instalments.
#[derive(Debug, Clone)]
pub(crate) struct Loan {
    /// The bank's number.
    pub(crate) number: String,
    /// Who lent; `None` is the applicant's bank, which alone has the loan in its report.
    pub(crate) lender: Option<&'static str>,
    /// What was lent.
    pub(crate) capital: i64,
    /// A month's rate in millionths.
    pub(crate) rate: i64,
    /// How many instalments.
    pub(crate) count: u32,
    /// How many are paid.
    pub(crate) paid: u32,
    /// The day of the month they fall due on.
    pub(crate) day: u32,
}

impl Loan {
    /// One instalment.
    pub(crate) fn installment(&self) -> i64 {
        installment(self.capital, self.rate, self.count)
    }

    /// What is owed after the instalments that are paid: each adds a month's interest to what was
    /// owed, half away from zero, and takes the instalment off.
    pub(crate) fn balance(&self) -> i64 {
        let due = self.installment();
        (0..self.paid.min(self.count)).fold(self.capital, |owed, _| {
            let interest = divided(i128::from(owed) * i128::from(self.rate), 1_000_000);
            (owed + interest - due).max(0)
        })
    }

    /// The date of the next instalment.
    pub(crate) fn next_due(&self, as_of: NaiveDate) -> NaiveDate {
        let this = day_of(Month::of(as_of), self.day);
        if this > as_of {
            return this;
        }
        add_months(this, 1).unwrap_or(this)
    }
}

/// A fixed-term deposit.
#[derive(Debug, Clone)]
pub(crate) struct Deposit {
    /// The bank's number.
    pub(crate) number: String,
    /// What was put down.
    pub(crate) capital: i64,
    /// A year's nominal rate in hundredths of a percent.
    pub(crate) rate: i64,
    /// The day it was made on.
    pub(crate) from: NaiveDate,
    /// The day it ends on.
    pub(crate) to: NaiveDate,
    /// Its currency.
    pub(crate) coin: Coin,
}

impl Deposit {
    /// Its days.
    pub(crate) fn days(&self) -> i64 {
        (self.to - self.from).num_days()
    }

    /// The interest at its end: capital × rate × days / 365, half away from zero. 47,455.00 at
    /// 33.06 % over 30 days is 1,289.48.
    pub(crate) fn interest(&self) -> i64 {
        let grown = i128::from(self.capital) * i128::from(self.rate) * i128::from(self.days());
        divided(grown, 365 * 10_000)
    }
}

/// A day of a month, or the month's last where it has no such day.
pub(crate) fn day_of(month: Month, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(month.year(), month.number(), day).unwrap_or_else(|| month.last_day())
}
