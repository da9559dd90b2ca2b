//! Cirenio's reports add up to the cent.

use std::collections::BTreeMap;

use caudal_facts::{Cbu, Country, TaxId};
use serde_json::{Value, json};

use super::{list, people, simulator};
use crate::support::report;

/// What came in and went out, by month.
type Months = BTreeMap<String, (i64, i64)>;

#[tokio::test]
async fn months_are_the_sums_of_their_movements() {
    let simulator = simulator(1).await;
    let (mut accounts, mut texts) = (0, 0);
    for cuit in people(Country::Ar) {
        let report = report(&simulator, &cuit).await.json();
        texts += usize::from(report["data"].is_string());
        let bank = bank_of(&report);
        let mut all: BTreeMap<(String, String), i64> = BTreeMap::new();
        for account in list(&bank["accounts"]["data"]) {
            accounts += 1;
            assert!(
                Cbu::read(account["cbu"].as_str().unwrap())
                    .unwrap()
                    .is_valid()
            );
            let holder = account["holders"][0]["cuit"].as_str().unwrap();
            assert!(TaxId::read_cuit(holder).unwrap().is_valid());
            let currency = account["currency"].as_str().unwrap().to_lowercase();
            for (month, (incoming, outgoing)) in months(account) {
                *all.entry((month, currency.clone())).or_default() += incoming + outgoing;
            }
        }
        for row in list(&bank["accounts"]["summary"]) {
            for currency in ["ars", "usd"] {
                let sum = all.get(&(month_of(row), currency.to_owned())).copied();
                assert_eq!(cents(&row[format!("delta_{currency}")]), sum.unwrap_or(0));
            }
        }
    }
    assert!(accounts > 60 && texts > 0, "{accounts} {texts}");
}

#[tokio::test]
async fn totals_are_the_sums_of_their_products() {
    let simulator = simulator(1).await;
    let (mut deposits, mut loans, mut cards, mut parts) = (0, 0, 0, 0);
    for cuit in people(Country::Ar) {
        let report = report(&simulator, &cuit).await.json();
        let bank = bank_of(&report);
        deposits += deposits_add_up(&bank["investments"]);
        let lendings = list(&bank["lendings"]["data"]);
        loans += lendings.len();
        total_is(&bank["lendings"], "balance", lendings);
        for loan in lendings {
            assert!(cents(&loan["balance"]) < cents(&loan["capital"]));
        }
        let held = list(&bank["creditCards"]["data"]);
        total_is(&bank["creditCards"], "available", held);
        for card in held {
            cards += 1;
            assert!(cents(&card["available"]) <= cents(&card["limit"]));
            assert!(cents(&card["available"]) >= 0);
            let bought = list(&card["transactions"]).iter();
            parts += bought
                .filter(|bought| bought["total_fee_number"].is_u64())
                .count();
        }
    }
    assert!(
        deposits > 0 && loans > 0 && cards > 0 && parts > 0,
        "{deposits} {loans} {cards} {parts}"
    );
}

fn bank_of(report: &Value) -> Value {
    match &report["data"] {
        Value::String(text) => serde_json::from_str::<Value>(text).unwrap()["bank"].clone(),
        data => data["bank"].clone(),
    }
}

/// The months of an account's movements, which its summary must have too.
fn months(account: &Value) -> Months {
    let movements = account
        .get("transactions")
        .or(account.get("Transactions"))
        .unwrap();
    let mut months = Months::new();
    for movement in list(movements) {
        let date = movement["date"].as_str().unwrap();
        assert!(date < "2026-10-20", "{date}");
        let amount = cents(&movement["amount"]);
        let (incoming, outgoing) = months.entry(date[..7].replace('-', "")).or_default();
        assert_ne!(amount, 0);
        *(if amount > 0 { incoming } else { outgoing }) += amount;
    }
    let summary = account.get("summary").or(account.get("Summary")).unwrap();
    assert_eq!(list(summary).len(), months.len());
    for row in list(summary) {
        let (incoming, outgoing) = months[&month_of(row)];
        assert_eq!(cents(&row["incoming"]), incoming);
        assert_eq!(cents(&row["outgoing"]), outgoing);
        assert_eq!(cents(&row["delta"]), incoming + outgoing);
    }
    months
}

fn month_of(row: &Value) -> String {
    row["yearmonth"].to_string().replace('"', "")
}

fn total_is(group: &Value, field: &str, rows: &[Value]) {
    let sum: i64 = rows.iter().map(|row| cents(&row[field])).sum();
    let summary = list(&group["summary"]);
    assert_eq!(summary.is_empty(), rows.is_empty());
    assert!(summary.iter().all(|row| cents(&row[field]) == sum));
}

/// Interest is capital × rate × days / 365 to the nearest cent.
fn deposits_add_up(investments: &Value) -> usize {
    let deposits = list(&investments["data"]["fixedDeposits"]);
    for deposit in deposits {
        let rate = deposit["rate"].as_str().unwrap().strip_suffix('%').unwrap();
        let rate = i128::from(cents(&json!(rate)));
        let days = i128::from(deposit["term"].as_i64().unwrap());
        let capital = i128::from(cents(&deposit["capital"]));
        let interest = i128::from(cents(&deposit["interests"]));
        let exact = capital * rate * days;
        assert!((interest * 3_650_000 - exact).abs() * 2 <= 3_650_000);
        assert_eq!(i128::from(cents(&deposit["total"])), capital + interest);
    }
    total_is(investments, "total", deposits);
    deposits.len()
}

/// An amount in cents, whatever its form.
fn cents(value: &Value) -> i64 {
    let text = match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = format!("{part:0<2}");
    assert_eq!(part.len(), 2, "{text}");
    format!("{whole}{part}").parse().unwrap()
}
