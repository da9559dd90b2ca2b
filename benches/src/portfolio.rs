//! Chilean cases for a portfolio, each made from its number alone.

use caudal_facts::categories::Category;
use caudal_facts::evidence::{Sha256Digest, Status};
use caudal_facts::facts::{
    Account, AccountKind, Answer, Facts, Holder, PayloadRef, Provenance, Section, Transaction,
};
use caudal_facts::{Currency, Money, Source};
use chrono::{Days, NaiveDate};

/// How many movements each case has.
pub const CASE_MOVEMENTS: u32 = 200;

/// The days that the movements spread over: a year and a bit, so that a window's edges are met.
const DAYS: u64 = 380;

/// What was spent on, and what the bank writes for it.
const SPENDING: [(Category, &str); 8] = [
    (Category::Groceries, "COMPRA SUPERMERCADO EJEMPLO"),
    (Category::Transport, "CARGA TARJETA TRANSPORTE"),
    (Category::Utilities, "PAGO CUENTA LUZ"),
    (Category::Telecom, "PAGO TELEFONIA"),
    (Category::Restaurants, "COMPRA RESTAURANT EJEMPLO"),
    (Category::Health, "COMPRA FARMACIA EJEMPLO"),
    (Category::Rent, "ARRIENDO"),
    (Category::LoanPayment, "PAGO CUOTA CREDITO"),
];

/// The digest of the categories file that the cases pretend to be sorted by.
#[must_use]
pub fn portfolio_categories() -> Sha256Digest {
    Sha256Digest::of(b"benches")
}

/// The facts of the case with this number: one account covered for two years, pay every month,
/// spending on most days. No two movements can be one transfer.
#[must_use]
pub fn portfolio_case(number: u32, as_of: NaiveDate) -> Facts {
    let mut facts = portfolio_account(as_of);
    for account in &mut facts.accounts {
        account.balance = Some(clp(i64::from(number % 1_000) * 1_000));
    }
    facts.transactions = (0..CASE_MOVEMENTS)
        .map(|row| movement(number, row, as_of))
        .collect();
    facts
}

/// One account covered for two years, without movements or balance.
#[must_use]
pub fn portfolio_account(as_of: NaiveDate) -> Facts {
    let mut facts = Facts {
        payloads: vec![PayloadRef {
            source: Source::Khipu,
            provider: "khipu".to_owned(),
            operation: "transactions".to_owned(),
            file: "khipu-transactions-1.json".to_owned(),
            sha256: portfolio_categories(),
            obtained_at: None,
        }],
        answers: vec![Answer {
            source: Source::Khipu,
            provider: "khipu".to_owned(),
            status: Status::Complete,
            obtained_at: None,
            report_date: Some(as_of),
            covers_from: None,
            payloads: vec![0],
        }],
        accounts: vec![Account {
            provenance: Provenance { payload: 0, row: 0 },
            number: "1".to_owned(),
            cbu: None,
            kind: AccountKind::Current,
            currency: Currency::Clp,
            balance: None,
            holders: vec![Holder {
                tax_id: None,
                is_applicant: Some(true),
            }],
            covers_from: as_of.checked_sub_days(Days::new(730)),
            opened_on: None,
        }],
        categories_sha256: Some(portfolio_categories()),
        ..Facts::default()
    };
    facts.note(Section::Accounts);
    facts
}

/// A movement of that account.
#[must_use]
pub fn portfolio_movement(
    row: u32,
    date: NaiveDate,
    amount: Money,
    category: Category,
    description: &str,
) -> Transaction {
    Transaction {
        provenance: Provenance { payload: 0, row },
        account: 0,
        id: None,
        date,
        ordinal: 0,
        amount,
        description: description.to_owned(),
        detail: None,
        counterparty: None,
        category,
        category_entry: None,
        balance_after: None,
    }
}

fn movement(case: u32, row: u32, as_of: NaiveDate) -> Transaction {
    let chance = scramble((u64::from(case) << 32) | u64::from(row));
    let back = DAYS - u64::from(row) * DAYS / u64::from(CASE_MOVEMENTS);
    let is_pay = row.is_multiple_of(16);
    let spent = usize::try_from(chance % 8).unwrap_or_default();
    let (category, text) = if is_pay {
        (Category::Salary, "ABONO REMUNERACION EMPRESA EJEMPLO")
    } else {
        SPENDING[spent]
    };
    let size = i64::try_from(chance >> 8 & 0xFFFF).unwrap_or_default();
    let amount = if is_pay {
        800_000 + size
    } else {
        -1_000 - size
    };
    let date = as_of.checked_sub_days(Days::new(back)).unwrap_or(as_of);
    let description = format!("{text} {:04}", chance >> 32 & 0x0FFF);
    portfolio_movement(row, date, clp(amount), category, &description)
}

const fn clp(minor: i64) -> Money {
    Money::from_minor(minor, Currency::Clp)
}

/// A number that looks random and is not: the finaliser of `SplitMix64`.
const fn scramble(number: u64) -> u64 {
    let number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}
