//! What public registers and banca.me say.

use caudal_facts::facts::{
    AlimonyDebt, Contribution, CreditLine, DebtKind, DebtLine, Delinquency, FeeReceiptMonth,
    PreApproval, Protest, Provenance, Section, Situation,
};
use caudal_facts::{Month, Source};

use super::{Reports, places};
use crate::applicants::{bancame, bcra, installment, registries};

/// Adds the Argentine debtors' register.
pub(super) fn add_argentine(reports: &mut Reports<'_>) {
    let person = reports.person;
    let asked = (Source::Bcra, "bcra", "deudas");
    let sections = [Section::Situations, Section::RejectedCheques];
    let Some(payload) = reports.answer(asked, person.as_of, &sections) else {
        return;
    };
    let month = Month::of(person.as_of).plus(-1);
    let lines = bcra::lines(person, month).unwrap_or_default();
    for (line, place) in lines.iter().zip(places(payload)) {
        let row = Situation {
            provenance: place,
            month,
            entity: Some(line.lender.to_owned()),
            situation: Some(line.situation),
            // Of thousands of pesos, the cents.
            amount: Some(reports.money(line.amount * 100_000)),
            days_late: Some(line.days_late),
            in_court: Some(false),
            historical: false,
        };
        reports.facts.situations.push(row);
    }
}

/// Adds what a Chilean policy can ask for besides the bank.
pub(super) fn add_chilean(reports: &mut Reports<'_>) {
    debts(reports);
    unpaid(reports);
    work(reports);
    let asked = (Source::Alimony, "khipu", "debt-registry");
    if let Some(payload) = reports.answer(asked, reports.person.as_of, &[Section::Alimony]) {
        let owed = registries::alimony_owed(reports.person);
        for (owed, place) in owed.into_iter().zip(places(payload)) {
            let row = AlimonyDebt {
                provenance: place,
                owed: Some(reports.money(owed)),
            };
            reports.facts.alimony.push(row);
        }
    }
    pre_approvals(reports);
}

fn debts(reports: &mut Reports<'_>) {
    let person = reports.person;
    let asked = (Source::Cmf, "khipu", "debt-report");
    let sections = [Section::Debts, Section::CreditLines];
    let Some(payload) = reports.answer(asked, person.as_of, &sections) else {
        return;
    };
    let debts = registries::debts(person);
    for (debt, place) in debts.iter().zip(places(payload)) {
        let row = DebtLine {
            provenance: place,
            institution: Some(debt.lender.to_owned()),
            indirect: false,
            kind: Some(DebtKind::Consumer),
            total: Some(reports.money(debt.current + debt.late)),
            current: Some(reports.money(debt.current)),
            late_30_89: Some(reports.money(debt.late)),
            late_90_plus: Some(reports.money(0)),
        };
        reports.facts.debts.push(row);
    }
    let available = CreditLine {
        provenance: Provenance { payload, row: 0 },
        institution: Some("BANCO DE CHILE".to_owned()),
        available: Some(reports.money(registries::available(person))),
    };
    reports.facts.credit_lines.push(available);
}

fn unpaid(reports: &mut Reports<'_>) {
    let person = reports.person;
    let asked = (Source::Protests, "khipu", "consulta-rut");
    let sections = [Section::Protests, Section::Delinquencies];
    let Some(payload) = reports.answer(asked, person.as_of, &sections) else {
        return;
    };
    let (protests, delinquencies) = registries::unpaid(person);
    for (protest, place) in protests.iter().zip(places(payload)) {
        let row = Protest {
            provenance: place,
            date: Some(protest.date),
            amount: Some(reports.money(protest.amount)),
            document: None,
            cleared: Some(protest.cleared_on.is_some()),
        };
        reports.facts.protests.push(row);
    }
    for (unpaid, place) in delinquencies.iter().zip(places(payload)) {
        let row = Delinquency {
            provenance: place,
            due_on: Some(unpaid.due_on),
            amount: Some(reports.money(unpaid.amount)),
            creditor: None,
        };
        reports.facts.delinquencies.push(row);
    }
}

/// Contributions of employees, fee receipts of the self-employed.
fn work(reports: &mut Reports<'_>) {
    let person = reports.person;
    let asked = (Source::Afc, "khipu", "contributions-certificate");
    if let Some(payload) = reports.answer(asked, person.as_of, &[Section::Contributions]) {
        let employer = person.employer.0.reveal();
        for (month, place) in registries::worked(person).zip(places(payload)) {
            let row = Contribution {
                provenance: place,
                month,
                employer: Some(employer.clone()),
                taxable_income: Some(reports.money(registries::gross(person, month))),
                paid_on: Some(month.plus(1).first_day()),
                employer_active: Some(true),
            };
            reports.facts.contributions.push(row);
        }
    }
    let asked = (Source::Sii, "khipu", "tax-folder");
    if let Some(payload) = reports.answer(asked, person.as_of, &[Section::FeeReceipts]) {
        for ((month, gross, withheld), place) in
            registries::fees(person).into_iter().zip(places(payload))
        {
            let row = FeeReceiptMonth {
                provenance: place,
                month,
                gross: Some(reports.money(gross)),
                withheld: Some(reports.money(withheld)),
            };
            reports.facts.fee_receipts.push(row);
        }
    }
}

fn pre_approvals(reports: &mut Reports<'_>) {
    let person = reports.person;
    let asked = (Source::Bancame, "bancame", "pre-loan-request");
    let Some(payload) = reports.answer(asked, person.as_of, &[Section::PreApprovals]) else {
        return;
    };
    if !bancame::may_borrow(person) {
        return;
    }
    let amount = bancame::most(person);
    for ((periods, rate), place) in bancame::OFFERS.into_iter().zip(places(payload)) {
        let row = PreApproval {
            provenance: place,
            id: None,
            amount: Some(reports.money(amount)),
            monthly_rate: None,
            installments: Some(periods),
            installment: Some(reports.money(installment(amount, rate, periods))),
        };
        reports.facts.pre_approvals.push(row);
    }
}
