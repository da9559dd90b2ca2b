//! A loan as banca.me's webhook tells of it.

use caudal_facts::{Country, Currency, Money};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::sheet::zone_of;
use crate::tolerant::{self, Read, Unread, View, has_content};

/// A loan. What was not sent is missing, and so is what could not be read: it is named in `unread`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loan {
    /// The caller's own id of the transaction.
    pub external_trx_id: Option<String>,
    /// How much is lent, exactly as it was sent.
    pub amount: Option<Money>,
    /// The rate of one period, as a fraction: 0.015 is 1.5 %.
    pub rate: Option<Decimal>,
    /// How many instalments.
    pub periods: Option<u32>,
    /// Each of them.
    pub installment: Option<Money>,
    /// The last of them.
    pub last_installment: Option<Money>,
    /// How it stands.
    pub state: Option<LoanState>,
    /// When the money was sent, in Chile's calendar.
    pub transferred_on: Option<NaiveDate>,
    /// The instalments, in the order they were sent.
    pub installments: Vec<Installment>,
    /// Fields that were sent and could not be read.
    pub unread: Vec<&'static str>,
}

/// An instalment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Installment {
    /// Which one, counted from the first.
    pub period: Option<u32>,
    /// How it stands.
    pub state: Option<LoanState>,
    /// When it is due, in Chile's calendar.
    pub due_on: Option<NaiveDate>,
}

/// How a loan or an instalment stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LoanState {
    /// Running.
    Active,
    /// Paid.
    Paid,
    /// A word that the document does not have, as it came.
    Other(String),
}

impl LoanState {
    /// Reads a state, in any case.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word.trim().to_ascii_uppercase().as_str() {
            "ACTIVE" => Self::Active,
            "PAID" => Self::Paid,
            _ => Self::Other(word.trim().to_owned()),
        }
    }
}

impl Loan {
    /// Reads a loan, on its own or as the `data` of an event; `None` when it is no object.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let view = View::object(value)?;
        let view = match view.get(&["data"]).and_then(View::object) {
            Some(inner) => inner,
            None => view,
        };
        let mut unread = Vec::new();
        let mut reader = Reader {
            view,
            unread: &mut unread,
        };
        let mut loan = Self {
            external_trx_id: reader.take("externalTrxId", tolerant::text),
            amount: reader.take("loanAmount", exact),
            rate: reader.take("interestRate", tolerant::fraction),
            periods: reader.take("periods", tolerant::count),
            installment: reader.take("installmentAmount", exact),
            last_installment: reader.take("lastInstallmentAmount", exact),
            state: reader.state(),
            transferred_on: reader.take("transferDate", day),
            installments: Vec::new(),
            unread: Vec::new(),
        };
        match view.field(&["installments"]) {
            Value::Array(items) => {
                for item in items {
                    match View::object(item) {
                        Some(view) => loan.installments.push(Installment::read(view, &mut unread)),
                        None => unread.push("installments"),
                    }
                }
            }
            other if has_content(other) => unread.push("installments"),
            _ => {}
        }
        loan.unread = unread;
        Some(loan)
    }
}

impl Installment {
    fn read(view: View<'_>, unread: &mut Vec<&'static str>) -> Self {
        let mut reader = Reader { view, unread };
        Self {
            period: reader.take("period", tolerant::count),
            state: reader.state(),
            due_on: reader.take("expirationDate", day),
        }
    }
}

/// Reads fields by the document's names, and notes the ones that it could not.
struct Reader<'v, 'u> {
    view: View<'v>,
    unread: &'u mut Vec<&'static str>,
}

impl Reader<'_, '_> {
    fn take<T>(&mut self, name: &'static str, read: fn(&Value) -> Read<T>) -> Option<T> {
        let value = self.view.field(&[name.to_ascii_lowercase().as_str()]);
        read(value).unwrap_or_else(|_| {
            self.unread.push(name);
            None
        })
    }

    fn state(&mut self) -> Option<LoanState> {
        self.take("state", tolerant::text)
            .map(|word| LoanState::parse(&word))
    }
}

/// An amount in pesos that needs no rounding.
fn exact(value: &Value) -> Read<Money> {
    let Some(amount) = tolerant::amount(value, Currency::Clp)? else {
        return Ok(None);
    };
    if amount.rounded {
        return Err(Unread::because("an amount of parts of a peso"));
    }
    Ok(Some(amount.money))
}

fn day(value: &Value) -> Read<NaiveDate> {
    tolerant::date(value, zone_of(Country::Cl))
}
