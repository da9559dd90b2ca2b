//! Balances of all deposit accounts together, at the end of each day.

use super::sets::{DAYS, DAYS_30, DAYS_60, DAYS_90, DAYS_180, MONTHS_3, MONTHS_6};
use crate::features::feature::{Feature, Riskier, Unit};
use crate::features::measure::{BalanceOf, Block, Figure, Measure, Related, Relation};

/// What declarations of balances over days have in common.
const BALANCE: Feature = Feature {
    unit: Unit::Money,
    missing: "The accounts are not covered for all of the days, or an account states no balance.",
    ..DAYS
};

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "balance.current",
        es: "Saldo en el último día cubierto.",
        en: "Balance on the last covered day.",
        window: None,
        riskier: Some(Riskier::Lower),
        missing: "An account states no balance.",
        measure: Measure::Block(Block::Balance(BalanceOf::Current)),
        ..BALANCE
    },
    Feature {
        name: "balance.min_30d",
        es: "Menor saldo al fin del día en 30 días.",
        en: "Lowest balance at the end of a day in 30 days.",
        window: DAYS_30,
        riskier: Some(Riskier::Lower),
        definition: Some("Belvo, balances_metrics"),
        measure: Measure::Block(Block::Balance(BalanceOf::Min)),
        ..BALANCE
    },
    Feature {
        name: "balance.min_90d",
        es: "Menor saldo al fin del día en 90 días.",
        en: "Lowest balance at the end of a day in 90 days.",
        window: DAYS_90,
        riskier: Some(Riskier::Lower),
        definition: Some("Belvo, balances_metrics"),
        measure: Measure::Block(Block::Balance(BalanceOf::Min)),
        ..BALANCE
    },
    Feature {
        name: "balance.min_180d",
        es: "Menor saldo al fin del día en 180 días.",
        en: "Lowest balance at the end of a day in 180 days.",
        window: DAYS_180,
        riskier: Some(Riskier::Lower),
        definition: Some("Belvo, balances_metrics"),
        measure: Measure::Block(Block::Balance(BalanceOf::Min)),
        ..BALANCE
    },
    Feature {
        name: "balance.max_90d",
        es: "Mayor saldo al fin del día en 90 días.",
        en: "Highest balance at the end of a day in 90 days.",
        window: DAYS_90,
        riskier: Some(Riskier::Lower),
        definition: Some("Belvo, balances_metrics"),
        measure: Measure::Block(Block::Balance(BalanceOf::Max)),
        ..BALANCE
    },
    Feature {
        name: "balance.avg_30d",
        es: "Saldo promedio al fin del día en 30 días.",
        en: "Mean balance at the end of a day in 30 days.",
        window: DAYS_30,
        riskier: Some(Riskier::Lower),
        definition: Some("Plaid, average balance from daily balances"),
        measure: Measure::Block(Block::Balance(BalanceOf::Mean)),
        ..BALANCE
    },
    Feature {
        name: "balance.avg_60d",
        es: "Saldo promedio al fin del día en 60 días.",
        en: "Mean balance at the end of a day in 60 days.",
        window: DAYS_60,
        riskier: Some(Riskier::Lower),
        definition: Some("Plaid, average balance from daily balances"),
        measure: Measure::Block(Block::Balance(BalanceOf::Mean)),
        ..BALANCE
    },
    Feature {
        name: "balance.avg_90d",
        es: "Saldo promedio al fin del día en 90 días.",
        en: "Mean balance at the end of a day in 90 days.",
        window: DAYS_90,
        riskier: Some(Riskier::Lower),
        definition: Some("Plaid, average balance from daily balances"),
        measure: Measure::Block(Block::Balance(BalanceOf::Mean)),
        ..BALANCE
    },
    Feature {
        name: "balance.avg_180d",
        es: "Saldo promedio al fin del día en 180 días.",
        en: "Mean balance at the end of a day in 180 days.",
        window: DAYS_180,
        riskier: Some(Riskier::Lower),
        definition: Some("Plaid, average balance from daily balances"),
        measure: Measure::Block(Block::Balance(BalanceOf::Mean)),
        ..BALANCE
    },
    Feature {
        name: "balance.deviation_90d",
        es: "Desviación estándar poblacional del saldo al fin del día en 90 días.",
        en: "Population standard deviation of the balance at the end of a day in 90 days.",
        window: DAYS_90,
        riskier: Some(Riskier::Higher),
        definition: Some("Tink, balance_volatility"),
        measure: Measure::Block(Block::Balance(BalanceOf::Deviation)),
        ..BALANCE
    },
    Feature {
        name: "balance.days_le_0_30d",
        es: "Días de 30 que terminaron en cero o menos.",
        en: "Days of 30 that ended at zero or below.",
        unit: Unit::Days,
        window: DAYS_30,
        riskier: Some(Riskier::Higher),
        definition: Some("Belvo, days_balance_below_0"),
        measure: Measure::Block(Block::Balance(BalanceOf::DaysAtOrBelowZero)),
        ..BALANCE
    },
    Feature {
        name: "balance.days_le_0_90d",
        es: "Días de 90 que terminaron en cero o menos.",
        en: "Days of 90 that ended at zero or below.",
        unit: Unit::Days,
        window: DAYS_90,
        riskier: Some(Riskier::Higher),
        definition: Some("Belvo, days_balance_below_0"),
        measure: Measure::Block(Block::Balance(BalanceOf::DaysAtOrBelowZero)),
        ..BALANCE
    },
    Feature {
        name: "balance.days_le_0_180d",
        es: "Días de 180 que terminaron en cero o menos.",
        en: "Days of 180 that ended at zero or below.",
        unit: Unit::Days,
        window: DAYS_180,
        riskier: Some(Riskier::Higher),
        definition: Some("Belvo, days_balance_below_0"),
        measure: Measure::Block(Block::Balance(BalanceOf::DaysAtOrBelowZero)),
        ..BALANCE
    },
    Feature {
        name: "balance.days_low_90d",
        es: "Días de 90 que terminaron con menos que un décimo del ingreso mensual verificado de 6 meses.",
        en: "Days of 90 that ended with less than a tenth of the verified month's income over 6 months.",
        unit: Unit::Days,
        window: DAYS_90,
        riskier: Some(Riskier::Higher),
        missing: "The accounts are not covered for all of the days, an account states no balance, or the income of 6 months is missing.",
        definition: Some("Belvo, days_balance_below_x"),
        measure: Measure::Block(Block::Balance(BalanceOf::DaysLow)),
        ..BALANCE
    },
    Feature {
        name: "balance.unreconciled_days_90d",
        es: "Días de 90 en que un saldo informado no es el que resulta del día anterior y de los movimientos.",
        en: "Days of 90 on which a stated balance is not what the day before and the movements lead to.",
        unit: Unit::Days,
        window: DAYS_90,
        riskier: Some(Riskier::Higher),
        measure: Measure::Block(Block::Balance(BalanceOf::Unreconciled)),
        ..BALANCE
    },
    Feature {
        name: "balance.month_end_min_3m",
        es: "Menor saldo a fin de mes en 3 meses completos.",
        en: "Lowest balance at the end of 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Lower),
        missing: "Not all 3 months are covered, or an account states no balance.",
        measure: Measure::Block(Block::Balance(BalanceOf::MonthEndMin)),
        ..BALANCE
    },
    Feature {
        name: "balance.month_end_avg_3m",
        es: "Saldo promedio a fin de mes en 3 meses completos.",
        en: "Mean balance at the end of 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Lower),
        missing: "Not all 3 months are covered, or an account states no balance.",
        definition: Some("Plaid, monthly ending balance"),
        measure: Measure::Block(Block::Balance(BalanceOf::MonthEndMean)),
        ..BALANCE
    },
    Feature {
        name: "balance.month_end_avg_6m",
        es: "Saldo promedio a fin de mes en 6 meses completos.",
        en: "Mean balance at the end of 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        missing: "Fewer than 3 of 6 months are covered, or an account states no balance.",
        definition: Some("Plaid, monthly ending balance"),
        measure: Measure::Block(Block::Balance(BalanceOf::MonthEndMean)),
        ..BALANCE
    },
    Feature {
        name: "balance.buffer_months_3m",
        es: "Cuántos meses de salidas cubre el saldo promedio a fin de mes, 3 meses completos.",
        en: "How many months of money out the mean balance at a month's end covers, over 3 complete months.",
        unit: Unit::Times,
        window: MONTHS_3,
        riskier: Some(Riskier::Lower),
        missing: "Not all 3 months are covered, an account states no balance, or nothing went out.",
        measure: Measure::Relation(Relation {
            left: Figure::Of("balance.month_end_avg_3m"),
            right: Figure::Of("cashflow.outflow_avg_3m"),
            how: Related::Ratio,
        }),
        ..BALANCE
    },
];
