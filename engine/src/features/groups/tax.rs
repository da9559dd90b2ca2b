//! The tax folder (SII).

use super::sets::{MONTHS_6, MONTHS_12, REGISTER};
use crate::features::feature::{Feature, Riskier, Sentence, Sources, Unit};
use crate::features::measure::{Block, Measure};
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
        measure: Measure::Block(Block::Fees),
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
        measure: Measure::Block(Block::Fees),
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
        measure: Measure::Block(Block::DeclaredIncome),
        ..REGISTER
    },
];
