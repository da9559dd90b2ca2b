//! Rows of public registers and of reports built on them.

use caudal_facts::facts::{DebtKind, TaxReturn};
use caudal_facts::{Currency, Facts, Money};
use rust_decimal::Decimal;

use super::build::{Builder, RowCurrency, day};
use super::codes::{debt_kind, number_of_currency};
use super::error::Error;
use super::tables::{
    AlimonyRow, ContributionRow, CreditLineRow, DebtRow, DelinquencyRow, FeeReceiptRow,
    MedicalLeaveRow, PreApprovalRow, ProtestRow, RejectedChequeRow, SituationRow, Table,
    TaxCodeRow,
};

impl Builder {
    pub(super) fn income(&mut self, case: u32, facts: &Facts) -> Result<(), Error> {
        for contribution in &facts.contributions {
            let mut currency = RowCurrency::new(Table::Contributions);
            let row = ContributionRow {
                payload: contribution.provenance.payload,
                row: contribution.provenance.row,
                month: contribution.month.index(),
                employer: contribution.employer.as_deref(),
                taxable_income: currency.take(contribution.taxable_income)?,
                currency: currency.code(),
                paid_on: day(contribution.paid_on),
                employer_active: contribution.employer_active,
            };
            self.rows.contributions.push(case, row);
        }
        for fees in &facts.fee_receipts {
            let mut currency = RowCurrency::new(Table::FeeReceipts);
            let row = FeeReceiptRow {
                payload: fees.provenance.payload,
                row: fees.provenance.row,
                month: fees.month.index(),
                gross: currency.take(fees.gross)?,
                withheld: currency.take(fees.withheld)?,
                currency: currency.code(),
            };
            self.rows.fee_receipts.push(case, row);
        }
        for leave in &facts.medical_leaves {
            let row = MedicalLeaveRow {
                payload: leave.provenance.payload,
                row: leave.provenance.row,
                starts_on: leave.starts_on.to_epoch_days(),
                days: leave.days,
                void: leave.void,
            };
            self.rows.medical_leaves.push(case, row);
        }
        for form in &facts.tax_returns {
            self.tax_return(case, form);
        }
        Ok(())
    }

    fn tax_return(&mut self, case: u32, form: &TaxReturn) {
        let mut push = |code, value: Option<Decimal>| {
            let money = value.and_then(|value| Money::exact(value, Currency::Clp).ok());
            let row = TaxCodeRow {
                payload: form.provenance.payload,
                row: form.provenance.row,
                year: u32::try_from(form.year).unwrap_or_default(),
                code,
                currency: number_of_currency(Currency::Clp),
                value: money.map(Money::minor),
            };
            self.rows.tax_codes.push(case, row);
        };
        push(0, None);
        for (&code, &value) in &form.codes {
            push(code, Some(value));
        }
    }

    pub(super) fn registers(&mut self, case: u32, facts: &Facts) -> Result<(), Error> {
        self.debts(case, facts)?;
        for situation in &facts.situations {
            let mut currency = RowCurrency::new(Table::Situations);
            let row = SituationRow {
                payload: situation.provenance.payload,
                row: situation.provenance.row,
                month: situation.month.index(),
                entity: situation.entity.as_deref(),
                situation: situation.situation,
                amount: currency.take(situation.amount)?,
                currency: currency.code(),
                days_late: situation.days_late,
                in_court: situation.in_court,
                historical: situation.historical,
            };
            self.rows.situations.push(case, row);
        }
        for cheque in &facts.rejected_cheques {
            let mut currency = RowCurrency::new(Table::RejectedCheques);
            let row = RejectedChequeRow {
                payload: cheque.provenance.payload,
                row: cheque.provenance.row,
                rejected_on: day(cheque.rejected_on),
                amount: currency.take(cheque.amount)?,
                currency: currency.code(),
                paid_on: day(cheque.paid_on),
            };
            self.rows.rejected_cheques.push(case, row);
        }
        self.arrears(case, facts)?;
        for offer in &facts.pre_approvals {
            let mut currency = RowCurrency::new(Table::PreApprovals);
            let row = PreApprovalRow {
                payload: offer.provenance.payload,
                row: offer.provenance.row,
                amount: currency.take(offer.amount)?,
                installments: offer.installments,
                installment: currency.take(offer.installment)?,
                currency: currency.code(),
            };
            self.rows.pre_approvals.push(case, row);
        }
        Ok(())
    }

    fn debts(&mut self, case: u32, facts: &Facts) -> Result<(), Error> {
        for debt in &facts.debts {
            let mut currency = RowCurrency::new(Table::Debts);
            let kind = debt.kind.map(|kind| match kind {
                DebtKind::Consumer => debt_kind::CONSUMER,
                DebtKind::Mortgage => debt_kind::MORTGAGE,
                DebtKind::Commercial => debt_kind::COMMERCIAL,
                DebtKind::Other => debt_kind::OTHER,
            });
            let row = DebtRow {
                payload: debt.provenance.payload,
                row: debt.provenance.row,
                institution: debt.institution.as_deref(),
                indirect: debt.indirect,
                kind,
                total: currency.take(debt.total)?,
                current: currency.take(debt.current)?,
                late_30_89: currency.take(debt.late_30_89)?,
                late_90_plus: currency.take(debt.late_90_plus)?,
                currency: currency.code(),
            };
            self.rows.debts.push(case, row);
        }
        for line in &facts.credit_lines {
            let mut currency = RowCurrency::new(Table::CreditLines);
            let row = CreditLineRow {
                payload: line.provenance.payload,
                row: line.provenance.row,
                institution: line.institution.as_deref(),
                available: currency.take(line.available)?,
                currency: currency.code(),
            };
            self.rows.credit_lines.push(case, row);
        }
        Ok(())
    }

    fn arrears(&mut self, case: u32, facts: &Facts) -> Result<(), Error> {
        for protest in &facts.protests {
            let mut currency = RowCurrency::new(Table::Protests);
            let row = ProtestRow {
                payload: protest.provenance.payload,
                row: protest.provenance.row,
                date: day(protest.date),
                amount: currency.take(protest.amount)?,
                currency: currency.code(),
                cleared: protest.cleared,
            };
            self.rows.protests.push(case, row);
        }
        for delinquency in &facts.delinquencies {
            let mut currency = RowCurrency::new(Table::Delinquencies);
            let row = DelinquencyRow {
                payload: delinquency.provenance.payload,
                row: delinquency.provenance.row,
                due_on: day(delinquency.due_on),
                amount: currency.take(delinquency.amount)?,
                currency: currency.code(),
            };
            self.rows.delinquencies.push(case, row);
        }
        for debt in &facts.alimony {
            let mut currency = RowCurrency::new(Table::Alimony);
            let row = AlimonyRow {
                payload: debt.provenance.payload,
                row: debt.provenance.row,
                owed: currency.take(debt.owed)?,
                currency: currency.code(),
            };
            self.rows.alimony.push(case, row);
        }
        Ok(())
    }
}
