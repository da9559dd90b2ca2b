//! What the bank says: accounts, movements with their categories, balances, loans and deposits.

use caudal_facts::categories::Movement;
use caudal_facts::facts::{
    Account as AccountRow, AccountKind, Balance, Card, Counterparty, Deposit, Holder, Loan,
    Provenance, Section, Transaction,
};
use caudal_facts::{Country, Currency, Money, Source};
use chrono::Days;

use super::{Reports, places};
use crate::applicants::{Account, Coin, Kind, plain_tax_id};

/// How many days back an Argentine bank tells.
const DAYS: u32 = 150;

/// Adds the report of the person's bank.
pub(super) fn add(reports: &mut Reports<'_>) {
    let person = reports.person;
    let asked = match person.country {
        Country::Ar => (Source::Cirenio, "cirenio", "report"),
        Country::Cl => (Source::Khipu, "khipu", "transactions"),
    };
    let sections = [
        Section::Accounts,
        Section::Cards,
        Section::Loans,
        Section::Deposits,
    ];
    let Some(payload) = reports.answer(asked, person.as_of, &sections) else {
        return;
    };
    let mut number = 0;
    for whole in &person.accounts {
        match (person.country, whole.kind) {
            (Country::Ar, Kind::Card) => card(reports, payload, whole),
            (Country::Ar, _) => {
                account(
                    reports,
                    payload,
                    number,
                    &whole.last_days(person.as_of, DAYS),
                );
                number += 1;
            }
            (Country::Cl, _) => {
                account(reports, payload, number, whole);
                number += 1;
            }
        }
    }
    let facts = &mut reports.facts;
    facts
        .transactions
        .sort_by_key(|row| (row.date, row.account, row.provenance));
    products(reports, payload);
}

fn account(reports: &mut Reports<'_>, payload: u32, number: u32, account: &Account) {
    let person = reports.person;
    let currency = currency(account.coin);
    let money = |minor| Money::from_minor(minor, currency);
    let place = Provenance {
        payload,
        row: number,
    };
    let covers_from = match person.country {
        Country::Ar => person.as_of.checked_sub_days(Days::new(DAYS.into())),
        Country::Cl => None,
    };
    reports.facts.accounts.push(AccountRow {
        provenance: place,
        number: account.number.clone(),
        cbu: None,
        kind: match account.kind {
            Kind::Current => AccountKind::Current,
            Kind::Savings => AccountKind::Savings,
            Kind::Card => AccountKind::CreditCard,
        },
        currency,
        balance: Some(money(account.closing())),
        holders: vec![Holder {
            tax_id: Some(person.tax_id.clone()),
            is_applicant: Some(true),
        }],
        covers_from,
        opened_on: Some(account.opened),
    });
    reports.facts.balances.push(Balance {
        provenance: place,
        account: number,
        date: person.as_of,
        amount: money(account.closing()),
        credit_line: (account.line > 0).then(|| money(account.line)),
    });
    let first = u32::try_from(reports.facts.transactions.len()).unwrap_or_default();
    for ((movement, balance), row) in account.running().zip(first..) {
        let party = movement.party.as_ref();
        let counterparty = party.map(|party| Counterparty {
            tax_id: plain_tax_id(&party.tax_id),
            name: Some(party.name.clone()),
        });
        let tax_id = counterparty
            .as_ref()
            .and_then(|other| other.tax_id.as_ref());
        let amount = money(movement.amount);
        let decided = reports.categories.decide(&Movement {
            description: &movement.text,
            detail: None,
            amount,
            counterparty_is_applicant: tax_id == Some(&person.tax_id),
        });
        reports.facts.transactions.push(Transaction {
            provenance: Provenance { payload, row },
            account: number,
            id: None,
            date: movement.date,
            ordinal: 0,
            amount,
            description: movement.text.clone(),
            detail: None,
            category: decided.category,
            category_entry: decided.entry.map(str::to_owned),
            counterparty,
            balance_after: Some(money(balance)),
        });
    }
}

/// A card as a report of its own kind has it: what is left of its limit.
fn card(reports: &mut Reports<'_>, payload: u32, account: &Account) {
    let currency = currency(account.coin);
    let money = |minor| Some(Money::from_minor(minor, currency));
    reports.facts.cards.push(Card {
        provenance: Provenance { payload, row: 0 },
        number: account.number.clone(),
        brand: None,
        closing_on: None,
        due_on: None,
        limit: money(account.line),
        available: money(account.line + account.closing()),
        cash_advance_limit: None,
        cash_advance_available: None,
    });
}

fn products(reports: &mut Reports<'_>, payload: u32) {
    let person = reports.person;
    let own = person.loans.iter().filter(|loan| loan.lender.is_none());
    for (loan, place) in own.zip(places(payload)) {
        let row = Loan {
            provenance: place,
            number: loan.number.clone(),
            kind: None,
            principal: Some(reports.money(loan.capital)),
            outstanding: Some(reports.money(loan.balance())),
            installments: Some(loan.count),
            next_installment: Some(loan.paid + 1),
            next_installment_amount: Some(reports.money(loan.installment())),
            next_due_on: Some(loan.next_due(person.as_of)),
        };
        reports.facts.loans.push(row);
    }
    for (deposit, place) in person.deposits.iter().zip(places(payload)) {
        let currency = currency(deposit.coin);
        reports.facts.deposits.push(Deposit {
            provenance: place,
            number: deposit.number.clone(),
            begins_on: Some(deposit.from),
            matures_on: Some(deposit.to),
            active: Some(deposit.to >= person.as_of),
            capital: Some(Money::from_minor(deposit.capital, currency)),
            interest: Some(Money::from_minor(deposit.interest(), currency)),
            rate_nominal: None,
        });
    }
}

const fn currency(coin: Coin) -> Currency {
    match coin {
        Coin::Ars => Currency::Ars,
        Coin::Clp => Currency::Clp,
        Coin::Usd => Currency::Usd,
    }
}
