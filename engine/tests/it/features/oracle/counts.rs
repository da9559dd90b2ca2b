//! How many movements there are, and in how many months there is more of one thing than of another.

use caudal_facts::Month;
use caudal_facts::categories::Category::{
    CashAdvance, CreditLineDraw, LoanDisbursement, OverdraftCharge, ReturnedItem,
};
use rust_decimal::Decimal;

use super::Outcome;
use super::covered::Covered;
use super::exact::count;
use super::months::{Counts, came, income, inflow, outflow, went};
use super::movements::{Kind, Movement};

/// A feature: its name, over how many days, of which movements.
pub(super) const DAYS: &[(&str, i64, Counts)] = &[
    ("data.transactions_30d", 30, any),
    ("data.transactions_90d", 90, any),
    ("cashflow.inflow_count_30d", 30, inflow),
    ("cashflow.inflow_count_90d", 90, inflow),
    ("cashflow.outflow_count_30d", 30, outflow),
    ("cashflow.outflow_count_90d", 90, outflow),
    ("cashflow.undone_count_90d", 90, undone),
    ("debt.disbursements_30d", 30, disbursement),
    ("debt.disbursements_90d", 90, disbursement),
    ("stress.returned_items_30d", 30, returned),
    ("stress.returned_items_60d", 60, returned),
    ("stress.returned_items_90d", 90, returned),
    ("stress.overdraft_charges_30d", 30, overdraft),
    ("stress.overdraft_charges_60d", 60, overdraft),
    ("stress.overdraft_charges_90d", 90, overdraft),
    ("stress.cash_advances_90d", 90, cash_advance),
    ("stress.credit_line_draws_90d", 90, credit_line_draw),
];

/// Whether a month counts by its sum.
type Holds = fn(Decimal) -> bool;

/// A feature: its name, over how many months, of which movements, whether their sum counts.
pub(super) const MONTHS: &[(&str, i32, Counts, Holds)] = &[
    ("income.months_with_6m", 6, income, is_above),
    ("income.months_with_12m", 12, income, is_above),
    (
        "cashflow.months_net_negative_6m",
        6,
        Movement::flows,
        is_below,
    ),
    (
        "cashflow.months_net_negative_12m",
        12,
        Movement::flows,
        is_below,
    ),
];

const fn any(_: &Movement) -> bool {
    true
}

fn undone(movement: &Movement) -> bool {
    movement.kind == Kind::Undone
}

fn disbursement(movement: &Movement) -> bool {
    came(movement, &[LoanDisbursement])
}

fn returned(movement: &Movement) -> bool {
    movement.category() == Some(ReturnedItem)
}

fn overdraft(movement: &Movement) -> bool {
    went(movement, &[OverdraftCharge])
}

fn cash_advance(movement: &Movement) -> bool {
    came(movement, &[CashAdvance])
}

fn credit_line_draw(movement: &Movement) -> bool {
    came(movement, &[CreditLineDraw])
}

fn is_above(sum: Decimal) -> bool {
    sum > Decimal::ZERO
}

fn is_below(sum: Decimal) -> bool {
    sum < Decimal::ZERO
}

/// How many movements of some days count.
pub(super) fn of_days(
    days: i64,
    counts: Counts,
    movements: &[Movement],
    covered: &Covered,
) -> Outcome {
    let first = covered.days(days);
    let number = first.map(|first| {
        let days = first..=covered.to;
        let counted = movements
            .iter()
            .filter(|movement| days.contains(&movement.row.date) && counts(movement));
        count(counted.count())
    });
    number.into()
}

/// How many covered months have a sum that counts.
pub(super) fn of_months(
    months: i32,
    (counts, holds): (Counts, Holds),
    movements: &[Movement],
    covered: &Covered,
) -> Outcome {
    let sum = |month: &Month| -> Decimal {
        let of_month = movements
            .iter()
            .filter(|movement| counts(movement) && Month::of(movement.row.date) == *month);
        of_month.filter_map(|movement| movement.value).sum()
    };
    let months = covered.months(months);
    let number =
        months.map(|months| count(months.iter().filter(|month| holds(sum(month))).count()));
    number.into()
}
