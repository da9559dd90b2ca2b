//! Cirenio's report as its API document gives it.

mod jobs;
mod products;

use serde::Deserialize;
use serde_json::Value;

use crate::tolerant::{
    DateField, Known, ListField, MoneyField, MonthField, SectionField, TextField, Walk, wire,
};

pub(super) use jobs::{Failure, Job, ListedBank};
pub(super) use products::{
    Card, CardTotals, CardTransaction, FixedDeposit, Investments, Lending, LendingTotals,
};

wire! {
    /// `GET /reports/:hash`.
    pub(in crate::cirenio) struct Report {
        /// Identifies the job.
        hash: TextField = "hash",
        /// The lender's own id of the request.
        external_id: TextField = "external_id",
        /// State of the job.
        status: TextField = "status",
        /// Web page of the report.
        link: TextField = "link",
        /// When the bank's data were extracted.
        date: DateField = "date",
        /// All that was extracted; the document's table says text, its sample an object.
        data: TextOrObject = "data",
    }

    /// What `data` holds.
    pub(in crate::cirenio) struct Data {
        /// The bank and everything it says.
        bank: SectionField<Bank> = "bank" | "Bank",
    }

    /// One bank.
    pub(in crate::cirenio) struct Bank {
        /// Cirenio's id of the bank.
        id: TextField = "id",
        /// Legal name.
        name: TextField = "name",
        /// Accounts and monthly sums over all of them.
        accounts: SectionField<Group<AllAccountsMonth, Account>> = "accounts" | "Accounts",
        /// Credit cards and their totals.
        credit_cards: SectionField<Group<CardTotals, Card>>
            = "creditCards" | "CreditCards" | "credit_cards",
        /// Investments and their totals by currency.
        investments: SectionField<Investments> = "investments" | "Investments",
        /// Loans and their totals by currency.
        lendings: SectionField<Group<LendingTotals, Lending>> = "lendings" | "Lendings",
        /// How to reach the person; an object in the table, a list in the sample.
        contact: ListField<Contact> = "contact" | "Contact",
    }

    /// A list and its totals.
    pub(in crate::cirenio) struct Group<S, R> {
        /// Totals.
        summary: ListField<S> = "summary" | "Summary",
        /// Rows.
        data: ListField<R> = "data" | "Data",
    }

    /// A month's movements over all accounts.
    pub(in crate::cirenio) struct AllAccountsMonth {
        /// Year and month, `202007`.
        yearmonth: MonthField = "yearmonth",
        /// In less out, in pesos.
        delta_ars: MoneyField = "delta_ars",
        /// Money in, in pesos.
        incoming_ars: MoneyField = "incoming_ars",
        /// Money out, in pesos, negative.
        outgoing_ars: MoneyField = "outgoing_ars",
        /// In less out, in dollars.
        delta_usd: MoneyField = "delta_usd",
        /// Money in, in dollars.
        incoming_usd: MoneyField = "incoming_usd",
        /// Money out, in dollars, negative.
        outgoing_usd: MoneyField = "outgoing_usd",
    }

    /// A bank account.
    pub(in crate::cirenio) struct Account {
        /// The account's name for transfers.
        alias: TextField = "alias",
        /// The account's number for transfers; a number in the table, text in the sample.
        cbu: TextField = "cbu",
        /// The bank's own number.
        number: TextField = "number",
        /// Balance.
        balance: MoneyField = "balance",
        /// Currency.
        currency: TextField = "currency",
        /// The bank's kind of account.
        kind: TextField = "type",
        /// Cirenio's kind of account.
        standard_type: TextField = "standard_type",
        /// Who holds it.
        holders: ListField<Holder> = "holders",
        /// Monthly sums.
        summary: ListField<AccountMonth> = "summary" | "Summary",
        /// Movements.
        transactions: ListField<Transaction> = "transactions" | "Transactions",
    }

    /// Who holds an account.
    pub(in crate::cirenio) struct Holder {
        /// Full name.
        name: TextField = "name",
        /// CUIT, CUIL or CDI.
        cuit: TextField = "cuit",
        /// National identity number.
        dni: TextField = "dni",
        /// Owner or co-owner.
        role: TextField = "role",
    }

    /// A month's movements of one account.
    pub(in crate::cirenio) struct AccountMonth {
        /// Year and month, `202007`.
        yearmonth: MonthField = "yearmonth",
        /// In less out.
        delta: MoneyField = "delta",
        /// Money in.
        incoming: MoneyField = "incoming",
        /// Money out, negative.
        outgoing: MoneyField = "outgoing",
    }

    /// A movement of an account.
    pub(in crate::cirenio) struct Transaction {
        /// When it was made, `2020-06-30 00:00:00`.
        date: DateField = "date",
        /// The bank's code.
        code: TextField = "code",
        /// The bank's text.
        description: TextField = "description",
        /// More of it.
        detail: TextField = "detail",
        /// Amount, money out negative.
        amount: MoneyField = "amount",
    }

    /// How to reach the person.
    pub(in crate::cirenio) struct Contact {
        /// Landline.
        phone: TextField = "phone",
        /// Mobile.
        mobile: TextField = "mobile",
        /// Postal address.
        address: TextField = "address",
        /// E-mail.
        email: TextField = "email",
    }
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

impl Known for TextOrObject {
    fn measure(value: &Value, walk: &mut Walk) {
        let inside = value
            .as_str()
            .and_then(|text| serde_json::from_str::<Value>(text).ok())
            .filter(Value::is_object);
        Data::measure(inside.as_ref().unwrap_or(value), walk);
    }
}
