//! Credit cards.

use super::sets::REGISTER;
use crate::features::feature::{Feature, Riskier, Sentence, Sources, Unit};
use crate::features::measure::{Block, CardOf, Measure};
use caudal_facts::Source;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "card.count",
        es: "Tarjetas de crédito que el informe del banco lista.",
        en: "Credit cards that the bank report lists.",
        unit: Unit::Count,
        sources: Sources::ar(&[Source::Cirenio]),
        riskier: None,
        missing: "The report does not carry the section, or leaves out a limit.",
        measure: Measure::Block(Block::Card(CardOf::Count)),
        ..REGISTER
    },
    Feature {
        name: "card.limit_total",
        es: "Cupo de compras de todas las tarjetas.",
        en: "Purchase limits of all cards.",
        unit: Unit::Money,
        sources: Sources::ar(&[Source::Cirenio]),
        riskier: None,
        missing: "The report does not carry the section, or leaves out a limit.",
        measure: Measure::Block(Block::Card(CardOf::Limit)),
        ..REGISTER
    },
    Feature {
        name: "card.available_total",
        es: "Cupo de compras disponible.",
        en: "Unused part of the purchase limits.",
        unit: Unit::Money,
        sources: Sources::ar(&[Source::Cirenio]),
        riskier: Some(Riskier::Lower),
        missing: "The report does not carry the section, or leaves out a limit.",
        measure: Measure::Block(Block::Card(CardOf::Available)),
        ..REGISTER
    },
    Feature {
        name: "card.used",
        es: "Cupo de compras usado; en Chile, lo adeudado en cuentas de tarjeta de crédito.",
        en: "Used part of the purchase limits; in Chile, what is owed on credit-card accounts.",
        unit: Unit::Money,
        sources: Sources::BANK,
        riskier: Some(Riskier::Higher),
        missing: "The report does not carry cards, or leaves out a limit; in Chile, it lists no credit-card account.",
        measure: Measure::Block(Block::Card(CardOf::Used)),
        ..REGISTER
    },
    Feature {
        name: "card.utilisation",
        es: "Parte usada del cupo de compras.",
        en: "Used share of the purchase limits.",
        unit: Unit::Ratio,
        sources: Sources::BANK,
        riskier: Some(Riskier::Higher),
        missing: "The report leaves out a limit, or the limits are zero; in Chile, it lists no credit-card account.",
        none: Some(Sentence {
            es: "No hay tarjeta.",
            en: "There is no card.",
        }),
        definition: Some("Belvo, credit_cards"),
        measure: Measure::Block(Block::Card(CardOf::Utilisation)),
        ..REGISTER
    },
    Feature {
        name: "card.installments_next_month",
        es: "Cuotas de compras en cuotas que se cobran a continuación.",
        en: "Instalments of purchases in instalments that are charged next.",
        unit: Unit::MoneyPerMonth,
        sources: Sources::ar(&[Source::Cirenio]),
        riskier: Some(Riskier::Higher),
        missing: "The report does not carry the section, or leaves out which instalment is next.",
        measure: Measure::Block(Block::Card(CardOf::NextMonth)),
        ..REGISTER
    },
    Feature {
        name: "card.installments_to_pay",
        es: "Todas las cuotas pendientes de compras en cuotas.",
        en: "All instalments still to come of purchases in instalments.",
        unit: Unit::Money,
        sources: Sources::ar(&[Source::Cirenio]),
        riskier: Some(Riskier::Higher),
        missing: "The report does not carry the section, or leaves out which instalment is next.",
        measure: Measure::Block(Block::Card(CardOf::ToPay)),
        ..REGISTER
    },
    Feature {
        name: "card.cash_advance_used",
        es: "Cupo de avances en efectivo usado.",
        en: "Used part of the cash-advance limits.",
        unit: Unit::Money,
        sources: Sources::ar(&[Source::Cirenio]),
        riskier: Some(Riskier::Higher),
        missing: "The report does not carry the section, or leaves out a limit.",
        measure: Measure::Block(Block::Card(CardOf::CashAdvanceUsed)),
        ..REGISTER
    },
];
