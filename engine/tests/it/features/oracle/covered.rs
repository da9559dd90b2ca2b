//! Which months and days the bank report covers, by the first days that its accounts state.

use caudal_facts::Month;
use chrono::{NaiveDate, TimeDelta};

use crate::features::ledger::Ledger;
use crate::features::random::bank;

/// The covered days of all deposit accounts together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Covered {
    from: Option<NaiveDate>,
    pub(crate) to: NaiveDate,
    pub(crate) current: Month,
}

impl Covered {
    pub(crate) fn of(ledger: &Ledger) -> Self {
        let accounts = ledger.facts.accounts.iter();
        let deposits = accounts.filter(|account| account.kind.is_deposit());
        let answer = ledger.facts.answer(bank(ledger.country)).expect("answered");
        let to = answer.report_date.expect("dated").min(ledger.as_of);
        let from = deposits
            .map(|account| account.covers_from.expect("stated"))
            .max();
        Self {
            from: from.filter(|from| *from <= to),
            to,
            current: Month::of(ledger.as_of),
        }
    }

    /// The covered months of the last so many, latest first; none where they are too few.
    pub(crate) fn months(&self, count: i32) -> Option<Vec<Month>> {
        let from = self.from?;
        let months: Vec<Month> = (1..=count)
            .map(|back| self.current.plus(-back))
            .filter(|month| from <= month.first_day() && month.last_day() <= self.to)
            .collect();
        let needed = if count < 6 { count } else { count / 2 };
        (i32::try_from(months.len()).expect("few") >= needed).then_some(months)
    }

    /// The first of the last so many days, if all of them are covered.
    pub(crate) fn days(&self, count: i64) -> Option<NaiveDate> {
        let first = self.to - TimeDelta::days(count - 1);
        (self.from? <= first).then_some(first)
    }
}
