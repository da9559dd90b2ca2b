//! Savings with the reporting bank.

use super::sets::{self, MONTHS, MONTHS_3, REGISTER};
use crate::features::feature::{Feature, Riskier, Sources, Unit};
use crate::features::measure::{Empty, Filter, Measure, OverMonths, Reduce, Snapshot};
use crate::frames::Table;
use caudal_facts::Source;
use caudal_facts::categories::Category;
use caudal_facts::facts::Section;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "investment.fixed_deposits",
        es: "Plazos fijos que el banco da por vigentes.",
        en: "Fixed-term deposits that the bank calls active.",
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Count,
            ..ACTIVE
        }),
        ..DEPOSITS
    },
    Feature {
        name: "investment.fixed_deposits_amount",
        es: "Capital de los plazos fijos que el banco da por vigentes.",
        en: "Capital of fixed-term deposits that the bank calls active.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            reduce: Reduce::Sum("capital"),
            ..ACTIVE
        }),
        ..DEPOSITS
    },
    Feature {
        name: "investment.maturing_30d",
        es: "Capital de plazos fijos vigentes que vencen dentro de 30 días de la decisión.",
        en: "Capital of active fixed-term deposits that mature within 30 days of the decision.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            filters: &[Filter::Is("active", 1), Filter::NextDays("matures_on", 30)],
            reduce: Reduce::Sum("capital"),
            ..ACTIVE
        }),
        ..DEPOSITS
    },
    Feature {
        name: "investment.maturing_90d",
        es: "Capital de plazos fijos vigentes que vencen dentro de 90 días de la decisión.",
        en: "Capital of active fixed-term deposits that mature within 90 days of the decision.",
        unit: Unit::Money,
        measure: Measure::Snapshot(Snapshot {
            filters: &[Filter::Is("active", 1), Filter::NextDays("matures_on", 90)],
            reduce: Reduce::Sum("capital"),
            ..ACTIVE
        }),
        ..DEPOSITS
    },
    Feature {
        name: "investment.put_in_3m",
        es: "Promedio mensual puesto en fondos, plazos fijos y valores, 3 meses completos.",
        en: "Mean month put into funds, deposits and securities, over 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::money_out(&[Category::Investment]), OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "investment.taken_out_3m",
        es: "Promedio mensual rescatado de fondos, plazos fijos y valores, 3 meses completos.",
        en: "Mean month taken out of funds, deposits and securities, over 3 complete months.",
        window: MONTHS_3,
        measure: Measure::Months(
            sets::money_in(&[Category::InvestmentRedemption]),
            OverMonths::Mean,
        ),
        ..MONTHS
    },
];

/// What features of fixed-term deposits have in common.
const DEPOSITS: Feature = Feature {
    sources: Sources::ar(&[Source::Cirenio]),
    riskier: Some(Riskier::Lower),
    ..REGISTER
};

/// Deposits that the bank calls active.
const ACTIVE: Snapshot = Snapshot {
    table: Table::Deposits,
    sections: &[Section::Deposits],
    filters: &[Filter::Is("active", 1)],
    reduce: Reduce::Count,
    empty: Empty::Zero,
};
