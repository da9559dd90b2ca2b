//! The month-by-month table of one case, for people and for charts.

use caudal_facts::Month;

use super::case::CaseContext;
use super::compute::only_case;
use super::coverage::{first_day, last_day};
use super::evaluate::Evaluation;
use super::groups::sets;
use super::slots::Slots;
use super::tracer::NoTrace;
use crate::exact::{Fault, fit};
use crate::frames::{Error, Frames, View};

/// One month of a case's deposit accounts, in its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthRow {
    /// The month.
    pub month: Month,
    /// Whether every account is covered for the whole month; for the decision's own month, up to
    /// the decision's date.
    pub covered: bool,
    /// Money in after own transfers and reversals.
    pub inflow: i64,
    /// Money out after own transfers and reversals, positive.
    pub outflow: i64,
    /// Money in less money out.
    pub net: i64,
    /// The balance at the month's end, or on the last covered day of the decision's own month.
    pub closing: Option<i64>,
    /// Salary, pension, benefits and fees.
    pub income: i64,
}

/// The twelve complete months before the decision and its own, oldest first, from the first that is
/// covered in part.
///
/// # Errors
/// [`Error::NotOneCase`], [`Error::NoAccount`], and [`Error::MonthOutOfRange`] when a sum does not
/// fit.
pub fn monthly(frames: &Frames, context: &CaseContext) -> Result<Vec<MonthRow>, Error> {
    let view = View::of(frames)?;
    let case = only_case(&view, frames, context)?;
    let (current, as_of) = (case.month(), case.as_of);
    let mut on = Evaluation::new(case, NoTrace)?;
    let coverage = &on.coverage;
    let Some(from) = coverage.from else {
        return Ok(Vec::new());
    };
    let to = coverage.to;
    let mut months = Vec::with_capacity(13);
    for slot in (0..=12_usize).rev() {
        let back = i32::try_from(slot).unwrap_or_default();
        let month = current.plus(-back);
        if last_day(month) < from {
            continue;
        }
        let covered = if back == 0 {
            from <= first_day(month) && to == as_of
        } else {
            on.coverage.has_month(slot)
        };
        let closing = on.balances()?.on(last_day(month).min(to)).ok();
        let flows = on.flows()?;
        let sums: Result<[i64; 3], Fault> = [sets::INFLOW, sets::OUTFLOW, sets::INCOME]
            .map(|series| flows.sum(series, Slots::month(slot)).and_then(fit))
            .into_iter()
            .collect::<Result<Vec<_>, _>>()
            .and_then(|sums| sums.try_into().map_err(|_| Fault::Overflow));
        let row = sums.and_then(|[inflow, outflow, income]| {
            Ok(MonthRow {
                month,
                covered,
                inflow,
                outflow,
                net: inflow.checked_sub(outflow).ok_or(Fault::Overflow)?,
                closing: closing.filter(|_| last_day(month) <= to || back == 0),
                income,
            })
        });
        months.push(row.map_err(|_| Error::MonthOutOfRange { month })?);
    }
    Ok(months)
}
