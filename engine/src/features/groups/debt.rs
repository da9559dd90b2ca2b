//! What is owed and what is paid on it.

use super::sets::{self, DAYS, MONTHS, MONTHS_3, REGISTER};
use crate::features::feature::{Feature, Riskier, Sources, Unit};
use crate::features::measure::{
    Block, Classes, Empty, ExpenseOf, Filter, Measure, OverDates, OverDays, OverMonths, Reduce,
    Snapshot,
};
use crate::frames::{Table, debt_kind};
use caudal_facts::Source;
use caudal_facts::categories::Category;
use caudal_facts::facts::Section;

/// Instalments of loans and what is paid back to credit lines.
pub(super) const PAYMENTS: crate::features::measure::Series = sets::money_out(&[
    Category::LoanPayment,
    Category::Mortgage,
    Category::CreditLineRepayment,
]);

/// Signs that money of an overdraft or credit line is in use.
const CREDIT_LINE: Classes = Classes::money_in(&[Category::CreditLineDraw])
    .or(Classes::money_out(&[Category::OverdraftCharge]));

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "debt.payments_seen_3m",
        es: "Promedio mensual de pagos de préstamos, hipotecas y líneas de crédito vistos en cuenta, 3 meses completos.",
        en: "Mean month of payments on loans, mortgages and credit lines that the account shows, over 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Higher),
        measure: Measure::Months(PAYMENTS, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "debt.card_payments_3m",
        es: "Promedio mensual de pagos de tarjeta de crédito vistos en cuenta, 3 meses completos.",
        en: "Mean month of credit-card payments that the account shows, over 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Higher),
        measure: Measure::Months(sets::money_out(&[Category::CardPayment]), OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "debt.loans_count",
        es: "Préstamos vigentes con el banco que informa.",
        en: "Loans with the reporting bank that are not paid off.",
        sources: Sources::ar(&[Source::Cirenio]),
        riskier: Some(Riskier::Higher),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Loans,
            sections: &[Section::Loans],
            filters: &[Filter::IsNot("outstanding", 0)],
            reduce: Reduce::Count,
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "debt.loans_outstanding",
        es: "Saldo de los préstamos con el banco que informa.",
        en: "What is owed on loans with the reporting bank.",
        unit: Unit::Money,
        sources: Sources::ar(&[Source::Cirenio]),
        riskier: Some(Riskier::Higher),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Loans,
            sections: &[Section::Loans],
            filters: &[Filter::IsNot("outstanding", 0)],
            reduce: Reduce::Sum("outstanding"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "debt.loan_installments_next",
        es: "Próximas cuotas de los préstamos con el banco que informa, sumadas.",
        en: "Next instalments of loans with the reporting bank, together.",
        unit: Unit::MoneyPerMonth,
        sources: Sources::ar(&[Source::Cirenio]),
        riskier: Some(Riskier::Higher),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Loans,
            sections: &[Section::Loans],
            filters: &[Filter::IsNot("outstanding", 0)],
            reduce: Reduce::Sum("next_installment_amount"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "debt.disbursements_90d",
        es: "Préstamos abonados en cuenta en 90 días.",
        en: "Loans paid out to the account in 90 days.",
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, loan disbursements"),
        measure: Measure::Days(
            sets::count(Classes::money_in(&[Category::LoanDisbursement])),
            OverDays::Sum,
        ),
        ..DAYS
    },
    Feature {
        name: "debt.consumer_balance",
        es: "Deuda directa de consumo según la CMF.",
        en: "Consumer debt of the person's own, as the regulator reports it.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            filters: &[
                Filter::Is("indirect", 0),
                Filter::Is("kind", debt_kind::CONSUMER as i64),
            ],
            reduce: Reduce::Sum("total"),
            ..OWN
        }),
        ..REPORTED
    },
    Feature {
        name: "debt.mortgage_balance",
        es: "Deuda directa hipotecaria según la CMF.",
        en: "Housing debt of the person's own, as the regulator reports it.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            filters: &[
                Filter::Is("indirect", 0),
                Filter::Is("kind", debt_kind::MORTGAGE as i64),
            ],
            reduce: Reduce::Sum("total"),
            ..OWN
        }),
        ..REPORTED
    },
    Feature {
        name: "debt.commercial_balance",
        es: "Deuda directa comercial según la CMF.",
        en: "Business debt of the person's own, as the regulator reports it.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            filters: &[
                Filter::Is("indirect", 0),
                Filter::Is("kind", debt_kind::COMMERCIAL as i64),
            ],
            reduce: Reduce::Sum("total"),
            ..OWN
        }),
        ..REPORTED
    },
    Feature {
        name: "debt.direct_total",
        es: "Deuda directa total según la CMF.",
        en: "All debt of the person's own, as the regulator reports it.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Sum("total"),
            ..OWN
        }),
        ..REPORTED
    },
    Feature {
        name: "debt.indirect_total",
        es: "Deuda indirecta: de otros, como aval o codeudor.",
        en: "Debt of others that the person answers for.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            filters: &[Filter::Is("indirect", 1)],
            reduce: Reduce::Sum("total"),
            ..OWN
        }),
        ..REPORTED
    },
    Feature {
        name: "debt.overdue_30_89",
        es: "Deuda directa con mora de 30 a 89 días.",
        en: "Own debt in arrears by 30 to 89 days.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Sum("late_30_89"),
            ..OWN
        }),
        ..REPORTED
    },
    Feature {
        name: "debt.overdue_90_plus",
        es: "Deuda directa con mora de 90 días o más.",
        en: "Own debt in arrears by 90 days or more.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Sum("late_90_plus"),
            ..OWN
        }),
        ..REPORTED
    },
    Feature {
        name: "debt.unused_lines",
        es: "Líneas de crédito sin usar según la CMF.",
        en: "Unused credit lines, as the regulator reports them.",
        unit: Unit::Money,
        sources: Sources::cl(&[Source::Cmf]),
        definition: Some("CMF, Informe de Deudas"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::CreditLines,
            sections: &[Section::CreditLines],
            filters: &[],
            reduce: Reduce::Sum("available"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "debt.lenders",
        es: "Instituciones a las que debe, según la CMF.",
        en: "Institutions that the person owes to, as the regulator names them.",
        sources: Sources::cl(&[Source::Cmf]),
        riskier: Some(Riskier::Higher),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Debts,
            sections: &[Section::Debts],
            filters: &[Filter::Is("indirect", 0), Filter::AtLeast("total", 1)],
            reduce: Reduce::Distinct("institution"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "debt.lenders_paid_30d",
        es: "A cuántos distintos se pagó una cuota de préstamo o hipoteca en 30 días.",
        en: "How many different sides were paid an instalment of a loan or mortgage in 30 days.",
        window: sets::DAYS_30,
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, unique loan-payment merchants"),
        measure: Measure::Block(Block::Expense(ExpenseOf::Lenders)),
        ..DAYS
    },
    Feature {
        name: "debt.lenders_paid_90d",
        es: "A cuántos distintos se pagó una cuota de préstamo o hipoteca en 90 días.",
        en: "How many different sides were paid an instalment of a loan or mortgage in 90 days.",
        window: sets::DAYS_90,
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, unique loan-payment merchants"),
        measure: Measure::Block(Block::Expense(ExpenseOf::Lenders)),
        ..DAYS
    },
    Feature {
        name: "debt.missed_payments_90d",
        es: "Cuotas mensuales de préstamos o hipotecas que vencían en 90 días y no se vieron en 10 días; un préstamo terminado hace menos de 120 días cuenta igual.",
        en: "Monthly instalments of loans or mortgages due in 90 days that were not seen within 10 days; a loan that ended less than 120 days ago counts alike.",
        riskier: Some(Riskier::Higher),
        definition: Some("Mastercard, MISSED_RECURRING_LOAN_PAYMENTS"),
        measure: Measure::Block(Block::Expense(ExpenseOf::MissedLoans)),
        ..DAYS
    },
    Feature {
        name: "debt.disbursements_30d",
        es: "Préstamos abonados en cuenta en 30 días.",
        en: "Loans paid out to the account in 30 days.",
        window: sets::DAYS_30,
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, loan disbursements"),
        measure: Measure::Days(
            sets::count(Classes::money_in(&[Category::LoanDisbursement])),
            OverDays::Sum,
        ),
        ..DAYS
    },
    Feature {
        name: "debt.loan_inflow_share_90d",
        es: "Parte de los ingresos de dinero que son préstamos, 90 días.",
        en: "Share of money in that is loans, over 90 days.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Higher),
        missing: "The accounts are not covered for all of the days, or nothing came in.",
        definition: Some("Indicina, loanInflowRate"),
        measure: Measure::Share(sets::money_in(&[Category::LoanDisbursement]), sets::INFLOW),
        ..DAYS
    },
    Feature {
        name: "debt.repayment_share_90d",
        es: "Pagos de préstamos, hipotecas y líneas como parte de los ingresos de dinero, 90 días.",
        en: "Payments on loans, mortgages and credit lines as a share of money in, over 90 days.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Higher),
        missing: "The accounts are not covered for all of the days, or nothing came in.",
        definition: Some("Indicina, loanRepaymentInflowRate"),
        measure: Measure::Share(PAYMENTS, sets::INFLOW),
        ..DAYS
    },
    Feature {
        name: "debt.credit_line_days_90d",
        es: "Días de 90 en que se usó la línea de crédito o se cobró sobregiro.",
        en: "Days of 90 on which a credit line was drawn or an overdraft charged.",
        unit: Unit::Days,
        riskier: Some(Riskier::Higher),
        definition: Some("Inscribe, overdraft days"),
        measure: Measure::Dates(CREDIT_LINE, OverDates::Count),
        ..DAYS
    },
    Feature {
        name: "debt.payments_seen_6m",
        es: "Promedio mensual de pagos de préstamos, hipotecas y líneas de crédito vistos en cuenta, 6 meses completos.",
        en: "Mean month of payments on loans, mortgages and credit lines that the account shows, over 6 complete months.",
        window: sets::MONTHS_6,
        riskier: Some(Riskier::Higher),
        measure: Measure::Months(PAYMENTS, OverMonths::Mean),
        ..MONTHS
    },
];

/// What features of the regulator's report of debts have in common.
const REPORTED: Feature = Feature {
    sources: Sources::cl(&[Source::Cmf]),
    riskier: Some(Riskier::Higher),
    definition: Some("CMF, Informe de Deudas"),
    ..REGISTER
};

/// Debts of the person's own.
const OWN: Snapshot = Snapshot {
    table: Table::Debts,
    sections: &[Section::Debts],
    filters: &[Filter::Is("indirect", 0)],
    reduce: Reduce::Count,
    empty: Empty::Zero,
};
