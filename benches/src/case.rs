//! An Argentine case of a salaried person with any number of movements over twelve months.

use caudal_facts::categories::Category;
use caudal_facts::evidence::{Sha256Digest, Status};
use caudal_facts::facts::{
    Account, AccountKind, Answer, Facts, Holder, PayloadRef, Provenance, Section, Transaction,
};
use caudal_facts::{Application, Currency, Error, Limits, Money, Source};
use chrono::{Days, NaiveDate};

/// An application as of 20 October 2026.
///
/// # Errors
/// None in practice: the text is this file's own.
pub fn application() -> Result<Application, Error> {
    let text = r#"{
      "id": "bench-1", "country": "AR", "product": "consumer", "as_of": "2026-10-20",
      "applicant": { "tax_id": "20-26756539-3" },
      "request": { "amount": "1500000", "currency": "ARS", "term_months": 12 },
      "inputs": {
        "applicant.birth_date": "1988-02-29", "applicant.retired": false,
        "applicant.declared_income": 1200000, "customer.existing": false,
        "customer.loans_repaid": 0, "customer.days_late_now": "none", "customer.exposure": 0,
        "history.days_since_decline": "none"
      },
      "reference": {
        "smvm": [ { "from": "2026-10-01", "value": 360000 } ],
        "monthly_inflation": [ { "from": "2026-10-01", "value": 0.021 } ]
      }
    }"#;
    Application::from_json("bench.json", text.as_bytes(), &Limits::default())
}

/// The facts of a case with so many movements: pay on the first of each month, spending on every
/// other day.
#[must_use]
pub fn facts(movements: u32) -> Facts {
    let as_of = NaiveDate::from_ymd_opt(2026, 10, 20).unwrap_or_default();
    let mut facts = Facts {
        payloads: vec![PayloadRef {
            source: Source::Cirenio,
            provider: "cirenio".to_owned(),
            operation: "report".to_owned(),
            file: "cirenio-report.json".to_owned(),
            sha256: Sha256Digest::of(b"bench"),
            obtained_at: None,
        }],
        answers: vec![Answer {
            source: Source::Cirenio,
            provider: "cirenio".to_owned(),
            status: Status::Complete,
            obtained_at: None,
            report_date: Some(as_of),
            covers_from: None,
            payloads: vec![0],
        }],
        accounts: vec![account()],
        ..Facts::default()
    };
    for section in [
        Section::Accounts,
        Section::Cards,
        Section::Loans,
        Section::Deposits,
    ] {
        facts.note(section);
    }
    let mut balance = 50_000_000_i64;
    for row in 0..movements {
        let days_ago = 365 - u64::from(row) * 365 / u64::from(movements.max(1));
        let date = as_of.checked_sub_days(Days::new(days_ago)).unwrap_or(as_of);
        let pay = row % 50 == 0;
        let minor = if pay {
            120_000_000
        } else {
            -2_300_000 - i64::from(row % 17) * 1_111
        };
        balance += minor;
        facts.transactions.push(transaction(row, date, minor, pay));
    }
    facts.accounts[0].balance = Some(Money::from_minor(balance, Currency::Ars));
    facts
}

fn account() -> Account {
    Account {
        provenance: Provenance { payload: 0, row: 0 },
        number: "1".to_owned(),
        cbu: None,
        kind: AccountKind::Savings,
        currency: Currency::Ars,
        balance: None,
        holders: vec![Holder {
            tax_id: None,
            is_applicant: Some(true),
        }],
        covers_from: None,
        opened_on: None,
    }
}

fn transaction(row: u32, date: NaiveDate, minor: i64, pay: bool) -> Transaction {
    const SPENDING: [Category; 6] = [
        Category::Groceries,
        Category::Transport,
        Category::Utilities,
        Category::Restaurants,
        Category::Health,
        Category::TransferOut,
    ];
    let spent = usize::try_from(row).unwrap_or_default() % SPENDING.len();
    Transaction {
        provenance: Provenance { payload: 0, row },
        account: 0,
        id: None,
        date,
        ordinal: 0,
        amount: Money::from_minor(minor, Currency::Ars),
        description: if pay {
            "ACREDITACION DE HABERES"
        } else {
            "COMPRA DEBITO"
        }
        .to_owned(),
        detail: None,
        counterparty: None,
        category: if pay {
            Category::Salary
        } else {
            SPENDING[spent]
        },
        category_entry: None,
        balance_after: None,
    }
}
