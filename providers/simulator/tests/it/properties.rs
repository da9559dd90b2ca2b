//! Laws that hold for any seed, any applicant and any date.

use std::time::Duration;

use caudal_facts::Country;
use caudal_simulator::{Pace, Settings};
use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{bank, client, debts, khipu, pre_loan_request, report, sent, started};

/// The fields of a payload that its document names, as pointers.
const DOCUMENTED: &[(&str, &[&str])] = &[
    (
        "report",
        &[
            "/hash",
            "/external_id",
            "/status",
            "/link",
            "/date",
            "/data",
        ],
    ),
    (
        "accounts",
        &[
            "/OperationId",
            "/Status",
            "/Data/Account/0/AccountId",
            "/Data/Account/0/Currency",
            "/Data/Account/0/AccountSubType",
            "/AdditionalInformation",
            "/Error",
            "/LifeSpan",
        ],
    ),
    ("debt-report", &["/Data/DebtReport/AvailableCredits"]),
    (
        "consulta-rut",
        &[
            "/Data/RutFinancialReport/codigoRetorno",
            "/Data/RutFinancialReport/glosaRetorno",
        ],
    ),
    (
        "balance",
        &[
            "/Data/ContributionsBalance/CreationDate",
            "/Data/ContributionsBalance/Details",
        ],
    ),
    (
        "pre-loan-request",
        &[
            "/step",
            "/protestsAndDelinquencies",
            "/claveUnica",
            "/preApproves",
        ],
    ),
];

/// Every payload of two people of one body of digits, under its name.
async fn payloads(seed: u64, body: u32, as_of: NaiveDate) -> Vec<(&'static str, Vec<u8>)> {
    let pace = Pace {
        step: Duration::ZERO,
        polls: 1,
        callback: Duration::ZERO,
    };
    let settings = Settings {
        seed,
        as_of: Some(as_of),
        pace,
        ..Settings::default()
    };
    let simulator = started(settings).await;
    let cuit = whole(Country::Ar, &format!("27{body}"));
    let rut = whole(Country::Cl, &body.to_string());
    let service = async |path: &str| {
        khipu(
            &simulator,
            &rut,
            &format!("v1/cl/services/{path}"),
            json!({}),
        )
        .await
        .bytes
    };
    let accounts = bank(&simulator, &rut, "accounts", json!({})).await;
    let mut found = vec![
        ("report", report(&simulator, &cuit).await.bytes),
        (
            "deudas",
            sent(client().get(debts(&simulator, &cuit))).await.bytes,
        ),
        ("debt-report", service("cmfchile.cl/debt-report").await),
        (
            "consulta-rut",
            service("boletincomercial.cl/consulta-rut").await,
        ),
        (
            "certificate",
            service("afc.cl/contributions-certificate").await,
        ),
        ("balance", service("afc.cl/balance").await),
        (
            "tax folder",
            service("sii.cl/carpeta-tributaria/acreditar-renta").await,
        ),
        (
            "pre-loan-request",
            pre_loan_request(&simulator, &rut).await.bytes,
        ),
    ];
    let listed = accounts.json()["Data"]["Account"]
        .as_array()
        .unwrap()
        .clone();
    found.push(("accounts", accounts.bytes));
    for account in listed {
        let number = json!({"AccountNumber": account["AccountId"]});
        for operation in ["balance", "statements", "transactions"] {
            let answer = bank(&simulator, &rut, operation, number.clone()).await;
            found.push((
                if operation == "balance" {
                    "balances"
                } else {
                    operation
                },
                answer.bytes,
            ));
        }
    }
    found
}

fn whole(country: Country, body: &str) -> String {
    let mut all = "0123456789K".chars().map(|check| format!("{body}{check}"));
    all.find(|id| country.parse_tax_id(id).is_ok()).unwrap()
}

/// Each row's balance is the one before it and its amount; what is stated is the last.
fn adds_up(transactions: &Value) -> bool {
    let amount = |row: &Value, amount: &Value| {
        let amount: i64 = amount["Amount"].as_str().unwrap().parse().unwrap();
        if row["CreditDebitIndicator"] == "Debit" {
            -amount
        } else {
            amount
        }
    };
    let rows = transactions["Data"]["Transaction"].as_array().unwrap();
    let booked: Vec<_> = rows
        .iter()
        .filter(|row| row["Status"] == "Booked")
        .collect();
    booked.windows(2).all(|pair| {
        let after = |row: &Value| amount(&row["Balance"], &row["Balance"]["Amount"]);
        after(pair[1]) + amount(pair[0], &pair[0]["Amount"]) == after(pair[0])
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn payloads_are_json_of_the_documented_form_add_up_and_repeat(
        seed in any::<u64>(),
        body in 10_000_000_u32..99_999_999,
        days in 730_120..767_000_i32,
    ) {
        let as_of = NaiveDate::from_num_days_from_ce_opt(days).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let (first, again) = runtime.block_on(async {
            (payloads(seed, body, as_of).await, payloads(seed, body, as_of).await)
        });
        for (name, bytes) in &first {
            let payload: Value = serde_json::from_slice(bytes).unwrap();
            let fields = DOCUMENTED.iter().filter(|(of, _)| of == name).flat_map(|(_, fields)| *fields);
            for field in fields {
                prop_assert!(payload.pointer(field).is_some(), "{name} lacks {field}");
            }
            if *name == "transactions" {
                prop_assert!(adds_up(&payload));
            }
        }
        prop_assert!(first == again);
    }
}
