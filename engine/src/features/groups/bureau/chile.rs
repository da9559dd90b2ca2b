//! Protests and delinquencies (Chile).

use super::super::sets::REGISTER;
use crate::features::feature::{Feature, Riskier, Sources, Unit};
use crate::features::measure::{Empty, Filter, Measure, Reduce, Snapshot};
use crate::frames::Table;
use caudal_facts::Source;
use caudal_facts::facts::Section;

pub(in super::super) const FEATURES: &[Feature] = &[
    Feature {
        name: "bureau.protests_open",
        es: "Protestos que el informe no da por aclarados.",
        en: "Protested documents that the report does not call cleared.",
        unit: Unit::Count,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Count,
            ..OPEN
        }),
        ..BULLETIN
    },
    Feature {
        name: "bureau.protests_amount",
        es: "Monto de protestos que el informe no da por aclarados.",
        en: "Amount of protested documents that the report does not call cleared.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Sum("amount"),
            ..OPEN
        }),
        ..BULLETIN
    },
    Feature {
        name: "bureau.delinquencies_count",
        es: "Cuotas impagas y otras morosidades.",
        en: "Unpaid instalments and other delinquencies.",
        unit: Unit::Count,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Count,
            ..UNPAID
        }),
        ..BULLETIN
    },
    Feature {
        name: "bureau.delinquencies_amount",
        es: "Monto de cuotas impagas y otras morosidades.",
        en: "Amount of unpaid instalments and other delinquencies.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Sum("amount"),
            ..UNPAID
        }),
        ..BULLETIN
    },
    Feature {
        name: "bureau.protests_largest",
        es: "El mayor protesto que el informe no da por aclarado; 0 sin protestos.",
        en: "The largest protested document that the report does not call cleared; 0 without any.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Largest("amount"),
            ..OPEN
        }),
        ..BULLETIN
    },
    Feature {
        name: "bureau.protests_12m",
        es: "Documentos protestados en 365 días, aclarados o no.",
        en: "Documents protested in 365 days, cleared since or not.",
        unit: Unit::Count,
        measure: Measure::Snapshot(Snapshot {
            filters: &[Filter::LastDays("date", 365)],
            reduce: Reduce::Count,
            ..OPEN
        }),
        ..BULLETIN
    },
    Feature {
        name: "bureau.delinquencies_largest",
        es: "La mayor cuota impaga o morosidad; 0 sin ellas.",
        en: "The largest unpaid instalment or other delinquency; 0 without any.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Largest("amount"),
            ..UNPAID
        }),
        ..BULLETIN
    },
];

/// What features of the bulletin have in common.
const BULLETIN: Feature = Feature {
    sources: Sources::cl(&[Source::Protests]),
    riskier: Some(Riskier::Higher),
    definition: Some("Boletín de Informaciones Comerciales"),
    ..REGISTER
};

/// Protests that are not called cleared.
const OPEN: Snapshot = Snapshot {
    table: Table::Protests,
    sections: &[Section::Protests],
    filters: &[Filter::IsNot("cleared", 1)],
    reduce: Reduce::Count,
    empty: Empty::Zero,
};

/// Delinquencies.
const UNPAID: Snapshot = Snapshot {
    table: Table::Delinquencies,
    sections: &[Section::Delinquencies],
    filters: &[],
    reduce: Reduce::Count,
    empty: Empty::Zero,
};
