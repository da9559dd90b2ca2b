//! Balances at the end of each day, from the nearest balance that is stated and what moved since.

use std::collections::BTreeMap;

use caudal_facts::Month;
use chrono::{NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::Outcome;
use super::covered::Covered;
use super::exact::{deviation, fit, mean};
use super::movements::home;
use crate::features::ledger::Ledger;
use crate::features::random::bank;

/// A feature: its name, the days that it looks at, and what becomes of their balances.
pub(super) type Row = (&'static str, Span, fn(&[Decimal]) -> Option<Decimal>);

/// The days that a feature looks at.
#[derive(Debug, Clone, Copy)]
pub(super) enum Span {
    Last,
    Days(i64),
    MonthEnds(i32),
}
use Span::{Days, Last, MonthEnds};

pub(super) const ROWS: &[Row] = &[
    ("balance.current", Last, least),
    ("balance.min_30d", Days(30), least),
    ("balance.min_90d", Days(90), least),
    ("balance.min_180d", Days(180), least),
    ("balance.max_90d", Days(90), most),
    ("balance.avg_30d", Days(30), mean),
    ("balance.avg_60d", Days(60), mean),
    ("balance.avg_90d", Days(90), mean),
    ("balance.avg_180d", Days(180), mean),
    ("balance.deviation_90d", Days(90), deviation),
    ("balance.month_end_min_3m", MonthEnds(3), least),
    ("balance.month_end_avg_3m", MonthEnds(3), mean),
    ("balance.month_end_avg_6m", MonthEnds(6), mean),
];

/// Balances older than this are not followed.
const FOLLOWED_DAYS: i64 = 400;

fn least(balances: &[Decimal]) -> Option<Decimal> {
    balances.iter().copied().min()
}

fn most(balances: &[Decimal]) -> Option<Decimal> {
    balances.iter().copied().max()
}

/// One account: what is stated for the end of a day, and what moved on it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stated {
    /// The balance that counts, of each day that states one.
    pub(crate) anchors: BTreeMap<NaiveDate, Decimal>,
    /// Days of which two different balances are stated.
    pub(crate) disputed: Vec<NaiveDate>,
    pub(crate) moved: BTreeMap<NaiveDate, Decimal>,
}

impl Stated {
    /// What the report says of an account between the first day that is followed and the last.
    pub(crate) fn of(ledger: &Ledger, account: usize, covered: &Covered) -> Self {
        let days = covered.to - TimeDelta::days(FOLLOWED_DAYS - 1)..=covered.to;
        let number = u32::try_from(account).expect("a few");
        let facts = &ledger.facts;
        let mut stated = Self::default();
        let mut say = |day: NaiveDate, balance: Decimal| {
            if days.contains(&day) {
                let known = stated.anchors.insert(day, balance);
                if known.is_some_and(|known| known != balance) {
                    stated.disputed.push(day);
                }
            }
        };
        // What is said later holds.
        let of_account = || {
            facts
                .transactions
                .iter()
                .filter(|row| row.account == number)
        };
        for row in of_account() {
            let later: Vec<_> = of_account()
                .filter(|other| other.date == row.date && other.provenance > row.provenance)
                .collect();
            let is_last = later.iter().all(|later| later.balance_after.is_none());
            if let Some(after) = row.balance_after.filter(|_| is_last) {
                let since = later
                    .iter()
                    .map(|later| Decimal::from(later.amount.minor()));
                say(
                    row.date,
                    Decimal::from(after.minor()) + since.sum::<Decimal>(),
                );
            }
        }
        for month in &facts.stated_months {
            if let Some(closing) = month.closing.filter(|_| month.account == Some(number)) {
                say(month.month.last_day(), closing.minor().into());
            }
        }
        let report = facts
            .answer(bank(ledger.country))
            .expect("answered")
            .report_date;
        if let Some(balance) = facts.accounts[account].balance {
            say(report.expect("dated"), balance.minor().into());
        }
        for balance in facts.balances.iter().filter(|row| row.account == number) {
            say(balance.date, balance.amount.minor().into());
        }
        for row in facts
            .transactions
            .iter()
            .filter(|row| row.account == number)
        {
            if days.contains(&row.date) {
                *stated.moved.entry(row.date).or_default() += Decimal::from(row.amount.minor());
            }
        }
        stated
    }

    /// What moved after one day up to another.
    fn moved_between(&self, after: NaiveDate, to: NaiveDate) -> Decimal {
        let days = self
            .moved
            .iter()
            .filter(|(day, _)| after < **day && **day <= to);
        days.map(|(_, amount)| amount).sum()
    }

    /// The balance at the end of a day; none where the account states none at all.
    pub(crate) fn on(&self, day: NaiveDate) -> Option<Decimal> {
        if let Some((anchor, balance)) = self.anchors.range(..=day).next_back() {
            return Some(balance + self.moved_between(*anchor, day));
        }
        let (anchor, balance) = self.anchors.iter().next()?;
        Some(balance - self.moved_between(day, *anchor))
    }

    /// The days of which what is stated is not what the day before and its movements lead to.
    pub(crate) fn broken(&self) -> Vec<NaiveDate> {
        let mut broken = self.disputed.clone();
        let before = |day: NaiveDate| self.anchors.range(..day).next_back();
        for (day, balance) in &self.anchors {
            if let Some((anchor, earlier)) = before(*day)
                && earlier + self.moved_between(*anchor, *day) != *balance
            {
                broken.push(*day);
            }
        }
        broken
    }
}

/// The balances of all deposit accounts.
pub(super) struct Balances<'l> {
    ledger: &'l Ledger,
    accounts: Vec<(usize, Stated)>,
}

impl<'l> Balances<'l> {
    pub(super) fn of(ledger: &'l Ledger, covered: &Covered) -> Self {
        let accounts = ledger.facts.accounts.iter().enumerate();
        let deposits = accounts.filter(|(_, account)| account.kind.is_deposit());
        Self {
            ledger,
            accounts: deposits
                .map(|(number, _)| (number, Stated::of(ledger, number, covered)))
                .collect(),
        }
    }

    /// The total at the end of a day; none where an account states no balance or has no rate.
    fn on(&self, day: NaiveDate) -> Option<Decimal> {
        let totals = self.accounts.iter().map(|(number, stated)| {
            let balance = fit(stated.on(day)?)?;
            let minor = i64::try_from(balance).ok()?;
            let currency = self.ledger.facts.accounts[*number].currency;
            home(
                self.ledger,
                caudal_facts::Money::from_minor(minor, currency),
                day,
            )
        });
        let totals: Option<Vec<Decimal>> = totals.collect();
        fit(totals.filter(|totals| !totals.is_empty())?.iter().sum())
    }

    /// What a row comes to.
    pub(super) fn outcome(&self, row: &Row, covered: &Covered) -> Outcome {
        let &(_, span, over) = row;
        let days: Option<Vec<NaiveDate>> = match span {
            Last => Some(vec![covered.to]),
            Days(count) => covered.days(count).map(|first| {
                let days = first.iter_days();
                days.take_while(|day| *day <= covered.to).collect()
            }),
            MonthEnds(count) => covered
                .months(count)
                .map(|months| months.iter().copied().map(Month::last_day).collect()),
        };
        let balances: Option<Vec<Decimal>> =
            days.and_then(|days| days.into_iter().map(|day| self.on(day)).collect());
        balances.and_then(|balances| over(&balances)).into()
    }
}
