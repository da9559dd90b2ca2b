//! Accounts and their movements: what comes in, what goes out, and what is left after each.

use std::collections::BTreeMap;

use caudal_facts::Month;
use chrono::{Days, NaiveDate};

/// A currency of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coin {
    /// Argentine peso.
    Ars,
    /// Chilean peso.
    Clp,
    /// United States dollar.
    Usd,
}

impl Coin {
    /// ISO 4217.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Ars => "ARS",
            Self::Clp => "CLP",
            Self::Usd => "USD",
        }
    }

    /// Decimals of the minor unit.
    pub(crate) const fn decimals(self) -> u32 {
        match self {
            Self::Ars | Self::Usd => 2,
            Self::Clp => 0,
        }
    }
}

/// What kind of account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// For every day.
    Current,
    /// To put money aside.
    Savings,
    /// A credit card: its balance is what is owed, below zero.
    Card,
}

/// Who is on the other side of a movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Party {
    /// Name.
    pub(crate) name: String,
    /// Tax id in full, as the payload carries it.
    pub(crate) tax_id: String,
    /// Account number.
    pub(crate) account: String,
}

/// One movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Movement {
    /// The day it is booked on.
    pub(crate) date: NaiveDate,
    /// The bank's short text.
    pub(crate) short: String,
    /// The bank's whole text.
    pub(crate) text: String,
    /// Minor units, below zero for what goes out.
    pub(crate) amount: i64,
    /// The other side, where the bank tells.
    pub(crate) party: Option<Party>,
    /// The instalment of a card purchase and their count.
    pub(crate) part: Option<(u32, u32)>,
}

impl Movement {
    /// A movement without more than its text: the short one and what the whole one adds to it.
    pub(crate) fn new(date: NaiveDate, short: &str, rest: &str, amount: i64) -> Self {
        Self {
            date,
            short: if short.is_empty() { rest } else { short }.to_owned(),
            text: format!("{short} {rest}").trim().to_owned(),
            amount,
            party: None,
            part: None,
        }
    }
}

/// An account and its movements, oldest first.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    /// The bank's number; of a card, with its middle hidden.
    pub(crate) number: String,
    /// What kind.
    pub(crate) kind: Kind,
    /// Its currency.
    pub(crate) coin: Coin,
    /// The day it was opened on.
    pub(crate) opened: NaiveDate,
    /// The balance before the first movement.
    pub(crate) opening: i64,
    /// The agreed overdraft, or a card's limit.
    pub(crate) line: i64,
    /// Movements, oldest first.
    pub(crate) movements: Vec<Movement>,
}

/// What a month came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Sums {
    /// What came in.
    pub(crate) incoming: i64,
    /// What went out, below zero.
    pub(crate) outgoing: i64,
}

impl Sums {
    /// What is left of the month.
    pub(crate) const fn delta(self) -> i64 {
        self.incoming + self.outgoing
    }

    /// With one more amount.
    pub(crate) const fn with(mut self, amount: i64) -> Self {
        if amount < 0 {
            self.outgoing += amount;
        } else {
            self.incoming += amount;
        }
        self
    }
}

impl Account {
    /// The balance after the last movement: the opening one and all movements.
    pub(crate) fn closing(&self) -> i64 {
        self.opening
            + self
                .movements
                .iter()
                .map(|movement| movement.amount)
                .sum::<i64>()
    }

    /// Each movement with the balance after it, oldest first.
    pub(crate) fn running(&self) -> impl Iterator<Item = (&Movement, i64)> {
        self.movements
            .iter()
            .scan(self.opening, |balance, movement| {
                *balance += movement.amount;
                Some((movement, *balance))
            })
    }

    /// What each month came to, months without movements left out.
    pub(crate) fn months(&self) -> BTreeMap<Month, Sums> {
        let mut months: BTreeMap<Month, Sums> = BTreeMap::new();
        for movement in &self.movements {
            let sums = months.entry(Month::of(movement.date)).or_default();
            *sums = sums.with(movement.amount);
        }
        months
    }

    /// The account as a bank that tells so many days back knows it: what was before is in the opening.
    pub(crate) fn last_days(&self, as_of: NaiveDate, days: u32) -> Self {
        let from = as_of
            .checked_sub_days(Days::new(days.into()))
            .unwrap_or(as_of);
        let (before, after): (Vec<_>, Vec<_>) = self
            .movements
            .iter()
            .cloned()
            .partition(|movement| movement.date < from);
        Self {
            opening: self.opening + before.iter().map(|movement| movement.amount).sum::<i64>(),
            movements: after,
            ..self.clone()
        }
    }

    /// Puts the movements in order and sets the opening balance so that it never falls below `floor`.
    pub(crate) fn settled(mut self, floor: i64) -> Self {
        self.movements.sort_by_key(|movement| movement.date);
        self.opening = 0;
        let lowest = self.running().map(|(_, balance)| balance).min();
        self.opening = floor - lowest.unwrap_or_default().min(0);
        self
    }
}
