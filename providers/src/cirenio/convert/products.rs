//! Cirenio's cards, deposits and loans.

use caudal_facts::facts::{Card, CardPurchase, Deposit, Loan, Provenance, Section};
use caudal_facts::{Currency, numeric};
use serde_json::Value;

use crate::cirenio::wire;
use crate::sheet::{Sheet, Table, index_of};
use crate::tolerant::{self, Unread, open_enum};

open_enum! {
    /// The bank's word for a deposit's state.
    DepositState {
        /// Capital is placed.
        Active = "Activo" | "Activa" | "Vigente" | "Renovado",
        /// Capital was paid out.
        Ended = "Vencido" | "Cancelado" | "Precancelado" | "Cerrado" | "Inactivo" | "Liquidado",
    }
}

/// Reads cards, investments and lendings.
pub(super) fn read(sheet: &mut Sheet<'_>, bank: &wire::Bank) {
    if let Some(group) = sheet.section("creditCards", &bank.credit_cards)
        && let Some(rows) = sheet.rows(Table::Cards, "creditCards", &group.data)
    {
        sheet.facts.note(Section::Cards);
        for (at, row) in rows {
            card(sheet, at, &row);
        }
    }
    if let Some(investments) = sheet.section("investments", &bank.investments) {
        deposits(sheet, &investments);
    }
    if let Some(group) = sheet.section("lendings", &bank.lendings)
        && let Some(rows) = sheet.rows(Table::Loans, "lendings", &group.data)
    {
        sheet.facts.note(Section::Loans);
        for (at, row) in rows {
            loan(sheet, at, &row);
        }
    }
}

fn card(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Card) {
    // The document gives every limit in pesos, whatever the purchases' currencies.
    let pesos = Currency::Ars;
    let card = Card {
        provenance: at,
        number: sheet
            .text(at, "creditCards.number", &row.number.0)
            .unwrap_or_default(),
        brand: sheet.text(at, "creditCards.brand", &row.brand.0),
        closing_on: sheet.date(at, "creditCards.closing", &row.closing.0),
        due_on: sheet.date(at, "creditCards.due", &row.due.0),
        limit: sheet.money(at, "creditCards.limit", &row.limit.0, pesos),
        available: sheet.money(at, "creditCards.available", &row.available.0, pesos),
        cash_advance_limit: sheet.money(at, "creditCards.cash_advance", &row.cash_advance.0, pesos),
        cash_advance_available: sheet.money(
            at,
            "creditCards.available_cash_advance",
            &row.available_cash_advance.0,
            pesos,
        ),
    };
    let index = index_of(sheet.facts.cards.len());
    sheet.facts.cards.push(card);
    let name = "creditCards.transactions";
    let purchases = sheet.rows_expected(Table::CardPurchases, name, &row.transactions);
    for (at, row) in purchases.unwrap_or_default() {
        purchase(sheet, at, index, &row);
    }
}

fn purchase(sheet: &mut Sheet<'_>, at: Provenance, card: u32, row: &wire::CardTransaction) {
    let name = "creditCards.transactions";
    let Some(currency) = sheet.currency(at, "creditCards.transactions.currency", &row.currency.0)
    else {
        return sheet.left_out(at, name, "its currency is not known");
    };
    let date = sheet.date(at, "creditCards.transactions.date", &row.date.0);
    let amount = sheet.money(
        at,
        "creditCards.transactions.amount",
        &row.amount.0,
        currency,
    );
    let (Some(date), Some(amount)) = (date, amount) else {
        return sheet.left_out(at, name, "it lacks a date or an amount");
    };
    let rate = sheet
        .text(at, "creditCards.transactions.rate", &row.rate.0)
        .and_then(|text| {
            let rate = numeric::decimal(&text)
                .map(Some)
                .ok_or_else(|| Unread::expected("a rate", &Value::String(text)));
            sheet.take(at, "creditCards.transactions.rate", rate)
        });
    let next = &row.next_fee_number.0;
    let total = &row.total_fee_number.0;
    let purchase = CardPurchase {
        provenance: at,
        card,
        date,
        amount,
        rate,
        description: sheet
            .text(
                at,
                "creditCards.transactions.description",
                &row.description.0,
            )
            .unwrap_or_default(),
        next_installment: sheet.count(at, "creditCards.transactions.next_fee_number", next),
        installments: sheet.count(at, "creditCards.transactions.total_fee_number", total),
    };
    sheet.facts.card_purchases.push(purchase);
}

fn deposits(sheet: &mut Sheet<'_>, investments: &wire::Investments) {
    // PHP writes an object without members as `[]`.
    if matches!(&investments.data.0, Value::Array(items) if items.is_empty()) {
        sheet.facts.note(Section::Deposits);
        return;
    }
    let Some(lists) = sheet.section("investments.data", &investments.data) else {
        return;
    };
    let Some(rows) = sheet.rows(Table::Deposits, "fixedDeposits", &lists.fixed_deposits) else {
        return;
    };
    sheet.facts.note(Section::Deposits);
    for (at, row) in rows {
        deposit(sheet, at, &row);
    }
}

fn deposit(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::FixedDeposit) {
    let Some(currency) = sheet.currency(at, "fixedDeposits.currency", &row.currency.0) else {
        return sheet.left_out(at, "fixedDeposits", "its currency is not known");
    };
    let state = sheet.text(at, "fixedDeposits.state", &row.state.0);
    let active = state.and_then(|word| match DepositState::of(&word) {
        DepositState::Active => Some(true),
        DepositState::Ended => Some(false),
        DepositState::Other(word) => {
            sheet.unknown_word(at, "fixedDeposits.state", &word);
            None
        }
    });
    let deposit = Deposit {
        provenance: at,
        number: sheet
            .text(at, "fixedDeposits.number", &row.number.0)
            .unwrap_or_default(),
        begins_on: sheet.date(at, "fixedDeposits.constitution", &row.constitution.0),
        matures_on: sheet.date(at, "fixedDeposits.maturity", &row.maturity.0),
        active,
        capital: sheet.money(at, "fixedDeposits.capital", &row.capital.0, currency),
        interest: sheet.money(at, "fixedDeposits.interests", &row.interests.0, currency),
        rate_nominal: sheet.take(at, "fixedDeposits.rate", tolerant::percent(&row.rate.0)),
    };
    sheet.facts.deposits.push(deposit);
}

fn loan(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Lending) {
    let Some(currency) = sheet.currency(at, "lendings.currency", &row.currency.0) else {
        return sheet.left_out(at, "lendings", "its currency is not known");
    };
    let kind = sheet
        .text(at, "lendings.standard_type", &row.standard_type.0)
        .or_else(|| sheet.text(at, "lendings.type", &row.kind.0));
    let amount = &row.next_fee_amount.0;
    let loan = Loan {
        provenance: at,
        number: sheet
            .text(at, "lendings.number", &row.number.0)
            .unwrap_or_default(),
        kind,
        principal: sheet.money(at, "lendings.capital", &row.capital.0, currency),
        outstanding: sheet.money(at, "lendings.balance", &row.balance.0, currency),
        installments: sheet.count(at, "lendings.total_fee_number", &row.total_fee_number.0),
        next_installment: sheet.count(at, "lendings.next_fee_number", &row.next_fee_number.0),
        next_installment_amount: sheet.money(at, "lendings.next_fee_amount", amount, currency),
        next_due_on: sheet.date(at, "lendings.next_fee_due", &row.next_fee_due.0),
    };
    sheet.facts.loans.push(loan);
}
