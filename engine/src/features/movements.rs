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
    /// Its signed amount, in the case's currency unless that is not known.
    amount: i64,
    /// Why its amount in the case's currency is not known. It stands beside the amount rather than
    /// instead of it, so that a movement is written at once.
    unknown: Option<Cause>,
}

impl Movement {
    /// Its signed amount in the case's currency.
    pub(crate) const fn value(&self) -> Result<i64, Cause> {
        match self.unknown {
            None => Ok(self.amount),
            Some(cause) => Err(cause),
        }
    }
}

/// A case's movements in order of their dates.
pub(crate) struct Movements<'f> {
    pub(crate) all: Vec<Movement>,
    thirteenth: Cells<'f>,
}

impl<'f> Movements<'f> {
    /// The movements of deposit accounts, up to the decision's date, in the memory of others that are
    /// done with.
    pub(crate) fn of(
        case: &CaseRows<'_, 'f>,
        coverage: &Coverage,
        mut all: Vec<Movement>,
    ) -> Result<Self, Error> {
        let rows = case.rows(Table::Transactions);
        let dates = &case.movements().date[rows.clone()];
        let happened = dates.partition_point(|date| *date <= case.as_of);
        let rows = rows.start..rows.start + happened;
        let columns = case.movements().within(rows.clone());
        all.clear();
        all.reserve(happened);
        let mut pairs = false;
        let places = rows.zip(columns.date).zip(columns.account);
        let kinds = columns.category.iter().zip(columns.other_side);
        for (((row, &date), &account), (&amount, (&category, &other_side))) in
            places.zip(columns.amount.iter().zip(kinds))
        {
            let position = usize::try_from(account).ok();
            match position.and_then(|position| coverage.deposits.get(position)) {
                Some(true) => {}
                Some(false) => continue,
                None => return Err(Error::NoAccount { row, account }),
            }
            let Alone { class, may_pair } = ALONE[usize::from(category)][usize::from(amount < 0)];
            pairs |= may_pair;
            all.push(Movement {
                row,
                date,
                other_side,
                class,
                amount,
                unknown: None,
            });
        }
        if pairs {
            net(&mut all, case.movements());
        }
        let home = number_of_currency(case.currency);
        if columns.currency.iter().any(|currency| *currency != home) {
            convert(&mut all, case);
        }
        Ok(Self {
            all,
            thirteenth: case.movements().thirteenth,
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

/// What a movement is that pairs with none.
#[derive(Debug, Clone, Copy)]
struct Alone {
    class: usize,
    /// Whether it may pair with another.
    may_pair: bool,
}

/// What movements of each category's number are alone, money in and money out.
static ALONE: [[Alone; 2]; 256] = {
    let unknown = Alone {
        class: 0,
        may_pair: false,
    };
    let mut all = [[unknown; 2]; 256];
    let mut number = 0;
    while number < all.len() {
        let category = category(number);
        all[number] = [alone(category, false), alone(category, true)];
        number += 1;
    }
    all
};

const fn alone(category: Category, is_out: bool) -> Alone {
    let class = match category {
        Category::OwnTransfer => Classes::UNMATCHED_IN + is_out as usize,
        category => class_of(category, -(is_out as i64)),
    };
    Alone {
        class,
        may_pair: may_pair(category, is_out),
    }
}

/// The category of a number. One that this version does not know is that of a movement that no entry
/// matched.
const fn category(number: usize) -> Category {
    if number < Category::ALL.len() {
        Category::ALL[number]
    } else {
        Category::Uncategorised
    }
}

/// Brings movements in other currencies to the case's.
fn convert(all: &mut [Movement], case: &CaseRows<'_, '_>) {
    for movement in all {
        let currency = case.movements().currency[movement.row];
        match case.convert(movement.amount, Some(currency.into()), movement.date) {
            Ok(amount) => movement.amount = amount,
            Err(cause) => movement.unknown = Some(cause),
        }
    }
}

/// A movement as netting sees it.
fn entry(columns: &MovementColumns<'_>, row: usize) -> Entry {
    Entry {
        account: columns.account[row],
        date: columns.date[row],
        amount: columns.amount[row],
        currency: columns.currency[row],
        category: category(columns.category[row].into()),
        other_side: columns.other_side[row],
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
