//! On which days something moved.

use super::case::date_of;
use super::evaluate::Evaluation;
use super::feature::{Feature, Window};
use super::measure::{Classes, OverDates};
use super::tracer::{NumberOf, Tracer};
use super::value::{Cause, Value};
use crate::exact::ratio;
use crate::frames::{Error, Table};

/// What becomes of the days of a feature's run on which movements of some classes are.
pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    feature: &Feature,
    rows: Classes,
    over: OverDates,
) -> Result<Value, Error> {
    let Some((count, first)) = (match feature.window {
        Some(Window::Days(count)) => Some(count).zip(on.coverage.days(count)),
        _ => None,
    }) else {
        return Ok(Value::Missing(Cause::NotCovered));
    };
    let last = on.coverage.to;
    let mut days: Vec<i32> = Vec::new();
    let mut read = Vec::new();
    for movement in on.movements()?.between(first, last) {
        if !rows.has(movement.class) {
            continue;
        }
        if T::LISTENS {
            read.push(movement.row);
        }
        if days.last() != Some(&movement.date) {
            days.push(movement.date);
        }
    }
    for row in read {
        on.tracer.row(on.feature, Table::Transactions, row);
    }
    for day in &days {
        let of = NumberOf::DayThatCounts(date_of(*day));
        on.tracer.number(on.feature, of, 1);
    }
    let distinct = i64::try_from(days.len()).unwrap_or(i64::MAX);
    Ok(match over {
        OverDates::Count => Value::Known(distinct),
        OverDates::Share => ratio(distinct.into(), count.into()).into(),
        OverDates::LongestGap => Value::Known(longest_gap(first, last, &days)),
    })
}

/// The longest run of days without a movement, the ends of the run included.
fn longest_gap(first: i32, last: i32, days: &[i32]) -> i64 {
    let starts = std::iter::once(first - 1).chain(days.iter().copied());
    let ends = days.iter().copied().chain(std::iter::once(last + 1));
    let gaps = starts.zip(ends).map(|(start, end)| end - start - 1);
    gaps.max().unwrap_or_default().into()
}
