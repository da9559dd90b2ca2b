//! From tables to feature values, for one case or many.

use caudal_facts::{Country, Currency};
use chrono::NaiveDate;

use super::case::{CaseContext, CaseRows, Cursor, date_of};
use super::evaluate::{Evaluation, Memory};
use super::program::Program;
use super::rates::Rates;
use super::table::{Explanation, FeatureRow, FeatureTable};
use super::tracer::{NoTrace, RowTrace};
use crate::frames::{Error, Frames, Table, View, currency_of};

/// The features of the one case that the tables hold.
///
/// # Properties
/// - The same program, tables and context give the same values on any machine.
/// - What is not known is missing with its cause; no input makes a number wrap.
///
/// # Errors
/// [`Error::NotOneCase`], and [`Error::NoAccount`] for a movement without its account.
///
/// # Example
/// ```
/// use caudal_engine::features::{CaseContext, Catalogue, Cause, Program, Rates, Value, compute};
/// use caudal_engine::frames::{Case, Frames};
/// use caudal_facts::{Country, Currency, Facts, Source};
///
/// let as_of = "2026-10-20".parse()?;
/// let (country, currency) = (Country::Cl, Currency::Clp);
/// let case = Case { id: "cl-0001", country, currency, as_of, amount: None };
/// let frames = Frames::of(&case, &Facts::default())?;
///
/// let program = Program::compile(Catalogue::standard(), &["bureau.protests_open"]).unwrap();
/// let context = CaseContext { currency, as_of, country, rates: Rates::default() };
/// let row = compute(&program, &frames, &context)?;
///
/// // Nobody was asked about protests: that is not zero protests.
/// let silent = Value::Missing(Cause::SourceSilent(Source::Protests));
/// assert_eq!(row.get("bureau.protests_open"), Some(&silent));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compute(
    program: &Program,
    frames: &Frames,
    context: &CaseContext,
) -> Result<FeatureRow, Error> {
    let view = View::of(frames)?;
    let case = only_case(&view, frames, context)?;
    let mut values = Vec::with_capacity(program.features().len());
    Evaluation::new(case, NoTrace)?.run(program, &mut values)?;
    Ok(FeatureRow::new(program, values))
}

/// The features of the one case that the tables hold, each with the rows that it rests on.
///
/// It is the same computation as [`compute`], listened to.
///
/// # Errors
/// As [`compute`].
pub fn explain(
    program: &Program,
    frames: &Frames,
    context: &CaseContext,
) -> Result<Explanation, Error> {
    let view = View::of(frames)?;
    let case = only_case(&view, frames, context)?;
    let tracer = RowTrace::new(program.features().len());
    let mut evaluation = Evaluation::new(case, tracer)?;
    let mut values = Vec::with_capacity(program.features().len());
    evaluation.run(program, &mut values)?;
    let (heard, _) = evaluation.tracer.finish();
    Ok(Explanation {
        row: FeatureRow::new(program, values),
        rows: heard.into_iter().map(|heard| heard.rows).collect(),
    })
}

/// The features of every case; each case's country, currency and date are those of `cases`.
///
/// `rates` gives the rates to a currency.
///
/// # Errors
/// [`Error::UnknownCode`] for a country or currency that stands for nothing, and
/// [`Error::NoAccount`].
pub fn compute_all<'r>(
    program: &Program,
    frames: &Frames,
    rates: impl Fn(Currency) -> &'r Rates,
) -> Result<FeatureTable, Error> {
    compute_each(program, frames, |_, stated| (stated, rates(stated.0)))
}

/// The currency of a case's features, the date that it is decided as of, and where it is made.
pub(crate) type Held = (Currency, NaiveDate, Country);

/// The features of every case; `held` gives, of a row and what `cases` states of it, what holds for the
/// case and its rates.
pub(crate) fn compute_each<'r>(
    program: &Program,
    frames: &Frames,
    held: impl Fn(usize, Held) -> (Held, &'r Rates),
) -> Result<FeatureTable, Error> {
    let view = View::of(frames)?;
    let mut cursor = Cursor::default();
    let mut table = FeatureTable::new(program, frames.cases());
    let id = view.table(Table::Cases).column("id")?;
    let mut memory = Memory::default();
    let wanted = program.wanted();
    for row in 0..frames.cases() {
        let (context, rates) = held(row, context_of(&view, row)?);
        let number = u32::try_from(row).map_err(|_| Error::TooManyRows {
            table: Table::Cases.name(),
            rows: row,
        })?;
        let case = CaseRows::new(&view, number, &mut cursor, context, rates);
        let mut evaluation = Evaluation::in_memory(case, NoTrace, memory, wanted)?;
        evaluation.run(program, table.push(id.text(row).unwrap_or_default()))?;
        memory = evaluation.into_memory();
    }
    Ok(table)
}

/// The one case of the tables.
pub(crate) fn only_case<'a, 'f>(
    view: &'a View<'f>,
    frames: &Frames,
    context: &'a CaseContext,
) -> Result<CaseRows<'a, 'f>, Error> {
    if frames.cases() != 1 {
        return Err(Error::NotOneCase {
            cases: frames.cases(),
        });
    }
    let mut cursor = Cursor::default();
    let held = (context.currency, context.as_of, context.country);
    Ok(CaseRows::new(view, 0, &mut cursor, held, &context.rates))
}

/// What `cases` states of a row.
pub(crate) fn context_of(view: &View<'_>, row: usize) -> Result<Held, Error> {
    let cases = view.table(Table::Cases);
    let read = |column: &'static str| Ok(cases.column(column)?.number(row));
    let unknown = |column, value: Option<i64>| Error::UnknownCode {
        table: Table::Cases.name(),
        column,
        row,
        value: value.map_or_else(|| "null".to_owned(), |value| value.to_string()),
    };
    let (currency, country, as_of) = (read("currency")?, read("country")?, read("as_of")?);
    let day = as_of.and_then(|day| i32::try_from(day).ok());
    let position = country.and_then(|country| usize::try_from(country).ok());
    Ok((
        currency
            .and_then(currency_of)
            .ok_or_else(|| unknown("currency", currency))?,
        day.map(date_of).ok_or_else(|| unknown("as_of", as_of))?,
        position
            .and_then(|position| Country::ALL.get(position).copied())
            .ok_or_else(|| unknown("country", country))?,
    ))
}
