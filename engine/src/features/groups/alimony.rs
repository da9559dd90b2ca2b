//! The register of alimony debtors (Ley 21.389).

use super::sets::REGISTER;
use crate::features::feature::{Feature, Riskier, Sources, Unit};
use crate::features::measure::{Empty, Measure, Reduce, Snapshot};
use crate::frames::Table;
use caudal_facts::Source;
use caudal_facts::facts::Section;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "alimony.registered",
        es: "Si está en el Registro Nacional de Deudores de Pensiones de Alimentos.",
        en: "Whether the person is in the register of alimony debtors.",
        unit: Unit::Flag,
        sources: Sources::cl(&[Source::Alimony]),
        riskier: Some(Riskier::Higher),
        definition: Some("Ley 21.389"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Alimony,
            sections: &[Section::Alimony],
            filters: &[],
            reduce: Reduce::Any,
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "alimony.owed",
        es: "Deuda de alimentos según el registro; 0 si no figura.",
        en: "Alimony owed, as the register gives it; 0 when not in it.",
        unit: Unit::Money,
        sources: Sources::cl(&[Source::Alimony]),
        riskier: Some(Riskier::Higher),
        definition: Some("Ley 21.389"),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Alimony,
            sections: &[Section::Alimony],
            filters: &[],
            reduce: Reduce::Sum("owed"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
];
