//! Money in and out over runs of days.

use super::super::sets::{self, DAYS, DAYS_7, DAYS_30, DAYS_90, DAYS_180};
use crate::features::feature::{Feature, Riskier, Unit};
use crate::features::measure::{Classes, Measure, OverDays};
use caudal_facts::categories::Category;

const MONEY: Feature = Feature {
    unit: Unit::Money,
    ..DAYS
};

pub(in super::super) const FEATURES: &[Feature] = &[
    Feature {
        name: "cashflow.inflow_7d",
        es: "Ingresos de dinero en 7 días.",
        en: "Money in over 7 days.",
        window: DAYS_7,
        riskier: Some(Riskier::Lower),
        definition: Some("Belvo, ONE_WEEK"),
        measure: Measure::Days(sets::INFLOW, OverDays::Sum),
        ..MONEY
    },
    Feature {
        name: "cashflow.outflow_7d",
        es: "Salidas de dinero en 7 días.",
        en: "Money out over 7 days.",
        window: DAYS_7,
        definition: Some("Belvo, ONE_WEEK"),
        measure: Measure::Days(sets::OUTFLOW, OverDays::Sum),
        ..MONEY
    },
    Feature {
        name: "cashflow.inflow_30d",
        es: "Ingresos de dinero en 30 días.",
        en: "Money in over 30 days.",
        window: DAYS_30,
        riskier: Some(Riskier::Lower),
        definition: Some("Belvo, ONE_MONTH"),
        measure: Measure::Days(sets::INFLOW, OverDays::Sum),
        ..MONEY
    },
    Feature {
        name: "cashflow.outflow_30d",
        es: "Salidas de dinero en 30 días.",
        en: "Money out over 30 days.",
        window: DAYS_30,
        definition: Some("Belvo, ONE_MONTH"),
        measure: Measure::Days(sets::OUTFLOW, OverDays::Sum),
        ..MONEY
    },
    Feature {
        name: "cashflow.net_30d",
        es: "Ingresos menos salidas de dinero en 30 días.",
        en: "Money in less money out over 30 days.",
        window: DAYS_30,
        riskier: Some(Riskier::Lower),
        measure: Measure::Days(sets::NET, OverDays::Sum),
        ..MONEY
    },
    Feature {
        name: "cashflow.inflow_90d",
        es: "Ingresos de dinero en 90 días.",
        en: "Money in over 90 days.",
        window: DAYS_90,
        riskier: Some(Riskier::Lower),
        definition: Some("Belvo, THREE_MONTHS"),
        measure: Measure::Days(sets::INFLOW, OverDays::Sum),
        ..MONEY
    },
    Feature {
        name: "cashflow.outflow_90d",
        es: "Salidas de dinero en 90 días.",
        en: "Money out over 90 days.",
        window: DAYS_90,
        definition: Some("Belvo, THREE_MONTHS"),
        measure: Measure::Days(sets::OUTFLOW, OverDays::Sum),
        ..MONEY
    },
    Feature {
        name: "cashflow.net_90d",
        es: "Ingresos menos salidas de dinero en 90 días.",
        en: "Money in less money out over 90 days.",
        window: DAYS_90,
        riskier: Some(Riskier::Lower),
        measure: Measure::Days(sets::NET, OverDays::Sum),
        ..MONEY
    },
    Feature {
        name: "cashflow.inflow_180d",
        es: "Ingresos de dinero en 180 días.",
        en: "Money in over 180 days.",
        window: DAYS_180,
        riskier: Some(Riskier::Lower),
        measure: Measure::Days(sets::INFLOW, OverDays::Sum),
        ..MONEY
    },
    Feature {
        name: "cashflow.outflow_180d",
        es: "Salidas de dinero en 180 días.",
        en: "Money out over 180 days.",
        window: DAYS_180,
        measure: Measure::Days(sets::OUTFLOW, OverDays::Sum),
        ..MONEY
    },
    Feature {
        name: "cashflow.inflow_count_30d",
        es: "Cantidad de ingresos de dinero en 30 días.",
        en: "How many amounts came in over 30 days.",
        window: DAYS_30,
        definition: Some("Belvo, transactions_metrics"),
        measure: Measure::Days(sets::count(sets::INFLOW.rows), OverDays::Sum),
        ..DAYS
    },
    Feature {
        name: "cashflow.outflow_count_30d",
        es: "Cantidad de salidas de dinero en 30 días.",
        en: "How many amounts went out over 30 days.",
        window: DAYS_30,
        definition: Some("Belvo, transactions_metrics"),
        measure: Measure::Days(sets::count(sets::OUTFLOW.rows), OverDays::Sum),
        ..DAYS
    },
    Feature {
        name: "cashflow.inflow_count_90d",
        es: "Cantidad de ingresos de dinero en 90 días.",
        en: "How many amounts came in over 90 days.",
        definition: Some("Belvo, transactions_metrics"),
        measure: Measure::Days(sets::count(sets::INFLOW.rows), OverDays::Sum),
        ..DAYS
    },
    Feature {
        name: "cashflow.outflow_count_90d",
        es: "Cantidad de salidas de dinero en 90 días.",
        en: "How many amounts went out over 90 days.",
        definition: Some("Belvo, transactions_metrics"),
        measure: Measure::Days(sets::count(sets::OUTFLOW.rows), OverDays::Sum),
        ..DAYS
    },
    Feature {
        name: "cashflow.largest_inflow_30d",
        es: "El mayor ingreso de dinero en 30 días; 0 si no hubo.",
        en: "The largest single amount of money in over 30 days; 0 without any.",
        window: DAYS_30,
        definition: Some("Belvo, transactions_metrics"),
        measure: Measure::Days(sets::INFLOW, OverDays::Largest),
        ..MONEY
    },
    Feature {
        name: "cashflow.largest_inflow_90d",
        es: "El mayor ingreso de dinero en 90 días; 0 si no hubo.",
        en: "The largest single amount of money in over 90 days; 0 without any.",
        definition: Some("Belvo, transactions_metrics"),
        measure: Measure::Days(sets::INFLOW, OverDays::Largest),
        ..MONEY
    },
    Feature {
        name: "cashflow.largest_outflow_90d",
        es: "La mayor salida de dinero en 90 días; 0 si no hubo.",
        en: "The largest single amount of money out over 90 days; 0 without any.",
        definition: Some("Belvo, transactions_metrics"),
        measure: Measure::Days(sets::OUTFLOW, OverDays::Largest),
        ..MONEY
    },
    Feature {
        name: "cashflow.undone_count_90d",
        es: "Movimientos que otro de 10 días después o menos deshizo, en 90 días; ninguno de los dos cuenta como ingreso ni salida.",
        en: "Movements in 90 days that another undid within 10 days; neither counts as money in or out.",
        definition: Some("Plaid, fees net of reversed ones"),
        measure: Measure::Days(sets::count(Classes::UNDONE), OverDays::Sum),
        ..DAYS
    },
    Feature {
        name: "cashflow.undone_outflow_90d",
        es: "Salidas de dinero deshechas por otro movimiento de 10 días después o menos, en 90 días.",
        en: "Money out in 90 days that another movement undid within 10 days.",
        measure: Measure::Days(sets::UNDONE_OUT, OverDays::Sum),
        ..MONEY
    },
];

/// One sum of the days as a share of another.
pub(in super::super) const SHARES: &[Feature] = &[
    Feature {
        name: "cashflow.in_out_ratio_30d",
        es: "Cuántas veces los ingresos cubren las salidas, 30 días.",
        en: "How many times money in covers money out, over 30 days.",
        unit: Unit::Times,
        window: DAYS_30,
        riskier: Some(Riskier::Lower),
        missing: NOTHING_OUT,
        definition: Some("Belvo, positive_to_negative_ratio"),
        measure: Measure::Share(sets::INFLOW, sets::OUTFLOW),
        ..DAYS
    },
    Feature {
        name: "cashflow.in_out_ratio_90d",
        es: "Cuántas veces los ingresos cubren las salidas, 90 días.",
        en: "How many times money in covers money out, over 90 days.",
        unit: Unit::Times,
        riskier: Some(Riskier::Lower),
        missing: NOTHING_OUT,
        definition: Some("Belvo, positive_to_negative_ratio"),
        measure: Measure::Share(sets::INFLOW, sets::OUTFLOW),
        ..DAYS
    },
    Feature {
        name: "cashflow.cash_withdrawal_share_90d",
        es: "Parte de las salidas retirada en efectivo, 90 días.",
        en: "Share of money out taken as cash, over 90 days.",
        unit: Unit::Ratio,
        missing: NOTHING_OUT,
        measure: Measure::Share(sets::money_out(&[Category::CashWithdrawal]), sets::OUTFLOW),
        ..DAYS
    },
    Feature {
        name: "cashflow.cash_deposit_share_90d",
        es: "Parte de los ingresos depositada en efectivo, 90 días.",
        en: "Share of money in paid in as cash, over 90 days.",
        unit: Unit::Ratio,
        missing: NOTHING_IN,
        measure: Measure::Share(sets::money_in(&[Category::CashDeposit]), sets::INFLOW),
        ..DAYS
    },
    Feature {
        name: "cashflow.borrowed_share_90d",
        es: "Parte de los ingresos que es dinero prestado: préstamos, avances y giros de línea, 90 días.",
        en: "Share of money in that is borrowed: loans, card advances and credit-line draws, over 90 days.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Higher),
        missing: NOTHING_IN,
        measure: Measure::Share(sets::BORROWED, sets::INFLOW),
        ..DAYS
    },
];

const NOTHING_IN: &str = "The accounts are not covered for all of the days, or nothing came in.";

const NOTHING_OUT: &str = "The accounts are not covered for all of the days, or nothing went out.";
