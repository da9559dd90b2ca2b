//! What the person can carry: debts, payments and the request against income and balances.

use super::sets::{self, BANK, MONTHS, MONTHS_3, MONTHS_6};
use crate::features::feature::{Feature, Riskier, Sources, Unit};
use crate::features::measure::{
    Classes, Figure, Measure, OverMonths, Related, Relation, Series, Worth,
};
use caudal_facts::Source;
use caudal_facts::categories::Category;

/// The bank report and the register of debts of either country.
const BANK_AND_DEBTS: Sources = Sources {
    ar: &[Source::Cirenio, Source::Bcra],
    cl: &[Source::Khipu, Source::Cmf],
};

/// Income less what must be paid: essentials, instalments, cards and credit lines.
const RESIDUAL: Series = Series {
    rows: sets::INCOME
        .rows
        .or(super::expenses::ESSENTIAL.rows)
        .or(SERVICE.rows),
    worth: Worth::Signed,
};

/// All that is paid on debts.
const SERVICE: Series = Series {
    rows: super::debt::PAYMENTS
        .rows
        .or(Classes::money_out(&[Category::CardPayment])),
    worth: Worth::Turned,
};

/// What declarations of times and shares have in common.
const OVER_INCOME: Feature = Feature {
    unit: Unit::Times,
    window: MONTHS_6,
    riskier: Some(Riskier::Higher),
    missing: "A figure that it is made of is missing, or there was no income.",
    ..BANK
};

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "affordability.debt_service_6m",
        es: "Pagos de préstamos, hipotecas, tarjetas y líneas de crédito vistos en cuenta como parte del ingreso verificado, 6 meses completos.",
        en: "Payments on loans, mortgages, cards and credit lines that the account shows as a share of verified income, over 6 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_6,
        riskier: Some(Riskier::Higher),
        missing: "Fewer than 3 of 6 months are covered, or there was no income.",
        definition: Some("CMF, carga financiera"),
        measure: Measure::MonthsShare(SERVICE, sets::INCOME),
        ..MONTHS
    },
    Feature {
        name: "affordability.leverage_6m",
        es: "Deuda total del registro sobre el ingreso mensual verificado de 6 meses: cuántos ingresos mensuales se deben.",
        en: "All debts of the register over the verified month's income of 6 months: how many months' incomes are owed.",
        sources: BANK_AND_DEBTS,
        definition: Some("CMF, apalancamiento"),
        measure: Measure::Relation(Relation {
            left: Figure::Each {
                ar: "bureau.debt_total",
                cl: "debt.direct_total",
            },
            right: Figure::Of("income.verified_monthly_6m"),
            how: Related::Ratio,
        }),
        ..OVER_INCOME
    },
    Feature {
        name: "affordability.leverage_with_request_6m",
        es: "Deuda total del registro más lo solicitado, sobre el ingreso mensual verificado de 6 meses.",
        en: "All debts of the register and the amount asked for, over the verified month's income of 6 months.",
        sources: BANK_AND_DEBTS,
        missing: "A figure that it is made of is missing, no amount is asked for in the case's currency, or there was no income.",
        definition: Some("CMF, apalancamiento"),
        measure: Measure::Relation(Relation {
            left: Figure::Each {
                ar: "bureau.debt_total",
                cl: "debt.direct_total",
            },
            right: Figure::Of("income.verified_monthly_6m"),
            how: Related::RatioWithRequest,
        }),
        ..OVER_INCOME
    },
    Feature {
        name: "affordability.request_over_income_6m",
        es: "Lo solicitado sobre el ingreso mensual verificado de 6 meses.",
        en: "The amount asked for over the verified month's income of 6 months.",
        missing: "The income is missing or zero, or no amount is asked for in the case's currency.",
        measure: Measure::Relation(Relation {
            left: Figure::Requested,
            right: Figure::Of("income.verified_monthly_6m"),
            how: Related::Ratio,
        }),
        ..OVER_INCOME
    },
    Feature {
        name: "affordability.request_over_stream_income_6m",
        es: "Lo solicitado sobre el ingreso mensual de las fuentes activas de confianza alta o media, 6 meses.",
        en: "The amount asked for over the month's income of active sources of high or medium confidence, 6 months.",
        missing: "The income is missing or zero, or no amount is asked for in the case's currency.",
        measure: Measure::Relation(Relation {
            left: Figure::Requested,
            right: Figure::Of("income.stream_monthly_6m"),
            how: Related::Ratio,
        }),
        ..OVER_INCOME
    },
    Feature {
        name: "affordability.residual_3m",
        es: "Promedio mensual de ingreso verificado menos gastos esenciales y pagos de deudas, 3 meses completos.",
        en: "Mean month of verified income less essentials and payments on debts, over 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Lower),
        definition: Some("Banco Nación, residual income against the minimum wage"),
        measure: Measure::Months(RESIDUAL, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "affordability.essential_share_3m",
        es: "Gastos esenciales como parte del ingreso verificado, 3 meses completos.",
        en: "Essentials as a share of verified income, over 3 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_3,
        riskier: Some(Riskier::Higher),
        missing: "Not all 3 months are covered, or there was no income.",
        measure: Measure::MonthsShare(super::expenses::ESSENTIAL, sets::INCOME),
        ..MONTHS
    },
    Feature {
        name: "affordability.rent_share_3m",
        es: "Arriendo o alquiler como parte del ingreso verificado, 3 meses completos.",
        en: "Rent as a share of verified income, over 3 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_3,
        riskier: Some(Riskier::Higher),
        missing: "Not all 3 months are covered, or there was no income.",
        measure: Measure::MonthsShare(sets::money_out(&[Category::Rent]), sets::INCOME),
        ..MONTHS
    },
    Feature {
        name: "affordability.card_used_over_income_6m",
        es: "Cupo de tarjetas usado sobre el ingreso mensual verificado de 6 meses.",
        en: "Used card limits over the verified month's income of 6 months.",
        measure: Measure::Relation(Relation {
            left: Figure::Of("card.used"),
            right: Figure::Of("income.verified_monthly_6m"),
            how: Related::Ratio,
        }),
        ..OVER_INCOME
    },
    Feature {
        name: "affordability.installments_over_income_6m",
        es: "Próximas cuotas de préstamos con el banco sobre el ingreso mensual verificado de 6 meses.",
        en: "Next instalments of loans with the bank over the verified month's income of 6 months.",
        unit: Unit::Ratio,
        sources: Sources::ar(&[Source::Cirenio]),
        definition: Some("BCRA, relación cuota ingreso"),
        measure: Measure::Relation(Relation {
            left: Figure::Of("debt.loan_installments_next"),
            right: Figure::Of("income.verified_monthly_6m"),
            how: Related::Ratio,
        }),
        ..OVER_INCOME
    },
    Feature {
        name: "affordability.balance_over_installments_90d",
        es: "Saldo promedio de 90 días sobre las próximas cuotas de préstamos con el banco.",
        en: "Mean balance of 90 days over the next instalments of loans with the bank.",
        sources: Sources::ar(&[Source::Cirenio]),
        window: sets::DAYS_90,
        riskier: Some(Riskier::Lower),
        missing: "The balance or an instalment is missing, or there is no instalment.",
        measure: Measure::Relation(Relation {
            left: Figure::Of("balance.avg_90d"),
            right: Figure::Of("debt.loan_installments_next"),
            how: Related::Ratio,
        }),
        ..OVER_INCOME
    },
];
