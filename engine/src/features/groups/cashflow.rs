//! Money in and out of all deposit accounts together.

pub(super) mod days;

use super::sets::{self, MONTHS, MONTHS_3, MONTHS_6, MONTHS_12};
use crate::features::feature::{Feature, Riskier, Unit};
use crate::features::measure::{Measure, OverMonths};

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
        name: "cashflow.inflow_avg_6m",
        es: "Promedio mensual de ingresos de dinero en 6 meses completos.",
        en: "Mean money in a month over 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        definition: Some("Mastercard, net and gross monthly cash flow"),
        measure: Measure::Months(sets::INFLOW, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "cashflow.inflow_avg_12m",
        es: "Promedio mensual de ingresos de dinero en 12 meses completos.",
        en: "Mean money in a month over 12 complete months.",
        window: MONTHS_12,
        riskier: Some(Riskier::Lower),
        definition: Some("Mastercard, net and gross monthly cash flow"),
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
        name: "cashflow.inflow_least_6m",
        es: "Ingreso de dinero del peor de 6 meses completos.",
        en: "Money in of the worst of 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::INFLOW, OverMonths::Least),
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
        name: "cashflow.inflow_cv_12m",
        es: "Desviación estándar poblacional del ingreso mensual de dinero sobre su promedio, 12 meses completos.",
        en: "Population standard deviation of monthly money in, as a share of its mean, over 12 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_12,
        riskier: Some(Riskier::Higher),
        missing: "Fewer than 6 of 12 months are covered, or nothing came in.",
        definition: Some("Lendirow, inflow coefficient of variation"),
        measure: Measure::Months(sets::INFLOW, OverMonths::Variation),
        ..MONTHS
    },
    Feature {
        name: "cashflow.inflow_slope_6m",
        es: "Pendiente de la recta de mínimos cuadrados del ingreso mensual de dinero sobre su promedio, 6 meses completos: 0,02 es 2 % más cada mes.",
        en: "Slope of the least-squares line through monthly money in as a share of its mean, over 6 complete months: 0.02 is 2 % more each month.",
        unit: Unit::Ratio,
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        missing: "Not all 6 months are covered, or nothing came in.",
        measure: Measure::Months(sets::INFLOW, OverMonths::Slope),
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
        name: "cashflow.outflow_avg_6m",
        es: "Promedio mensual de salidas de dinero en 6 meses completos.",
        en: "Mean money out a month over 6 complete months.",
        window: MONTHS_6,
        definition: Some("Mastercard, net and gross monthly cash flow"),
        measure: Measure::Months(sets::OUTFLOW, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "cashflow.outflow_avg_12m",
        es: "Promedio mensual de salidas de dinero en 12 meses completos.",
        en: "Mean money out a month over 12 complete months.",
        window: MONTHS_12,
        definition: Some("Mastercard, net and gross monthly cash flow"),
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
        name: "cashflow.net_avg_12m",
        es: "Promedio mensual de ingresos menos salidas en 12 meses completos.",
        en: "Mean of money in less money out a month over 12 complete months.",
        window: MONTHS_12,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::NET, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "cashflow.net_least_6m",
        es: "Ingresos menos salidas del peor de 6 meses completos.",
        en: "Money in less money out of the worst of 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::NET, OverMonths::Least),
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
        name: "cashflow.months_net_negative_12m",
        es: "Meses de los últimos 12 con más salidas que ingresos.",
        en: "Months of the last 12 with more money out than in.",
        unit: Unit::Count,
        window: MONTHS_12,
        riskier: Some(Riskier::Higher),
        measure: Measure::Months(sets::NET, OverMonths::Below),
        ..MONTHS
    },
    Feature {
        name: "cashflow.in_out_ratio_6m",
        es: "Cuántas veces los ingresos cubren las salidas, 6 meses completos.",
        en: "How many times money in covers money out, over 6 complete months.",
        unit: Unit::Times,
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        missing: "Fewer than 3 of 6 months are covered, or nothing went out.",
        definition: Some("Belvo, positive_to_negative_ratio"),
        measure: Measure::MonthsShare(sets::INFLOW, sets::OUTFLOW),
        ..MONTHS
    },
    Feature {
        name: "cashflow.own_transfers_in_3m",
        es: "Promedio mensual recibido desde cuentas propias, 3 meses completos.",
        en: "Mean a month of money received from the person's own accounts, over 3 complete months.",
        window: MONTHS_3,
        measure: Measure::Months(sets::OWN_IN, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "cashflow.own_transfers_unmatched_3m",
        es: "Promedio mensual recibido desde cuentas propias que el informe no muestra, 3 meses completos.",
        en: "Mean a month of money received from own accounts that the report does not show, over 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Higher),
        measure: Measure::Months(sets::UNMATCHED_IN, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "cashflow.own_transfer_share_3m",
        es: "Parte de todo lo recibido que vino de cuentas propias, 3 meses completos.",
        en: "Share of all that was received that came from own accounts, over 3 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_3,
        missing: "Not all 3 months are covered, or nothing was received.",
        measure: Measure::MonthsShare(sets::OWN_IN, sets::GROSS_IN),
        ..MONTHS
    },
];
