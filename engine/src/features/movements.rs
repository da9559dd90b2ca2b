//! The movements that count, each once: what moved nothing is told apart, and amounts are in the
//! case's currency.

use std::ops::Range;

use caudal_facts::categories::Category;

use super::case::CaseRows;
use super::coverage::Coverage;
use super::measure::{Classes, class_of};
use super::netting::{Entry, may_pair, own_transfers, undone};
use super::value::Cause;
use crate::frames::{Cells, Error, MovementColumns, Table, number_of_currency};

/// A movement of a deposit account, up to the decision's date.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Movement {
    /// Its row in the table.
    pub(crate) row: usize,
    pub(crate) date: i32,
    /// A number that movements with one other side share; 0 where nothing tells it.
    pub(crate) other_side: u32,
    /// What it is, after netting.
    pub(crate) class: usize,
    /// Its signed amount in the case's currency.
    pub(crate) value: Result<i64, Cause>,
}

/// A case's movements in order of their dates.
pub(crate) struct Movements<'f> {
    pub(crate) all: Vec<Movement>,
    thirteenth: Cells<'f>,
}

impl<'f> Movements<'f> {
    /// The movements of deposit accounts, up to the decision's date.
    pub(crate) fn of(case: &CaseRows<'_, 'f>, coverage: &Coverage) -> Result<Self, Error> {
        let columns = case.movements();
        let home = number_of_currency(case.currency);
        let rows = case.rows(Table::Transactions);
        let mut all = Vec::with_capacity(rows.len());
        let mut pairs = false;
        for row in rows {
            if columns.date[row] > case.as_of {
                break;
            }
            let account = columns.account[row];
            let position = usize::try_from(account).ok();
            match position.and_then(|position| coverage.deposits.get(position)) {
                Some(true) => {}
                Some(false) => continue,
                None => return Err(Error::NoAccount { row, account }),
            }
            let entry = entry(columns, row);
            pairs |= may_pair(&entry);
            let value = if entry.currency == home {
                Ok(entry.amount)
            } else {
                case.convert(entry.amount, Some(entry.currency.into()), entry.date)
            };
            all.push(Movement {
                row,
                date: entry.date,
                other_side: entry.other_side,
                class: class_alone(&entry),
                value,
            });
        }
        if pairs {
            net(&mut all, columns);
        }
        Ok(Self {
            all,
            thirteenth: case.table(Table::Transactions).column("thirteenth")?,
        })
    }

    /// The movements between two days, both included.
    pub(crate) fn between(&self, from: i32, to: i32) -> &[Movement] {
        let place = |day: i32| self.all.partition_point(|movement| movement.date < day);
        let range: Range<usize> = place(from)..place(to.saturating_add(1));
        self.all.get(range).unwrap_or_default()
    }

    /// Whether the bank's text names a 13th salary.
    pub(crate) fn is_thirteenth(&self, movement: &Movement) -> bool {
        self.thirteenth.number(movement.row) == Some(1)
    }
}

/// A movement as netting sees it.
fn entry(columns: &MovementColumns<'_>, row: usize) -> Entry {
    Entry {
        account: columns.account[row],
        date: columns.date[row],
        amount: columns.amount[row],
        currency: columns.currency[row],
        // A number that this version does not know is a movement that no entry matched.
        category: Category::from_number(columns.category[row]).unwrap_or(Category::Uncategorised),
        other_side: columns.other_side[row],
    }
}

/// The class of a movement that pairs with none.
const fn class_alone(entry: &Entry) -> usize {
    match entry.category {
        Category::OwnTransfer => Classes::UNMATCHED_IN + (entry.amount < 0) as usize,
        category => class_of(category, entry.amount),
    }
}

/// Finds own transfers and what was undone, and gives both their classes.
fn net(all: &mut [Movement], columns: &MovementColumns<'_>) {
    let entries: Vec<Entry> = all
        .iter()
        .map(|movement| entry(columns, movement.row))
        .collect();
    let mut open: Vec<bool> = entries
        .iter()
        .map(|entry| entry.category != Category::OwnTransfer)
        .collect();
    for (out, inward) in own_transfers(&entries) {
        for position in [out, inward] {
            all[position].class = class_of(Category::OwnTransfer, entries[position].amount);
            open[position] = false;
        }
    }
    for (first, second) in undone(&entries, &mut open) {
        all[first].class = Classes::UNDONE_IN + usize::from(entries[first].amount < 0);
        all[second].class = class_of(Category::Reversal, entries[second].amount);
    }
}
