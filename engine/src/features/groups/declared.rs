//! What was declared elsewhere against what the account shows.

use super::sets::{BANK, MONTHS_3, MONTHS_6, MONTHS_12};
use crate::features::feature::{Feature, Riskier, Sentence, Sources, Unit};
use crate::features::measure::{Figure, Measure, Related, Relation};
use caudal_facts::Source;

/// What declarations of gaps have in common.
const GAP: Feature = Feature {
    unit: Unit::Ratio,
    riskier: Some(Riskier::Higher),
    ..BANK
};

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "declared.tax_gap_12m",
        es: "Renta líquida imponible declarada, por mes, contra el ingreso verificado de 12 meses: 0 es igual, 0,5 la mitad más.",
        en: "Declared net taxable income, a month, against the verified income of 12 months: 0 is equal, 0.5 half as much again.",
        sources: Sources::cl(&[Source::Sii, Source::Khipu]),
        window: MONTHS_12,
        missing: "Either figure is missing, or there was no income.",
        none: Some(Sentence {
            es: "No hay declaración de este año tributario ni del anterior.",
            en: "No return was filed for this tax year or the one before.",
        }),
        measure: Measure::Relation(Relation {
            left: Figure::Of("tax.declared_income_last_year"),
            right: Figure::Of("income.verified_monthly_12m"),
            how: Related::Change { spans: 12 },
        }),
        ..GAP
    },
    Feature {
        name: "declared.contribution_gap_3m",
        es: "Renta imponible cotizada en AFC contra el sueldo que muestra la cuenta, 3 meses: la renta imponible es bruta, así que algo sobre 0 es lo usual.",
        en: "Taxable income contributed on (AFC) against the salary that the account shows, 3 months: taxable income is gross, so somewhat above 0 is usual.",
        sources: Sources::cl(&[Source::Afc, Source::Khipu]),
        window: MONTHS_3,
        missing: "Either figure is missing, or there was no salary.",
        measure: Measure::Relation(Relation {
            left: Figure::Of("employment.income_3m"),
            right: Figure::Of("income.salary_monthly_3m"),
            how: Related::Change { spans: 1 },
        }),
        ..GAP
    },
    Feature {
        name: "declared.fees_gap_6m",
        es: "Boletas de honorarios contra los honorarios que muestra la cuenta, 6 meses: las boletas son brutas.",
        en: "Fee receipts against the fees that the account shows, 6 months: receipts are gross.",
        sources: Sources::cl(&[Source::Sii, Source::Khipu]),
        window: MONTHS_6,
        missing: "Either figure is missing, or no fees were seen.",
        measure: Measure::Relation(Relation {
            left: Figure::Of("tax.fees_monthly_6m"),
            right: Figure::Of("income.fees_monthly_6m"),
            how: Related::Change { spans: 1 },
        }),
        ..GAP
    },
];
