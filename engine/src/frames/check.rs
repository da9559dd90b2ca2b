//! Tables from outside, held against the schema: nulls, codes, case numbers and order.

use std::ops::RangeInclusive;

use caudal_facts::{Country, Currency, Source};
use chrono::NaiveDate;

use super::codes::SECTIONS;
use super::error::Error;
use super::read::{TableView, View};
use super::schema::Dtype;
use super::tables::Table;

/// Months of the years 0 to 9999.
pub(crate) const MONTHS: RangeInclusive<i64> = 0..=119_999;

/// How many codes a column's closed list has. Categories are not here: a number that this version
/// does not know is a movement that no entry matched.
const CODES: &[(Table, &str, usize)] = &[
    (Table::Cases, "country", Country::ALL.len()),
    (Table::Answers, "source", Source::ALL.len()),
    (Table::Sections, "section", SECTIONS.len()),
    (Table::Findings, "code", 12),
    (Table::Findings, "source", Source::ALL.len()),
    (Table::Accounts, "kind", 6),
    (Table::Debts, "kind", 4),
];

impl View<'_> {
    /// Holds everything that the schema asks beyond types.
    pub(super) fn check(&self) -> Result<(), Error> {
        let cases = self.table(Table::Cases);
        let numbered = (0_u32..).zip(cases.case).position(|(at, case)| at != *case);
        if let Some(row) = numbered {
            return Err(cases.unsorted(row));
        }
        for view in &self.tables {
            view.check_nulls()?;
            view.check_cases(cases.case.len())?;
            view.check_codes("currency", Currency::ALL.len())?;
            view.check_times()?;
        }
        for &(table, column, count) in CODES {
            self.table(table).check_codes(column, count)?;
        }
        self.check_numbers(Table::Accounts, "account")?;
        self.check_numbers(Table::Cards, "card")?;
        self.check_movements()
    }

    /// A case's accounts, and its cards, are numbered from 0 in order.
    fn check_numbers(&self, table: Table, column: &'static str) -> Result<(), Error> {
        let view = self.table(table);
        let numbers = view.counts(column)?;
        let mut expected = 0;
        for (row, number) in numbers.iter().enumerate() {
            if row == 0 || view.case[row - 1] != view.case[row] {
                expected = 0;
            }
            if *number != expected {
                return Err(view.unsorted(row));
            }
            expected += 1;
        }
        Ok(())
    }

    fn check_movements(&self) -> Result<(), Error> {
        let view = self.table(Table::Transactions);
        let (date, account) = (self.movements.date, self.movements.account);
        let payload = view.counts("payload")?;
        let row = view.counts("row")?;
        let place = |at: usize| (account[at], payload[at], row[at]);
        let days = view.case.windows(2).zip(date.windows(2));
        let unsorted = days.zip(1..).find(|((case, date), at)| {
            let (before, after) = ((case[0], date[0]), (case[1], date[1]));
            before > after || (before == after && place(at - 1) > place(*at))
        });
        match unsorted {
            Some((_, at)) => Err(view.unsorted(at)),
            None => Ok(()),
        }
    }
}

impl TableView<'_> {
    fn unsorted(&self, row: usize) -> Error {
        Error::Unsorted {
            table: self.table.name(),
            row,
        }
    }

    fn check_nulls(&self) -> Result<(), Error> {
        for (declared, cells) in self.schema().columns.iter().zip(&self.columns) {
            if !declared.nullable && cells.nulls() > 0 {
                return Err(Error::Nulls {
                    table: self.table.name(),
                    column: declared.name,
                    nulls: cells.nulls(),
                });
            }
        }
        Ok(())
    }

    fn check_cases(&self, cases: usize) -> Result<(), Error> {
        if let Some(at) = self.case.windows(2).position(|pair| pair[0] > pair[1]) {
            return Err(self.unsorted(at + 1));
        }
        match self.case.last() {
            Some(&case) if usize::try_from(case).is_ok_and(|case| case >= cases) => {
                Err(Error::NoCase {
                    table: self.table.name(),
                    case,
                    cases,
                })
            }
            _ => Ok(()),
        }
    }

    /// Every date and month is one of the calendar.
    fn check_times(&self) -> Result<(), Error> {
        let (first, last) = (
            NaiveDate::MIN.to_epoch_days(),
            NaiveDate::MAX.to_epoch_days(),
        );
        for (declared, cells) in self.schema().columns.iter().zip(&self.columns) {
            let range = match declared.dtype {
                Dtype::Date => i64::from(first)..=i64::from(last),
                Dtype::Month => MONTHS,
                _ => continue,
            };
            if let Some(row) = cells.outside(&range) {
                return Err(Error::UnknownCode {
                    table: self.table.name(),
                    column: declared.name,
                    row,
                    value: cells.number(row).unwrap_or_default().to_string(),
                });
            }
        }
        Ok(())
    }

    /// Every code of a column, if the table has it, stands for something.
    fn check_codes(&self, column: &'static str, count: usize) -> Result<(), Error> {
        if self.table.position(column).is_none() {
            return Ok(());
        }
        let cells = self.column(column)?;
        let end = i64::try_from(count).unwrap_or(i64::MAX);
        match cells.outside(&(0..=end - 1)) {
            None => Ok(()),
            Some(row) => Err(Error::UnknownCode {
                table: self.table.name(),
                column,
                row,
                value: cells.number(row).unwrap_or_default().to_string(),
            }),
        }
    }
}
