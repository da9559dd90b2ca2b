//! `/accounts`.

use caudal_facts::facts::{Account, AccountKind, Holder, Provenance};
use serde_json::Value;

use super::shared::must_be_there;
use crate::khipu::wire::{self, Data};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::open_enum;

open_enum! {
    /// The standard's kinds of account.
    SubType {
        /// Current account, cuenta vista.
        Current = "CurrentAccount",
        /// Savings.
        Savings = "Savings",
        /// Prepaid money.
        Wallet = "Wallet" | "EMoney" | "PrePaidCard",
        /// Credit card.
        CreditCard = "CreditCard" | "ChargeCard",
        /// Loan or mortgage.
        Loan = "Loan" | "Mortgage",
    }
}

pub(super) fn read(sheet: &mut Sheet<'_>, data: &Data, _: &Value) -> Result<(), Trouble> {
    let rows = sheet.rows(Table::Accounts, "Account", &data.account);
    let rows = must_be_there(rows, "Account")?;
    for (at, row) in rows {
        account(sheet, at, &row);
    }
    Ok(())
}

fn account(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Account) {
    let Some(id) = sheet.text(at, "Account.AccountId", &row.account_id.0) else {
        return sheet.left_out(at, "Account", "it has no AccountId");
    };
    let Some(currency) = sheet.currency(at, "Account.Currency", &row.currency.0) else {
        return sheet.left_out(at, "Account", "its currency is not known");
    };
    let made = Account {
        provenance: at,
        number: id.clone(),
        cbu: None,
        kind: kind(sheet, at, row),
        currency,
        balance: None,
        holders: holders(sheet, at, row),
        covers_from: None,
        opened_on: sheet.date(at, "Account.OpeningDate", &row.opening_date.0),
    };
    sheet.account(format!("{id} {currency}"), || made);
}

fn kind(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Account) -> AccountKind {
    let name = "Account.AccountSubType";
    let Some(word) = sheet.text(at, name, &row.account_sub_type.0) else {
        return AccountKind::Other;
    };
    match SubType::of(&word) {
        SubType::Current => AccountKind::Current,
        SubType::Savings => AccountKind::Savings,
        SubType::Wallet => AccountKind::Wallet,
        SubType::CreditCard => AccountKind::CreditCard,
        SubType::Loan => AccountKind::Loan,
        SubType::Other(word) => {
            sheet.unknown_word(at, name, &word);
            AccountKind::Other
        }
    }
}

/// Holders whose RUT stands beside the account's number. Other numbers stand there too, so one
/// that is no RUT says nothing.
fn holders(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Account) -> Vec<Holder> {
    let parties = sheet.take(at, "Account.Account", row.account.rows());
    let parties = parties.unwrap_or_default().into_iter().flatten();
    let mut holders = Vec::new();
    for party in parties {
        if let Some(id) = super::transactions::party_tax_id(sheet, &party) {
            let is_applicant = Some(sheet.is_applicant(&id));
            holders.push(Holder {
                tax_id: Some(id),
                is_applicant,
            });
        }
    }
    sheet.holders_include_applicant(at, "Account.Account", &holders);
    holders
}
