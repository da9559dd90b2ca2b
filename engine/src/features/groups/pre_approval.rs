//! Offers that banca.me has already made.

use super::sets::REGISTER;
use crate::features::feature::{Feature, Riskier, Sentence, Sources, Unit};
use crate::features::measure::{Empty, Measure, Reduce, Snapshot};
use crate::frames::Table;
use caudal_facts::Source;
use caudal_facts::facts::Section;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "pre_approval.count",
        es: "Ofertas preaprobadas por banca.me.",
        en: "Offers that banca.me has already made.",
        sources: Sources::cl(&[Source::Bancame]),
        riskier: Some(Riskier::Lower),
        measure: Measure::Snapshot(Snapshot {
            table: Table::PreApprovals,
            sections: &[Section::PreApprovals],
            filters: &[],
            reduce: Reduce::Count,
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "pre_approval.max_amount",
        es: "El mayor monto preaprobado por banca.me.",
        en: "The largest amount that banca.me has already offered.",
        unit: Unit::Money,
        sources: Sources::cl(&[Source::Bancame]),
        riskier: Some(Riskier::Lower),
        none: Some(Sentence {
            es: "No hay preaprobación.",
            en: "There is no pre-approval.",
        }),
        measure: Measure::Snapshot(Snapshot {
            table: Table::PreApprovals,
            sections: &[Section::PreApprovals],
            filters: &[],
            reduce: Reduce::Largest("amount"),
            empty: Empty::None,
        }),
        ..REGISTER
    },
    Feature {
        name: "pre_approval.max_installment",
        es: "La mayor cuota preaprobada por banca.me.",
        en: "The largest instalment that banca.me has already offered.",
        unit: Unit::MoneyPerMonth,
        sources: Sources::cl(&[Source::Bancame]),
        none: Some(Sentence {
            es: "No hay preaprobación.",
            en: "There is no pre-approval.",
        }),
        measure: Measure::Snapshot(Snapshot {
            table: Table::PreApprovals,
            sections: &[Section::PreApprovals],
            filters: &[],
            reduce: Reduce::Largest("installment"),
            empty: Empty::None,
        }),
        ..REGISTER
    },
];
