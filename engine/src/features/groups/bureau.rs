//! Public registers of debts, protests and rejected cheques.

use super::sets::REGISTER;
use crate::features::feature::{Feature, Riskier, Sources, Unit};
use crate::features::measure::{Empty, Filter, Measure, Reduce, Snapshot};
use crate::frames::Table;
use caudal_facts::Source;
use caudal_facts::facts::Section;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "bureau.protests_open",
        es: "Protestos que el informe no da por aclarados.",
        en: "Protested documents that the report does not call cleared.",
        unit: Unit::Count,
        sources: Sources::cl(&[Source::Protests]),
        riskier: Some(Riskier::Higher),
        definition: Some("Boletín de Informaciones Comerciales"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Protests,
            sections: &[Section::Protests],
            filters: &[Filter::IsNot("cleared", 1)],
            reduce: Reduce::Count,
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "bureau.protests_amount",
        es: "Monto de protestos que el informe no da por aclarados.",
        en: "Amount of protested documents that the report does not call cleared.",
        unit: Unit::Money,
        sources: Sources::cl(&[Source::Protests]),
        riskier: Some(Riskier::Higher),
        definition: Some("Boletín de Informaciones Comerciales"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Protests,
            sections: &[Section::Protests],
            filters: &[Filter::IsNot("cleared", 1)],
            reduce: Reduce::Sum("amount"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "bureau.delinquencies_count",
        es: "Cuotas impagas y otras morosidades.",
        en: "Unpaid instalments and other delinquencies.",
        unit: Unit::Count,
        sources: Sources::cl(&[Source::Protests]),
        riskier: Some(Riskier::Higher),
        definition: Some("Boletín de Informaciones Comerciales"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Delinquencies,
            sections: &[Section::Delinquencies],
            filters: &[],
            reduce: Reduce::Count,
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "bureau.delinquencies_amount",
        es: "Monto de cuotas impagas y otras morosidades.",
        en: "Amount of unpaid instalments and other delinquencies.",
        unit: Unit::Money,
        sources: Sources::cl(&[Source::Protests]),
        riskier: Some(Riskier::Higher),
        definition: Some("Boletín de Informaciones Comerciales"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Delinquencies,
            sections: &[Section::Delinquencies],
            filters: &[],
            reduce: Reduce::Sum("amount"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "bureau.worst_situation",
        es: "Peor situación, de 1 a 6, en el último mes de la Central de Deudores; 0 sin deudas.",
        en: "Worst situation, 1 to 6, in the latest month of the debtors' register; 0 without debts.",
        unit: Unit::Count,
        sources: Sources::ar(&[Source::Bcra]),
        riskier: Some(Riskier::Higher),
        definition: Some("BCRA, Central de Deudores"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Situations,
            sections: &[Section::Situations],
            filters: &[Filter::Is("historical", 0)],
            reduce: Reduce::Largest("situation"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "bureau.worst_situation_24m",
        es: "Peor situación, de 1 a 6, en 24 meses de la Central de Deudores; 0 sin deudas.",
        en: "Worst situation, 1 to 6, in 24 months of the debtors' register; 0 without debts.",
        unit: Unit::Count,
        sources: Sources::ar(&[Source::Bcra]),
        riskier: Some(Riskier::Higher),
        definition: Some("BCRA, Central de Deudores"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Situations,
            sections: &[Section::Situations, Section::SituationHistory],
            filters: &[Filter::LastMonths("month", 24)],
            reduce: Reduce::Largest("situation"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "bureau.entities_with_debt",
        es: "Entidades con deuda en el último mes de la Central de Deudores.",
        en: "Entities with a debt in the latest month of the debtors' register.",
        unit: Unit::Count,
        sources: Sources::ar(&[Source::Bcra]),
        riskier: Some(Riskier::Higher),
        definition: Some("BCRA, Central de Deudores"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Situations,
            sections: &[Section::Situations],
            filters: &[Filter::Is("historical", 0), Filter::AtLeast("amount", 1)],
            reduce: Reduce::Distinct("entity"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "bureau.debt_total",
        es: "Deuda total en el último mes de la Central de Deudores.",
        en: "All debts in the latest month of the debtors' register.",
        unit: Unit::Money,
        sources: Sources::ar(&[Source::Bcra]),
        riskier: Some(Riskier::Higher),
        definition: Some("BCRA, Central de Deudores"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Situations,
            sections: &[Section::Situations],
            filters: &[Filter::Is("historical", 0)],
            reduce: Reduce::Sum("amount"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "bureau.months_situation_2_plus_24m",
        es: "Meses de 24 en que alguna entidad informó situación 2 o peor.",
        en: "Months of 24 in which some entity gave situation 2 or worse.",
        unit: Unit::Months,
        sources: Sources::ar(&[Source::Bcra]),
        riskier: Some(Riskier::Higher),
        definition: Some("BCRA, Central de Deudores"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Situations,
            sections: &[Section::Situations, Section::SituationHistory],
            filters: &[
                Filter::LastMonths("month", 24),
                Filter::AtLeast("situation", 2),
            ],
            reduce: Reduce::Distinct("month"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "bureau.rejected_cheques_unpaid",
        es: "Cheques rechazados sin fecha de pago.",
        en: "Rejected cheques without a payment date.",
        unit: Unit::Count,
        sources: Sources::ar(&[Source::Bcra]),
        riskier: Some(Riskier::Higher),
        definition: Some("BCRA, Central de Deudores"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::RejectedCheques,
            sections: &[Section::RejectedCheques],
            filters: &[Filter::Null("paid_on")],
            reduce: Reduce::Count,
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "bureau.rejected_cheques_12m",
        es: "Cheques rechazados en 365 días, pagados o no.",
        en: "Cheques rejected in 365 days, paid since or not.",
        unit: Unit::Count,
        sources: Sources::ar(&[Source::Bcra]),
        riskier: Some(Riskier::Higher),
        definition: Some("BCRA, Central de Deudores"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::RejectedCheques,
            sections: &[Section::RejectedCheques],
            filters: &[Filter::LastDays("rejected_on", 365)],
            reduce: Reduce::Count,
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "bureau.in_court",
        es: "Si alguna entidad informa un proceso judicial en el último mes de la Central de Deudores.",
        en: "Whether an entity has a debt in court in the latest month of the debtors' register.",
        unit: Unit::Flag,
        sources: Sources::ar(&[Source::Bcra]),
        riskier: Some(Riskier::Higher),
        definition: Some("BCRA, Central de Deudores"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Situations,
            sections: &[Section::Situations],
            filters: &[Filter::Is("historical", 0), Filter::Is("in_court", 1)],
            reduce: Reduce::Any,
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
];
