//! Money over runs of days that end with the last covered one.

use caudal_facts::categories::Category::{BankCharges, OverdraftCharge};
use rust_decimal::Decimal;

use super::Outcome;
use super::covered::Covered;
use super::exact::fit;
use super::months::{Counts, inflow, outflow, went};
use super::movements::{Kind, Movement};

/// A feature: its name, over how many days, of which movements, and what becomes of them.
pub(super) type Row = (&'static str, i64, Counts, Over);

#[derive(Debug, Clone, Copy)]
pub(super) enum Over {
    /// The sum.
    Sum,
    /// The sum, money out positive.
    Turned,
    /// The largest, money out positive.
    Largest,
}
use Over::{Largest, Sum, Turned};

pub(super) const ROWS: &[Row] = &[
    ("cashflow.inflow_7d", 7, inflow, Sum),
    ("cashflow.inflow_30d", 30, inflow, Sum),
    ("cashflow.inflow_90d", 90, inflow, Sum),
    ("cashflow.inflow_180d", 180, inflow, Sum),
    ("cashflow.outflow_7d", 7, outflow, Turned),
    ("cashflow.outflow_30d", 30, outflow, Turned),
    ("cashflow.outflow_90d", 90, outflow, Turned),
    ("cashflow.outflow_180d", 180, outflow, Turned),
    ("cashflow.net_30d", 30, Movement::flows, Sum),
    ("cashflow.net_90d", 90, Movement::flows, Sum),
    ("cashflow.largest_inflow_30d", 30, inflow, Largest),
    ("cashflow.largest_inflow_90d", 90, inflow, Largest),
    ("cashflow.largest_outflow_90d", 90, outflow, Largest),
    ("cashflow.undone_outflow_90d", 90, undone_out, Turned),
    ("stress.charges_90d", 90, charges, Turned),
];

fn undone_out(movement: &Movement) -> bool {
    movement.kind == Kind::Undone && !movement.is_in()
}

fn charges(movement: &Movement) -> bool {
    went(movement, &[BankCharges, OverdraftCharge])
}

/// What a row comes to.
pub(super) fn outcome(row: &Row, movements: &[Movement], covered: &Covered) -> Outcome {
    let &(_, count, counts, over) = row;
    let Some(first) = covered.days(count) else {
        return Outcome::Missing;
    };
    let days = first..=covered.to;
    let values: Vec<Decimal> = movements
        .iter()
        .filter(|movement| days.contains(&movement.row.date) && counts(movement))
        .filter_map(|movement| movement.value)
        .collect();
    let number = match over {
        Sum => values.iter().sum(),
        Turned => -values.iter().sum::<Decimal>(),
        Largest => values.iter().map(Decimal::abs).max().unwrap_or_default(),
    };
    fit(number).into()
}
