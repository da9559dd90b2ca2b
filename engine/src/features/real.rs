//! Figures in real terms: each month's exact sum is brought to the last prices that are known on the
//! date of the decision, and then reduced as the nominal figure is.
//!
//! A sum is multiplied by the index now and divided by the index of its month, half-even to the minor
//! unit. Nothing is guessed: without a month's index the figure is missing.

use caudal_facts::Month;

use super::bureau::{self, Debts};
use super::evaluate::Evaluation;
use super::feature::Feature;
use super::measure::{OverMonths, Real, Series};
use super::price_index::IndexPair;
use super::slots::Slots;
use super::streams;
use super::tax;
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::exact::ratio;
use crate::frames::Error;

/// What a measure says in real terms.
pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    feature: &Feature,
    of: Real,
) -> Result<Value, Error> {
    match of {
        Real::Months(series, over) => over_months(on, feature, series, over),
        Real::Income(over) => {
            let Some(months) = on.months_of(feature, over) else {
                return Ok(Value::Missing(Cause::NotCovered));
            };
            let sums = streams::income_months(on, months)?;
            Ok(reduced(on, months.iter(), sums, over))
        }
        Real::Fees(of, over) => {
            let Some(months) = tax::months_of(on, feature, over) else {
                return Ok(Value::Missing(Cause::NotCovered));
            };
            let sums = tax::month_sums(on, &months, of)?;
            Ok(reduced(on, months.into_iter(), sums, over))
        }
        Real::DebtGrowth => debt_growth(on),
    }
}

fn over_months<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    feature: &Feature,
    series: Series,
    over: OverMonths,
) -> Result<Value, Error> {
    let Some(months) = on.months_of(feature, over) else {
        return Ok(Value::Missing(Cause::NotCovered));
    };
    on.read_cells(series, months);
    let flows = on.flows()?;
    let sums = months
        .iter()
        .map(|back| Ok(flows.sum(series, Slots::month(back))?))
        .collect();
    Ok(reduced(on, months.iter(), sums, over))
}

/// The months' sums at the last prices known, as one number.
fn reduced<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    months: impl Iterator<Item = usize>,
    sums: Result<Vec<i128>, Cause>,
    over: OverMonths,
) -> Value {
    let current = on.case.month();
    let mut real = |back: usize, sum: i128| {
        let back = i32::try_from(back).map_err(|_| Cause::NotCovered)?;
        pair(on, current.plus(-back))?.real(sum)
    };
    let real = sums.and_then(|sums| {
        let months = months.zip(sums);
        months
            .map(|(back, sum)| real(back, sum))
            .collect::<Result<Vec<i64>, Cause>>()
    });
    match real {
        Ok(real) => over.reduce(&real).into(),
        Err(cause) => Value::Missing(cause),
    }
}

/// How the register's debts grew beyond prices: both sums at the same prices.
fn debt_growth<T: Tracer>(on: &mut Evaluation<'_, '_, T>) -> Result<Value, Error> {
    let debts = match bureau::debts(on)? {
        Ok(Some(debts)) => debts,
        Ok(None) => return Ok(Value::None),
        Err(cause) => return Ok(Value::Missing(cause)),
    };
    Ok(match growth(on, debts) {
        Ok(growth) => Value::Known(growth),
        Err(cause) => Value::Missing(cause),
    })
}

fn growth<T: Tracer>(on: &mut Evaluation<'_, '_, T>, debts: Debts) -> Result<i64, Cause> {
    let (latest_now, latest_then) = pair(on, debts.latest)?.factor()?;
    let (before_now, before_then) = pair(on, debts.before)?.factor()?;
    // A fraction each: they meet on one denominator, and nothing is rounded before the ratio.
    let meet = |sum: i128, by: i128, other: i128| {
        let product = sum.checked_mul(by).and_then(|part| part.checked_mul(other));
        product.ok_or(Cause::Overflow)
    };
    let now = meet(debts.now, latest_now, before_then)?;
    let then = meet(debts.then, before_now, latest_then)?;
    Ok(ratio(now.checked_sub(then).ok_or(Cause::Overflow)?, then)?)
}

/// The index of a month and the last known, told to whoever listens.
fn pair<T: Tracer>(on: &mut Evaluation<'_, '_, T>, month: Month) -> Result<IndexPair, Cause> {
    let pair = on.case.rates.index().pair(month, on.case.as_of_date())?;
    on.tracer.index(on.feature, pair);
    Ok(pair)
}
