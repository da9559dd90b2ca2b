//! Cards, loans, deposits and holders of the bank report.

use caudal_engine::features::{Cause, Value};
use caudal_facts::facts::{
    AccountKind, Balance, Card, CardPurchase, Deposit, Holder, Loan, Section,
};
use caudal_facts::{Money, Source};

use super::ledger::{Ledger, date};

const NOT_STATED: Value = Value::Missing(Cause::NotStated);

fn cards(limits: &[(Option<i64>, Option<i64>)]) -> Ledger {
    let mut ledger = Ledger::argentina("2026-10-20");
    ledger.section(Source::Cirenio, Section::Cards);
    for &(limit, available) in limits {
        let card = Card {
            provenance: ledger.provenance(),
            number: "1234".to_owned(),
            brand: None,
            closing_on: None,
            due_on: None,
            limit: limit.map(|limit| ledger.money(limit)),
            available: available.map(|available| ledger.money(available)),
            cash_advance_limit: Some(ledger.money(100)),
            cash_advance_available: Some(ledger.money(130)),
        };
        ledger.facts.cards.push(card);
    }
    ledger
}

fn purchase(ledger: &mut Ledger, amount: i64, next: Option<u32>, count: Option<u32>) {
    let purchase = CardPurchase {
        provenance: ledger.provenance(),
        card: 0,
        date: date("2026-10-01"),
        amount: ledger.money(amount),
        rate: None,
        description: String::new(),
        next_installment: next,
        installments: count,
    };
    ledger.facts.card_purchases.push(purchase);
}

#[test]
fn limits_add_up_over_cards() {
    cards(&[(Some(1_000), Some(600)), (Some(500), Some(550))])
        .known("card.count", 2)
        .known("card.limit_total", 1_500)
        .known("card.available_total", 1_150)
        .known("card.used", 400)
        .known("card.utilisation", 266_667)
        .known("card.cash_advance_used", 0);
}

#[test]
fn no_card_is_none_and_no_limit_is_missing() {
    cards(&[])
        .known("card.count", 0)
        .known("card.used", 0)
        .check("card.utilisation", Value::None)
        .known("card.installments_next_month", 0);
    cards(&[(None, Some(5))])
        .check("card.limit_total", NOT_STATED)
        .check("card.utilisation", NOT_STATED)
        .known("card.available_total", 5);
    cards(&[(Some(0), Some(0))]).check("card.utilisation", Value::Missing(Cause::DivisionByZero));
}

#[test]
fn instalments_still_to_come() {
    let mut ledger = cards(&[]);
    purchase(&mut ledger, 9_999, None, None);
    purchase(&mut ledger, 100, Some(2), Some(3));
    purchase(&mut ledger, 10, Some(3), Some(3));
    purchase(&mut ledger, 1, Some(4), Some(3));
    ledger
        .known("card.installments_next_month", 110)
        .known("card.installments_to_pay", 210);
    purchase(&mut ledger, 5, None, Some(6));
    ledger.check("card.installments_next_month", NOT_STATED);
}

#[test]
fn in_chile_a_card_is_an_account() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-01-01");
    ledger
        .check("card.used", NOT_STATED)
        .check("card.count", NOT_STATED);

    ledger.account("");
    ledger.facts.accounts[1].kind = AccountKind::CreditCard;
    ledger.check("card.used", NOT_STATED);
    ledger.facts.accounts[1].balance = Some(ledger.money(-250));
    ledger
        .known("card.used", 250)
        .check("card.utilisation", NOT_STATED);

    for (day, line) in [
        ("2026-10-01", 500),
        ("2026-10-05", 1_000),
        ("2026-10-21", 1),
    ] {
        let balance = Balance {
            provenance: ledger.provenance(),
            account: 1,
            date: date(day),
            amount: ledger.money(0),
            credit_line: Some(ledger.money(line)),
        };
        ledger.facts.balances.push(balance);
    }
    ledger.known("card.utilisation", 250_000);
    ledger.facts.accounts[1].balance = Some(ledger.money(40));
    ledger.known("card.used", 0).known("card.utilisation", 0);
}

#[test]
fn loans_that_are_paid_off_do_not_count() {
    let mut ledger = Ledger::argentina("2026-10-20");
    ledger.section(Source::Cirenio, Section::Loans);
    for (outstanding, next) in [(Some(900), Some(90)), (Some(0), None), (Some(50), Some(25))] {
        let money = |minor: Option<i64>| {
            minor.map(|minor| Money::from_minor(minor, caudal_facts::Currency::Ars))
        };
        let loan = Loan {
            provenance: ledger.provenance(),
            number: String::new(),
            kind: None,
            principal: None,
            outstanding: money(outstanding),
            installments: None,
            next_installment: None,
            next_installment_amount: money(next),
            next_due_on: None,
        };
        ledger.facts.loans.push(loan);
    }
    ledger
        .known("debt.loans_count", 2)
        .known("debt.loans_outstanding", 950)
        .known("debt.loan_installments_next", 115);
    ledger.facts.loans[0].outstanding = None;
    ledger
        .known("debt.loans_count", 2)
        .check("debt.loans_outstanding", NOT_STATED);
}

#[test]
fn a_deposit_of_unknown_state_is_neither_active_nor_not() {
    let mut ledger = Ledger::argentina("2026-10-20");
    ledger.section(Source::Cirenio, Section::Deposits);
    for active in [Some(true), Some(false)] {
        let deposit = Deposit {
            provenance: ledger.provenance(),
            number: String::new(),
            begins_on: None,
            matures_on: None,
            active,
            capital: Some(ledger.money(7)),
            interest: None,
            rate_nominal: None,
        };
        ledger.facts.deposits.push(deposit);
    }
    ledger
        .known("investment.fixed_deposits", 1)
        .known("investment.fixed_deposits_amount", 7);
    ledger.facts.deposits[1].active = None;
    ledger.check("investment.fixed_deposits", NOT_STATED);
}

#[test]
fn every_readable_holder_must_be_the_applicant() {
    for (holders, expected) in [
        (&[][..], NOT_STATED),
        (&[None], NOT_STATED),
        (&[Some(true), None], Value::Known(1)),
        (&[Some(true), Some(false)], Value::Known(0)),
    ] {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger.account("2026-01-01");
        ledger.facts.accounts[0].holders = holders
            .iter()
            .map(|is_applicant| Holder {
                tax_id: None,
                is_applicant: *is_applicant,
            })
            .collect();
        assert_eq!(ledger.value("data.holder_matches"), expected, "{holders:?}");
    }
}
