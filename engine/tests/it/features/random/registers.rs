//! Rows of every register at random: one plan of a row, read by each table as it can.

use std::collections::BTreeMap;

use caudal_facts::facts::{
    AlimonyDebt, Card, CardPurchase, Contribution, CreditLine, DebtKind, DebtLine, Delinquency,
    Deposit, FeeReceiptMonth, Loan, PreApproval, Protest, RejectedCheque, Section, Situation,
    TaxReturn,
};
use caudal_facts::{Currency, Money, Month, Source};
use chrono::{Datelike as _, TimeDelta};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::features::ledger::Ledger;

/// How many registers there are.
const REGISTERS: u8 = 14;

/// A row of a register.
#[derive(Debug, Clone)]
pub(crate) struct RegisterRow {
    /// Which register.
    pub(crate) register: u8,
    /// Whether its amounts are in dollars.
    pub(crate) is_foreign: bool,
    pub(crate) amounts: [Option<i64>; 4],
    /// How many days before the decision it is dated, where it has a date.
    pub(crate) back: Option<i64>,
    pub(crate) number: u32,
    pub(crate) flag: Option<bool>,
}

/// Every report that a register comes with, and its section.
const SECTIONS: [(Source, Section); 15] = [
    (Source::Cirenio, Section::Cards),
    (Source::Cirenio, Section::Loans),
    (Source::Cirenio, Section::Deposits),
    (Source::Afc, Section::Contributions),
    (Source::Sii, Section::FeeReceipts),
    (Source::Sii, Section::TaxReturns),
    (Source::Cmf, Section::Debts),
    (Source::Cmf, Section::CreditLines),
    (Source::Bcra, Section::Situations),
    (Source::Bcra, Section::SituationHistory),
    (Source::Bcra, Section::RejectedCheques),
    (Source::Protests, Section::Protests),
    (Source::Protests, Section::Delinquencies),
    (Source::Alimony, Section::Alimony),
    (Source::Bancame, Section::PreApprovals),
];

pub(super) fn row(amount: BoxedStrategy<i64>) -> impl Strategy<Value = RegisterRow> {
    let stated = prop::option::weighted(0.95, amount.prop_map(i64::saturating_abs));
    let amounts = (stated.clone(), stated.clone(), stated.clone(), stated);
    (
        0..REGISTERS,
        prop::bool::weighted(0.1),
        amounts,
        prop::option::weighted(0.95, 0_i64..400),
        0..12_u32,
        prop::option::weighted(0.9, any::<bool>()),
    )
        .prop_map(
            |(register, is_foreign, amounts, back, number, flag)| RegisterRow {
                register,
                is_foreign,
                amounts: [amounts.0, amounts.1, amounts.2, amounts.3],
                back,
                number,
                flag,
            },
        )
}

/// A year and more of contributions or fee receipts, one a month.
pub(super) fn months(amount: BoxedStrategy<i64>) -> impl Strategy<Value = Vec<RegisterRow>> {
    let register = prop::sample::select(vec![5_u8, 6]);
    let rows = prop::collection::vec(row(amount), 0..15);
    (register, rows).prop_map(|(register, rows)| {
        let dated = (0_i64..).zip(rows).map(|(month, row)| RegisterRow {
            register,
            back: Some(30 * month),
            ..row
        });
        dated.collect()
    })
}

/// Every source answers with every section, and these rows.
pub(super) fn fill(ledger: &mut Ledger, rows: &[RegisterRow]) {
    for (source, section) in SECTIONS {
        ledger.section(source, section);
    }
    ledger.facts.answers.sort_by_key(|answer| answer.source);
    for row in rows {
        if row.register < 5 {
            bank(ledger, row);
        } else if row.register < 9 {
            income_and_debts(ledger, row);
        } else {
            arrears(ledger, row);
        }
    }
}

impl RegisterRow {
    fn money(&self, ledger: &Ledger, position: usize) -> Option<Money> {
        let home = ledger.country.home_currency();
        let currency = if self.is_foreign { Currency::Usd } else { home };
        self.amounts[position].map(|minor| Money::from_minor(minor, currency))
    }

    fn day(&self, ledger: &Ledger) -> Option<chrono::NaiveDate> {
        self.back.map(|back| ledger.as_of - TimeDelta::days(back))
    }

    fn month(&self, ledger: &Ledger) -> Month {
        Month::of(self.day(ledger).unwrap_or(ledger.as_of))
    }

    fn name(&self) -> Option<String> {
        (self.number > 0).then(|| format!("INSTITUCION EJEMPLO {}", self.number % 3))
    }
}

fn bank(ledger: &mut Ledger, row: &RegisterRow) {
    let provenance = ledger.provenance();
    let money = |position| row.money(ledger, position);
    let [first, second, third, fourth] = [money(0), money(1), money(2), money(3)];
    let day = row.day(ledger);
    let facts = &mut ledger.facts;
    match row.register {
        0 => facts.cards.push(Card {
            provenance,
            number: String::new(),
            brand: None,
            closing_on: None,
            due_on: None,
            limit: first,
            available: second,
            cash_advance_limit: third,
            cash_advance_available: fourth,
        }),
        1 => facts
            .card_purchases
            .extend(first.map(|amount| CardPurchase {
                provenance,
                card: 0,
                date: day.unwrap_or(ledger.as_of),
                amount,
                rate: None,
                description: String::new(),
                next_installment: (row.flag != Some(false)).then_some(row.number % 5),
                installments: row.flag.map(|_| row.number),
            })),
        2 => facts.loans.push(Loan {
            provenance,
            number: String::new(),
            kind: None,
            principal: third,
            outstanding: first,
            installments: None,
            next_installment: None,
            next_installment_amount: second,
            next_due_on: None,
        }),
        3 => facts.deposits.push(Deposit {
            provenance,
            number: String::new(),
            begins_on: day,
            matures_on: row
                .back
                .map(|back| ledger.as_of + TimeDelta::days(back / 3)),
            active: row.flag,
            capital: first,
            interest: second,
            rate_nominal: None,
        }),
        _ => facts.pre_approvals.push(PreApproval {
            provenance,
            id: None,
            amount: first,
            monthly_rate: None,
            installments: None,
            installment: second,
        }),
    }
}

fn income_and_debts(ledger: &mut Ledger, row: &RegisterRow) {
    let provenance = ledger.provenance();
    let money = |position| row.money(ledger, position);
    let [first, second, third] = [money(0), money(1), money(2)];
    let month = row.month(ledger);
    let year = ledger.as_of.year();
    let facts = &mut ledger.facts;
    match row.register {
        5 => facts.contributions.push(Contribution {
            provenance,
            month,
            employer: row.name(),
            taxable_income: first,
            paid_on: None,
            employer_active: row.flag,
        }),
        6 => facts.fee_receipts.push(FeeReceiptMonth {
            provenance,
            month,
            gross: first,
            withheld: second,
        }),
        7 => {
            let code = if row.number == 0 { 20 } else { 170 };
            let value = row.amounts[0].map(|value| (code, Decimal::from(value)));
            facts.tax_returns.push(TaxReturn {
                provenance,
                year: year + 1 - i32::try_from(row.number % 4).expect("small"),
                codes: value.into_iter().collect::<BTreeMap<_, _>>(),
            });
        }
        _ => facts.debts.push(DebtLine {
            provenance,
            institution: row.name(),
            indirect: row.flag == Some(true),
            kind: [
                Some(DebtKind::Consumer),
                Some(DebtKind::Mortgage),
                Some(DebtKind::Commercial),
                Some(DebtKind::Other),
                None,
            ][usize::try_from(row.number % 5).expect("small")],
            total: first,
            current: None,
            late_30_89: second,
            late_90_plus: third,
        }),
    }
}

fn arrears(ledger: &mut Ledger, row: &RegisterRow) {
    let provenance = ledger.provenance();
    let amount = row.money(ledger, 0);
    let (day, month) = (row.day(ledger), row.month(ledger));
    let facts = &mut ledger.facts;
    match row.register {
        9 => facts.credit_lines.push(CreditLine {
            provenance,
            institution: row.name(),
            available: amount,
        }),
        10 => facts.situations.push(Situation {
            provenance,
            month,
            entity: row.name(),
            situation: (row.number > 0).then_some(row.number % 6 + 1),
            amount,
            days_late: Some(row.number),
            in_court: row.flag,
            historical: row.flag == Some(true),
        }),
        11 => facts.rejected_cheques.push(RejectedCheque {
            provenance,
            rejected_on: day,
            amount,
            paid_on: row.flag.and(day),
        }),
        12 => facts.protests.push(Protest {
            provenance,
            date: day,
            amount,
            document: None,
            cleared: row.flag,
        }),
        _ if row.number.is_multiple_of(2) => facts.delinquencies.push(Delinquency {
            provenance,
            due_on: day,
            amount,
            creditor: None,
        }),
        _ => facts.alimony.push(AlimonyDebt {
            provenance,
            owed: amount,
        }),
    }
}
