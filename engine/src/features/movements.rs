//! The movements that count, each once: what moved nothing is told apart, and amounts are in the
//! case's currency.

use std::ops::Range;

use caudal_facts::categories::Category;

use super::case::CaseRows;
use super::coverage::Coverage;
use super::measure::{Classes, class_of};
use super::netting::{Entry, own_transfers, undone};
use super::value::Cause;
use super::wording;
use crate::frames::{Cells, Error, Table, number_of_currency};

/// A movement of a deposit account, up to the decision's date.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Movement {
    /// Its row in the table.
    pub(crate) row: usize,
    pub(crate) date: i32,
    /// What it is, after netting.
    pub(crate) class: usize,
    /// Its signed amount in the case's currency.
    pub(crate) value: Result<i64, Cause>,
}

/// A case's movements in order of their dates.
pub(crate) struct Movements<'f> {
    pub(crate) all: Vec<Movement>,
    texts: Texts<'f>,
}

impl<'f> Movements<'f> {
    /// The movements of deposit accounts, up to the decision's date.
    pub(crate) fn of(case: &CaseRows<'_, 'f>, coverage: &Coverage) -> Result<Self, Error> {
        let texts = Texts::of(case)?;
        let entries = entries(case, coverage)?;
        let home = number_of_currency(case.currency);
        let classes = classes(&entries, &texts);
        let all = entries.iter().zip(classes).map(|(entry, class)| {
            let value = if entry.currency == home {
                Ok(entry.amount)
            } else {
                case.convert(entry.amount, Some(entry.currency.into()), entry.date)
            };
            Movement {
                row: entry.row,
                date: entry.date,
                class,
                value,
            }
        });
        Ok(Self {
            all: all.collect(),
            texts,
        })
    }

    /// The movements between two days, both included.
    pub(crate) fn between(&self, from: i32, to: i32) -> &[Movement] {
        let place = |day: i32| self.all.partition_point(|movement| movement.date < day);
        let range: Range<usize> = place(from)..place(to.saturating_add(1));
        self.all.get(range).unwrap_or_default()
    }

    /// A number that movements with one other side share, by what the bank says of it and else by the
    /// words of its text; zero where nothing tells it.
    pub(crate) fn other_side(&self, movement: &Movement) -> u128 {
        self.texts.other_side(movement.row)
    }

    /// Whether the bank says who the other side is.
    pub(crate) fn names_other_side(&self, movement: &Movement) -> bool {
        self.texts.counterparty.text(movement.row).is_some()
    }

    /// Whether the bank's text has one of these words, which are in capitals.
    pub(crate) fn says(&self, movement: &Movement, words: &[&str]) -> bool {
        let text = self.texts.description.text(movement.row);
        text.is_some_and(|text| wording::has_word(text, words))
    }
}

/// The texts of movements, read only where something turns on them.
struct Texts<'f> {
    description: Cells<'f>,
    counterparty: Cells<'f>,
}

impl<'f> Texts<'f> {
    fn of(case: &CaseRows<'_, 'f>) -> Result<Self, Error> {
        let view = case.table(Table::Transactions);
        Ok(Self {
            description: view.column("description")?,
            counterparty: view.column("counterparty")?,
        })
    }

    fn other_side(&self, row: usize) -> u128 {
        match self.counterparty.text(row) {
            Some(counterparty) => wording::whole(counterparty),
            None => self.description.text(row).map_or(0, wording::words),
        }
    }
}

/// The class of each movement once own transfers and what was undone are found.
fn classes(entries: &[Entry], texts: &Texts<'_>) -> Vec<usize> {
    let mut classes: Vec<usize> = entries
        .iter()
        .map(|entry| match entry.category {
            Category::OwnTransfer => Classes::UNMATCHED_IN + usize::from(entry.amount < 0),
            category => class_of(category, entry.amount),
        })
        .collect();
    let mut open: Vec<bool> = entries
        .iter()
        .map(|entry| entry.category != Category::OwnTransfer)
        .collect();
    for (out, inward) in own_transfers(entries) {
        for position in [out, inward] {
            classes[position] = class_of(Category::OwnTransfer, entries[position].amount);
            open[position] = false;
        }
    }
    for (first, second) in undone(entries, &mut open, |row| texts.other_side(row)) {
        classes[first] = Classes::UNDONE_IN + usize::from(entries[first].amount < 0);
        classes[second] = class_of(Category::Reversal, entries[second].amount);
    }
    classes
}

fn entries(case: &CaseRows<'_, '_>, coverage: &Coverage) -> Result<Vec<Entry>, Error> {
    let view = case.table(Table::Transactions);
    let range = case.rows(Table::Transactions);
    let (account, date) = (view.counts("account")?, view.days("date")?);
    let (amount, currency) = (view.amounts("amount")?, view.codes("currency")?);
    let category = view.codes("category")?;
    let mut entries = Vec::with_capacity(range.len());
    for row in range {
        if date[row] > case.as_of {
            break;
        }
        let position = usize::try_from(account[row]).ok();
        match position.and_then(|position| coverage.deposits.get(position)) {
            Some(true) => entries.push(Entry {
                account: account[row],
                date: date[row],
                amount: amount[row],
                currency: currency[row],
                // A number that this version does not know is a movement that no entry matched.
                category: Category::from_number(category[row]).unwrap_or(Category::Uncategorised),
                row,
            }),
            Some(false) => {}
            None => {
                return Err(Error::NoAccount {
                    row,
                    account: account[row],
                });
            }
        }
    }
    Ok(entries)
}
