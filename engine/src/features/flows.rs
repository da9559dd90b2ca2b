//! The fold: one pass over a case's movements fills a table of sums, counts and largest amounts.

use caudal_facts::categories::Category;

use super::case::CaseRows;
use super::coverage::{Coverage, first_day};
use super::measure::{CLASSES, Classes, Series, Worth, class_of};
use super::netting::{LEGS, Leg, pairs};
use super::slots::{DAY_WINDOWS, SLOTS, Slots};
use super::tracer::Tracer;
use super::value::Cause;
use crate::exact::{Fault, fit};
use crate::frames::{Error, Table, number_of_currency};

/// What the movements of one class in one span of time come to.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    sum: i128,
    largest: u64,
    count: u32,
    overflowed: bool,
}

/// A case's movements, added up by class and span.
pub(crate) struct Flows {
    cells: Vec<Cell>,
    /// How many movements have no rate to the case's currency.
    pub(crate) without_rate: u32,
    /// Their rows, when somebody listens.
    pub(crate) rows_without_rate: Vec<usize>,
}

impl Flows {
    /// Adds up the movements of deposit accounts, up to the decision's date.
    pub(crate) fn of<T: Tracer>(
        case: &CaseRows<'_, '_>,
        coverage: &Coverage,
        tracer: &mut T,
    ) -> Result<Self, Error> {
        let movements = Movements::of(case, coverage)?;
        let own = movements.own_transfers();
        let calendar = Calendar::of(case, coverage);
        let home = number_of_currency(case.currency);
        let mut flows = Self {
            cells: vec![Cell::default(); SLOTS * CLASSES],
            without_rate: 0,
            rows_without_rate: Vec::new(),
        };
        for (&row, own) in movements.rows.iter().zip(own) {
            let slots = calendar.slots(movements.date[row]);
            if slots.is_empty() {
                continue;
            }
            let amount = movements.amount[row];
            let category = if own {
                Category::OwnTransfer
            } else {
                movements.category(row)
            };
            let class = class_of(category, amount);
            let currency = movements.currency[row];
            let value = if currency == home {
                Ok(amount)
            } else {
                case.convert(amount, Some(currency.into()), movements.date[row])
            };
            if matches!(value, Err(Cause::NoRate | Cause::Unreadable)) {
                flows.without_rate += 1;
                if T::LISTENS {
                    flows.rows_without_rate.push(row);
                }
            }
            flows.add(class, slots, value);
            tracer.movement(row, class, slots, value.ok());
        }
        Ok(flows)
    }

    fn add(&mut self, class: usize, slots: Slots, value: Result<i64, Cause>) {
        for slot in slots.iter() {
            let cell = &mut self.cells[slot * CLASSES + class];
            cell.count = cell.count.saturating_add(1);
            match value {
                Ok(value) => {
                    cell.sum += i128::from(value);
                    cell.largest = cell.largest.max(value.unsigned_abs());
                }
                Err(Cause::Overflow) => cell.overflowed = true,
                Err(_) => {}
            }
        }
    }

    /// A series in one span.
    pub(crate) fn sum(&self, series: Series, slot: usize) -> Result<i128, Fault> {
        let mut total = 0;
        for class in series.rows.iter() {
            let cell = self.cells[slot * CLASSES + class];
            if series.worth == Worth::One {
                total += i128::from(cell.count);
            } else if cell.overflowed {
                return Err(Fault::Overflow);
            } else {
                total += cell.sum;
            }
        }
        Ok(if series.worth == Worth::Turned {
            -total
        } else {
            total
        })
    }

    /// What moved of some classes in one span, in and out.
    pub(crate) fn turnover(&self, rows: Classes, slot: usize) -> Result<i128, Fault> {
        let mut total = 0;
        for class in rows.iter() {
            let cell = self.cells[slot * CLASSES + class];
            if cell.overflowed {
                return Err(Fault::Overflow);
            }
            total += cell.sum.abs();
        }
        Ok(total)
    }

    /// The largest amount of a series in one span, zero without any.
    pub(crate) fn largest(&self, series: Series, slot: usize) -> Result<i64, Fault> {
        let mut largest = 0;
        for class in series.rows.iter() {
            let cell = self.cells[slot * CLASSES + class];
            if cell.overflowed {
                return Err(Fault::Overflow);
            }
            largest = largest.max(cell.largest);
        }
        fit(i128::from(largest))
    }
}

/// The movements that count: of deposit accounts, up to the decision's date.
struct Movements<'f> {
    rows: Vec<usize>,
    account: &'f [u32],
    date: &'f [i32],
    amount: &'f [i64],
    currency: &'f [u8],
    category: &'f [u8],
}

impl<'f> Movements<'f> {
    fn of(case: &CaseRows<'_, 'f>, coverage: &Coverage) -> Result<Self, Error> {
        let view = case.table(Table::Transactions);
        let range = case.rows(Table::Transactions);
        let (account, date) = (view.counts("account")?, view.days("date")?);
        let mut rows = Vec::with_capacity(range.len());
        for row in range {
            if date[row] > case.as_of {
                break;
            }
            let position = usize::try_from(account[row]).ok();
            match position.and_then(|position| coverage.deposits.get(position)) {
                Some(true) => rows.push(row),
                Some(false) => {}
                None => {
                    return Err(Error::NoAccount {
                        row,
                        account: account[row],
                    });
                }
            }
        }
        Ok(Self {
            rows,
            account,
            date,
            amount: view.amounts("amount")?,
            currency: view.codes("currency")?,
            category: view.codes("category")?,
        })
    }

    /// A number that this version does not know is a movement that no entry matched.
    fn category(&self, row: usize) -> Category {
        Category::from_number(self.category[row]).unwrap_or(Category::Uncategorised)
    }

    /// For each of the rows, whether it is between accounts of the same person.
    fn own_transfers(&self) -> Vec<bool> {
        let mut own = vec![false; self.rows.len()];
        let mut legs = Vec::new();
        for (position, &row) in self.rows.iter().enumerate() {
            let category = self.category(row);
            own[position] = category == Category::OwnTransfer;
            if LEGS >> category.number() & 1 == 1 {
                legs.push(Leg {
                    currency: self.currency[row],
                    size: self.amount[row].unsigned_abs(),
                    date: self.date[row],
                    account: self.account[row],
                    category: category.number(),
                    row: position,
                    out: self.amount[row] < 0,
                });
            }
        }
        for position in pairs(legs) {
            own[position] = true;
        }
        own
    }
}

/// Which spans a day is in.
struct Calendar {
    /// First days of the twelve months before the decision's own, its own, and the month after it.
    months: [i32; 14],
    days: [(i32, Slots); DAY_WINDOWS.len()],
    last: i32,
}

impl Calendar {
    fn of(case: &CaseRows<'_, '_>, coverage: &Coverage) -> Self {
        let mut months = [0; 14];
        for (offset, first) in (-12_i32..).zip(&mut months) {
            *first = first_day(case.month().plus(offset));
        }
        let days = DAY_WINDOWS.map(|count| {
            let slot = Slots::days(count).unwrap_or_default();
            (coverage.to - i32::from(count) + 1, slot)
        });
        Self {
            months,
            days,
            last: coverage.to,
        }
    }

    fn slots(&self, day: i32) -> Slots {
        let begun = self.months.partition_point(|first| *first <= day);
        let mut slots = if (1..=13).contains(&begun) {
            Slots::month(13 - begun)
        } else {
            Slots::default()
        };
        for (first, run) in self.days {
            if first <= day && day <= self.last {
                slots = slots.with(run);
            }
        }
        slots
    }
}
