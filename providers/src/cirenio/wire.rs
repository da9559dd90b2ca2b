//! Cirenio's report as its API document gives it.
#![expect(
    dead_code,
    reason = "the vendor's whole form is written down, whether or not a field becomes a fact"
)]

mod products;

use serde::Deserialize;
use serde_json::Value;

pub(super) use products::{
    Card, CardTotals, CardTransaction, FixedDeposit, Investments, Lending, LendingTotals,
};

use crate::tolerant::{
    DateField, Extra, ListField, MoneyField, MonthField, SectionField, TextField,
};

/// `GET /reports/:hash`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct Report {
    /// Identifies the job.
    pub(in crate::cirenio) hash: TextField,
    /// The lender's own id of the request.
    pub(in crate::cirenio) external_id: TextField,
    /// State of the job.
    pub(in crate::cirenio) status: TextField,
    /// Web page of the report.
    pub(in crate::cirenio) link: TextField,
    /// When the bank's data were extracted.
    pub(in crate::cirenio) date: DateField,
    /// All that was extracted; the document's table says text, its sample an object.
    pub(in crate::cirenio) data: TextOrObject,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// The JSON of an object, or that JSON as text.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub(in crate::cirenio) struct TextOrObject(pub(in crate::cirenio) Value);

impl std::fmt::Debug for TextOrObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TextOrObject")
    }
}

/// What `data` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct Data {
    /// The bank and everything it says.
    #[serde(alias = "Bank")]
    pub(in crate::cirenio) bank: SectionField<Bank>,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// One bank.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct Bank {
    /// Cirenio's id of the bank.
    pub(in crate::cirenio) id: TextField,
    /// Legal name.
    pub(in crate::cirenio) name: TextField,
    /// Accounts and monthly sums over all of them.
    #[serde(alias = "Accounts")]
    pub(in crate::cirenio) accounts: SectionField<Group<AllAccountsMonth, Account>>,
    /// Credit cards and their totals.
    #[serde(rename = "creditCards", alias = "CreditCards", alias = "credit_cards")]
    pub(in crate::cirenio) credit_cards: SectionField<Group<CardTotals, Card>>,
    /// Investments and their totals by currency.
    #[serde(alias = "Investments")]
    pub(in crate::cirenio) investments: SectionField<Investments>,
    /// Loans and their totals by currency.
    #[serde(alias = "Lendings")]
    pub(in crate::cirenio) lendings: SectionField<Group<LendingTotals, Lending>>,
    /// How to reach the person; an object in the table, a list in the sample.
    #[serde(alias = "Contact")]
    pub(in crate::cirenio) contact: ListField<Contact>,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// A list and its totals.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = ""), default)]
pub(in crate::cirenio) struct Group<S, R> {
    /// Totals.
    #[serde(alias = "Summary")]
    pub(in crate::cirenio) summary: ListField<S>,
    /// Rows.
    #[serde(alias = "Data")]
    pub(in crate::cirenio) data: ListField<R>,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

impl<S, R> Default for Group<S, R> {
    fn default() -> Self {
        Self {
            summary: ListField::default(),
            data: ListField::default(),
            extra: Extra::default(),
        }
    }
}

/// A month's movements over all accounts.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct AllAccountsMonth {
    /// Year and month, `202007`.
    pub(in crate::cirenio) yearmonth: MonthField,
    /// In less out, in pesos.
    pub(in crate::cirenio) delta_ars: MoneyField,
    /// Money in, in pesos.
    pub(in crate::cirenio) incoming_ars: MoneyField,
    /// Money out, in pesos, negative.
    pub(in crate::cirenio) outgoing_ars: MoneyField,
    /// In less out, in dollars.
    pub(in crate::cirenio) delta_usd: MoneyField,
    /// Money in, in dollars.
    pub(in crate::cirenio) incoming_usd: MoneyField,
    /// Money out, in dollars, negative.
    pub(in crate::cirenio) outgoing_usd: MoneyField,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// A bank account.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct Account {
    /// The account's name for transfers.
    pub(in crate::cirenio) alias: TextField,
    /// The account's number for transfers; a number in the table, text in the sample.
    pub(in crate::cirenio) cbu: TextField,
    /// The bank's own number.
    pub(in crate::cirenio) number: TextField,
    /// Balance.
    pub(in crate::cirenio) balance: MoneyField,
    /// Currency.
    pub(in crate::cirenio) currency: TextField,
    /// The bank's kind of account.
    #[serde(rename = "type")]
    pub(in crate::cirenio) kind: TextField,
    /// Cirenio's kind of account.
    pub(in crate::cirenio) standard_type: TextField,
    /// Who holds it.
    pub(in crate::cirenio) holders: ListField<Holder>,
    /// Monthly sums.
    #[serde(alias = "Summary")]
    pub(in crate::cirenio) summary: ListField<AccountMonth>,
    /// Movements.
    #[serde(alias = "Transactions")]
    pub(in crate::cirenio) transactions: ListField<Transaction>,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// Who holds an account.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct Holder {
    /// Full name.
    pub(in crate::cirenio) name: TextField,
    /// CUIT, CUIL or CDI.
    pub(in crate::cirenio) cuit: TextField,
    /// National identity number.
    pub(in crate::cirenio) dni: TextField,
    /// Owner or co-owner.
    pub(in crate::cirenio) role: TextField,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// A month's movements of one account.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct AccountMonth {
    /// Year and month, `202007`.
    pub(in crate::cirenio) yearmonth: MonthField,
    /// In less out.
    pub(in crate::cirenio) delta: MoneyField,
    /// Money in.
    pub(in crate::cirenio) incoming: MoneyField,
    /// Money out, negative.
    pub(in crate::cirenio) outgoing: MoneyField,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// A movement of an account.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct Transaction {
    /// When it was made, `2020-06-30 00:00:00`.
    pub(in crate::cirenio) date: DateField,
    /// The bank's code.
    pub(in crate::cirenio) code: TextField,
    /// The bank's text.
    pub(in crate::cirenio) description: TextField,
    /// More of it.
    pub(in crate::cirenio) detail: TextField,
    /// Amount, money out negative.
    pub(in crate::cirenio) amount: MoneyField,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}

/// How to reach the person.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::cirenio) struct Contact {
    /// Landline.
    pub(in crate::cirenio) phone: TextField,
    /// Mobile.
    pub(in crate::cirenio) mobile: TextField,
    /// Postal address.
    pub(in crate::cirenio) address: TextField,
    /// E-mail.
    pub(in crate::cirenio) email: TextField,
    #[serde(flatten)]
    pub(in crate::cirenio) extra: Extra,
}
