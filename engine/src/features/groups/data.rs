//! What is known of the data itself: coverage, freshness, what could not be read.

use super::sets::{self, BANK, DAYS, DAYS_30, DAYS_180};
use crate::features::feature::{Feature, Riskier, Unit};
use crate::features::measure::{Block, Classes, CoverageOf, Measure, OverDates, OverDays};
use caudal_facts::categories::Category;

/// What a person does with an account, not what the bank does with it.
const ACTIVITY: Classes = Classes::ALL.without(Classes::both(&[
    Category::BankCharges,
    Category::OverdraftCharge,
    Category::Taxes,
]));

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "data.history_days",
        es: "Días desde el primero hasta el último con todas las cuentas cubiertas, ambos incluidos.",
        en: "Days from the first to the last day that every deposit account is covered, both included.",
        unit: Unit::Days,
        riskier: Some(Riskier::Lower),
        missing: "No deposit account is covered.",
        definition: Some("Plaid, days_available"),
        measure: Measure::Block(Block::Coverage(CoverageOf::HistoryDays)),
        ..BANK
    },
    Feature {
        name: "data.full_months",
        es: "Meses calendario completos con todas las cuentas cubiertas, hasta el último completo.",
        en: "Whole calendar months covered for every deposit account, up to the last complete one.",
        unit: Unit::Months,
        riskier: Some(Riskier::Lower),
        missing: "Never, when the bank report is there.",
        measure: Measure::Block(Block::Coverage(CoverageOf::FullMonths)),
        ..BANK
    },
    Feature {
        name: "data.recency_days",
        es: "Días desde el último movimiento hasta la fecha de la decisión.",
        en: "Days from the last movement to the date of the decision.",
        unit: Unit::Days,
        riskier: Some(Riskier::Higher),
        missing: "The report carries no movement.",
        measure: Measure::Block(Block::Coverage(CoverageOf::RecencyDays)),
        ..BANK
    },
    Feature {
        name: "data.transactions_90d",
        es: "Movimientos de las cuentas en 90 días.",
        en: "Movements of deposit accounts in 90 days.",
        riskier: Some(Riskier::Lower),
        measure: Measure::Days(sets::count(Classes::ALL), OverDays::Sum),
        ..DAYS
    },
    Feature {
        name: "data.transactions_30d",
        es: "Movimientos de las cuentas en 30 días.",
        en: "Movements of deposit accounts in 30 days.",
        window: DAYS_30,
        riskier: Some(Riskier::Lower),
        definition: Some("Prism, l1m counts"),
        measure: Measure::Days(sets::count(Classes::ALL), OverDays::Sum),
        ..DAYS
    },
    Feature {
        name: "data.active_day_share_90d",
        es: "Parte de 90 días en que algo se movió, sin contar comisiones del banco ni impuestos.",
        en: "Share of 90 days on which something moved, bank charges and taxes not counted.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Lower),
        definition: Some("Indicina, accountActivity"),
        measure: Measure::Dates(ACTIVITY, OverDates::Share),
        ..DAYS
    },
    Feature {
        name: "data.longest_gap_days_180d",
        es: "La corrida más larga de días sin movimiento, en 180 días.",
        en: "The longest run of days without a movement, in 180 days.",
        unit: Unit::Days,
        window: DAYS_180,
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, longest_gap"),
        measure: Measure::Dates(Classes::ALL, OverDates::LongestGap),
        ..DAYS
    },
    Feature {
        name: "data.uncategorised_share_90d",
        es: "Parte de lo movido en 90 días, entradas y salidas, sin categoría.",
        en: "Share of all amounts moved in 90 days, in or out, that no category matched.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Higher),
        missing: "The accounts are not covered for all of the days, or nothing moved.",
        measure: Measure::Share(
            sets::size(Classes::both(&[Category::Uncategorised])),
            sets::size(Classes::ALL),
        ),
        ..DAYS
    },
    Feature {
        name: "data.holder_matches",
        es: "Si todo RUT o CUIT legible de titular es el del solicitante.",
        en: "Whether every readable tax id of an account holder is the applicant's.",
        unit: Unit::Flag,
        riskier: Some(Riskier::Lower),
        missing: "No account gives a readable tax id.",
        measure: Measure::Block(Block::Coverage(CoverageOf::HolderMatches)),
        ..BANK
    },
    Feature {
        name: "data.amounts_without_rate",
        es: "Movimientos de 12 meses y del mes en curso, en otra moneda y sin tipo de cambio para su fecha; quedan fuera de toda suma.",
        en: "Movements in 12 months and since, in another currency without a rate for their date; they are left out of every sum.",
        riskier: Some(Riskier::Higher),
        missing: "Never, when the bank report is there.",
        measure: Measure::Block(Block::Coverage(CoverageOf::WithoutRate)),
        ..BANK
    },
    Feature {
        name: "data.stated_months_differ",
        es: "Meses cuyos totales declarados por el banco difieren de sus movimientos.",
        en: "Months whose sums as the bank states them differ from its own movements.",
        riskier: Some(Riskier::Higher),
        missing: "Never, when the bank report is there.",
        measure: Measure::Block(Block::Coverage(CoverageOf::StatedMonthsDiffer)),
        ..BANK
    },
    Feature {
        name: "data.unreadable_values",
        es: "Valores, secciones y respuestas del informe bancario que no se pudieron leer.",
        en: "Values, sections and payloads of the bank report that could not be read.",
        riskier: Some(Riskier::Higher),
        missing: "Never, when the bank report is there.",
        measure: Measure::Block(Block::Coverage(CoverageOf::Unreadable)),
        ..BANK
    },
    Feature {
        name: "data.accounts",
        es: "Cuentas de depósito que el informe del banco lista.",
        en: "Deposit accounts that the bank report lists.",
        missing: "Never, when the bank report is there.",
        measure: Measure::Block(Block::Coverage(CoverageOf::Accounts)),
        ..BANK
    },
];
