//! From facts to tables, a case at a time.

use caudal_facts::evidence::Status;
use caudal_facts::{Application, Country, Currency, Facts, Given, Money};
use chrono::NaiveDate;
use polars::prelude::{BooleanChunked, Column, DataFrame, NewChunkedArray as _, PlSmallStr};

use super::codes::{country_number, finding, number_of_currency, section_number, source_number};
use super::error::Error;
use super::read::View;
use super::tables::{AnswerRow, CaseRow, FindingRow, Rows, SectionRow, Table};

/// What a case is, apart from its facts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Case<'a> {
    /// The lender's own id of the application.
    pub id: &'a str,
    /// Where it is made.
    pub country: Country,
    /// The currency that its features are in: the policy's.
    pub currency: Currency,
    /// The date that the decision is made as of.
    pub as_of: NaiveDate,
    /// The amount asked for, in any currency; kept when it is the case's own.
    pub amount: Option<Money>,
}

impl<'a> Case<'a> {
    /// The case of an application, in the currency that it asks in; without an amount, its country's.
    #[must_use]
    pub fn of(application: &'a Application) -> Self {
        let asked = application.amount.map(Money::currency);
        let home = application.country.home_currency();
        Self {
            id: &application.id,
            country: application.country,
            currency: asked.unwrap_or(home),
            as_of: application.as_of,
            amount: application.amount,
        }
    }
}

/// What a case asks for beside its amount, and what the lender gives.
#[derive(Default)]
struct Asked<'a> {
    product: Option<&'a str>,
    term_months: Option<u32>,
    inputs: Option<&'a str>,
    reference: Option<&'a str>,
}

/// The tables of some cases, checked against the schema.
///
/// # Properties
/// - Every table of [`Table::ALL`] is there, with the columns and types of its schema.
/// - Rows are sorted by case; movements by case, date, account, payload and row.
/// - Each column is one contiguous chunk.
#[derive(Debug, Clone)]
pub struct Frames {
    tables: Vec<DataFrame>,
}

impl Frames {
    /// The tables of one case.
    ///
    /// # Errors
    /// [`Error::MixedCurrencies`] and [`Error::TooManyRows`].
    pub fn of(case: &Case<'_>, facts: &Facts) -> Result<Self, Error> {
        let mut builder = Builder::default();
        builder.push(case, facts)?;
        builder.finish()
    }

    /// The tables of one application, with all that a policy can ask of it beside its facts.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub fn of_application(application: &Application, facts: &Facts) -> Result<Self, Error> {
        let mut builder = Builder::default();
        builder.push_application(application, facts)?;
        builder.finish()
    }

    /// Tables that were read from files, in any order and with further columns or none. Columns that
    /// came after the version of the schema may be lacking.
    ///
    /// # Errors
    /// Whatever differs from the schema: [`Error::NoTable`], [`Error::NoColumn`],
    /// [`Error::WrongType`], [`Error::Nulls`], [`Error::Unsorted`], [`Error::NoCase`],
    /// [`Error::UnknownCode`].
    pub fn from_tables(mut table: impl FnMut(Table) -> Option<DataFrame>) -> Result<Self, Error> {
        let mut tables = Vec::with_capacity(Table::ALL.len());
        for &which in Table::ALL {
            let name = which.name();
            let mut frame = table(which).ok_or(Error::NoTable { table: name })?;
            frame.rechunk_mut();
            let columns = which
                .schema()
                .columns
                .iter()
                .map(|column| match frame.column(column.name) {
                    Ok(found) => Ok(found.clone()),
                    Err(_) if which.may_lack(column.name) => {
                        let blank = PlSmallStr::from_static(column.name);
                        let dtype = column.dtype.polars();
                        Ok(Column::full_null(blank, frame.height(), &dtype))
                    }
                    Err(_) => Err(Error::NoColumn {
                        table: name,
                        column: column.name,
                    }),
                })
                .collect::<Result<Vec<_>, _>>()?;
            tables.push(DataFrame::new(frame.height(), columns).map_err(|source| {
                Error::Polars {
                    table: name,
                    source,
                }
            })?);
        }
        let frames = Self { tables };
        View::of(&frames)?.check()?;
        Ok(frames)
    }

    /// The same cases in one set of tables, numbered in the order given.
    ///
    /// # Errors
    /// [`Error::TooManyRows`] and [`Error::Polars`].
    pub fn concat(parts: &[Self]) -> Result<Self, Error> {
        super::concat::concat(parts)
    }

    /// One table.
    #[must_use]
    pub fn table(&self, table: Table) -> &DataFrame {
        &self.tables[table as usize]
    }

    /// How many cases there are.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.table(Table::Cases).height()
    }

    pub(super) const fn checked(tables: Vec<DataFrame>) -> Self {
        Self { tables }
    }

    /// The same tables without the rows of one that a mask leaves out.
    pub(crate) fn keep(mut self, table: Table, mask: &[bool]) -> Result<Self, Error> {
        let mask = BooleanChunked::from_slice(PlSmallStr::EMPTY, mask);
        let frame = &mut self.tables[table as usize];
        // On the caller's thread: a batch starts none.
        *frame = frame.filter_seq(&mask).map_err(|source| Error::Polars {
            table: table.name(),
            source,
        })?;
        Ok(self)
    }
}

/// Builds tables of several cases, in the order that they are pushed.
#[derive(Default)]
pub struct Builder {
    pub(super) rows: Rows,
    cases: u32,
}

impl Builder {
    /// Adds a case.
    ///
    /// # Errors
    /// [`Error::MixedCurrencies`] when one row of the facts has amounts in two currencies, and
    /// [`Error::TooManyRows`].
    pub fn push(&mut self, case: &Case<'_>, facts: &Facts) -> Result<(), Error> {
        self.push_case(case, &Asked::default(), facts)
    }

    /// Adds an application, with all that a policy can ask of it beside its facts.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn push_application(
        &mut self,
        application: &Application,
        facts: &Facts,
    ) -> Result<(), Error> {
        let given = Given::of(application);
        let (inputs, reference) = (given.inputs_json(), given.reference_json());
        let asked = Asked {
            product: Some(&application.product),
            term_months: application.term_months,
            inputs: inputs.as_deref(),
            reference: reference.as_deref(),
        };
        self.push_case(&Case::of(application), &asked, facts)
    }

    fn push_case(
        &mut self,
        case: &Case<'_>,
        asked: &Asked<'_>,
        facts: &Facts,
    ) -> Result<(), Error> {
        let number = self.cases;
        let home = |money: Money| (money.currency() == case.currency).then_some(money.minor());
        self.rows.cases.push(
            number,
            CaseRow {
                id: Some(case.id),
                country: country_number(case.country),
                currency: number_of_currency(case.currency),
                as_of: case.as_of.to_epoch_days(),
                amount: case.amount.and_then(home),
                product: asked.product,
                term_months: asked.term_months,
                inputs: asked.inputs,
                reference: asked.reference,
            },
        );
        self.cases = number.checked_add(1).ok_or(Error::TooManyRows {
            table: Table::Cases.name(),
            rows: usize::MAX,
        })?;
        self.provenance(number, facts);
        self.bank(number, facts)?;
        self.cards_and_loans(number, facts)?;
        self.income(number, facts)?;
        self.registers(number, facts)
    }

    /// The tables.
    ///
    /// # Errors
    /// [`Error::TooManyRows`] and [`Error::Polars`].
    pub fn finish(self) -> Result<Frames, Error> {
        let tables = self.rows.finish()?;
        for (frame, table) in tables.iter().zip(Table::ALL) {
            if u32::try_from(frame.height()).is_err() {
                return Err(Error::TooManyRows {
                    table: table.name(),
                    rows: frame.height(),
                });
            }
        }
        Ok(Frames::checked(tables))
    }

    fn provenance(&mut self, case: u32, facts: &Facts) {
        for answer in &facts.answers {
            let obtained = answer.obtained_at.map(|at| at.date_naive());
            self.rows.answers.push(
                case,
                AnswerRow {
                    source: source_number(answer.source),
                    answered: answer.answered(),
                    complete: answer.status == Status::Complete,
                    report_date: day(answer.report_date.or(obtained)),
                    covers_from: day(answer.covers_from),
                },
            );
        }
        for &section in &facts.sections {
            self.rows.sections.push(
                case,
                SectionRow {
                    section: section_number(section),
                },
            );
        }
        for found in &facts.findings {
            let payload = found
                .provenance
                .and_then(|at| facts.payloads.get(usize::try_from(at.payload).ok()?));
            self.rows.findings.push(
                case,
                FindingRow {
                    code: finding::number(found.code),
                    source: payload.map(|payload| source_number(payload.source)),
                },
            );
        }
    }
}

/// A date as the tables keep it.
pub(super) fn day(date: Option<NaiveDate>) -> Option<i32> {
    date.map(|date| date.to_epoch_days())
}

/// A position as the tables number it.
pub(super) fn number(position: usize, table: Table) -> Result<u32, Error> {
    u32::try_from(position).map_err(|_| Error::TooManyRows {
        table: table.name(),
        rows: position,
    })
}

/// The one currency of a row's amounts.
pub(super) struct RowCurrency {
    table: Table,
    first: Option<Currency>,
}

impl RowCurrency {
    pub(super) const fn new(table: Table) -> Self {
        Self { table, first: None }
    }

    /// Takes one amount's minor units, holding its currency against the first one's.
    pub(super) fn take(&mut self, money: Option<Money>) -> Result<Option<i64>, Error> {
        let Some(money) = money else {
            return Ok(None);
        };
        let first = *self.first.get_or_insert(money.currency());
        if first == money.currency() {
            Ok(Some(money.minor()))
        } else {
            Err(Error::MixedCurrencies {
                table: self.table.name(),
                first,
                second: money.currency(),
            })
        }
    }

    /// The number of the currency, if any amount was stated.
    pub(super) fn code(&self) -> Option<u8> {
        self.first.map(number_of_currency)
    }
}
