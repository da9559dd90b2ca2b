//! Cirenio's accounts, movements and monthly sums.

use caudal_facts::categories::Category;
use caudal_facts::facts::{
    Account, AccountKind, FindingCode, Holder, Provenance, Section, StatedMonth, Transaction,
};
use caudal_facts::{Cbu, Currency, Money, Month, TaxId};
use serde_json::Value;

use crate::cirenio::wire;
use crate::sheet::{Sheet, Subject, Table};
use crate::tolerant::{MoneyField, MonthField};

/// Reads the accounts' section.
pub(super) fn read(sheet: &mut Sheet<'_>, bank: &wire::Bank) {
    let Some(group) = sheet.section("accounts", &bank.accounts) else {
        return;
    };
    if let Some(rows) = sheet.rows(Table::Accounts, "accounts", &group.data) {
        let mut listed = rows.is_empty();
        for (at, row) in rows {
            listed |= account(sheet, at, &row);
        }
        if listed {
            sheet.facts.note(Section::Accounts);
        }
    }
    let months = sheet.rows(Table::StatedMonths, "accounts.summary", &group.summary);
    for (at, row) in months.unwrap_or_default() {
        let pesos = [&row.incoming_ars, &row.outgoing_ars, &row.delta_ars];
        let dollars = [&row.incoming_usd, &row.outgoing_usd, &row.delta_usd];
        for (currency, sums) in [(Currency::Ars, pesos), (Currency::Usd, dollars)] {
            stated_month(sheet, at, None, currency, &row.yearmonth, sums);
        }
    }
}

/// Whether the account's movements were listed, none included.
fn account(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Account) -> bool {
    let movements = sheet.rows_expected(Table::Transactions, "transactions", &row.transactions);
    let months = sheet.rows(Table::StatedMonths, "accounts.summary", &row.summary);
    let Some(currency) = sheet.currency(at, "accounts.currency", &row.currency.0) else {
        sheet.left_out(at, "accounts", "its currency is not known");
        return false;
    };
    let cbu = cbu(sheet, at, &row.cbu.0);
    let number = sheet
        .text(at, "accounts.number", &row.number.0)
        .or_else(|| cbu.as_ref().map(|cbu| cbu.reveal().to_owned()));
    let Some(number) = number else {
        sheet.left_out(at, "accounts", "it has neither number nor CBU");
        return false;
    };
    // A bank may list one number twice, in pesos and in dollars; two banks may share a number.
    let identity = cbu.as_ref().map_or(number.as_str(), Cbu::reveal);
    let key = match &sheet.subject {
        // A valid CBU says which bank it is of, whatever id the report gives the bank.
        Subject::Bank(bank) if !cbu.as_ref().is_some_and(Cbu::is_valid) => {
            format!("{bank} {identity} {currency}")
        }
        Subject::Bank(_) | Subject::Whole | Subject::Piece | Subject::Unused => {
            format!("{identity} {currency}")
        }
    };
    let known = sheet.facts.accounts.len();
    let made = Account {
        provenance: at,
        number,
        cbu: cbu.clone(),
        kind: kind(sheet, at, row),
        currency,
        balance: sheet.money(at, "accounts.balance", &row.balance.0, currency),
        holders: holders(sheet, at, row),
        covers_from: None,
        opened_on: None,
    };
    let account = sheet.account(key, || made);
    if sheet.facts.accounts.len() == known {
        sheet.left_out(at, "accounts", "the report lists this account twice");
        return false;
    }
    let listed = movements.is_some();
    for (at, row) in movements.unwrap_or_default() {
        transaction(sheet, at, account, currency, &row);
    }
    for (at, row) in months.unwrap_or_default() {
        let sums = [&row.incoming, &row.outgoing, &row.delta];
        stated_month(sheet, at, Some(account), currency, &row.yearmonth, sums);
    }
    listed
}

/// The document calls a CBU a number; one sent so has lost its leading zeros.
fn cbu(sheet: &mut Sheet<'_>, at: Provenance, value: &Value) -> Option<Cbu> {
    let text = sheet.text(at, "accounts.cbu", value)?;
    let text = match value {
        Value::Number(_) => format!("{text:0>22}"),
        _ => text,
    };
    let Some(cbu) = Cbu::read(&text) else {
        let message = "accounts.cbu: not the shape of a CBU".to_owned();
        sheet.finding(FindingCode::ValueUnreadable, Some(at), message);
        return None;
    };
    if !cbu.is_valid() {
        let message = format!("accounts.cbu: {cbu} has the wrong length or a wrong check digit");
        sheet.finding(FindingCode::CheckDigit, Some(at), message);
    }
    Some(cbu)
}

fn kind(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Account) -> AccountKind {
    let word = sheet
        .text(at, "accounts.standard_type", &row.standard_type.0)
        .or_else(|| sheet.text(at, "accounts.type", &row.kind.0))
        .unwrap_or_default()
        .to_lowercase();
    if word.contains("ahorro") || word.contains("sueldo") {
        AccountKind::Savings
    } else if word.contains("corriente") {
        AccountKind::Current
    } else {
        AccountKind::Other
    }
}

fn holders(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Account) -> Vec<Holder> {
    let rows = match row.holders.rows() {
        Ok(rows) => rows.unwrap_or_default(),
        Err(unread) => {
            let message = format!("accounts.holders: {unread}");
            sheet.finding(FindingCode::ValueUnreadable, Some(at), message);
            Vec::new()
        }
    };
    let mut holders = Vec::with_capacity(rows.len());
    for row in rows {
        match row {
            Ok(row) => holders.push(holder(sheet, at, &row)),
            Err(unread) => {
                let message = format!("accounts.holders: {unread}");
                sheet.finding(FindingCode::ValueUnreadable, Some(at), message);
            }
        }
    }
    sheet.holders_include_applicant(at, "accounts.holders", &holders);
    holders
}

fn holder(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Holder) -> Holder {
    let tax_id = sheet.tax_id(at, "accounts.holders.cuit", &row.cuit.0);
    let dni = sheet.text(at, "accounts.holders.dni", &row.dni.0);
    let is_applicant = match (&tax_id, dni) {
        (Some(id), _) => Some(sheet.is_applicant(id)),
        (None, Some(dni)) => holds_dni(&sheet.context.application.tax_id, &dni),
        (None, None) => None,
    };
    Holder {
        tax_id,
        is_applicant,
    }
}

/// Whether a CUIT is that of this identity number, which stands between its prefix and check digit.
fn holds_dni(cuit: &TaxId, dni: &str) -> Option<bool> {
    let digits: String = dni.chars().filter(char::is_ascii_digit).collect();
    let revealed = cuit.reveal();
    let body = revealed.split('-').nth(1)?;
    (7..=8)
        .contains(&digits.len())
        .then(|| body.trim_start_matches('0') == digits.trim_start_matches('0'))
}

fn transaction(
    sheet: &mut Sheet<'_>,
    at: Provenance,
    account: u32,
    currency: Currency,
    row: &wire::Transaction,
) {
    let date = sheet.date(at, "transactions.date", &row.date.0);
    let amount = sheet.money(at, "transactions.amount", &row.amount.0, currency);
    let (Some(date), Some(amount)) = (date, amount) else {
        return sheet.left_out(at, "transactions", "it lacks a date or an amount");
    };
    let description = sheet.text(at, "transactions.description", &row.description.0);
    let detail = sheet.text(at, "transactions.detail", &row.detail.0);
    let (description, detail) = match (description, detail) {
        (Some(description), detail) => {
            let detail = detail.filter(|detail| *detail != description);
            (description, detail)
        }
        (None, detail) => (detail.unwrap_or_default(), None),
    };
    sheet.facts.transactions.push(Transaction {
        provenance: at,
        account,
        id: None,
        date,
        ordinal: 0,
        amount,
        description,
        detail,
        counterparty: None,
        category: Category::Uncategorised,
        category_entry: None,
        balance_after: None,
    });
}

fn stated_month(
    sheet: &mut Sheet<'_>,
    at: Provenance,
    account: Option<u32>,
    currency: Currency,
    month: &MonthField,
    [incoming, outgoing, delta]: [&MoneyField; 3],
) {
    let inflow = sheet.money(at, "summary.incoming", &incoming.0, currency);
    let outflow = sheet.money(at, "summary.outgoing", &outgoing.0, currency);
    let net = sheet.money(at, "summary.delta", &delta.0, currency);
    if inflow.is_none() && outflow.is_none() && net.is_none() {
        return;
    }
    let Some(month): Option<Month> = sheet.month(at, "summary.yearmonth", &month.0) else {
        return sheet.left_out(at, "summary", "its month is not known");
    };
    sheet.facts.stated_months.push(StatedMonth {
        provenance: at,
        account,
        month,
        inflow,
        outflow: outflow.and_then(unsigned),
        net,
        closing: None,
    });
}

/// The vendor writes money out as negative; facts keep it positive.
fn unsigned(money: Money) -> Option<Money> {
    let minor = money.minor().checked_abs()?;
    Some(Money::from_minor(minor, money.currency()))
}
