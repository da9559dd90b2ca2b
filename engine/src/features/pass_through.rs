//! Accounts that money only passes through: what comes in leaves within two days.

use std::collections::BTreeMap;

use super::evaluate::Evaluation;
use super::feature::{Feature, Window};
use super::groups::sets;
use super::measure::PassThroughOf;
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::exact::{Fault, median, ratio};
use crate::frames::{Error, Table};

/// How many days after it came money may leave as it came.
const DAYS_AFTER: i32 = 2;

/// Money only passes through where more than this part leaves, in millionths.
const PASSES_ABOVE: i64 = 900_000;

/// Over the days of a feature on which money came in, the median of the part that left in time.
pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    feature: &Feature,
    of: PassThroughOf,
) -> Result<Value, Error> {
    let first = match feature.window {
        Some(Window::Days(count)) => on.coverage.days(count),
        _ => None,
    };
    let Some(first) = first else {
        return Ok(Value::Missing(Cause::NotCovered));
    };
    let last = on.coverage.to;
    let mut days: BTreeMap<i32, (i128, i128)> = BTreeMap::new();
    let mut read = Vec::new();
    for movement in on.movements()?.between(first, last) {
        let (came, left) = (
            sets::INFLOW.rows.has(movement.class),
            sets::OUTFLOW.rows.has(movement.class),
        );
        let amount = match movement.value() {
            Ok(amount) if came || left => i128::from(amount),
            Err(Cause::Overflow) if came || left => return Ok(Value::Missing(Cause::Overflow)),
            _ => continue,
        };
        let (inward, out) = days.entry(movement.date).or_default();
        if came {
            *inward += amount;
        } else {
            *out -= amount;
        }
        if T::LISTENS {
            read.push(movement.row);
        }
    }
    for row in read {
        on.tracer.row(on.feature, Table::Transactions, row);
    }
    let share = shares(&days, last - DAYS_AFTER).and_then(|shares| median(&shares));
    Ok(match (of, share) {
        (PassThroughOf::Share, share) => share.into(),
        (PassThroughOf::Flag, Ok(share)) => Value::flag(share > PASSES_ABOVE),
        (PassThroughOf::Flag, Err(Fault::DivisionByZero)) => Value::flag(false),
        (PassThroughOf::Flag, Err(fault)) => Value::Missing(fault.into()),
    })
}

/// Of each day up to the last that something came in on: which part left by two days after.
fn shares(days: &BTreeMap<i32, (i128, i128)>, last: i32) -> Result<Vec<i64>, Fault> {
    let came = days.range(..=last).filter(|(_, (inward, _))| *inward > 0);
    came.map(|(day, (inward, _))| {
        let left: i128 = days
            .range(day..=&(day + DAYS_AFTER))
            .map(|(_, (_, out))| out)
            .sum();
        ratio(left.min(*inward), *inward)
    })
    .collect()
}
