//! Rows of registers: those that count, and their sum or their largest.

use caudal_facts::facts::DebtKind;
use caudal_facts::{Money, Month};
use chrono::{NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::Outcome;
use super::exact::fit;
use super::movements::home;
use crate::features::ledger::Ledger;

/// Whether a row counts, as far as it says, and its amount.
type Counted = (Option<bool>, Option<Money>);

/// A feature: its name, its rows, and what becomes of them.
pub(super) type Row = (&'static str, fn(&Ledger) -> Vec<Counted>, Over);

#[derive(Debug, Clone, Copy)]
pub(super) enum Over {
    Sum,
    /// The largest; zero without any.
    Largest,
    /// The largest; none without any.
    LargestOrNone,
}
use Over::{Largest, LargestOrNone, Sum};

pub(super) const ROWS: &[Row] = &[
    ("debt.loans_outstanding", |l| loans(l, false), Sum),
    ("debt.loan_installments_next", |l| loans(l, true), Sum),
    ("debt.consumer_balance", |l| own(l, DebtKind::Consumer), Sum),
    ("debt.mortgage_balance", |l| own(l, DebtKind::Mortgage), Sum),
    (
        "debt.commercial_balance",
        |l| own(l, DebtKind::Commercial),
        Sum,
    ),
    ("debt.direct_total", |l| debts(l, false), Sum),
    ("debt.indirect_total", |l| debts(l, true), Sum),
    ("debt.overdue_30_89", late_30_89, Sum),
    ("debt.overdue_90_plus", late_90_plus, Sum),
    ("debt.unused_lines", unused_lines, Sum),
    ("bureau.protests_amount", protests, Sum),
    ("bureau.protests_largest", protests, Largest),
    ("bureau.delinquencies_amount", delinquencies, Sum),
    ("bureau.delinquencies_largest", delinquencies, Largest),
    ("bureau.debt_total", |l| situations(l, 0), Sum),
    ("bureau.debt_irregular", |l| situations(l, 2), Sum),
    ("bureau.rejected_cheques_unpaid_amount", unpaid_cheques, Sum),
    ("bureau.rejected_cheques_amount_12m", cheques_of_a_year, Sum),
    (
        "investment.fixed_deposits_amount",
        |l| deposits(l, None),
        Sum,
    ),
    ("investment.maturing_30d", |l| deposits(l, Some(30)), Sum),
    ("investment.maturing_90d", |l| deposits(l, Some(90)), Sum),
    ("pre_approval.max_amount", offers, LargestOrNone),
    (
        "pre_approval.max_installment",
        offered_instalments,
        LargestOrNone,
    ),
    ("alimony.owed", alimony, Sum),
];

/// Loans that are not paid off.
fn loans(ledger: &Ledger, instalment: bool) -> Vec<Counted> {
    let loans = ledger.facts.loans.iter().map(|loan| {
        let is_open = loan.outstanding.is_none_or(|owed| owed.minor() != 0);
        let amount = if instalment {
            loan.next_installment_amount
        } else {
            loan.outstanding
        };
        (Some(is_open), amount)
    });
    loans.collect()
}

fn debts(ledger: &Ledger, indirect: bool) -> Vec<Counted> {
    let debts = ledger.facts.debts.iter();
    debts
        .map(|debt| (Some(debt.indirect == indirect), debt.total))
        .collect()
}

fn own(ledger: &Ledger, kind: DebtKind) -> Vec<Counted> {
    let debts = ledger.facts.debts.iter().map(|debt| {
        let of_kind = debt.kind.map(|of| of == kind);
        (
            if debt.indirect { Some(false) } else { of_kind },
            debt.total,
        )
    });
    debts.collect()
}

fn late_30_89(ledger: &Ledger) -> Vec<Counted> {
    let debts = ledger.facts.debts.iter();
    debts
        .map(|debt| (Some(!debt.indirect), debt.late_30_89))
        .collect()
}

fn late_90_plus(ledger: &Ledger) -> Vec<Counted> {
    let debts = ledger.facts.debts.iter();
    debts
        .map(|debt| (Some(!debt.indirect), debt.late_90_plus))
        .collect()
}

fn unused_lines(ledger: &Ledger) -> Vec<Counted> {
    let lines = ledger.facts.credit_lines.iter();
    lines.map(|line| (Some(true), line.available)).collect()
}

/// Whether a row of a date had happened; one without a date had.
fn had_happened(ledger: &Ledger, day: Option<NaiveDate>) -> bool {
    day.is_none_or(|day| day <= ledger.as_of)
}

fn protests(ledger: &Ledger) -> Vec<Counted> {
    let protests = ledger.facts.protests.iter();
    let open = protests.filter(|protest| protest.cleared != Some(true));
    open.map(|protest| (Some(had_happened(ledger, protest.date)), protest.amount))
        .collect()
}

fn delinquencies(ledger: &Ledger) -> Vec<Counted> {
    let rows = ledger.facts.delinquencies.iter();
    rows.map(|row| (Some(had_happened(ledger, row.due_on)), row.amount))
        .collect()
}

fn situations(ledger: &Ledger, least: u32) -> Vec<Counted> {
    let current = Month::of(ledger.as_of);
    let rows = ledger.facts.situations.iter();
    let latest = rows.filter(|row| !row.historical && row.month <= current);
    latest
        .map(|row| {
            let is_bad = row.situation.map(|situation| situation >= least);
            (if least == 0 { Some(true) } else { is_bad }, row.amount)
        })
        .collect()
}

fn unpaid_cheques(ledger: &Ledger) -> Vec<Counted> {
    let cheques = ledger.facts.rejected_cheques.iter();
    let unpaid = cheques.filter(|cheque| cheque.paid_on.is_none());
    unpaid
        .map(|cheque| {
            (
                Some(had_happened(ledger, cheque.rejected_on)),
                cheque.amount,
            )
        })
        .collect()
}

fn cheques_of_a_year(ledger: &Ledger) -> Vec<Counted> {
    let year = ledger.as_of - TimeDelta::days(364)..=ledger.as_of;
    let cheques = ledger.facts.rejected_cheques.iter();
    cheques
        .map(|cheque| {
            (
                cheque.rejected_on.map(|day| year.contains(&day)),
                cheque.amount,
            )
        })
        .collect()
}

/// Active deposits that had begun, of those that mature in so many days where any are given.
fn deposits(ledger: &Ledger, days: Option<i64>) -> Vec<Counted> {
    let as_of = ledger.as_of;
    let rows = ledger.facts.deposits.iter();
    let begun = rows.filter(|deposit| deposit.begins_on.is_none_or(|day| day <= as_of));
    begun
        .map(|deposit| {
            let matures = days.map_or(Some(true), |days| {
                let within = as_of..as_of + TimeDelta::days(days);
                deposit.matures_on.map(|day| within.contains(&day))
            });
            let counts = match (deposit.active, matures) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            };
            (counts, deposit.capital)
        })
        .collect()
}

fn offers(ledger: &Ledger) -> Vec<Counted> {
    let offers = ledger.facts.pre_approvals.iter();
    offers.map(|offer| (Some(true), offer.amount)).collect()
}

fn offered_instalments(ledger: &Ledger) -> Vec<Counted> {
    let offers = ledger.facts.pre_approvals.iter();
    offers
        .map(|offer| (Some(true), offer.installment))
        .collect()
}

fn alimony(ledger: &Ledger) -> Vec<Counted> {
    let debts = ledger.facts.alimony.iter();
    debts.map(|debt| (Some(true), debt.owed)).collect()
}

/// What a row comes to: missing where it is open whether a row counts, or what it amounts to.
pub(super) fn outcome(row: &Row, ledger: &Ledger) -> Outcome {
    let &(_, rows, over) = row;
    let rows = rows(ledger);
    if rows.iter().any(|(counts, _)| counts.is_none()) {
        return Outcome::Missing;
    }
    let counted = rows.into_iter().filter(|(counts, _)| *counts == Some(true));
    let amounts: Option<Vec<Decimal>> = counted
        .map(|(_, amount)| home(ledger, amount?, ledger.as_of).and_then(fit))
        .collect();
    let Some(amounts) = amounts else {
        return Outcome::Missing;
    };
    match over {
        LargestOrNone if amounts.is_empty() => Outcome::None,
        Sum => fit(amounts.iter().sum()).into(),
        Largest | LargestOrNone => Outcome::Known(amounts.into_iter().max().unwrap_or_default()),
    }
}
