//! Streams of expenses: what goes on every month, and what was due and did not come.

use std::collections::BTreeSet;

use caudal_facts::categories::Category;

use super::group::{By, groups};
use super::income::over_months;
use super::stream::Stream;
use super::{Found, Span};
use crate::exact::Fault;
use crate::features::case::CaseRows;
use crate::features::coverage::Coverage;
use crate::features::evaluate::Evaluation;
use crate::features::feature::{Feature, Window};
use crate::features::measure::{Classes, ExpenseOf};
use crate::features::movements::Movements;
use crate::features::slots::Slots;
use crate::features::tracer::Tracer;
use crate::features::value::{Cause, Value};
use crate::frames::{Error, Table};

/// Money out that may be owed month by month.
const MAY_RECUR: Classes = Classes::money_out(&[
    Category::Uncategorised,
    Category::TransferOut,
    Category::Rent,
    Category::Mortgage,
    Category::LoanPayment,
    Category::CardPayment,
    Category::Utilities,
    Category::Telecom,
    Category::Transport,
    Category::Health,
    Category::Education,
    Category::Insurance,
    Category::Taxes,
    Category::Subscription,
]);

/// Instalments.
pub(crate) const INSTALMENTS: Classes =
    Classes::money_out(&[Category::LoanPayment, Category::Mortgage]);

/// A payment is missed when it is later than this, in days.
const LATE_DAYS: i64 = 10;

/// A stream whose last payment is older has ended, whatever the reason.
const ENDED_DAYS: i64 = 120;

/// The monthly streams of expenses of a case.
pub(crate) struct Expenses {
    streams: Found<Stream>,
    span: Span,
}

impl Expenses {
    pub(crate) fn of(
        case: &CaseRows<'_, '_>,
        coverage: &Coverage,
        movements: &Movements<'_>,
    ) -> Self {
        let span = Span::of(case, coverage);
        let streams = groups(movements, span, MAY_RECUR, By::SideAndCategory).map(|groups| {
            let streams = groups
                .iter()
                .filter_map(|group| Stream::of(group, span, case.country));
            streams.filter(Stream::is_monthly).collect()
        });
        Self { streams, span }
    }
}

/// What the streams of expenses say over the window of a feature.
pub(crate) fn value<T: Tracer>(
    on: &mut Evaluation<'_, '_, T>,
    feature: &Feature,
    of: ExpenseOf,
) -> Result<Value, Error> {
    let (months, first) = match feature.window {
        Some(window @ Window::Months(count)) => match on.coverage.months(count, window) {
            Some(months) => (months, on.coverage.to),
            None => return Ok(Value::Missing(Cause::NotCovered)),
        },
        Some(Window::Days(count)) => match on.coverage.days(count) {
            Some(first) => (Slots::default(), first),
            None => return Ok(Value::Missing(Cause::NotCovered)),
        },
        None => return Ok(Value::Missing(Cause::NotCovered)),
    };
    if of == ExpenseOf::Lenders {
        return lenders(on, first);
    }
    let expenses = on.expenses()?;
    let span = expenses.span;
    let streams: Vec<&Stream> = match &expenses.streams {
        Ok(streams) => streams
            .iter()
            .filter(|stream| counts(stream, of, span))
            .collect(),
        Err(cause) => return Ok(Value::Missing(*cause)),
    };
    let said = match of {
        ExpenseOf::Months(over) => over_months(&streams, months, over),
        ExpenseOf::Missed | ExpenseOf::MissedLoans => Ok(streams
            .iter()
            .map(|stream| missed(stream, first, span))
            .sum()),
        ExpenseOf::Active | ExpenseOf::Lenders => {
            i64::try_from(streams.len()).map_err(|_| Fault::Overflow)
        }
    };
    if T::LISTENS {
        let payments = streams.iter().flat_map(|stream| &stream.payments);
        let rows: Vec<usize> = payments.map(|counted| counted.payment.row).collect();
        for row in rows {
            on.tracer.row(on.feature, Table::Transactions, row);
        }
    }
    Ok(said.into())
}

/// Whether a figure looks at a stream.
fn counts(stream: &Stream, of: ExpenseOf, span: Span) -> bool {
    match of {
        ExpenseOf::Active | ExpenseOf::Months(_) => stream.is_active(span.last),
        ExpenseOf::Missed | ExpenseOf::Lenders => true,
        ExpenseOf::MissedLoans => {
            matches!(stream.category, Category::LoanPayment | Category::Mortgage)
        }
    }
}

/// How many payments were due from a day on and had not come ten days later.
fn missed(stream: &Stream, first: i32, span: Span) -> i64 {
    let last_day = i64::from(span.last);
    if last_day - i64::from(stream.last()) > ENDED_DAYS {
        return 0;
    }
    let ends = stream.days.iter().skip(1).copied().map(i64::from);
    let ends = ends.chain(std::iter::once(last_day));
    let mut missed = 0;
    for (start, end) in stream.days.iter().copied().map(i64::from).zip(ends) {
        for due_twice in (1..).map(|number| 2 * start + number * stream.rhythm.interval_twice) {
            let due = due_twice.div_euclid(2);
            if end - due <= LATE_DAYS {
                break;
            }
            missed += i64::from(due >= i64::from(first));
        }
    }
    missed
}

/// How many different sides were paid an instalment from a day on.
fn lenders<T: Tracer>(on: &mut Evaluation<'_, '_, T>, first: i32) -> Result<Value, Error> {
    let last = on.coverage.to;
    let movements = on.movements()?;
    let mut sides = BTreeSet::new();
    let mut rows = Vec::new();
    for movement in movements.between(first, last) {
        if INSTALMENTS.has(movement.class) {
            sides.insert(movement.other_side);
            if T::LISTENS {
                rows.push(movement.row);
            }
        }
    }
    for row in rows {
        on.tracer.row(on.feature, Table::Transactions, row);
    }
    Ok(i64::try_from(sides.len())
        .map_err(|_| Fault::Overflow)
        .into())
}
