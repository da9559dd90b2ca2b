//! The tax folder: fee receipts by month, and the latest yearly return.

use caudal_facts::Source;
use chrono::Datelike as _;

use super::coverage::{first_day, last_day};
use super::evaluate::Evaluation;
use super::feature::{Feature, Window};
use super::measure::{FeesOf, OverMonths};
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::exact::fit;
use crate::frames::{Error, Table};

/// The form's line of net taxable income (formulario 22, código 170).
const NET_TAXABLE_INCOME: i64 = 170;

/// What fee receipts come to over the covered months of the window.
pub(crate) fn fees<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    feature: &Feature,
    of: FeesOf,
    over: OverMonths,
) -> Result<Value, Error> {
    let Some(months) = months_of(on, feature, over) else {
        return Ok(Value::Missing(Cause::NotCovered));
    };
    let sums = month_sums(on, &months, of)?;
    let sums = sums.and_then(|sums| {
        let sums = sums.into_iter().map(|sum| Ok(fit(sum)?));
        sums.collect::<Result<Vec<i64>, Cause>>()
    });
    Ok(match sums {
        Ok(sums) => over.reduce(&sums).into(),
        Err(cause) => Value::Missing(cause),
    })
}

/// The months of a feature's window that the folder covers, as how many months before the decision's
/// own they lie, if there are enough for what becomes of them.
pub(crate) fn months_of<T: Tracer>(
    on: &Evaluation<'_, '_, T>,
    feature: &Feature,
    over: OverMonths,
) -> Option<Vec<usize>> {
    let window @ Window::Months(count) = feature.window? else {
        return None;
    };
    let span = on.case.span(Source::Sii);
    let is_covered = |back: &u8| {
        let month = on.case.month().plus(-i32::from(*back));
        span.from.is_none_or(|from| from <= first_day(month))
            && span.to.is_none_or(|to| last_day(month) <= to)
    };
    let months: Vec<usize> = (1..=count).filter(is_covered).map(usize::from).collect();
    let needed = if over.needs_all() {
        u32::from(count)
    } else {
        window.months_needed()
    };
    let enough = u32::try_from(months.len()).is_ok_and(|has| has >= needed);
    enough.then_some(months)
}

/// What fee receipts come to in each of some months.
pub(crate) fn month_sums<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    months: &[usize],
    of: FeesOf,
) -> Result<Result<Vec<i128>, Cause>, Error> {
    let view = on.case.table(Table::FeeReceipts);
    let (month, currency) = (view.column("month")?, view.column("currency")?);
    let amount = view.column(match of {
        FeesOf::Gross => "gross",
        FeesOf::Withheld => "withheld",
    })?;
    let current = i64::from(on.case.month().index());
    let mut sums = vec![0_i128; months.len()];
    let mut fault = None;
    for row in on.case.rows(Table::FeeReceipts) {
        let back = month.number(row).map(|month| current - month);
        let back = back.and_then(|back| usize::try_from(back).ok());
        let Some(at) = months.iter().position(|month| Some(*month) == back) else {
            continue;
        };
        on.tracer.row(on.feature, Table::FeeReceipts, row);
        let amount = amount
            .number(row)
            .ok_or(Cause::NotStated)
            .and_then(|amount| on.case.convert(amount, currency.number(row), on.case.as_of));
        match amount {
            Ok(amount) => sums[at] += i128::from(amount),
            Err(cause) => {
                fault.get_or_insert(cause);
            }
        }
    }
    Ok(fault.map_or(Ok(sums), Err))
}

/// Net taxable income of the latest return, of this tax year or the one before, or of the return so
/// many years before it.
pub(crate) fn declared_income<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    back: u8,
) -> Result<Value, Error> {
    let view = on.case.table(Table::TaxCodes);
    let (year, code) = (view.column("year")?, view.column("code")?);
    let (value, currency) = (view.column("value")?, view.column("currency")?);
    let this_year = i64::from(on.case.as_of_date().year());
    let recent = |row: &usize| {
        year.number(*row)
            .is_some_and(|year| (this_year - 1..=this_year).contains(&year))
    };
    let rows = || on.case.rows(Table::TaxCodes);
    let Some(latest) = rows()
        .filter(recent)
        .filter_map(|row| year.number(row))
        .max()
    else {
        return Ok(Value::None);
    };
    let of_year = |row: &usize| year.number(*row) == Some(latest - i64::from(back));
    if !rows().any(|row| of_year(&row)) {
        return Ok(Value::None);
    }
    let (payload, number) = (view.column("payload")?, view.column("row")?);
    let lines = rows()
        .filter(of_year)
        .filter(|&row| code.number(row) == Some(NET_TAXABLE_INCOME));
    // Of two returns of one year, the one that the report lists first.
    let first = lines.min_by_key(|&row| (payload.number(row), number.number(row)));
    let Some(row) = first else {
        return Ok(Value::Missing(Cause::NotStated));
    };
    on.tracer.row(on.feature, Table::TaxCodes, row);
    let amount = value
        .number(row)
        .ok_or(Cause::Unreadable)
        .and_then(|value| on.case.convert(value, currency.number(row), on.case.as_of));
    Ok(match amount {
        Ok(amount) => Value::Known(amount),
        Err(cause) => Value::Missing(cause),
    })
}
