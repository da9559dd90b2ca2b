//! Unemployment-fund contributions (AFC).

use super::sets::REGISTER;
use crate::features::feature::{Feature, Riskier, Sources, Unit};
use crate::features::measure::{Block, EmploymentOf, Measure};
use caudal_facts::Source;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "employment.income_3m",
        es: "Renta imponible promedio de los últimos 3 meses cotizados, dentro de 12; 0 sin cotizaciones.",
        en: "Mean taxable income of the last 3 contributed months, of the last 12; 0 without contributions.",
        unit: Unit::MoneyPerMonth,
        sources: Sources::cl(&[Source::Afc]),
        riskier: Some(Riskier::Lower),
        missing: "Fewer than 3 contributed months, or a month without its income.",
        measure: Measure::Block(Block::Employment(EmploymentOf::IncomeLast3)),
        ..REGISTER
    },
    Feature {
        name: "employment.income_last",
        es: "Renta imponible del último mes cotizado, dentro de 12; 0 sin cotizaciones.",
        en: "Taxable income of the last contributed month, of the last 12; 0 without contributions.",
        unit: Unit::MoneyPerMonth,
        sources: Sources::cl(&[Source::Afc]),
        riskier: Some(Riskier::Lower),
        missing: "The month comes without its income.",
        measure: Measure::Block(Block::Employment(EmploymentOf::IncomeLast)),
        ..REGISTER
    },
    Feature {
        name: "employment.active_employers",
        es: "Empleadores cuya última cotización dice que la relación sigue vigente.",
        en: "Employers whose latest contribution says that the employment goes on.",
        unit: Unit::Count,
        sources: Sources::cl(&[Source::Afc]),
        riskier: Some(Riskier::Lower),
        missing: "The report does not say of an employer whether the employment goes on.",
        measure: Measure::Block(Block::Employment(EmploymentOf::ActiveEmployers)),
        ..REGISTER
    },
    Feature {
        name: "employment.months_continuous",
        es: "Meses cotizados sin interrupción hasta el último; 0 si el último es más de 2 meses anterior a la decisión.",
        en: "Months contributed without a gap up to the latest; 0 when the latest is more than 2 months before the decision.",
        unit: Unit::Months,
        sources: Sources::cl(&[Source::Afc]),
        riskier: Some(Riskier::Lower),
        measure: Measure::Block(Block::Employment(EmploymentOf::MonthsContinuous)),
        ..REGISTER
    },
    Feature {
        name: "employment.months_12m",
        es: "Meses cotizados de los 12 anteriores al de la decisión.",
        en: "Months contributed of the 12 before the decision's own.",
        unit: Unit::Months,
        sources: Sources::cl(&[Source::Afc]),
        riskier: Some(Riskier::Lower),
        measure: Measure::Block(Block::Employment(EmploymentOf::Months12)),
        ..REGISTER
    },
];
