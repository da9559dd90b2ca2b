//! One case within tables: its rows, what its sources did, its currency and rates.

use std::ops::Range;

use caudal_facts::facts::Section;
use caudal_facts::{Country, Currency, Money, Month, Source};
use chrono::NaiveDate;

use super::needs::Needs;
use super::rates::Rates;
use super::value::Cause;
use crate::frames::{
    Error, MONTHS, MovementColumns, Table, TableView, View, currency_of, finding, source_number,
};

/// What holds for a case beyond its tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseContext {
    /// The policy's currency; every amount of a feature is in it.
    pub currency: Currency,
    /// The date that the decision is made as of. Rows dated after it do not count.
    pub as_of: NaiveDate,
    /// Where the application is made.
    pub country: Country,
    /// Rates to the policy's currency.
    pub rates: Rates,
}

/// A case whose features are being computed.
pub(crate) struct CaseRows<'a, 'f> {
    pub(crate) view: &'a View<'f>,
    pub(crate) country: Country,
    pub(crate) currency: Currency,
    pub(crate) as_of: i32,
    pub(crate) rates: &'a Rates,
    ranges: Vec<Range<usize>>,
    answers: Vec<Answer>,
    given: Needs,
    month: Month,
    month_starts: [i32; 14],
}

/// Where the cases of some tables have got to, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Cursor {
    /// Where the next case's rows begin in every table.
    starts: [usize; Table::ALL.len()],
    /// The month of the last decision, and its neighbours' first days: most cases have the same.
    months: Option<(Month, [i32; 14])>,
}

#[derive(Clone, Copy)]
struct Answer {
    source: i64,
    complete: bool,
    report_date: Option<i32>,
    covers_from: Option<i32>,
}

/// The first and last day that a report looked at, as far as it says.
#[derive(Clone, Copy, Default)]
pub(crate) struct Span {
    pub(crate) from: Option<i32>,
    pub(crate) to: Option<i32>,
}

impl<'a, 'f> CaseRows<'a, 'f> {
    /// The case with this number; the cursor is moved on to the next case.
    pub(crate) fn new(
        view: &'a View<'f>,
        number: u32,
        cursor: &mut Cursor,
        (currency, as_of, country): (Currency, NaiveDate, Country),
        rates: &'a Rates,
    ) -> Self {
        let mut ranges = Vec::with_capacity(Table::ALL.len());
        for (&table, start) in Table::ALL.iter().zip(&mut cursor.starts) {
            let range = view.table(table).rows_of(number, *start);
            *start = range.end;
            ranges.push(range);
        }
        let month = Month::of(as_of);
        let known = cursor.months.filter(|(known, _)| *known == month);
        let (_, month_starts) = *cursor
            .months
            .insert(known.unwrap_or_else(|| (month, month_starts(month))));
        let mut case = Self {
            view,
            country,
            currency,
            as_of: as_of.to_epoch_days(),
            rates,
            ranges,
            answers: Vec::new(),
            given: Needs::default(),
            month,
            month_starts,
        };
        case.answers = case.read_answers();
        for answer in &case.answers {
            case.given.add_source(answer.source);
        }
        for row in case.rows(Table::Sections) {
            if let Some(number) = view.reports.section.number(row) {
                case.given.add_section(number);
            }
        }
        case
    }

    fn read_answers(&self) -> Vec<Answer> {
        let columns = &self.view.reports;
        let day = |number: Option<i64>| number.and_then(|day| i32::try_from(day).ok());
        self.rows(Table::Answers)
            .filter(|&row| columns.answered.number(row) == Some(1))
            .filter_map(|row| {
                Some(Answer {
                    source: columns.source.number(row)?,
                    complete: columns.complete.number(row) == Some(1),
                    report_date: day(columns.report_date.number(row)),
                    covers_from: day(columns.covers_from.number(row)),
                })
            })
            .collect()
    }

    /// The case's rows of a table that had happened by the decision's date, by the column that dates
    /// them; a row that does not say when had.
    pub(crate) fn happened(
        &self,
        table: Table,
    ) -> Result<impl Iterator<Item = usize> + Clone + use<'a, 'f>, Error> {
        let (column, last) = match table {
            Table::CardPurchases | Table::Protests => (Some("date"), self.as_of),
            Table::Deposits => (Some("begins_on"), self.as_of),
            Table::RejectedCheques => (Some("rejected_on"), self.as_of),
            Table::Delinquencies => (Some("due_on"), self.as_of),
            Table::Situations => (Some("month"), self.month().index()),
            _ => (None, self.as_of),
        };
        let view = self.table(table);
        let dated = column.map(|column| view.column(column)).transpose()?;
        let is_past = move |row: &usize| {
            let at = dated.and_then(|dated| dated.number(*row));
            at.is_none_or(|at| at <= i64::from(last))
        };
        Ok(self.rows(table).filter(is_past))
    }

    pub(crate) fn table(&self, table: Table) -> &'a TableView<'f> {
        self.view.table(table)
    }

    /// First days of the twelve months before the decision's own, its own, and the month after it.
    pub(crate) const fn month_starts(&self) -> &[i32; 14] {
        &self.month_starts
    }

    /// What every look at movements reads.
    pub(crate) fn movements(&self) -> &'a MovementColumns<'f> {
        &self.view.movements
    }

    pub(crate) fn rows(&self, table: Table) -> Range<usize> {
        self.ranges[table as usize].clone()
    }

    pub(crate) fn as_of_date(&self) -> NaiveDate {
        date_of(self.as_of)
    }

    pub(crate) const fn month(&self) -> Month {
        self.month
    }

    /// Whether all that a feature needs was given.
    pub(crate) const fn gives(&self, needs: Needs) -> bool {
        self.given.has(needs)
    }

    /// The first of these sources that gave nothing.
    pub(crate) fn silent(&self, sources: &[Source]) -> Option<Source> {
        sources
            .iter()
            .copied()
            .find(|source| self.answer(*source).is_none())
    }

    /// What a source's report looked at.
    pub(crate) fn span(&self, source: Source) -> Span {
        self.answer(source)
            .map_or_else(Span::default, |answer| Span {
                from: answer.covers_from,
                to: answer.report_date,
            })
    }

    /// Whether a source gave all that it was asked for.
    pub(crate) fn is_complete(&self, source: Source) -> bool {
        self.answer(source).is_some_and(|answer| answer.complete)
    }

    fn answer(&self, source: Source) -> Option<Answer> {
        let number = i64::from(source_number(source));
        self.answers
            .iter()
            .copied()
            .find(|answer| answer.source == number)
    }

    /// Why one of these sections is not there, if one is not.
    pub(crate) fn lacks(
        &self,
        sections: &[Section],
        sources: &[Source],
    ) -> Result<Option<Cause>, Error> {
        let absent = |section: &Section| !self.given.has_section(*section);
        if !sections.iter().any(absent) {
            return Ok(None);
        }
        let view = self.table(Table::Findings);
        let code = view.column("code")?;
        let source = view.column("source")?;
        let unreadable = self.rows(Table::Findings).any(|row| {
            let broken = matches!(
                code.number(row),
                Some(
                    finding::PAYLOAD_UNREADABLE
                        | finding::SECTION_UNREADABLE
                        | finding::SECTION_FAILED
                )
            );
            let about = source.number(row);
            broken
                && sources
                    .iter()
                    .any(|source| about == Some(i64::from(source_number(*source))))
        });
        Ok(Some(if unreadable {
            Cause::Unreadable
        } else {
            Cause::NotStated
        }))
    }

    /// An amount of some table in the case's currency, at the rate of a day.
    pub(crate) fn convert(
        &self,
        minor: i64,
        currency: Option<i64>,
        day: i32,
    ) -> Result<i64, Cause> {
        let currency = currency.and_then(currency_of).ok_or(Cause::Unreadable)?;
        if currency == self.currency {
            return Ok(minor);
        }
        let money = Money::from_minor(minor, currency);
        self.rates.convert(money, self.currency, date_of(day))
    }
}

fn month_starts(current: Month) -> [i32; 14] {
    let mut starts = [0; 14];
    for (offset, start) in (-12_i32..).zip(&mut starts) {
        *start = current.plus(offset).first_day().to_epoch_days();
    }
    starts
}

/// A day as the tables keep it, as a date.
pub(crate) fn date_of(day: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(day).unwrap_or(if day < 0 {
        NaiveDate::MIN
    } else {
        NaiveDate::MAX
    })
}

/// A month as the tables keep it; `None` outside the years 0 to 9999.
pub(crate) fn month_of(index: Option<i64>) -> Option<Month> {
    let index = index.filter(|index| MONTHS.contains(index))?;
    i32::try_from(index).ok().map(Month::from_index)
}
