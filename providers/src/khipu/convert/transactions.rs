//! `/transactions`.

use caudal_facts::TaxId;
use caudal_facts::categories::Category;
use caudal_facts::facts::{Counterparty, FindingCode, Provenance, Section, Transaction};
use serde_json::Value;

use super::balances;
use super::shared::{account, amounts, must_be_there, signed, single};
use crate::khipu::wire::{self, Data, Party};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::{self, open_enum, shown_word};

open_enum! {
    /// Whether a movement has happened.
    EntryStatus {
        /// It has.
        Booked = "Booked" | "BOOK",
        /// Not yet.
        Pending = "Pending" | "PDNG",
        /// It has not, and will not.
        Rejected = "Rejected" | "RJCT",
    }
}

/// How many movements were left out because they are not booked.
#[derive(Default)]
struct NotBooked {
    pending: u32,
    rejected: u32,
    unknown: u32,
}

pub(super) fn read(sheet: &mut Sheet<'_>, data: &Data, _: &Value) -> Result<(), Trouble> {
    let rows = sheet.rows(Table::Transactions, "Transaction", &data.transaction);
    let rows = must_be_there(rows, "Transaction")?;
    sheet.facts.note(Section::Accounts);
    let mut left = NotBooked::default();
    for (at, row) in rows {
        let word = sheet
            .text(at, "Transaction.Status", &row.status.0)
            .unwrap_or_default();
        match EntryStatus::of(&word) {
            EntryStatus::Booked => transaction(sheet, at, &row),
            EntryStatus::Pending => left.pending = left.pending.saturating_add(1),
            EntryStatus::Rejected => left.rejected = left.rejected.saturating_add(1),
            EntryStatus::Other(word) => {
                left.unknown = left.unknown.saturating_add(1);
                let shown = shown_word(&word);
                let message = format!("Transaction.Status: {shown} is not known to be booked");
                sheet.finding(FindingCode::UnknownWord, Some(at), message);
            }
        }
    }
    let NotBooked {
        pending,
        rejected,
        unknown,
    } = left;
    let total = pending.saturating_add(rejected).saturating_add(unknown);
    if total > 0 {
        let here = sheet.place();
        let message = format!(
            "{total} movements left out that are not booked: {pending} pending, {rejected} \
             rejected, {unknown} of unknown status"
        );
        sheet.finding(FindingCode::NotBooked, Some(here), message);
    }
    Ok(())
}

fn transaction(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Transaction) {
    let name = "Transaction";
    let id = sheet.text(at, "Transaction.AccountId", &row.account_id.0);
    // A booked movement without a booking date has at least the date it bears interest from.
    let date = sheet
        .date(at, "Transaction.BookingDateTime", &row.booking_date_time.0)
        .or_else(|| sheet.date(at, "Transaction.ValueDateTime", &row.value_date_time.0));
    let (Some(id), Some(date)) = (id, date) else {
        return sheet.left_out(at, name, "it lacks an AccountId or a date");
    };
    let amounts = amounts(sheet, at, "Transaction.Amount", &row.amount);
    let [amount] = amounts.as_slice() else {
        return sheet.left_out(at, name, "it does not have one amount that can be read");
    };
    let indicator = &row.credit_debit_indicator;
    let Some(amount) = signed(sheet, at, "Transaction.Amount", indicator, *amount) else {
        return sheet.left_out(at, name, "its sign is not known");
    };
    let information = &row.transaction_information.0;
    let description = sheet.text(at, "Transaction.TransactionInformation", information);
    let merchant = single(
        sheet,
        at,
        "Transaction.MerchantDetails",
        &row.merchant_details,
    );
    let detail = merchant.and_then(|merchant| {
        sheet.text(at, "Transaction.MerchantDetails", &merchant.merchant_name.0)
    });
    let other_side = if amount.minor() < 0 {
        &row.creditor_account
    } else {
        &row.debtor_account
    };
    let other_side = single(sheet, at, "Transaction counterparty", other_side);
    let transaction = Transaction {
        provenance: at,
        account: account(sheet, at, &id, amount.currency()),
        id: sheet.text(at, "Transaction.TransactionId", &row.transaction_id.0),
        date,
        ordinal: 0,
        amount,
        detail: detail.filter(|detail| Some(detail) != description.as_ref()),
        description: description.unwrap_or_default(),
        counterparty: other_side.and_then(|party| counterparty(sheet, &party)),
        category: Category::Uncategorised,
        category_entry: None,
        balance_after: balances::after(sheet, at, row, amount),
    };
    sheet.facts.transactions.push(transaction);
}

fn counterparty(sheet: &Sheet<'_>, party: &Party) -> Option<Counterparty> {
    let tax_id = party_tax_id(sheet, party);
    let name = tolerant::text(&party.name.0).ok().flatten();
    (tax_id.is_some() || name.is_some()).then_some(Counterparty { tax_id, name })
}

/// The tax id in a party's second number. Other numbers stand there too, and an account's number
/// may have the shape of one: without the right check digit it says nothing.
pub(super) fn party_tax_id(sheet: &Sheet<'_>, party: &Party) -> Option<TaxId> {
    let text = tolerant::text(&party.secondary_identification.0).ok()??;
    let id = sheet.country().read_tax_id(&text)?;
    id.is_valid().then_some(id)
}
