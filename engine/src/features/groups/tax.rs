//! The tax folder (SII).

use super::sets::{MONTHS_6, MONTHS_12, REGISTER};
use crate::features::feature::{Feature, Riskier, Sentence, Sources, Unit};
use crate::features::measure::{Block, FeesOf, Figure, Measure, OverMonths, Related, Relation};
use caudal_facts::Source;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "tax.fees_monthly_6m",
        es: "Promedio mensual de boletas de honorarios brutas en 6 meses completos; un mes sin boletas es 0.",
        en: "Mean month of gross fee receipts over 6 complete months; a month without receipts is 0.",
        unit: Unit::MoneyPerMonth,
        sources: Sources::cl(&[Source::Sii]),
        window: MONTHS_6,
        riskier: Some(Riskier::Lower),
        missing: "The folder covers fewer than 3 of 6 months, or a month comes without its gross fees.",
        measure: Measure::Block(Block::Fees(FeesOf::Gross, OverMonths::Mean)),
        ..REGISTER
    },
    Feature {
        name: "tax.fees_monthly_12m",
        es: "Promedio mensual de boletas de honorarios brutas en 12 meses completos; un mes sin boletas es 0.",
        en: "Mean month of gross fee receipts over 12 complete months; a month without receipts is 0.",
        unit: Unit::MoneyPerMonth,
        sources: Sources::cl(&[Source::Sii]),
        window: MONTHS_12,
        riskier: Some(Riskier::Lower),
        missing: "The folder covers fewer than 6 of 12 months, or a month comes without its gross fees.",
        measure: Measure::Block(Block::Fees(FeesOf::Gross, OverMonths::Mean)),
        ..REGISTER
    },
    Feature {
        name: "tax.declared_income_last_year",
        es: "Renta líquida imponible de la última declaración anual, de este año tributario o el anterior (código 170).",
        en: "Net taxable income of the latest yearly return, of this tax year or the one before (code 170).",
        unit: Unit::Money,
        sources: Sources::cl(&[Source::Sii]),
        riskier: Some(Riskier::Lower),
        missing: "The return does not carry code 170, or not as a whole amount.",
        none: Some(Sentence {
            es: "No hay declaración de este año tributario ni del anterior.",
            en: "No return was filed for this tax year or the one before.",
        }),
        definition: Some("SII, formulario 22, código 170"),
        measure: Measure::Block(Block::DeclaredIncome(0)),
        ..REGISTER
    },
    Feature {
        name: "tax.fees_median_12m",
        es: "Mediana mensual de boletas de honorarios brutas en 12 meses completos; un mes sin boletas es 0.",
        en: "Median month of gross fee receipts over 12 complete months; a month without receipts is 0.",
        unit: Unit::MoneyPerMonth,
        measure: Measure::Block(Block::Fees(FeesOf::Gross, OverMonths::Median)),
        ..FEES
    },
    Feature {
        name: "tax.fees_conservative_12m",
        es: "El menor entre promedio, mediana y último mes de boletas de honorarios brutas, 12 meses completos.",
        en: "The least of mean, median and latest month of gross fee receipts, over 12 complete months.",
        unit: Unit::MoneyPerMonth,
        measure: Measure::Block(Block::Fees(FeesOf::Gross, OverMonths::Conservative)),
        ..FEES
    },
    Feature {
        name: "tax.fees_cv_12m",
        es: "Desviación estándar poblacional de las boletas brutas mensuales sobre su promedio, 12 meses completos.",
        en: "Population standard deviation of monthly gross fee receipts as a share of its mean, over 12 complete months.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Higher),
        missing: "The folder covers fewer than 6 of 12 months, a month comes without its gross fees, or there are no receipts.",
        measure: Measure::Block(Block::Fees(FeesOf::Gross, OverMonths::Variation)),
        ..FEES
    },
    Feature {
        name: "tax.fees_trend_6m",
        es: "Boletas brutas de los últimos 3 meses completos contra los 3 anteriores: 0 es igual.",
        en: "Gross fee receipts of the last 3 complete months against the 3 before: 0 is unchanged.",
        unit: Unit::Ratio,
        window: MONTHS_6,
        missing: "The folder does not cover all 6 months, a month comes without its gross fees, or there are no receipts in the first 3.",
        measure: Measure::Block(Block::Fees(FeesOf::Gross, OverMonths::Trend)),
        ..FEES
    },
    Feature {
        name: "tax.fees_months_12m",
        es: "Meses con boletas de honorarios, de 12 completos.",
        en: "Months with fee receipts, of 12 complete ones.",
        unit: Unit::Months,
        measure: Measure::Block(Block::Fees(FeesOf::Gross, OverMonths::Above)),
        ..FEES
    },
    Feature {
        name: "tax.fees_withheld_monthly_12m",
        es: "Promedio mensual de impuesto retenido por quienes pagaron honorarios, 12 meses completos.",
        en: "Mean month of tax withheld by those who paid fees, over 12 complete months.",
        unit: Unit::MoneyPerMonth,
        riskier: None,
        missing: "The folder covers fewer than 6 of 12 months, or a month comes without what was withheld.",
        measure: Measure::Block(Block::Fees(FeesOf::Withheld, OverMonths::Mean)),
        ..FEES
    },
    Feature {
        name: "tax.declared_income_year_before",
        es: "Renta líquida imponible de la declaración del año anterior a la última (código 170).",
        en: "Net taxable income of the return of the year before the latest one (code 170).",
        none: Some(Sentence {
            es: "No hay declaración del año anterior a la última.",
            en: "No return was filed for the year before the latest one.",
        }),
        measure: Measure::Block(Block::DeclaredIncome(1)),
        ..RETURNS
    },
    Feature {
        name: "tax.declared_income_change",
        es: "Renta declarada del último año tributario contra la del anterior: 0 es igual.",
        en: "Income declared for the latest tax year against the year before: 0 is unchanged.",
        unit: Unit::Ratio,
        missing: "One of the returns does not carry code 170, or nothing was declared for the year before.",
        none: Some(Sentence {
            es: "Falta la declaración de uno de los dos años.",
            en: "One of the two years has no return.",
        }),
        measure: Measure::Relation(Relation {
            left: Figure::Of("tax.declared_income_last_year"),
            right: Figure::Of("tax.declared_income_year_before"),
            how: Related::Change { spans: 1 },
        }),
        ..RETURNS
    },
];

const FEES: Feature = Feature {
    sources: Sources::cl(&[Source::Sii]),
    window: MONTHS_12,
    riskier: Some(Riskier::Lower),
    missing: "The folder covers fewer than 6 of 12 months, or a month comes without its gross fees.",
    ..REGISTER
};

const RETURNS: Feature = Feature {
    unit: Unit::Money,
    sources: Sources::cl(&[Source::Sii]),
    riskier: Some(Riskier::Lower),
    missing: "The return does not carry code 170, or not as a whole amount.",
    definition: Some("SII, formulario 22, código 170"),
    ..REGISTER
};
