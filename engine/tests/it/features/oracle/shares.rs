//! One sum as a share of another, computed once from exact sums and rounded at six decimals.

use caudal_facts::Month;
use caudal_facts::categories::Category::{
    Benefit, CashAdvance, CashDeposit, CashWithdrawal, CreditLineDraw, Fees, Gambling,
    LoanDisbursement, Pension, Uncategorised,
};
use rust_decimal::{Decimal, RoundingStrategy};

use super::Outcome;
use super::covered::Covered;
use super::exact::fit;
use super::months::{
    Counts, came, card_payments, discretionary, essential, income, inflow, outflow, own_in,
    payments, rent, went,
};
use super::movements::Movement;

/// The span of a share.
#[derive(Debug, Clone, Copy)]
pub(super) enum Span {
    Days(i64),
    Months(i32),
}
use Span::{Days, Months};

/// A feature: its name, its span, and which movements are the part and the whole.
pub(super) type Row = (&'static str, Span, Counts, Counts);

pub(super) const ROWS: &[Row] = &[
    ("cashflow.in_out_ratio_30d", Days(30), inflow, outflow),
    ("cashflow.in_out_ratio_90d", Days(90), inflow, outflow),
    ("cashflow.in_out_ratio_6m", Months(6), inflow, outflow),
    (
        "cashflow.cash_withdrawal_share_90d",
        Days(90),
        cash_out,
        outflow,
    ),
    ("cashflow.cash_deposit_share_90d", Days(90), cash_in, inflow),
    ("cashflow.borrowed_share_90d", Days(90), borrowed, inflow),
    (
        "cashflow.own_transfer_share_3m",
        Months(3),
        own_in,
        gross_in,
    ),
    ("data.uncategorised_share_90d", Days(90), uncategorised, any),
    ("stress.gambling_share_90d", Days(90), gambling, inflow),
    ("debt.loan_inflow_share_90d", Days(90), disbursement, inflow),
    ("debt.repayment_share_90d", Days(90), payments, inflow),
    ("income.pension_share_6m", Months(6), pension, income),
    ("income.benefit_share_6m", Months(6), benefit, income),
    ("income.fees_share_6m", Months(6), earned_fees, income),
    ("income.verified_share_6m", Months(6), income, inflow),
    ("affordability.debt_service_6m", Months(6), service, income),
    (
        "affordability.essential_share_3m",
        Months(3),
        essential,
        income,
    ),
    ("affordability.rent_share_3m", Months(3), rent, income),
    (
        "expenses.discretionary_share_3m",
        Months(3),
        discretionary,
        outflow,
    ),
];

const fn any(_: &Movement) -> bool {
    true
}

fn gross_in(movement: &Movement) -> bool {
    inflow(movement) || own_in(movement)
}

fn cash_out(movement: &Movement) -> bool {
    went(movement, &[CashWithdrawal])
}

fn cash_in(movement: &Movement) -> bool {
    came(movement, &[CashDeposit])
}

fn borrowed(movement: &Movement) -> bool {
    came(movement, &[LoanDisbursement, CashAdvance, CreditLineDraw])
}

fn uncategorised(movement: &Movement) -> bool {
    movement.category() == Some(Uncategorised)
}

fn gambling(movement: &Movement) -> bool {
    went(movement, &[Gambling])
}

fn disbursement(movement: &Movement) -> bool {
    came(movement, &[LoanDisbursement])
}

fn pension(movement: &Movement) -> bool {
    came(movement, &[Pension])
}

fn benefit(movement: &Movement) -> bool {
    came(movement, &[Benefit])
}

fn earned_fees(movement: &Movement) -> bool {
    came(movement, &[Fees])
}

fn service(movement: &Movement) -> bool {
    payments(movement) || card_payments(movement)
}

/// What a row comes to: sizes of amounts, each series being of one direction or of both alike.
pub(super) fn outcome(row: &Row, movements: &[Movement], covered: &Covered) -> Outcome {
    let &(_, span, part, whole) = row;
    let months = match span {
        Months(count) => covered.months(count),
        Days(_) => Some(Vec::new()),
    };
    let first = match span {
        Days(count) => covered.days(count),
        Months(_) => Some(covered.to),
    };
    let (Some(months), Some(first)) = (months, first) else {
        return Outcome::Missing;
    };
    let is_within = |movement: &Movement| match span {
        Months(_) => months.contains(&Month::of(movement.row.date)),
        Days(_) => (first..=covered.to).contains(&movement.row.date),
    };
    let size = |counts: Counts| -> Decimal {
        let counted = movements.iter().filter(|movement| is_within(movement));
        let values = counted.filter(|movement| counts(movement));
        values
            .filter_map(|movement| Some(movement.value?.abs()))
            .sum()
    };
    let share = (size(part) * Decimal::from(1_000_000)).checked_div(size(whole));
    let share =
        share.map(|share| share.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven));
    share.and_then(fit).into()
}
