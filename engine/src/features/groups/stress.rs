//! Signs of strain in the movements.

use super::sets::{self, DAYS, MONTHS, MONTHS_12};
use crate::features::feature::{Feature, Riskier, Unit};
use crate::features::measure::{Classes, Measure, OverDays};
use caudal_facts::categories::Category;

pub(super) const FEATURES: &[Feature] = &[
    Feature {
        name: "stress.returned_items_90d",
        es: "Débitos y cheques devueltos en 90 días.",
        en: "Debits and cheques returned unpaid in 90 days.",
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, NSF count"),
        measure: Measure::Days(
            sets::count(Classes::both(&[Category::ReturnedItem])),
            OverDays::Sum,
        ),
        ..DAYS
    },
    Feature {
        name: "stress.overdraft_charges_90d",
        es: "Cantidad de intereses y comisiones por sobregiro en 90 días.",
        en: "Interest and fees for an overdrawn account in 90 days, how many.",
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, overdraft count"),
        measure: Measure::Days(
            sets::count(Classes::money_out(&[Category::OverdraftCharge])),
            OverDays::Sum,
        ),
        ..DAYS
    },
    Feature {
        name: "stress.garnishment_12m",
        es: "Si hubo embargo o retención judicial en cuenta en 12 meses o en el mes en curso.",
        en: "Whether a court attached money of the account in 12 months or since.",
        unit: Unit::Flag,
        window: MONTHS_12,
        riskier: Some(Riskier::Higher),
        missing: "None was seen, and fewer than 6 of 12 months are covered.",
        measure: Measure::Seen(Classes::both(&[Category::Garnishment])),
        ..MONTHS
    },
    Feature {
        name: "stress.gambling_share_90d",
        es: "Gasto en apuestas como parte de los ingresos de dinero, 90 días.",
        en: "Money out on gambling as a share of money in, over 90 days.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Higher),
        missing: "The accounts are not covered for all of the days, or nothing came in.",
        definition: Some("Powens, gambling_ratio"),
        measure: Measure::Share(sets::money_out(&[Category::Gambling]), sets::INFLOW),
        ..DAYS
    },
    Feature {
        name: "stress.cash_advances_90d",
        es: "Avances en efectivo con tarjeta en 90 días, cuántos.",
        en: "Cash drawn on credit cards in 90 days, how often.",
        riskier: Some(Riskier::Higher),
        measure: Measure::Days(
            sets::count(Classes::money_in(&[Category::CashAdvance])),
            OverDays::Sum,
        ),
        ..DAYS
    },
    Feature {
        name: "stress.credit_line_draws_90d",
        es: "Giros de línea de crédito o sobregiro en 90 días, cuántos.",
        en: "Draws on an overdraft or credit line in 90 days, how often.",
        riskier: Some(Riskier::Higher),
        measure: Measure::Days(
            sets::count(Classes::money_in(&[Category::CreditLineDraw])),
            OverDays::Sum,
        ),
        ..DAYS
    },
];
