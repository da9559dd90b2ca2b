//! Money over complete months: one sum a covered month, and what becomes of them.

use caudal_facts::Month;
use caudal_facts::categories::Category::{self, *};
use rust_decimal::Decimal;

use super::Outcome;
use super::covered::Covered;
use super::exact::{deviation, mean, median, slope, trend, variation};
use super::movements::{Kind, Movement};
use super::prices::Prices;

/// What becomes of the months' sums; the latest comes first.
pub(super) type Over = fn(&[Decimal]) -> Option<Decimal>;

/// Whether a movement counts.
pub(super) type Counts = fn(&Movement) -> bool;

/// A feature: its name, over how many months, of which movements, whether money out is positive.
pub(super) type Row = (&'static str, i32, Counts, Sign, Over);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Kept,
    Turned,
}
use Sign::{Kept, Turned};

pub(super) const ROWS: &[Row] = &[
    ("cashflow.inflow_avg_3m", 3, inflow, Kept, mean),
    ("cashflow.inflow_avg_6m", 6, inflow, Kept, mean),
    ("cashflow.inflow_avg_12m", 12, inflow, Kept, mean),
    ("cashflow.inflow_median_6m", 6, inflow, Kept, median),
    ("cashflow.inflow_least_6m", 6, inflow, Kept, least),
    ("cashflow.outflow_avg_3m", 3, outflow, Turned, mean),
    ("cashflow.outflow_avg_6m", 6, outflow, Turned, mean),
    ("cashflow.outflow_avg_12m", 12, outflow, Turned, mean),
    ("cashflow.outflow_median_6m", 6, outflow, Turned, median),
    ("cashflow.net_avg_3m", 3, Movement::flows, Kept, mean),
    ("cashflow.net_avg_6m", 6, Movement::flows, Kept, mean),
    ("cashflow.net_avg_12m", 12, Movement::flows, Kept, mean),
    ("cashflow.net_least_6m", 6, Movement::flows, Kept, least),
    ("cashflow.own_transfers_in_3m", 3, own_in, Kept, mean),
    (
        "cashflow.own_transfers_unmatched_3m",
        3,
        unmatched_in,
        Kept,
        mean,
    ),
    ("income.verified_monthly_3m", 3, income, Kept, mean),
    ("income.verified_monthly_6m", 6, income, Kept, mean),
    ("income.verified_monthly_12m", 12, income, Kept, mean),
    ("income.conservative_6m", 6, income, Kept, conservative),
    ("income.last_month", 1, income, Kept, mean),
    ("income.median_6m", 6, income, Kept, median),
    ("income.least_6m", 6, income, Kept, least),
    ("income.salary_monthly_3m", 3, salary, Kept, mean),
    ("income.salary_monthly_6m", 6, salary, Kept, mean),
    ("income.fees_monthly_6m", 6, fees, Kept, mean),
    ("expenses.essential_3m", 3, essential, Turned, median),
    ("expenses.essential_6m", 6, essential, Turned, median),
    ("expenses.rent_3m", 3, rent, Turned, mean),
    ("expenses.discretionary_3m", 3, discretionary, Turned, mean),
    ("debt.payments_seen_3m", 3, payments, Turned, mean),
    ("debt.payments_seen_6m", 6, payments, Turned, mean),
    ("debt.card_payments_3m", 3, card_payments, Turned, mean),
    ("affordability.residual_3m", 3, residual, Kept, mean),
    ("investment.put_in_3m", 3, put_in, Turned, mean),
    ("investment.taken_out_3m", 3, taken_out, Kept, mean),
    ("cashflow.inflow_median_12m", 12, inflow, Kept, median),
    ("cashflow.inflow_deviation_12m", 12, inflow, Kept, deviation),
    ("cashflow.inflow_least_12m", 12, inflow, Kept, least),
    ("cashflow.outflow_median_12m", 12, outflow, Turned, median),
    (
        "cashflow.outflow_deviation_12m",
        12,
        outflow,
        Turned,
        deviation,
    ),
    ("cashflow.outflow_least_12m", 12, outflow, Turned, least),
    ("cashflow.net_median_12m", 12, Movement::flows, Kept, median),
    (
        "cashflow.net_deviation_12m",
        12,
        Movement::flows,
        Kept,
        deviation,
    ),
    ("cashflow.net_least_12m", 12, Movement::flows, Kept, least),
    ("income.median_12m", 12, income, Kept, median),
    ("income.deviation_12m", 12, income, Kept, deviation),
    ("income.least_12m", 12, income, Kept, least),
    ("expenses.rent_avg_12m", 12, rent, Turned, mean),
    ("expenses.rent_median_12m", 12, rent, Turned, median),
    ("expenses.rent_deviation_12m", 12, rent, Turned, deviation),
    ("expenses.rent_least_12m", 12, rent, Turned, least),
    ("expenses.utilities_avg_12m", 12, utilities, Turned, mean),
    (
        "expenses.utilities_median_12m",
        12,
        utilities,
        Turned,
        median,
    ),
    (
        "expenses.utilities_deviation_12m",
        12,
        utilities,
        Turned,
        deviation,
    ),
    ("expenses.utilities_least_12m", 12, utilities, Turned, least),
    ("expenses.groceries_avg_12m", 12, groceries, Turned, mean),
    (
        "expenses.groceries_median_12m",
        12,
        groceries,
        Turned,
        median,
    ),
    (
        "expenses.groceries_deviation_12m",
        12,
        groceries,
        Turned,
        deviation,
    ),
    ("expenses.groceries_least_12m", 12, groceries, Turned, least),
    ("expenses.transport_avg_12m", 12, transport, Turned, mean),
    (
        "expenses.transport_median_12m",
        12,
        transport,
        Turned,
        median,
    ),
    (
        "expenses.transport_deviation_12m",
        12,
        transport,
        Turned,
        deviation,
    ),
    ("expenses.transport_least_12m", 12, transport, Turned, least),
    ("expenses.health_avg_12m", 12, health, Turned, mean),
    ("expenses.health_median_12m", 12, health, Turned, median),
    (
        "expenses.health_deviation_12m",
        12,
        health,
        Turned,
        deviation,
    ),
    ("expenses.health_least_12m", 12, health, Turned, least),
    (
        "expenses.restaurants_avg_12m",
        12,
        restaurants,
        Turned,
        mean,
    ),
    (
        "expenses.restaurants_median_12m",
        12,
        restaurants,
        Turned,
        median,
    ),
    (
        "expenses.restaurants_deviation_12m",
        12,
        restaurants,
        Turned,
        deviation,
    ),
    (
        "expenses.restaurants_least_12m",
        12,
        restaurants,
        Turned,
        least,
    ),
    ("debt.payments_avg_12m", 12, payments, Turned, mean),
    ("debt.payments_median_12m", 12, payments, Turned, median),
    (
        "debt.payments_deviation_12m",
        12,
        payments,
        Turned,
        deviation,
    ),
    ("debt.payments_least_12m", 12, payments, Turned, least),
];

/// Features in millionths; none of months that come to nothing, or of too few for what is asked.
pub(super) const RATIOS: &[Row] = &[
    ("cashflow.inflow_cv_6m", 6, inflow, Kept, variation),
    ("cashflow.inflow_cv_12m", 12, inflow, Kept, variation),
    ("cashflow.inflow_slope_6m", 6, inflow, Kept, slope),
    ("income.cv_6m", 6, income, Kept, variation),
    ("income.cv_12m", 12, income, Kept, variation),
    ("income.trend_6m", 6, income, Kept, trend),
    ("income.slope_6m", 6, income, Kept, slope),
];

pub(super) fn inflow(movement: &Movement) -> bool {
    movement.flows() && movement.is_in()
}

pub(super) fn outflow(movement: &Movement) -> bool {
    movement.flows() && !movement.is_in()
}

pub(super) fn own_in(movement: &Movement) -> bool {
    matches!(movement.kind, Kind::Own { .. }) && movement.is_in()
}

fn unmatched_in(movement: &Movement) -> bool {
    movement.kind == Kind::Own { is_matched: false } && movement.is_in()
}

pub(super) fn came(movement: &Movement, categories: &[Category]) -> bool {
    let category = movement.category();
    movement.is_in() && category.is_some_and(|category| categories.contains(&category))
}

pub(super) fn went(movement: &Movement, categories: &[Category]) -> bool {
    let category = movement.category();
    !movement.is_in() && category.is_some_and(|category| categories.contains(&category))
}

pub(super) fn income(movement: &Movement) -> bool {
    came(movement, &[Salary, Pension, Benefit, Fees])
}

fn salary(movement: &Movement) -> bool {
    came(movement, &[Salary])
}

fn fees(movement: &Movement) -> bool {
    came(movement, &[Fees])
}

pub(super) fn essential(movement: &Movement) -> bool {
    went(
        movement,
        &[
            Groceries, Rent, Utilities, Telecom, Transport, Health, Education,
        ],
    )
}

pub(super) fn rent(movement: &Movement) -> bool {
    went(movement, &[Rent])
}

fn utilities(movement: &Movement) -> bool {
    went(movement, &[Utilities, Telecom])
}

fn groceries(movement: &Movement) -> bool {
    went(movement, &[Groceries])
}

fn transport(movement: &Movement) -> bool {
    went(movement, &[Transport])
}

fn health(movement: &Movement) -> bool {
    went(movement, &[Health])
}

fn restaurants(movement: &Movement) -> bool {
    went(movement, &[Restaurants])
}

pub(super) fn discretionary(movement: &Movement) -> bool {
    went(movement, &[Restaurants, Shopping, Subscription, Gambling])
}

pub(super) fn payments(movement: &Movement) -> bool {
    went(movement, &[LoanPayment, Mortgage, CreditLineRepayment])
}

pub(super) fn card_payments(movement: &Movement) -> bool {
    went(movement, &[CardPayment])
}

fn residual(movement: &Movement) -> bool {
    income(movement) || essential(movement) || payments(movement) || card_payments(movement)
}

fn put_in(movement: &Movement) -> bool {
    went(movement, &[Investment])
}

fn taken_out(movement: &Movement) -> bool {
    came(movement, &[InvestmentRedemption])
}

pub(super) fn least(sums: &[Decimal]) -> Option<Decimal> {
    sums.iter().copied().min()
}

pub(super) fn conservative(sums: &[Decimal]) -> Option<Decimal> {
    Some(mean(sums)?.min(median(sums)?).min(*sums.first()?))
}

/// What a row comes to.
pub(super) fn outcome(
    row: &Row,
    movements: &[Movement],
    covered: &Covered,
    prices: &Prices<'_>,
) -> Outcome {
    let &(_, count, counts, sign, over) = row;
    let Some(months) = covered.months(count) else {
        return Outcome::Missing;
    };
    let sum = |month: &Month| {
        let of_month = movements
            .iter()
            .filter(|movement| counts(movement) && Month::of(movement.row.date) == *month);
        let sum: Decimal = of_month.filter_map(|movement| movement.value).sum();
        prices.at(*month, if sign == Turned { -sum } else { sum })
    };
    let sums: Option<Vec<Decimal>> = months.iter().map(sum).collect();
    sums.and_then(|sums| over(&sums)).into()
}
