//! What living costs: spending by category.

use super::sets::{self, DAYS, MONTHS, MONTHS_3};
use crate::features::feature::{Feature, Riskier, Unit};
use crate::features::measure::{Block, ExpenseOf, Measure, OverMonths};
use caudal_facts::categories::Category;

/// What a household cannot leave out.
pub(super) const ESSENTIAL: crate::features::measure::Series = sets::money_out(&[
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
    Feature {
        name: "expenses.recurring_count_6m",
        es: "Gastos que se repiten cada mes y siguen.",
        en: "Expenses that come every month and go on.",
        unit: Unit::Count,
        window: sets::MONTHS_6,
        definition: Some("Belvo, recurring expenses"),
        measure: Measure::Block(Block::Expense(ExpenseOf::Active)),
        ..MONTHS
    },
    Feature {
        name: "expenses.recurring_monthly_3m",
        es: "Promedio mensual de los gastos que se repiten cada mes y siguen, 3 meses completos.",
        en: "Mean month of expenses that come every month and go on, over 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Higher),
        definition: Some("Belvo, recurring expenses"),
        measure: Measure::Block(Block::Expense(ExpenseOf::Months(OverMonths::Mean))),
        ..MONTHS
    },
    Feature {
        name: "expenses.recurring_missed_90d",
        es: "Gastos mensuales que vencían en 90 días y no se vieron en 10 días.",
        en: "Monthly expenses due in 90 days that were not seen within 10 days.",
        riskier: Some(Riskier::Higher),
        definition: Some("Mastercard, MISSED_RECURRING_EXPENSES"),
        measure: Measure::Block(Block::Expense(ExpenseOf::Missed)),
        ..DAYS
    },
    Feature {
        name: "expenses.discretionary_share_3m",
        es: "Restaurantes, compras, suscripciones y apuestas como parte de las salidas, 3 meses completos.",
        en: "Restaurants, shopping, subscriptions and gambling as a share of money out, over 3 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_3,
        missing: "Not all 3 months are covered, or nothing went out.",
        measure: Measure::MonthsShare(DISCRETIONARY, sets::OUTFLOW),
        ..MONTHS
    },
    Feature {
        name: "expenses.essential_6m",
        es: "Mediana mensual de gastos esenciales en 6 meses completos.",
        en: "Median month of essentials over 6 complete months.",
        window: sets::MONTHS_6,
        riskier: Some(Riskier::Higher),
        measure: Measure::Months(ESSENTIAL, OverMonths::Median),
        ..MONTHS
    },
];
