//! The debtors' register and rejected cheques (Argentina).

use super::super::sets::REGISTER;
use crate::features::feature::{Feature, Riskier, Sentence, Sources, Unit};
use crate::features::measure::{Block, Empty, Filter, Measure, Reduce, Snapshot};
use crate::frames::Table;
use caudal_facts::Source;
use caudal_facts::facts::Section;

pub(in super::super) const FEATURES: &[Feature] = &[
    Feature {
        name: "bureau.worst_situation",
        es: "Peor situación, de 1 a 6, en el último mes de la Central de Deudores; 0 sin deudas.",
        en: "Worst situation, 1 to 6, in the latest month of the debtors' register; 0 without debts.",
        unit: Unit::Count,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Largest("situation"),
            ..LATEST
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.worst_situation_24m",
        es: "Peor situación, de 1 a 6, en 24 meses de la Central de Deudores; 0 sin deudas.",
        en: "Worst situation, 1 to 6, in 24 months of the debtors' register; 0 without debts.",
        unit: Unit::Count,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Largest("situation"),
            ..HISTORY
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.entities_with_debt",
        es: "Entidades con deuda en el último mes de la Central de Deudores.",
        en: "Entities with a debt in the latest month of the debtors' register.",
        unit: Unit::Count,
        measure: Measure::Snapshot(Snapshot {
            filters: &[Filter::Is("historical", 0), Filter::AtLeast("amount", 1)],
            reduce: Reduce::Distinct("entity"),
            ..LATEST
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.debt_total",
        es: "Deuda total en el último mes de la Central de Deudores.",
        en: "All debts in the latest month of the debtors' register.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Sum("amount"),
            ..LATEST
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.months_situation_2_plus_24m",
        es: "Meses de 24 en que alguna entidad informó situación 2 o peor.",
        en: "Months of 24 in which some entity gave situation 2 or worse.",
        unit: Unit::Months,
        measure: Measure::Snapshot(Snapshot {
            filters: &[
                Filter::LastMonths("month", 24),
                Filter::AtLeast("situation", 2),
            ],
            reduce: Reduce::Distinct("month"),
            ..HISTORY
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.rejected_cheques_unpaid",
        es: "Cheques rechazados sin fecha de pago.",
        en: "Rejected cheques without a payment date.",
        unit: Unit::Count,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Count,
            ..CHEQUES
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.rejected_cheques_12m",
        es: "Cheques rechazados en 365 días, pagados o no.",
        en: "Cheques rejected in 365 days, paid since or not.",
        unit: Unit::Count,
        measure: Measure::Snapshot(Snapshot {
            filters: &[Filter::LastDays("rejected_on", 365)],
            reduce: Reduce::Count,
            ..CHEQUES
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.in_court",
        es: "Si alguna entidad informa un proceso judicial en el último mes de la Central de Deudores.",
        en: "Whether an entity has a debt in court in the latest month of the debtors' register.",
        unit: Unit::Flag,
        measure: Measure::Snapshot(Snapshot {
            filters: &[Filter::Is("historical", 0), Filter::Is("in_court", 1)],
            reduce: Reduce::Any,
            ..LATEST
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.debt_growth_6m",
        es: "Deuda total del último mes de la Central de Deudores contra la de 6 meses antes: 0,5 es la mitad más.",
        en: "All debts in the latest month of the debtors' register against 6 months before: 0.5 is half as much again.",
        unit: Unit::Ratio,
        missing: "The report does not carry the history, an amount is left out, or nothing was owed 6 months before.",
        none: Some(Sentence {
            es: "No hay deudas en el último mes.",
            en: "There are no debts in the latest month.",
        }),
        measure: Measure::Block(Block::DebtGrowth),
        ..DEBTORS
    },
    Feature {
        name: "bureau.debt_irregular",
        es: "Deuda en situación 2 o peor en el último mes de la Central de Deudores.",
        en: "Debts in situation 2 or worse in the latest month of the debtors' register.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            filters: &[Filter::Is("historical", 0), Filter::AtLeast("situation", 2)],
            reduce: Reduce::Sum("amount"),
            ..LATEST
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.days_late_max",
        es: "Los más días de atraso en el último mes de la Central de Deudores; 0 sin deudas.",
        en: "The most days in arrears in the latest month of the debtors' register; 0 without debts.",
        unit: Unit::Days,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Largest("days_late"),
            ..LATEST
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.worst_situation_12m",
        es: "Peor situación, de 1 a 6, en 12 meses de la Central de Deudores; 0 sin deudas.",
        en: "Worst situation, 1 to 6, in 12 months of the debtors' register; 0 without debts.",
        unit: Unit::Count,
        measure: Measure::Snapshot(Snapshot {
            filters: &[Filter::LastMonths("month", 12)],
            reduce: Reduce::Largest("situation"),
            ..HISTORY
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.months_situation_3_plus_24m",
        es: "Meses de 24 en que alguna entidad informó situación 3 o peor.",
        en: "Months of 24 in which some entity gave situation 3 or worse.",
        unit: Unit::Months,
        measure: Measure::Snapshot(Snapshot {
            filters: &[
                Filter::LastMonths("month", 24),
                Filter::AtLeast("situation", 3),
            ],
            reduce: Reduce::Distinct("month"),
            ..HISTORY
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.entities_irregular",
        es: "Entidades que informan situación 2 o peor en el último mes de la Central de Deudores.",
        en: "Entities that give situation 2 or worse in the latest month of the debtors' register.",
        unit: Unit::Count,
        measure: Measure::Snapshot(Snapshot {
            filters: &[Filter::Is("historical", 0), Filter::AtLeast("situation", 2)],
            reduce: Reduce::Distinct("entity"),
            ..LATEST
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.rejected_cheques_unpaid_amount",
        es: "Monto de cheques rechazados sin fecha de pago.",
        en: "Amount of rejected cheques without a payment date.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Sum("amount"),
            ..CHEQUES
        }),
        ..DEBTORS
    },
    Feature {
        name: "bureau.rejected_cheques_amount_12m",
        es: "Monto de cheques rechazados en 365 días, pagados o no.",
        en: "Amount of cheques rejected in 365 days, paid since or not.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            filters: &[Filter::LastDays("rejected_on", 365)],
            reduce: Reduce::Sum("amount"),
            ..CHEQUES
        }),
        ..DEBTORS
    },
];

/// What features of the register have in common.
const DEBTORS: Feature = Feature {
    sources: Sources::ar(&[Source::Bcra]),
    riskier: Some(Riskier::Higher),
    definition: Some("BCRA, Central de Deudores"),
    ..REGISTER
};

/// Debts of the register's latest month.
const LATEST: Snapshot = Snapshot {
    table: Table::Situations,
    sections: &[Section::Situations],
    filters: &[Filter::Is("historical", 0)],
    reduce: Reduce::Count,
    empty: Empty::Zero,
};

/// Debts of two years of the register.
const HISTORY: Snapshot = Snapshot {
    table: Table::Situations,
    sections: &[Section::Situations, Section::SituationHistory],
    filters: &[Filter::LastMonths("month", 24)],
    reduce: Reduce::Count,
    empty: Empty::Zero,
};

/// Rejected cheques that were not paid.
const CHEQUES: Snapshot = Snapshot {
    table: Table::RejectedCheques,
    sections: &[Section::RejectedCheques],
    filters: &[Filter::Null("paid_on")],
    reduce: Reduce::Count,
    empty: Empty::Zero,
};
