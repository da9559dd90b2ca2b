//! Medical leaves, day by day: a day on two leaves is one day on leave.

use super::evaluate::Evaluation;
use super::feature::{Feature, Window};
use super::measure::LeaveOf;
use super::tracer::Tracer;
use super::value::{Cause, Value};
use crate::frames::{Error, Table};

/// Days that a leave of unknown length may go on for: nobody's single leave is longer.
const LONGEST_DAYS: i64 = 365;

/// What the leaves say that were neither annulled nor rejected, of those that begin by the date of
/// the decision.
pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    feature: &Feature,
    of: LeaveOf,
) -> Result<Value, Error> {
    let view = on.case.table(Table::MedicalLeaves);
    let (starts_on, days) = (view.column("starts_on")?, view.column("days")?);
    let void = view.column("void")?;
    let as_of = i64::from(on.case.as_of);
    let first = match (of, feature.window) {
        (LeaveOf::Days, Some(Window::Days(count))) => as_of - i64::from(count) + 1,
        _ => as_of,
    };
    let mut spans: Vec<(i64, i64)> = Vec::new();
    let mut unsure = false;
    for row in on.case.rows(Table::MedicalLeaves) {
        let holds = void.number(row) != Some(1);
        let Some(start) = starts_on
            .number(row)
            .filter(|start| holds && *start <= as_of)
        else {
            continue;
        };
        let end = start + days.number(row).unwrap_or(LONGEST_DAYS) - 1;
        if end < first {
            continue;
        }
        on.tracer.row(on.feature, Table::MedicalLeaves, row);
        unsure |= days.number(row).is_none();
        spans.push((start.max(first), end.min(as_of)));
    }
    if unsure {
        return Ok(Value::Missing(Cause::NotStated));
    }
    let on_leave = days_in(spans);
    Ok(match of {
        LeaveOf::Days => Value::Known(on_leave),
        LeaveOf::Now => Value::flag(on_leave > 0),
    })
}

/// How many days some spans cover together.
fn days_in(mut spans: Vec<(i64, i64)>) -> i64 {
    spans.sort_unstable();
    let mut covered = 0;
    let mut next = i64::MIN;
    for (first, last) in spans {
        let from = first.max(next);
        covered += (last - from + 1).max(0);
        next = next.max(last + 1);
    }
    covered
}
