//! Movements, newest first, each with the balance after it.

use serde_json::{Map, Value, json};

use super::{at, find, indicator, money};
use crate::applicants::ledger::{Account, Kind, Movement};
use crate::applicants::money::per_mille;
use crate::applicants::person::Person;

/// `Data` of `/transactions`; `None` for an account that the person does not have.
pub(crate) fn transactions(person: &Person, number: &str) -> Option<Value> {
    let account = find(person, number)?;
    let mut rows: Vec<_> = account
        .running()
        .enumerate()
        .map(|(place, (movement, balance))| row(person, account, place, movement, Some(balance)))
        .collect();
    rows.extend(pending(person, account));
    rows.reverse();
    Some(json!({ "Transaction": rows }))
}

/// `Data` of `/credit-card/unbilled-transactions`, or of the billed ones: purchases on cards from the
/// first of the running month on, or before.
pub(crate) fn card_transactions(person: &Person, unbilled: bool) -> Value {
    let month = caudal_facts::Month::of(person.as_of).first_day();
    let cards = person
        .accounts
        .iter()
        .filter(|account| account.kind == Kind::Card);
    let mut rows = Vec::new();
    for card in cards {
        for (place, movement) in card.movements.iter().enumerate() {
            if movement.amount < 0 && (movement.date >= month) == unbilled {
                rows.push(row(person, card, place, movement, None));
            }
        }
    }
    rows.reverse();
    json!({ "Transaction": rows })
}

/// A purchase that is not booked yet and counts for nothing, on half of the current accounts.
fn pending(person: &Person, account: &Account) -> Option<Value> {
    let mut dice = person.dice(&format!("pending {}", account.number));
    if account.kind != Kind::Current || !dice.per_mille(500) {
        return None;
    }
    let like = account
        .movements
        .iter()
        .rev()
        .find(|movement| movement.amount < 0)?;
    let yesterday = person.as_of.pred_opt().unwrap_or(person.as_of);
    let amount = -per_mille(person.income, dice.between(5, 30)).max(1);
    let movement = Movement::new(yesterday, "", &like.text, amount);
    let mut pending = row(person, account, account.movements.len(), &movement, None);
    if let Some(fields) = pending.as_object_mut() {
        fields.insert("Status".to_owned(), json!("Pending"));
    }
    Some(pending)
}

fn row(
    person: &Person,
    account: &Account,
    place: usize,
    movement: &Movement,
    balance: Option<i64>,
) -> Value {
    let id = person
        .dice(&format!("transaction {} {place}", account.number))
        .hex(32);
    let mut row = Map::new();
    let mut put = |name: &str, value: Value| row.insert(name.to_owned(), value);
    put("AccountId", json!(account.number));
    put(
        "BookingDateTime",
        json!(at(person, movement.date, "00:00:00")),
    );
    put("CreditDebitIndicator", json!(indicator(movement.amount)));
    put("Status", json!("Booked"));
    put("TransactionId", json!(id));
    put("TransactionInformation", json!(movement.text));
    put("Amount", money(account, movement.amount));
    if let Some(balance) = balance {
        let balance = json!({
            "CreditDebitIndicator": indicator(balance),
            "Type": "InterimBooked",
            "Amount": money(account, balance),
        });
        put("Balance", balance);
    }
    if let Some(party) = &movement.party {
        let side = if movement.amount < 0 {
            "Creditor"
        } else {
            "Debtor"
        };
        let other = json!({
            "SchemeName": "UK.OBIE.BBAN",
            "Identification": party.account,
            "Name": party.name,
            "SecondaryIdentification": party.tax_id,
        });
        put(&format!("{side}Account"), other);
        let agent = json!({ "SchemeName": "UK.OBIE.BICFI", "Identification": "BCHICLRM" });
        put(&format!("{side}Agent"), agent);
    }
    if let Some((current, count)) = movement.part {
        let part = json!({ "InstalmentsNumber": count, "CurrentInstalmentNumber": current });
        put("Instalment", part);
    }
    Value::Object(row)
}
