//! Unemployment-fund contributions (AFC) and medical leaves (SUSESO).

use super::sets::{DAYS_365, REGISTER};
use crate::features::feature::{Feature, Riskier, Sentence, Sources, Unit};
use crate::features::measure::{
    Block, EmploymentOf, Empty, Filter, LeaveOf, Measure, Reduce, Snapshot,
};
use crate::frames::Table;
use caudal_facts::Source;
use caudal_facts::facts::Section;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "employment.income_3m",
        es: "Renta imponible promedio de los últimos 3 meses cotizados, dentro de 12; 0 sin cotizaciones.",
        en: "Mean taxable income of the last 3 contributed months, of the last 12; 0 without contributions.",
        unit: Unit::MoneyPerMonth,
        sources: Sources::cl(&[Source::Afc]),
        riskier: Some(Riskier::Lower),
        missing: "Fewer than 3 contributed months, or a month without its income.",
        measure: Measure::Block(Block::Employment(EmploymentOf::IncomeLast(3))),
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
        measure: Measure::Block(Block::Employment(EmploymentOf::IncomeLast(1))),
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
    Feature {
        name: "employment.income_6m",
        es: "Renta imponible promedio de los últimos 6 meses cotizados, dentro de 12; 0 sin cotizaciones.",
        en: "Mean taxable income of the last 6 contributed months, of the last 12; 0 without contributions.",
        unit: Unit::MoneyPerMonth,
        missing: "Fewer than 6 contributed months, or a month without its income.",
        measure: Measure::Block(Block::Employment(EmploymentOf::IncomeLast(6))),
        ..CONTRIBUTIONS
    },
    Feature {
        name: "employment.income_12m",
        es: "Renta imponible promedio de los últimos 12 meses cotizados, dentro de 12; 0 sin cotizaciones.",
        en: "Mean taxable income of the last 12 contributed months, of the last 12; 0 without contributions.",
        unit: Unit::MoneyPerMonth,
        missing: "Fewer than 12 contributed months, or a month without its income.",
        measure: Measure::Block(Block::Employment(EmploymentOf::IncomeLast(12))),
        ..CONTRIBUTIONS
    },
    Feature {
        name: "employment.income_cv_12m",
        es: "Desviación estándar poblacional de la renta imponible de los meses cotizados de 12, sobre su promedio.",
        en: "Population standard deviation of taxable income over the contributed months of 12, as a share of its mean.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Higher),
        missing: "Fewer than 3 contributed months, or a month without its income.",
        measure: Measure::Block(Block::Employment(EmploymentOf::Variation12)),
        ..CONTRIBUTIONS
    },
    Feature {
        name: "employment.income_trend_6m",
        es: "Renta imponible de los últimos 3 meses cotizados contra los 3 anteriores, dentro de 12: 0 es igual.",
        en: "Taxable income of the last 3 contributed months against the 3 before, of the last 12: 0 is unchanged.",
        unit: Unit::Ratio,
        missing: "Fewer than 6 contributed months, or a month without its income.",
        measure: Measure::Block(Block::Employment(EmploymentOf::Trend6)),
        ..CONTRIBUTIONS
    },
    Feature {
        name: "employment.employers_12m",
        es: "Empleadores distintos que cotizaron desde hace 12 meses.",
        en: "Different employers that contributed since 12 months ago.",
        unit: Unit::Count,
        riskier: None,
        missing: "The report does not say of a month who the employer was.",
        measure: Measure::Block(Block::Employment(EmploymentOf::Employers12)),
        ..CONTRIBUTIONS
    },
    Feature {
        name: "employment.top_employer_share_12m",
        es: "Parte de la renta imponible que paga el empleador que más paga, desde hace 12 meses.",
        en: "Share of taxable income that the employer who pays most pays, since 12 months ago.",
        unit: Unit::Ratio,
        riskier: None,
        missing: "A month without its income or employer, or no income.",
        none: Some(Sentence {
            es: "No hay cotizaciones desde hace 12 meses.",
            en: "There are no contributions since 12 months ago.",
        }),
        measure: Measure::Block(Block::Employment(EmploymentOf::TopShare12)),
        ..CONTRIBUTIONS
    },
    Feature {
        name: "employment.tenure_months",
        es: "Meses seguidos cotizados por un mismo empleador hasta el último, el mayor de ellos; 0 si el último es más de 2 meses anterior a la decisión.",
        en: "Months in a row contributed by one employer up to its latest, the longest of them; 0 when the latest is more than 2 months before the decision.",
        unit: Unit::Months,
        missing: "The report does not say of a month who the employer was.",
        measure: Measure::Block(Block::Employment(EmploymentOf::Tenure)),
        ..CONTRIBUTIONS
    },
    Feature {
        name: "employment.months_since_last",
        es: "Meses desde el último mes cotizado: 1 es el mes anterior al de la decisión.",
        en: "Months since the last contributed month: 1 is the month before the decision's own.",
        unit: Unit::Months,
        riskier: Some(Riskier::Higher),
        none: Some(Sentence {
            es: "No hay cotizaciones.",
            en: "There are no contributions.",
        }),
        measure: Measure::Block(Block::Employment(EmploymentOf::MonthsSinceLast)),
        ..CONTRIBUTIONS
    },
    Feature {
        name: "employment.medical_leaves_365d",
        es: "Licencias médicas iniciadas en los últimos 365 días, sin las anuladas ni rechazadas. Dato de salud: úselo solo donde la ley lo permite.",
        en: "Medical leaves begun in the last 365 days, annulled and rejected ones left out. Health data: read it only where the law lets you.",
        unit: Unit::Count,
        measure: Measure::Snapshot(Snapshot {
            table: Table::MedicalLeaves,
            sections: &[Section::MedicalLeaves],
            filters: &[Filter::IsNot("void", 1), Filter::LastDays("starts_on", 365)],
            reduce: Reduce::Count,
            empty: Empty::Zero,
        }),
        ..LEAVES
    },
    Feature {
        name: "employment.medical_leave_days_365d",
        es: "Días con licencia médica en los últimos 365, cada día una vez, sin las anuladas ni rechazadas. Dato de salud: úselo solo donde la ley lo permite.",
        en: "Days on medical leave in the last 365, each day once, annulled and rejected leaves left out. Health data: read it only where the law lets you.",
        unit: Unit::Days,
        missing: "The report does not carry the section, or does not say how long a leave is.",
        measure: Measure::Block(Block::Leave(LeaveOf::Days)),
        ..LEAVES
    },
    Feature {
        name: "employment.on_medical_leave",
        es: "Si una licencia médica incluye la fecha de la decisión. Dato de salud: úselo solo donde la ley lo permite.",
        en: "Whether a medical leave holds on the date of the decision. Health data: read it only where the law lets you.",
        unit: Unit::Flag,
        window: None,
        missing: "The report does not carry the section, or does not say how long a leave is that may go on.",
        measure: Measure::Block(Block::Leave(LeaveOf::Now)),
        ..LEAVES
    },
];

const CONTRIBUTIONS: Feature = Feature {
    sources: Sources::cl(&[Source::Afc]),
    riskier: Some(Riskier::Lower),
    ..REGISTER
};

/// No direction is riskier: the law, not the risk team, says what may follow from somebody's health.
const LEAVES: Feature = Feature {
    sources: Sources::cl(&[Source::Suseso]),
    window: DAYS_365,
    ..REGISTER
};
