//! Rows of registers, and of reports on income.

use std::collections::BTreeMap;

use caudal_facts::Facts;
use caudal_facts::facts::{
    AlimonyDebt, Contribution, CreditLine, DebtKind, DebtLine, Delinquency, FeeReceiptMonth,
    MedicalLeave, PreApproval, Protest, RejectedCheque, Situation, TaxReturn,
};

use super::row::Row;
use crate::frames::Table;

const DEBT_KINDS: [(&str, DebtKind); 4] = [
    ("consumer", DebtKind::Consumer),
    ("mortgage", DebtKind::Mortgage),
    ("commercial", DebtKind::Commercial),
    ("other", DebtKind::Other),
];

/// A row of contributions, fee receipts, yearly returns or medical leaves; `None` when it cannot be read.
pub(super) fn income(facts: &mut Facts, table: Table, row: &Row<'_>) -> Option<()> {
    let provenance = row.provenance();
    match table {
        Table::Contributions => facts.contributions.push(Contribution {
            provenance,
            month: row.must("month", row.month("month"))?,
            employer: row.text("employer"),
            taxable_income: row.money("taxable_income"),
            paid_on: row.date("paid_on"),
            employer_active: row.flag("employer_active"),
        }),
        Table::FeeReceipts => facts.fee_receipts.push(FeeReceiptMonth {
            provenance,
            month: row.must("month", row.month("month"))?,
            gross: row.money("gross"),
            withheld: row.money("withheld"),
        }),
        Table::TaxCodes => {
            let year = row.must("year", row.count("year"))?;
            let year = i32::try_from(year).ok()?;
            let value = row.money("value");
            let code = row.must("code", row.count("code"))?;
            let known = facts.tax_returns.iter().position(|form| form.year == year);
            let at = known.unwrap_or_else(|| {
                facts.tax_returns.push(TaxReturn {
                    provenance,
                    year,
                    codes: BTreeMap::new(),
                });
                facts.tax_returns.len() - 1
            });
            // A return without codes is a row with code 0, as in the schema.
            if let Some(value) = value.filter(|_| code != 0) {
                facts
                    .tax_returns
                    .get_mut(at)?
                    .codes
                    .insert(code, value.amount());
            }
        }
        _ => facts.medical_leaves.push(MedicalLeave {
            provenance,
            starts_on: row.must("starts_on", row.date("starts_on"))?,
            days: row.count("days"),
            state: None,
            void: row.flag("void"),
        }),
    }
    Some(())
}

/// A row of a register, or an offer that was already made.
pub(super) fn register(facts: &mut Facts, table: Table, row: &Row<'_>) -> Option<()> {
    let provenance = row.provenance();
    match table {
        Table::Debts => facts.debts.push(DebtLine {
            provenance,
            institution: row.text("institution"),
            indirect: row.flag("indirect").unwrap_or_default(),
            kind: row.word("kind", &DEBT_KINDS),
            total: row.money("total"),
            current: row.money("current"),
            late_30_89: row.money("late_30_89"),
            late_90_plus: row.money("late_90_plus"),
        }),
        Table::CreditLines => facts.credit_lines.push(CreditLine {
            provenance,
            institution: row.text("institution"),
            available: row.money("available"),
        }),
        Table::Situations => facts.situations.push(Situation {
            provenance,
            month: row.must("month", row.month("month"))?,
            entity: row.text("entity"),
            situation: row.count("situation"),
            amount: row.money("amount"),
            days_late: row.count("days_late"),
            in_court: row.flag("in_court"),
            historical: row.flag("historical").unwrap_or_default(),
        }),
        Table::RejectedCheques => facts.rejected_cheques.push(RejectedCheque {
            provenance,
            rejected_on: row.date("rejected_on"),
            amount: row.money("amount"),
            paid_on: row.date("paid_on"),
        }),
        Table::Protests => facts.protests.push(Protest {
            provenance,
            date: row.date("date"),
            amount: row.money("amount"),
            document: None,
            cleared: row.flag("cleared"),
        }),
        Table::Delinquencies => facts.delinquencies.push(Delinquency {
            provenance,
            due_on: row.date("due_on"),
            amount: row.money("amount"),
            creditor: None,
        }),
        Table::Alimony => facts.alimony.push(AlimonyDebt {
            provenance,
            owed: row.money("owed"),
        }),
        _ => facts.pre_approvals.push(PreApproval {
            provenance,
            id: None,
            amount: row.money("amount"),
            monthly_rate: None,
            installments: row.count("installments"),
            installment: row.money("installment"),
        }),
    }
    Some(())
}
