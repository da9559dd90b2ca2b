//! Signs of strain in the movements.

use super::sets::{self, DAYS, MONTHS, MONTHS_12};
use crate::features::feature::{Feature, Riskier, Unit};
use crate::features::measure::{Block, Classes, Measure, OverDates, OverDays, PassThroughOf};
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
    Feature {
        name: "stress.returned_items_30d",
        es: "Débitos y cheques devueltos en 30 días.",
        en: "Debits and cheques returned unpaid in 30 days.",
        window: sets::DAYS_30,
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, NSF count"),
        measure: Measure::Days(
            sets::count(Classes::both(&[Category::ReturnedItem])),
            OverDays::Sum,
        ),
        ..DAYS
    },
    Feature {
        name: "stress.overdraft_charges_30d",
        es: "Cantidad de intereses y comisiones por sobregiro en 30 días.",
        en: "Interest and fees for an overdrawn account in 30 days, how many.",
        window: sets::DAYS_30,
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, overdraft count"),
        measure: Measure::Days(
            sets::count(Classes::money_out(&[Category::OverdraftCharge])),
            OverDays::Sum,
        ),
        ..DAYS
    },
    Feature {
        name: "stress.returned_items_60d",
        es: "Débitos y cheques devueltos en 60 días.",
        en: "Debits and cheques returned unpaid in 60 days.",
        window: sets::DAYS_60,
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, NSF count"),
        measure: Measure::Days(
            sets::count(Classes::both(&[Category::ReturnedItem])),
            OverDays::Sum,
        ),
        ..DAYS
    },
    Feature {
        name: "stress.overdraft_charges_60d",
        es: "Cantidad de intereses y comisiones por sobregiro en 60 días.",
        en: "Interest and fees for an overdrawn account in 60 days, how many.",
        window: sets::DAYS_60,
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, overdraft count"),
        measure: Measure::Days(
            sets::count(Classes::money_out(&[Category::OverdraftCharge])),
            OverDays::Sum,
        ),
        ..DAYS
    },
    Feature {
        name: "stress.returned_days_90d",
        es: "Días de 90 con un débito o cheque devuelto.",
        en: "Days of 90 with a debit or cheque returned unpaid.",
        unit: Unit::Days,
        riskier: Some(Riskier::Higher),
        definition: Some("Inscribe, count_nsf_days"),
        measure: Measure::Dates(Classes::both(&[Category::ReturnedItem]), OverDates::Count),
        ..DAYS
    },
    Feature {
        name: "stress.pass_through_share_90d",
        es: "Mediana, entre los días con ingresos de 90, de la parte que salió dentro de 2 días.",
        en: "Of the days of 90 on which money came in, the median of the part that left within 2 days.",
        unit: Unit::Ratio,
        riskier: Some(Riskier::Higher),
        missing: "The accounts are not covered for all of the days, or nothing came in.",
        definition: Some("Indicina, accountSweep; the formula is Caudal's own"),
        measure: Measure::Block(Block::PassThrough(PassThroughOf::Share)),
        ..DAYS
    },
    Feature {
        name: "stress.pass_through_90d",
        es: "Si el dinero sólo pasa por las cuentas: la mediana de lo que sale dentro de 2 días supera nueve décimos.",
        en: "Whether money only passes through the accounts: the median of what leaves within 2 days is more than nine tenths.",
        unit: Unit::Flag,
        riskier: Some(Riskier::Higher),
        definition: Some("Indicina, accountSweep; the formula is Caudal's own"),
        measure: Measure::Block(Block::PassThrough(PassThroughOf::Flag)),
        ..DAYS
    },
    Feature {
        name: "stress.charges_90d",
        es: "Comisiones, intereses y cargos por sobregiro pagados al banco en 90 días, sin los devueltos.",
        en: "Fees, interest and overdraft charges paid to the bank in 90 days, those given back left out.",
        unit: Unit::Money,
        riskier: Some(Riskier::Higher),
        definition: Some("Plaid, fees net of reversed ones"),
        measure: Measure::Days(
            sets::money_out(&[Category::BankCharges, Category::OverdraftCharge]),
            OverDays::Sum,
        ),
        ..DAYS
    },
    Feature {
        name: "stress.gambling_days_90d",
        es: "Días de 90 con un gasto en apuestas.",
        en: "Days of 90 with money out on gambling.",
        unit: Unit::Days,
        riskier: Some(Riskier::Higher),
        measure: Measure::Dates(Classes::money_out(&[Category::Gambling]), OverDates::Count),
        ..DAYS
    },
];
