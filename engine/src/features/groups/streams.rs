//! Streams of income: payments with one other side that come again and again.

use super::sets::{MONTHS, MONTHS_6, MONTHS_12};
use crate::features::feature::{Feature, Riskier, Sentence, Unit};
use crate::features::measure::{Block, IncomeOf, Measure, OverMonths};

/// What declarations of streams have in common.
const STREAMS: Feature = Feature {
    window: MONTHS_6,
    missing: "Fewer than 3 of 6 months are covered.",
    ..MONTHS
};

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "income.streams_6m",
        es: "Fuentes que pagan cada semana, quincena o mes, con 3 pagos o más.",
        en: "Sources that pay every week, fortnight or month, three times or more.",
        unit: Unit::Count,
        riskier: Some(Riskier::Lower),
        definition: Some("Plaid, recurring stream of three occurrences"),
        measure: Measure::Block(Block::Income(IncomeOf::Streams)),
        ..STREAMS
    },
    Feature {
        name: "income.streams_active_6m",
        es: "Fuentes de ingreso activas y de confianza alta o media.",
        en: "Sources of income that are active and of high or medium confidence.",
        unit: Unit::Count,
        riskier: Some(Riskier::Lower),
        definition: Some("Belvo, income confidence"),
        measure: Measure::Block(Block::Income(IncomeOf::Active)),
        ..STREAMS
    },
    Feature {
        name: "income.stream_monthly_6m",
        es: "Ingreso mensual promedio de las fuentes activas de confianza alta o media, 6 meses completos, sin aguinaldo y con los pagos fuera de lo usual contados por la mediana.",
        en: "Mean month of the active sources of high or medium confidence over 6 complete months, 13th salaries left out and unusually high payments counted as the median.",
        riskier: Some(Riskier::Lower),
        definition: Some("Truv, income after outliers are trimmed"),
        measure: Measure::Block(Block::Income(IncomeOf::Months(OverMonths::Mean))),
        ..STREAMS
    },
    Feature {
        name: "income.stream_monthly_12m",
        es: "Lo mismo que income.stream_monthly_6m, en 12 meses completos.",
        en: "The same as income.stream_monthly_6m over 12 complete months.",
        window: MONTHS_12,
        riskier: Some(Riskier::Lower),
        missing: "Fewer than 6 of 12 months are covered.",
        definition: Some("Truv, income after outliers are trimmed"),
        measure: Measure::Block(Block::Income(IncomeOf::Months(OverMonths::Mean))),
        ..STREAMS
    },
    Feature {
        name: "income.stream_conservative_6m",
        es: "El menor entre promedio, mediana y último mes de las fuentes activas de confianza alta o media, 6 meses completos.",
        en: "The smallest of mean, median and last month of the active sources of high or medium confidence, over 6 complete months.",
        riskier: Some(Riskier::Lower),
        measure: Measure::Block(Block::Income(IncomeOf::Months(OverMonths::Conservative))),
        ..STREAMS
    },
    Feature {
        name: "income.stream_least_6m",
        es: "El peor mes de las fuentes activas de confianza alta o media, 6 meses completos.",
        en: "The worst month of the active sources of high or medium confidence, over 6 complete months.",
        riskier: Some(Riskier::Lower),
        measure: Measure::Block(Block::Income(IncomeOf::Months(OverMonths::Least))),
        ..STREAMS
    },
    Feature {
        name: "income.stream_cv_6m",
        es: "Desviación estándar poblacional mensual de las fuentes activas de confianza alta o media sobre su promedio, 6 meses completos.",
        en: "Population standard deviation of the active sources of high or medium confidence by month, as a share of their mean, over 6 complete months.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Higher),
        missing: "Fewer than 3 of 6 months are covered, or no such source paid.",
        definition: Some("Lendirow, inflow coefficient of variation"),
        measure: Measure::Block(Block::Income(IncomeOf::Months(OverMonths::Variation))),
        ..STREAMS
    },
    Feature {
        name: "income.stream_trend_6m",
        es: "Promedio de los últimos 3 meses contra los 3 anteriores de las fuentes activas de confianza alta o media.",
        en: "The active sources of high or medium confidence: mean of the last 3 months against the 3 before.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Lower),
        missing: "Not all 6 months are covered, or no such source paid in the first 3.",
        definition: Some("Belvo, trend"),
        measure: Measure::Block(Block::Income(IncomeOf::Months(OverMonths::Trend))),
        ..STREAMS
    },
    Feature {
        name: "income.stream_share_of_inflow_6m",
        es: "Parte de todos los ingresos de dinero que viene de fuentes activas de confianza alta o media, 6 meses completos.",
        en: "Share of all money in that comes from active sources of high or medium confidence, over 6 complete months.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Lower),
        missing: "Fewer than 3 of 6 months are covered, or nothing came in.",
        measure: Measure::Block(Block::Income(IncomeOf::ShareOfInflow)),
        ..STREAMS
    },
    Feature {
        name: "income.top_source_share_6m",
        es: "Parte de la mayor fuente en las activas de confianza alta o media, 6 meses completos.",
        en: "The largest source's share of the active ones of high or medium confidence, over 6 complete months.",
        unit: Unit::Ratio,
        none: Some(Sentence {
            es: "Ningún ingreso que se repita sigue activo.",
            en: "No income that comes again and again goes on.",
        }),
        measure: Measure::Block(Block::Income(IncomeOf::TopShare)),
        ..STREAMS
    },
    Feature {
        name: "income.top_source_regularity_6m",
        es: "Qué tan puntual es la mayor fuente: 1 menos la desviación absoluta mediana de sus intervalos sobre la mediana.",
        en: "How punctual the largest source is: 1 less the median absolute deviation of its intervals over their median.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Lower),
        none: Some(Sentence {
            es: "Ningún ingreso que se repita sigue activo.",
            en: "No income that comes again and again goes on.",
        }),
        definition: Some("Belvo, regularity; the formula is Caudal's own"),
        measure: Measure::Block(Block::Income(IncomeOf::Regularity)),
        ..STREAMS
    },
    Feature {
        name: "income.top_source_stability_6m",
        es: "Qué tan parejos son los montos de la mayor fuente: 1 menos su coeficiente de variación, sin valores atípicos.",
        en: "How equal the largest source's amounts are: 1 less their coefficient of variation, outliers left out.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Lower),
        none: Some(Sentence {
            es: "Ningún ingreso que se repita sigue activo.",
            en: "No income that comes again and again goes on.",
        }),
        definition: Some("Belvo, stability; the formula is Caudal's own"),
        measure: Measure::Block(Block::Income(IncomeOf::Stability)),
        ..STREAMS
    },
    Feature {
        name: "income.top_source_confidence_6m",
        es: "Confianza en la mayor fuente activa: 1 baja, 2 media, 3 alta (pago por su categoría, puntual y pareja).",
        en: "Confidence in the largest active source: 1 low, 2 medium, 3 high (pay by its category, punctual and equal).",
        unit: Unit::Count,
        riskier: Some(Riskier::Lower),
        none: Some(Sentence {
            es: "Ningún ingreso que se repita sigue activo.",
            en: "No income that comes again and again goes on.",
        }),
        definition: Some("Belvo, confidence; the formula is Caudal's own"),
        measure: Measure::Block(Block::Income(IncomeOf::Confidence)),
        ..STREAMS
    },
    Feature {
        name: "income.pay_day_6m",
        es: "Día del mes en que suele pagar la mayor fuente mensual.",
        en: "Day of the month that the largest monthly source usually pays on.",
        unit: Unit::Count,
        none: Some(Sentence {
            es: "Ninguna fuente mensual sigue activa.",
            en: "No monthly source goes on.",
        }),
        definition: Some("Indicina, expectedSalaryDay"),
        measure: Measure::Block(Block::Income(IncomeOf::PayDay)),
        ..STREAMS
    },
    Feature {
        name: "income.last_pay_days_6m",
        es: "Días desde el último pago de una fuente de confianza alta o media, activa o no.",
        en: "Days since the last payment of a source of high or medium confidence, active or not.",
        unit: Unit::Days,
        riskier: Some(Riskier::Higher),
        none: Some(Sentence {
            es: "Ninguna fuente de confianza alta o media pagó en 12 meses.",
            en: "No source of high or medium confidence paid in 12 months.",
        }),
        measure: Measure::Block(Block::Income(IncomeOf::LastPayDays)),
        ..STREAMS
    },
    Feature {
        name: "income.salary_recency_days_12m",
        es: "Días desde el último sueldo.",
        en: "Days since the last salary.",
        unit: Unit::Days,
        window: MONTHS_12,
        riskier: Some(Riskier::Higher),
        missing: "Fewer than 6 of 12 months are covered.",
        none: Some(Sentence {
            es: "No se vio sueldo en 12 meses.",
            en: "No salary was seen in 12 months.",
        }),
        definition: Some("Indicina, salaryRecency"),
        measure: Measure::Block(Block::Income(IncomeOf::SalaryRecency)),
        ..STREAMS
    },
    Feature {
        name: "income.thirteenth_salary_12m",
        es: "Si se vio un aguinaldo: en Argentina en junio o diciembre, en Chile en septiembre o diciembre, o donde el texto lo dice.",
        en: "Whether a 13th salary was seen: in Argentina in June or December, in Chile in September or December, or where the text says so.",
        unit: Unit::Flag,
        window: MONTHS_12,
        missing: "Fewer than 6 of 12 months are covered.",
        definition: Some("Ley 23.041 in Argentina; custom in Chile"),
        measure: Measure::Block(Block::Income(IncomeOf::Thirteenth)),
        ..STREAMS
    },
];
