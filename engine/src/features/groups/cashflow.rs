//! Money in and out of all deposit accounts together.

use super::sets::{self, DAYS, DAYS_30, MONTHS, MONTHS_3, MONTHS_6};
use crate::features::feature::{Feature, Riskier, Unit};
use crate::features::measure::{Measure, OverDays, OverMonths};
use caudal_facts::categories::Category;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "cashflow.inflow_avg_3m",
        es: "Promedio mensual de ingresos de dinero en 3 meses completos, sin traspasos propios ni reversas.",
        en: "Mean money in a month over 3 complete months, own transfers and reversals left out.",
        window: MONTHS_3,
        riskier: Some(Riskier::Lower),
        definition: Some("Belvo, cashflow_metrics"),
        measure: Measure::Months(sets::INFLOW, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "cashflow.inflow_median_6m",
        es: "Mediana mensual de ingresos de dinero en 6 meses completos.",
        en: "Median money in a month over 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::INFLOW, OverMonths::Median),
        ..MONTHS
    },
    Feature {
        name: "cashflow.inflow_cv_6m",
        es: "Desviación estándar poblacional del ingreso mensual de dinero sobre su promedio, 6 meses completos.",
        en: "Population standard deviation of monthly money in, as a share of its mean, over 6 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_6,
        riskier: Some(Riskier::Higher),
        missing: "Fewer than 3 of 6 months are covered, or nothing came in.",
        definition: Some("Lendirow, inflow coefficient of variation"),
        measure: Measure::Months(sets::INFLOW, OverMonths::Variation),
        ..MONTHS
    },
    Feature {
        name: "cashflow.outflow_avg_3m",
        es: "Promedio mensual de salidas de dinero en 3 meses completos, sin traspasos propios ni reversas.",
        en: "Mean money out a month over 3 complete months, own transfers and reversals left out.",
        window: MONTHS_3,
        definition: Some("Belvo, cashflow_metrics"),
        measure: Measure::Months(sets::OUTFLOW, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "cashflow.outflow_median_6m",
        es: "Mediana mensual de salidas de dinero en 6 meses completos.",
        en: "Median money out a month over 6 complete months.",
        window: MONTHS_6,
        measure: Measure::Months(sets::OUTFLOW, OverMonths::Median),
        ..MONTHS
    },
    Feature {
        name: "cashflow.net_avg_3m",
        es: "Promedio mensual de ingresos menos salidas en 3 meses completos.",
        en: "Mean of money in less money out a month over 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::NET, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "cashflow.net_avg_6m",
        es: "Promedio mensual de ingresos menos salidas en 6 meses completos.",
        en: "Mean of money in less money out a month over 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::NET, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "cashflow.months_net_negative_6m",
        es: "Meses de los últimos 6 con más salidas que ingresos.",
        en: "Months of the last 6 with more money out than in.",
        unit: Unit::Count,
        window: MONTHS_6,
        riskier: Some(Riskier::Higher),
        measure: Measure::Months(sets::NET, OverMonths::Below),
        ..MONTHS
    },
    Feature {
        name: "cashflow.inflow_30d",
        es: "Ingresos de dinero en 30 días.",
        en: "Money in over 30 days.",
        unit: Unit::Money,
        window: DAYS_30,
        riskier: Some(Riskier::Lower),
        definition: Some("Belvo, ONE_MONTH"),
        measure: Measure::Days(sets::INFLOW, OverDays::Sum),
        ..DAYS
    },
    Feature {
        name: "cashflow.outflow_30d",
        es: "Salidas de dinero en 30 días.",
        en: "Money out over 30 days.",
        unit: Unit::Money,
        window: DAYS_30,
        definition: Some("Belvo, ONE_MONTH"),
        measure: Measure::Days(sets::OUTFLOW, OverDays::Sum),
        ..DAYS
    },
    Feature {
        name: "cashflow.in_out_ratio_90d",
        es: "Cuántas veces los ingresos cubren las salidas, 90 días.",
        en: "How many times money in covers money out, over 90 days.",
        unit: Unit::Times,
        riskier: Some(Riskier::Lower),
        missing: "The accounts are not covered for all of the days, or nothing went out.",
        definition: Some("Belvo, positive_to_negative_ratio"),
        measure: Measure::Share(sets::INFLOW, sets::OUTFLOW),
        ..DAYS
    },
    Feature {
        name: "cashflow.cash_withdrawal_share_90d",
        es: "Parte de las salidas retirada en efectivo, 90 días.",
        en: "Share of money out taken as cash, over 90 days.",
        unit: Unit::Ratio,
        missing: "The accounts are not covered for all of the days, or nothing went out.",
        measure: Measure::Share(sets::money_out(&[Category::CashWithdrawal]), sets::OUTFLOW),
        ..DAYS
    },
    Feature {
        name: "cashflow.own_transfers_in_3m",
        es: "Promedio mensual recibido desde cuentas propias, 3 meses completos.",
        en: "Mean a month of money received from the person's own accounts, over 3 complete months.",
        window: MONTHS_3,
        measure: Measure::Months(sets::money_in(&[Category::OwnTransfer]), OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "cashflow.largest_inflow_90d",
        es: "El mayor ingreso de dinero en 90 días; 0 si no hubo.",
        en: "The largest single amount of money in over 90 days; 0 without any.",
        unit: Unit::Money,
        measure: Measure::Days(sets::INFLOW, OverDays::Largest),
        ..DAYS
    },
];
