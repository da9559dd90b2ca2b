//! `/balance`.

use std::collections::BTreeMap;

use caudal_facts::Money;
use caudal_facts::facts::{Balance, FindingCode, Provenance};
use serde_json::Value;

use super::shared::{account, amounts, must_be_there, signed, single};
use crate::khipu::wire::{self, Data};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::{open_enum, shown_word};

open_enum! {
    /// What kind of balance, in words of v3 and codes of v4.
    BalanceType {
        /// Booked at the end of a day.
        ClosingBooked = "ClosingBooked" | "CLBD",
        /// Booked so far.
        InterimBooked = "InterimBooked" | "ITBD",
        /// Settled at the end of a day.
        ClosingCleared = "ClosingCleared",
        /// Settled so far.
        InterimCleared = "InterimCleared",
        /// Free to use at the end of a day.
        ClosingAvailable = "ClosingAvailable" | "CLAV",
        /// Free to use so far.
        InterimAvailable = "InterimAvailable" | "ITAV",
        /// Not the balance of its own date: expected, forward, of the day's beginning, of before.
        NotOfTheDate = "Expected" | "XPCD" | "ForwardAvailable" | "FWAV" | "Information" | "INFO"
            | "OpeningBooked" | "OPBD" | "OpeningAvailable" | "OPAV" | "OpeningCleared"
            | "PreviouslyClosedBooked" | "PRCD",
    }
}

impl BalanceType {
    /// Which to take of several for one date, the lowest first; `None` for those that do not serve.
    const fn rank(&self) -> Option<u8> {
        match self {
            Self::ClosingBooked => Some(0),
            Self::InterimBooked => Some(1),
            Self::ClosingCleared => Some(2),
            Self::InterimCleared => Some(3),
            Self::ClosingAvailable => Some(4),
            Self::InterimAvailable => Some(5),
            Self::NotOfTheDate | Self::Other(_) => None,
        }
    }
}

open_enum! {
    /// What kind of credit line.
    LineType {
        /// The agreed overdraft.
        PreAgreed = "Pre-Agreed",
        /// A credit.
        Credit = "Credit",
        /// The unused part.
        Available = "Available",
        /// For a time, or for emergencies.
        Passing = "Temporary" | "Emergency",
    }
}

pub(super) fn read(sheet: &mut Sheet<'_>, data: &Data, _: &Value) -> Result<(), Trouble> {
    let rows = sheet.rows(Table::Balances, "Balance", &data.balance);
    let rows = must_be_there(rows, "Balance")?;
    let mut best: BTreeMap<_, (u8, Balance)> = BTreeMap::new();
    for (at, row) in rows {
        for (rank, balance) in balances(sheet, at, &row) {
            let key = (balance.account, balance.date);
            match best.get(&key) {
                Some((known, _)) if *known <= rank => {}
                _ => {
                    best.insert(key, (rank, balance));
                }
            }
        }
    }
    sheet
        .facts
        .balances
        .extend(best.into_values().map(|(_, balance)| balance));
    Ok(())
}

fn balances(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Balance) -> Vec<(u8, Balance)> {
    let word = sheet
        .text(at, "Balance.Type", &row.kind.0)
        .unwrap_or_default();
    let kind = BalanceType::of(&word);
    if let BalanceType::Other(word) = &kind {
        let message = format!("Balance.Type: {} is not known, left out", shown_word(word));
        sheet.finding(FindingCode::UnknownWord, Some(at), message);
    }
    let Some(rank) = kind.rank() else {
        return Vec::new();
    };
    let id = sheet.text(at, "Balance.AccountId", &row.account_id.0);
    let date = sheet.date(at, "Balance.DateTime", &row.date_time.0);
    let (Some(id), Some(date)) = (id, date) else {
        sheet.left_out(at, "Balance", "it lacks an AccountId or a date");
        return Vec::new();
    };
    let lines = credit_lines(sheet, at, row);
    let mut balances = Vec::new();
    for amount in amounts(sheet, at, "Balance.Amount", &row.amount) {
        let indicator = &row.credit_debit_indicator;
        let Some(amount) = signed(sheet, at, "Balance.Amount", indicator, amount) else {
            continue;
        };
        let currency = amount.currency();
        let Some(own) = without_lines(amount, &lines) else {
            continue;
        };
        let line = lines
            .iter()
            .filter(|line| line.amount.currency() == currency)
            .min_by_key(|line| line.rank);
        balances.push((
            rank,
            Balance {
                provenance: at,
                account: account(sheet, at, &id, currency),
                date,
                amount: own,
                credit_line: line.map(|line| line.amount),
            },
        ));
    }
    if balances.is_empty() {
        sheet.left_out(at, "Balance", "it has no amount that can be read");
    }
    balances
}

struct Line {
    rank: u8,
    included: bool,
    amount: Money,
}

fn credit_lines(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Balance) -> Vec<Line> {
    let name = "Balance.CreditLine";
    let rows = sheet.take(at, name, row.credit_line.rows());
    let mut lines = Vec::new();
    for row in rows.unwrap_or_default() {
        let Some(row) = sheet.take(at, name, row.map(Some)) else {
            continue;
        };
        let word = sheet.text(at, name, &row.kind.0).unwrap_or_default();
        // The agreed line says how much credit there is; the others, how much of it is left.
        let rank = match LineType::of(&word) {
            LineType::PreAgreed => 0,
            LineType::Credit => 1,
            LineType::Available => 2,
            LineType::Passing => 3,
            LineType::Other(_) => 4,
        };
        let included = sheet.flag(at, name, &row.included.0) == Some(true);
        for amount in amounts(sheet, at, name, &row.amount) {
            lines.push(Line {
                rank,
                included,
                amount,
            });
        }
    }
    lines
}

/// The holder's own money: a balance that includes a credit line is that much too high.
fn without_lines(amount: Money, lines: &[Line]) -> Option<Money> {
    let included = lines
        .iter()
        .filter(|line| line.included && line.amount.currency() == amount.currency());
    included.into_iter().try_fold(amount, |own, line| {
        let minor = own.minor().checked_sub(line.amount.minor())?;
        Some(Money::from_minor(minor, own.currency()))
    })
}

/// The balance after a movement, when it is one that counts.
pub(super) fn after(
    sheet: &mut Sheet<'_>,
    at: Provenance,
    row: &wire::Transaction,
    booked: Money,
) -> Option<Money> {
    let name = "Transaction.Balance";
    let balance = single(sheet, at, name, &row.balance)?;
    let word = sheet.text(at, name, &balance.kind.0).unwrap_or_default();
    BalanceType::of(&word).rank()?;
    let amount = amounts(sheet, at, name, &balance.amount)
        .into_iter()
        .find(|amount| amount.currency() == booked.currency())?;
    signed(sheet, at, name, &balance.credit_debit_indicator, amount)
}
