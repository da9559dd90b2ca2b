//! The tax folder: fee receipts by month, and the latest yearly return.

use caudal_facts::{Month, Source};
use chrono::Datelike as _;

use super::coverage::{first_day, last_day};
use super::evaluate::{Evaluation, mean_month};
use super::feature::{Feature, Window};
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::frames::{Error, Table};

/// The form's line of net taxable income (formulario 22, código 170).
const NET_TAXABLE_INCOME: i64 = 170;

/// The mean month of fee receipts over the covered months of the window.
pub(crate) fn fees<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    feature: &Feature,
) -> Result<Value, Error> {
    let Some(window @ Window::Months(count)) = feature.window else {
        return Ok(Value::Missing(Cause::NotCovered));
    };
    let span = on.case.span(Source::Sii);
    let covered: Vec<i64> = (1..=i32::from(count))
        .map(|back| on.case.month().plus(-back))
        .filter(|month: &Month| {
            span.from.is_none_or(|from| from <= first_day(*month))
                && span.to.is_none_or(|to| last_day(*month) <= to)
        })
        .map(|month| i64::from(month.index()))
        .collect();
    if u32::try_from(covered.len()).is_ok_and(|has| has < window.months_needed()) {
        return Ok(Value::Missing(Cause::NotCovered));
    }
    let view = on.case.table(Table::FeeReceipts);
    let (month, gross) = (view.column("month")?, view.column("gross")?);
    let currency = view.column("currency")?;
    let mut total = Ok(0_i128);
    for row in on.case.rows(Table::FeeReceipts) {
        if month
            .number(row)
            .is_some_and(|month| covered.contains(&month))
        {
            on.tracer.row(on.feature, Table::FeeReceipts, row);
            let amount = gross
                .number(row)
                .ok_or(Cause::NotStated)
                .and_then(|gross| on.case.convert(gross, currency.number(row), on.case.as_of));
            total = total.and_then(|total| Ok(total + i128::from(amount?)));
        }
    }
    Ok(match total {
        Ok(total) => mean_month(total, covered.len()).into(),
        Err(cause) => Value::Missing(cause),
    })
}

/// Net taxable income of the latest return, of this tax year or the one before.
pub(crate) fn declared_income<T: Tracer>(on: &mut Evaluation<'_, '_, T>) -> Result<Value, Error> {
    let view = on.case.table(Table::TaxCodes);
    let (year, code) = (view.column("year")?, view.column("code")?);
    let (value, currency) = (view.column("value")?, view.column("currency")?);
    let this_year = i64::from(on.case.as_of_date().year());
    let recent = |row: &usize| {
        year.number(*row)
            .is_some_and(|year| (this_year - 1..=this_year).contains(&year))
    };
    let rows = || on.case.rows(Table::TaxCodes).filter(recent);
    let Some(latest) = rows().filter_map(|row| year.number(row)).max() else {
        return Ok(Value::None);
    };
    let (payload, number) = (view.column("payload")?, view.column("row")?);
    let lines = rows().filter(|&row| {
        year.number(row) == Some(latest) && code.number(row) == Some(NET_TAXABLE_INCOME)
    });
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
