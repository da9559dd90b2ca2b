//! Streams of income, and what features say of them.

use caudal_facts::categories::Category;
use chrono::Datelike as _;

use super::group::{By, groups};
use super::stream::{Confidence, Stream};
use super::{Found, Span};
use crate::exact::{Fault, fit, ratio};
use crate::features::case::{CaseRows, date_of};
use crate::features::coverage::Coverage;
use crate::features::evaluate::Evaluation;
use crate::features::feature::Feature;
use crate::features::groups::sets;
use crate::features::measure::{Classes, IncomeOf, OverMonths, category_of};
use crate::features::movements::Movements;
use crate::features::slots::Slots;
use crate::features::tracer::Tracer;
use crate::features::value::{Cause, Value};
use crate::frames::{Error, Table};

/// Money in that may be income, by what its category leaves open.
const MAY_BE_INCOME: Classes = Classes::money_in(&[
    Category::Uncategorised,
    Category::Salary,
    Category::Pension,
    Category::Benefit,
    Category::Fees,
    Category::TransferIn,
    Category::CashDeposit,
    Category::InvestmentYield,
    Category::Remittance,
]);

/// The streams of income of a case.
pub(crate) struct Incomes {
    streams: Found<Stream>,
    span: Span,
    /// The last day and the rows of salaries.
    salary: Option<(i32, usize)>,
    /// The rows of 13th salaries that name themselves.
    thirteenth: Vec<usize>,
}

impl Incomes {
    pub(crate) fn of(
        case: &CaseRows<'_, '_>,
        coverage: &Coverage,
        movements: &Movements<'_>,
    ) -> Self {
        let span = Span::of(case, coverage);
        let streams = groups(movements, span, MAY_BE_INCOME, By::Side).map(|groups| {
            let streams = groups.iter();
            streams
                .filter_map(|group| Stream::of(group, span, case.country))
                .collect()
        });
        let pay = Classes::money_in(&[Category::Salary, Category::Pension]);
        let paid = movements.between(span.first, span.last).iter();
        let paid = paid.filter(|movement| pay.has(movement.class));
        let mut salary = None;
        let mut thirteenth = Vec::new();
        for movement in paid {
            if category_of(movement.class) == Category::Salary {
                salary = Some((movement.date, movement.row));
            }
            if movements.is_thirteenth(movement) {
                thirteenth.push(movement.row);
            }
        }
        Self {
            streams,
            span,
            salary,
            thirteenth,
        }
    }

    fn active(&self) -> Result<Vec<&Stream>, Cause> {
        let streams = self.streams.as_ref().map_err(|cause| *cause)?;
        Ok(streams
            .iter()
            .filter(|stream| stream.is_active(self.span.last))
            .collect())
    }

    /// The streams that count as income: active, of high or medium confidence.
    fn counting(&self) -> Result<Vec<&Stream>, Cause> {
        let mut active = self.active()?;
        active.retain(|stream| stream.confidence() >= Confidence::Medium);
        Ok(active)
    }

    /// The largest of some streams over some months.
    fn largest<'s>(streams: &[&'s Stream], months: Slots) -> Option<(&'s Stream, i128)> {
        let sums = streams.iter().map(|stream| (*stream, stream.over(months)));
        sums.max_by_key(|(stream, sum)| (*sum, stream.last()))
    }
}

/// What the streams of income say over the months of a feature.
pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    feature: &Feature,
    of: IncomeOf,
) -> Result<Value, Error> {
    let over = match of {
        IncomeOf::Months(over) => over,
        _ => OverMonths::Mean,
    };
    let Some(months) = on.months_of(feature, over) else {
        return Ok(Value::Missing(Cause::NotCovered));
    };
    let inflow = match of {
        IncomeOf::ShareOfInflow => on.flows()?.sum(sets::INFLOW, months),
        _ => Ok(0),
    };
    let incomes = on.incomes()?;
    let said = said(incomes, of, months, inflow);
    if T::LISTENS {
        let rows = rows(incomes, of);
        for row in rows {
            on.tracer.row(on.feature, Table::Transactions, row);
        }
    }
    Ok(said.unwrap_or_else(Value::Missing))
}

fn said(
    incomes: &Incomes,
    of: IncomeOf,
    months: Slots,
    inflow: Result<i128, Fault>,
) -> Result<Value, Cause> {
    let span = incomes.span;
    let counting = incomes.counting()?;
    let total =
        |streams: &[&Stream]| -> i128 { streams.iter().map(|stream| stream.over(months)).sum() };
    let largest = Incomes::largest(&counting, months);
    let since = |day: i32| Value::Known(i64::from(span.last) - i64::from(day));
    Ok(match of {
        IncomeOf::Streams => count(incomes.streams.as_ref().map_or(0, |streams| {
            let regular = streams.iter();
            regular.filter(|stream| stream.has_cadence()).count()
        })),
        IncomeOf::Active => count(counting.len()),
        IncomeOf::Months(over) => over_months(&counting, months, over).into(),
        IncomeOf::ShareOfInflow => inflow
            .and_then(|inflow| ratio(total(&counting), inflow))
            .into(),
        IncomeOf::TopShare => {
            largest.map_or(Value::None, |(_, sum)| ratio(sum, total(&counting)).into())
        }
        IncomeOf::Regularity => largest.map_or(Value::None, |(stream, _)| {
            Value::Known(stream.rhythm.regularity)
        }),
        IncomeOf::Stability => {
            largest.map_or(Value::None, |(stream, _)| Value::Known(stream.stability))
        }
        IncomeOf::Confidence => {
            let active = Incomes::largest(&incomes.active()?, months);
            active.map_or(Value::None, |(stream, _)| {
                Value::Known(stream.confidence() as i64)
            })
        }
        IncomeOf::PayDay => {
            let mut monthly = counting;
            monthly.retain(|stream| stream.is_monthly());
            let largest = Incomes::largest(&monthly, months);
            largest.map_or(Value::None, |(stream, _)| pay_day(stream))
        }
        IncomeOf::LastPayDays => {
            let streams = incomes.streams.as_ref().map_err(|cause| *cause)?;
            let sure = streams
                .iter()
                .filter(|stream| stream.confidence() >= Confidence::Medium);
            sure.map(Stream::last).max().map_or(Value::None, since)
        }
        IncomeOf::SalaryRecency => incomes.salary.map_or(Value::None, |(day, _)| since(day)),
        IncomeOf::Thirteenth => {
            let streams = incomes.streams.as_ref().map_err(|cause| *cause)?;
            let mut payments = streams.iter().flat_map(|stream| &stream.payments);
            let apart = payments.any(|counted| counted.thirteenth);
            Value::flag(apart || !incomes.thirteenth.is_empty())
        }
    })
}

/// What the streams that count as income come to in some months.
pub(crate) fn months<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    months: Slots,
) -> Result<Result<Vec<i128>, Cause>, Error> {
    let incomes = on.incomes()?;
    let sums = incomes
        .counting()
        .map(|counting| month_sums(&counting, months));
    if T::LISTENS {
        let rows = rows(incomes, IncomeOf::Months(OverMonths::Mean));
        for row in rows {
            on.tracer.row(on.feature, Table::Transactions, row);
        }
    }
    Ok(sums)
}

/// What some streams come to month by month, as one number.
pub(super) fn over_months(
    streams: &[&Stream],
    months: Slots,
    over: OverMonths,
) -> Result<i64, Fault> {
    let sums = month_sums(streams, months).into_iter();
    let sums: Vec<i64> = sums.map(fit).collect::<Result<_, _>>()?;
    over.reduce(&sums)
}

/// What some streams come to in each of some months.
fn month_sums(streams: &[&Stream], months: Slots) -> Vec<i128> {
    let of_month = |back: usize| streams.iter().map(|stream| stream.by_month()[back]).sum();
    months.iter().map(of_month).collect()
}

/// The median day of the month; of two in the middle, the earlier.
fn pay_day(stream: &Stream) -> Value {
    let mut days: Vec<u32> = stream.days.iter().map(|day| date_of(*day).day()).collect();
    days.sort_unstable();
    let middle = days.get(days.len().saturating_sub(1) / 2);
    middle.map_or(Value::None, |day| Value::Known(i64::from(*day)))
}

fn count(number: usize) -> Value {
    i64::try_from(number).map_err(|_| Fault::Overflow).into()
}

/// The rows of the streams that a figure is made of.
fn rows(incomes: &Incomes, of: IncomeOf) -> Vec<usize> {
    let streams: Vec<&Stream> = match of {
        IncomeOf::SalaryRecency => return incomes.salary.iter().map(|(_, row)| *row).collect(),
        IncomeOf::Streams | IncomeOf::Confidence | IncomeOf::LastPayDays => {
            incomes.streams.iter().flatten().collect()
        }
        IncomeOf::Thirteenth => Vec::new(),
        _ => incomes.counting().unwrap_or_default(),
    };
    let payments = streams.iter().flat_map(|stream| &stream.payments);
    let mut rows: Vec<usize> = payments.map(|counted| counted.payment.row).collect();
    if of == IncomeOf::Thirteenth {
        let apart = incomes.streams.iter().flatten();
        let apart = apart.flat_map(|stream| &stream.payments);
        let apart = apart.filter(|counted| counted.thirteenth);
        rows.extend(apart.map(|counted| counted.payment.row));
        rows.extend(&incomes.thirteenth);
    }
    rows
}
