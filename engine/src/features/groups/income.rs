//! Income that the bank account shows: salary, pension, benefits and fees.

use super::sets::{self, MONTHS, MONTHS_1, MONTHS_3, MONTHS_6, MONTHS_12};
use crate::features::feature::{Feature, Riskier, Unit};
use crate::features::measure::{Measure, OverMonths};
use caudal_facts::categories::Category;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "income.verified_monthly_3m",
        es: "Promedio mensual de sueldo, pensión, beneficios y honorarios en 3 meses completos.",
        en: "Mean month of salary, pension, benefits and fees over 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::INCOME, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "income.verified_monthly_6m",
        es: "Promedio mensual de sueldo, pensión, beneficios y honorarios en 6 meses completos.",
        en: "Mean month of salary, pension, benefits and fees over 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::INCOME, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "income.conservative_6m",
        es: "El menor entre promedio, mediana y último mes cubierto del ingreso en 6 meses completos.",
        en: "The smallest of mean, median and last covered month of income over 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::INCOME, OverMonths::Conservative),
        ..MONTHS
    },
    Feature {
        name: "income.cv_6m",
        es: "Desviación estándar poblacional del ingreso mensual sobre su promedio, 6 meses completos.",
        en: "Population standard deviation of monthly income as a share of its mean, over 6 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_6,
        riskier: Some(Riskier::Higher),
        missing: "Fewer than 3 of 6 months are covered, or there was no income.",
        definition: Some("Lendirow, inflow coefficient of variation"),
        measure: Measure::Months(sets::INCOME, OverMonths::Variation),
        ..MONTHS
    },
    Feature {
        name: "income.last_month",
        es: "Ingreso del último mes completo.",
        en: "Income of the last complete month.",
        window: MONTHS_1,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::INCOME, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "income.months_with_6m",
        es: "Meses de los últimos 6 con ingreso.",
        en: "Months of the last 6 with income.",
        unit: Unit::Months,
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::INCOME, OverMonths::Above),
        ..MONTHS
    },
    Feature {
        name: "income.months_with_12m",
        es: "Meses de los últimos 12 con ingreso.",
        en: "Months of the last 12 with income.",
        unit: Unit::Months,
        window: MONTHS_12,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::INCOME, OverMonths::Above),
        ..MONTHS
    },
    Feature {
        name: "income.trend_6m",
        es: "Ingreso promedio de los últimos 3 meses completos contra los 3 anteriores: 0 es igual, -0,2 un quinto menos.",
        en: "Mean income of the last 3 complete months against the 3 before: 0 is unchanged, -0.2 a fifth less.",
        unit: Unit::Ratio,
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        missing: "Not all 6 months are covered, or there was no income in the first 3.",
        measure: Measure::Months(sets::INCOME, OverMonths::Trend),
        ..MONTHS
    },
    Feature {
        name: "income.salary_monthly_6m",
        es: "Promedio mensual de sueldo en 6 meses completos.",
        en: "Mean month of salary over 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::money_in(&[Category::Salary]), OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "income.fees_monthly_6m",
        es: "Promedio mensual de honorarios recibidos en cuenta, 6 meses completos.",
        en: "Mean month of fees earned, as the account shows them, over 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::money_in(&[Category::Fees]), OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "income.verified_monthly_12m",
        es: "Promedio mensual de sueldo, pensión, beneficios y honorarios en 12 meses completos.",
        en: "Mean month of salary, pension, benefits and fees over 12 complete months.",
        window: MONTHS_12,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::INCOME, OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "income.median_6m",
        es: "Mediana mensual de sueldo, pensión, beneficios y honorarios en 6 meses completos.",
        en: "Median month of salary, pension, benefits and fees over 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::INCOME, OverMonths::Median),
        ..MONTHS
    },
    Feature {
        name: "income.least_6m",
        es: "El peor mes de ingreso de 6 meses completos.",
        en: "Income of the worst of 6 complete months.",
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::INCOME, OverMonths::Least),
        ..MONTHS
    },
    Feature {
        name: "income.cv_12m",
        es: "Desviación estándar poblacional del ingreso mensual sobre su promedio, 12 meses completos.",
        en: "Population standard deviation of monthly income as a share of its mean, over 12 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_12,
        riskier: Some(Riskier::Higher),
        missing: "Fewer than 6 of 12 months are covered, or there was no income.",
        definition: Some("Lendirow, inflow coefficient of variation"),
        measure: Measure::Months(sets::INCOME, OverMonths::Variation),
        ..MONTHS
    },
    Feature {
        name: "income.slope_6m",
        es: "Pendiente de la recta de mínimos cuadrados del ingreso mensual sobre su promedio, 6 meses completos.",
        en: "Slope of the least-squares line through monthly income as a share of its mean, over 6 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        missing: "Not all 6 months are covered, or there was no income.",
        measure: Measure::Months(sets::INCOME, OverMonths::Slope),
        ..MONTHS
    },
    Feature {
        name: "income.consecutive_months_6m",
        es: "Meses seguidos con ingreso, hasta el último completo, de 6.",
        en: "Months in a row with income up to the last complete one, of 6.",
        unit: Unit::Months,
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        missing: "Not all 6 months are covered.",
        definition: Some("Moneyhub, consecutiveIncomeMonths"),
        measure: Measure::Months(sets::INCOME, OverMonths::Streak),
        ..MONTHS
    },
    Feature {
        name: "income.consecutive_months_12m",
        es: "Meses seguidos con ingreso, hasta el último completo, de 12.",
        en: "Months in a row with income up to the last complete one, of 12.",
        unit: Unit::Months,
        window: MONTHS_12,
        riskier: Some(Riskier::Lower),
        missing: "Not all 12 months are covered.",
        definition: Some("Moneyhub, consecutiveIncomeMonths"),
        measure: Measure::Months(sets::INCOME, OverMonths::Streak),
        ..MONTHS
    },
    Feature {
        name: "income.salary_monthly_3m",
        es: "Promedio mensual de sueldo en 3 meses completos.",
        en: "Mean month of salary over 3 complete months.",
        window: MONTHS_3,
        riskier: Some(Riskier::Lower),
        measure: Measure::Months(sets::money_in(&[Category::Salary]), OverMonths::Mean),
        ..MONTHS
    },
    Feature {
        name: "income.pension_share_6m",
        es: "Parte del ingreso verificado que es pensión, 6 meses completos.",
        en: "Share of verified income that is pensions, over 6 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_6,
        missing: "Fewer than 3 of 6 months are covered, or there was no income.",
        definition: Some("Belvo, income types"),
        measure: Measure::MonthsShare(sets::money_in(&[Category::Pension]), sets::INCOME),
        ..MONTHS
    },
    Feature {
        name: "income.benefit_share_6m",
        es: "Parte del ingreso verificado que es beneficios del Estado, 6 meses completos.",
        en: "Share of verified income that is state benefits, over 6 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_6,
        missing: "Fewer than 3 of 6 months are covered, or there was no income.",
        definition: Some("Belvo, income types"),
        measure: Measure::MonthsShare(sets::money_in(&[Category::Benefit]), sets::INCOME),
        ..MONTHS
    },
    Feature {
        name: "income.fees_share_6m",
        es: "Parte del ingreso verificado que es honorarios, 6 meses completos.",
        en: "Share of verified income that is fees of independent work, over 6 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_6,
        missing: "Fewer than 3 of 6 months are covered, or there was no income.",
        definition: Some("Belvo, income types"),
        measure: Measure::MonthsShare(sets::money_in(&[Category::Fees]), sets::INCOME),
        ..MONTHS
    },
    Feature {
        name: "income.verified_share_6m",
        es: "Parte de todos los ingresos de dinero que es sueldo, pensión, beneficios y honorarios, 6 meses completos.",
        en: "Share of all money in that is salary, pension, benefits and fees, over 6 complete months.",
        unit: Unit::Ratio,
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        missing: "Fewer than 3 of 6 months are covered, or nothing came in.",
        measure: Measure::MonthsShare(sets::INCOME, sets::INFLOW),
        ..MONTHS
    },
];
