//! `/credit-card/billed-transactions` and `/credit-card/unbilled-transactions`: purchases on a card.
//!
//! No document says whether an amount paid in instalments is one of them or all, nor whether a
//! credit is a payment or a refund. Such rows are left out, and said.

use caudal_facts::Money;
use caudal_facts::facts::{Card, CardPurchase, FindingCode, Provenance, Section};
use serde_json::Value;

use super::shared::{amounts, must_be_there, signed, single};
use super::transactions::EntryStatus;
use crate::khipu::wire::{Data, Transaction};
use crate::sheet::{Sheet, Table, Trouble, index_of};

pub(super) fn read(sheet: &mut Sheet<'_>, data: &Data, _: &Value) -> Result<(), Trouble> {
    let rows = sheet.rows(Table::CardPurchases, "Transaction", &data.transaction);
    for (at, row) in must_be_there(rows, "Transaction")? {
        let word = sheet
            .text(at, "Transaction.Status", &row.status.0)
            .unwrap_or_default();
        // What is not billed yet is pending by its nature; it will be charged all the same.
        match EntryStatus::of(&word) {
            EntryStatus::Booked | EntryStatus::Pending => purchase(sheet, at, &row),
            EntryStatus::Rejected => {
                let message = "Transaction: a purchase left out that was rejected".to_owned();
                sheet.finding(FindingCode::NotBooked, Some(at), message);
            }
            EntryStatus::Other(word) => {
                sheet.unknown_word(at, "Transaction.Status", &word);
                sheet.left_out(at, "Transaction", "it is not known to be charged");
            }
        }
    }
    Ok(())
}

fn purchase(sheet: &mut Sheet<'_>, at: Provenance, row: &Transaction) {
    let name = "Transaction";
    let date = sheet
        .date(at, "Transaction.BookingDateTime", &row.booking_date_time.0)
        .or_else(|| sheet.date(at, "Transaction.ValueDateTime", &row.value_date_time.0));
    let number = sheet.text(at, "Transaction.AccountId", &row.account_id.0);
    let (Some(date), Some(number)) = (date, number) else {
        return sheet.left_out(at, name, "it lacks an AccountId or a date");
    };
    let Some(amount) = charged(sheet, at, row) else {
        return sheet.left_out(at, name, "what it charges is not known");
    };
    let instalment = single(sheet, at, "Transaction.Instalment", &row.instalment);
    let (next_installment, installments) = match instalment {
        Some(of) => (
            sheet.count(
                at,
                "Transaction.Instalment",
                &of.current_instalment_number.0,
            ),
            sheet.count(at, "Transaction.Instalment", &of.instalments_number.0),
        ),
        None => (None, None),
    };
    if installments.is_some_and(|count| count > 1) {
        let why = "whether its amount is one instalment or all of them is not documented";
        return sheet.left_out(at, name, why);
    }
    let information = &row.transaction_information.0;
    let purchase = CardPurchase {
        provenance: at,
        card: card(sheet, at, &number),
        date,
        amount,
        rate: None,
        description: sheet
            .text(at, "Transaction.TransactionInformation", information)
            .unwrap_or_default(),
        next_installment,
        installments,
    };
    sheet.facts.card_purchases.push(purchase);
}

/// What a purchase charges, positive; `None` for a credit.
fn charged(sheet: &mut Sheet<'_>, at: Provenance, row: &Transaction) -> Option<Money> {
    let name = "Transaction.Amount";
    let amounts = amounts(sheet, at, name, &row.amount);
    let [amount] = amounts.as_slice() else {
        return None;
    };
    let signed = signed(sheet, at, name, &row.credit_debit_indicator, *amount)?;
    let minor = signed.minor().checked_neg().filter(|minor| *minor >= 0)?;
    Some(Money::from_minor(minor, signed.currency()))
}

/// The card of an id, known by nothing else: neither its limit nor its dates are in these answers.
fn card(sheet: &mut Sheet<'_>, at: Provenance, number: &str) -> u32 {
    let known = sheet
        .facts
        .cards
        .iter()
        .position(|card| card.number == number);
    let index = known.unwrap_or_else(|| {
        sheet.facts.note(Section::Cards);
        sheet.facts.cards.push(Card {
            provenance: at,
            number: number.to_owned(),
            brand: None,
            closing_on: None,
            due_on: None,
            limit: None,
            available: None,
            cash_advance_limit: None,
            cash_advance_available: None,
        });
        sheet.facts.cards.len().saturating_sub(1)
    });
    index_of(index)
}
