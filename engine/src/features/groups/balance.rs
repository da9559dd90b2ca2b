//! Balances of all deposit accounts together, at the end of each day.

use super::sets::{DAYS, DAYS_30, DAYS_90, MONTHS_3};
use crate::features::feature::{Feature, Riskier, Unit};
use crate::features::measure::{BalanceOf, Block, Measure};

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "balance.current",
        es: "Saldo en el último día cubierto.",
        en: "Balance on the last covered day.",
        unit: Unit::Money,
        window: None,
        riskier: Some(Riskier::Lower),
        missing: "An account states no balance.",
        measure: Measure::Block(Block::Balance(BalanceOf::Current)),
        ..DAYS
    },
    Feature {
        name: "balance.min_30d",
        es: "Menor saldo al fin del día en 30 días.",
        en: "Lowest balance at the end of a day in 30 days.",
        unit: Unit::Money,
        window: DAYS_30,
        riskier: Some(Riskier::Lower),
        missing: "The accounts are not covered for all of the days, or an account states no balance.",
        definition: Some("Belvo, balances_metrics"),
        measure: Measure::Block(Block::Balance(BalanceOf::Min)),
        ..DAYS
    },
    Feature {
        name: "balance.min_90d",
        es: "Menor saldo al fin del día en 90 días.",
        en: "Lowest balance at the end of a day in 90 days.",
        unit: Unit::Money,
        window: DAYS_90,
        riskier: Some(Riskier::Lower),
        missing: "The accounts are not covered for all of the days, or an account states no balance.",
        definition: Some("Belvo, balances_metrics"),
        measure: Measure::Block(Block::Balance(BalanceOf::Min)),
        ..DAYS
    },
    Feature {
        name: "balance.avg_30d",
        es: "Saldo promedio al fin del día en 30 días.",
        en: "Mean balance at the end of a day in 30 days.",
        unit: Unit::Money,
        window: DAYS_30,
        riskier: Some(Riskier::Lower),
        missing: "The accounts are not covered for all of the days, or an account states no balance.",
        definition: Some("Plaid, average balance from daily balances"),
        measure: Measure::Block(Block::Balance(BalanceOf::Mean)),
        ..DAYS
    },
    Feature {
        name: "balance.avg_90d",
        es: "Saldo promedio al fin del día en 90 días.",
        en: "Mean balance at the end of a day in 90 days.",
        unit: Unit::Money,
        window: DAYS_90,
        riskier: Some(Riskier::Lower),
        missing: "The accounts are not covered for all of the days, or an account states no balance.",
        definition: Some("Plaid, average balance from daily balances"),
        measure: Measure::Block(Block::Balance(BalanceOf::Mean)),
        ..DAYS
    },
    Feature {
        name: "balance.days_le_0_30d",
        es: "Días de 30 que terminaron en cero o menos.",
        en: "Days of 30 that ended at zero or below.",
        unit: Unit::Days,
        window: DAYS_30,
        riskier: Some(Riskier::Higher),
        missing: "The accounts are not covered for all of the days, or an account states no balance.",
        definition: Some("Belvo, days_balance_below_0"),
        measure: Measure::Block(Block::Balance(BalanceOf::DaysAtOrBelowZero)),
        ..DAYS
    },
    Feature {
        name: "balance.days_le_0_90d",
        es: "Días de 90 que terminaron en cero o menos.",
        en: "Days of 90 that ended at zero or below.",
        unit: Unit::Days,
        window: DAYS_90,
        riskier: Some(Riskier::Higher),
        missing: "The accounts are not covered for all of the days, or an account states no balance.",
        definition: Some("Belvo, days_balance_below_0"),
        measure: Measure::Block(Block::Balance(BalanceOf::DaysAtOrBelowZero)),
        ..DAYS
    },
    Feature {
        name: "balance.month_end_min_3m",
        es: "Menor saldo a fin de mes en 3 meses completos.",
        en: "Lowest balance at the end of 3 complete months.",
        unit: Unit::Money,
        window: MONTHS_3,
        riskier: Some(Riskier::Lower),
        missing: "Not all 3 months are covered, or an account states no balance.",
        measure: Measure::Block(Block::Balance(BalanceOf::MonthEndMin)),
        ..DAYS
    },
];
