//! Khipu's accounts add up to the peso.

use std::collections::BTreeMap;

use caudal_facts::{Country, TaxId};
use caudal_simulator::Simulator;
use serde_json::{Value, json};

use super::{list, people, simulator};
use crate::support::bank;

#[tokio::test]
async fn balances_follow_from_movements_and_statements_from_both() {
    let simulator = simulator(1).await;
    let (mut rows, mut cards, mut overdrawn) = (0, 0, 0);
    for rut in people(Country::Cl) {
        let accounts = bank(&simulator, &rut, "accounts", json!({})).await.json();
        for account in list(&accounts["Data"]["Account"]) {
            let is_card = account["AccountSubType"] == "CreditCard";
            let holder = account["Account"][0]["SecondaryIdentification"]
                .as_str()
                .unwrap();
            assert_eq!(
                TaxId::parse_rut(holder).unwrap(),
                TaxId::parse_rut(&rut).unwrap()
            );
            let moved = moved(&simulator, &rut, &account["AccountId"]).await;
            rows += moved.rows;
            cards += usize::from(is_card);
            overdrawn += usize::from(moved.is_overdrawn && !is_card);
            statements_follow(&simulator, &rut, &account["AccountId"], &moved.months).await;
        }
    }
    assert!(
        rows > 10_000 && cards > 0 && overdrawn > 0,
        "{rows} {cards} {overdrawn}"
    );
}

/// What an account's movements come to.
#[derive(Default)]
struct Moved {
    rows: usize,
    is_overdrawn: bool,
    months: BTreeMap<String, i64>,
}

async fn asked(simulator: &Simulator, rut: &str, operation: &str, number: &Value) -> Value {
    let data = json!({ "AccountNumber": number });
    bank(simulator, rut, operation, data).await.json()["Data"].clone()
}

/// Each balance is the one before and the amount, and the last is the one that is stated.
async fn moved(simulator: &Simulator, rut: &str, number: &Value) -> Moved {
    let movements = asked(simulator, rut, "transactions", number).await;
    let mut found = Moved::default();
    let mut balance = None;
    let oldest_first = list(&movements["Transaction"]).iter().rev();
    for row in oldest_first.filter(|row| row["Status"] == "Booked") {
        found.rows += 1;
        let amount = signed(row, &row["Amount"]);
        let after = signed(&row["Balance"], &row["Balance"]["Amount"]);
        assert_eq!(balance.unwrap_or(after - amount) + amount, after);
        found.is_overdrawn |= after < 0;
        balance = Some(after);
        let date = row["BookingDateTime"].as_str().unwrap();
        assert!(date.ends_with("-0300") || date.ends_with("-0400"), "{date}");
        *found.months.entry(date[..7].to_owned()).or_default() += amount;
    }
    let stated = asked(simulator, rut, "balance", number).await;
    let stated = &stated["Balance"][0];
    if let Some(balance) = balance {
        assert_eq!(signed(stated, &stated["Amount"][0]), balance);
    }
    found
}

async fn statements_follow(
    simulator: &Simulator,
    rut: &str,
    number: &Value,
    months: &BTreeMap<String, i64>,
) {
    let mut closing = None;
    for statement in list(&asked(simulator, rut, "statements", number).await["Statement"]) {
        let amounts: &[Value; 4] = list(&statement["StatementAmount"]).try_into().unwrap();
        let [before, credits, debits, after] = amounts;
        let of = |row: &Value| signed(row, &row["Amount"]);
        assert_eq!(of(before) + of(credits) + of(debits), of(after));
        assert_eq!(closing.unwrap_or(of(before)), of(before));
        closing = Some(of(after));
        let month = &statement["StartDateTime"].as_str().unwrap()[..7];
        let moved = months.get(month).copied().unwrap_or(0);
        assert_eq!(of(credits) + of(debits), moved);
    }
}

fn signed(row: &Value, amount: &Value) -> i64 {
    let amount: i64 = amount["Amount"].as_str().unwrap().parse().unwrap();
    if row["CreditDebitIndicator"] == "Debit" {
        -amount
    } else {
        amount
    }
}
