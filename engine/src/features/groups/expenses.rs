//! What living costs: spending by category.

use super::sets::{self, MONTHS, MONTHS_3};
use crate::features::feature::{Feature, Riskier};
use crate::features::measure::{Measure, OverMonths};
use caudal_facts::categories::Category;

/// What a household cannot leave out.
const ESSENTIAL: crate::features::measure::Series = sets::money_out(&[
    Category::Groceries,
    Category::Rent,
    Category::Utilities,
    Category::Telecom,
    Category::Transport,
    Category::Health,
    Category::Education,
]);

/// What it can.
const DISCRETIONARY: crate::features::measure::Series = sets::money_out(&[
    Category::Restaurants,
    Category::Shopping,
    Category::Subscription,
    Category::Gambling,
]);

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "expenses.essential_3m",
        es: "Mediana mensual de alimentos, arriendo, servicios, telefonía, transporte, salud y educación en 3 meses completos; la hipoteca cuenta como deuda.",
        en: "Median month of groceries, rent, utilities, telecom, transport, health and education over 3 complete months; mortgages count as debt.",
        window: MONTHS_3,
        riskier: Some(Riskier::Higher),
        measure: Measure::Months(ESSENTIAL, OverMonths::Median),
        ..MONTHS
    },
    Feature {
        name: "expenses.rent_3m",
        es: "Promedio mensual de arriendo o alquiler pagado en 3 meses completos.",
        en: "Mean month of rent paid over 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Higher),
        measure: Measure::Months(sets::money_out(&[Category::Rent]), OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "expenses.discretionary_3m",
        es: "Promedio mensual de restaurantes, compras, suscripciones y apuestas en 3 meses completos.",
        en: "Mean month of restaurants, shopping, subscriptions and gambling over 3 complete months.",
        window: MONTHS_3,
        measure: Measure::Months(DISCRETIONARY, OverMonths::Mean),
        ..MONTHS
    },
];
