//! `/products/loans`: what Khipu's pages name of a loan. The rest of it has no documented name, and
//! an instalment that is not known stays missing.

use caudal_facts::Money;
use caudal_facts::facts::{Loan, Provenance, Section};
use serde::Deserialize as _;
use serde_json::Value;

use super::shared::{must_be_there, single};
use crate::khipu::wire::{self, Amount, Data};
use crate::sheet::{Sheet, Table, Trouble};
use crate::tolerant::Unread;

pub(super) fn read(sheet: &mut Sheet<'_>, data: &Data, _: &Value) -> Result<(), Trouble> {
    let rows = sheet.rows(Table::Loans, "Loan", &data.loan);
    let rows = must_be_there(rows, "Loan")?;
    sheet.facts.note(Section::Loans);
    for (at, row) in rows {
        let number = sheet.text(at, "Loan.LoanNumber", &row.loan_number.0);
        let loan = Loan {
            provenance: at,
            number: number.unwrap_or_default(),
            kind: None,
            principal: None,
            outstanding: outstanding(sheet, at, &row),
            installments: None,
            next_installment: None,
            next_installment_amount: None,
            next_due_on: None,
        };
        sheet.facts.loans.push(loan);
    }
    Ok(())
}

fn outstanding(sheet: &mut Sheet<'_>, at: Provenance, row: &wire::Loan) -> Option<Money> {
    let name = "Loan.Balance";
    let balance = single(sheet, at, name, &row.balance)?;
    let (amount, currency) = match &balance.amount.0 {
        nested @ Value::Object(_) => {
            let nested = Amount::deserialize(nested)
                .map(Some)
                .map_err(|_| Unread::because("a field stands twice, in two spellings"));
            let nested = sheet.take(at, name, nested)?;
            (nested.amount.0, nested.currency.0)
        }
        plain => (plain.clone(), balance.currency.0),
    };
    let currency = sheet.currency(at, name, &currency)?;
    let owed = sheet.money(at, name, &amount, currency)?;
    if owed.minor() < 0 {
        // Some banks write what is owed with a minus, others what was paid too much.
        let read = Err(Unread::because("an amount below zero"));
        return sheet.take(at, name, read);
    }
    Some(owed)
}
