//! Savings with the reporting bank.

use super::sets::REGISTER;
use crate::features::feature::{Feature, Riskier, Sources, Unit};
use crate::features::measure::{Empty, Filter, Measure, Reduce, Snapshot};
use crate::frames::Table;
use caudal_facts::Source;
use caudal_facts::facts::Section;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "investment.fixed_deposits",
        es: "Plazos fijos que el banco da por vigentes.",
        en: "Fixed-term deposits that the bank calls active.",
        sources: Sources::ar(&[Source::Cirenio]),
        riskier: Some(Riskier::Lower),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Deposits,
            sections: &[Section::Deposits],
            filters: &[Filter::Is("active", 1)],
            reduce: Reduce::Count,
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
    Feature {
        name: "investment.fixed_deposits_amount",
        es: "Capital de los plazos fijos que el banco da por vigentes.",
        en: "Capital of fixed-term deposits that the bank calls active.",
        unit: Unit::Money,
        sources: Sources::ar(&[Source::Cirenio]),
        riskier: Some(Riskier::Lower),
        measure: Measure::Snapshot(Snapshot {
            table: Table::Deposits,
            sections: &[Section::Deposits],
            filters: &[Filter::Is("active", 1)],
            reduce: Reduce::Sum("capital"),
            empty: Empty::Zero,
        }),
        ..REGISTER
    },
];
