//! Loan arithmetic, held against its own laws and a published figure.

use caudal_engine::facts::Currency;
use caudal_engine::policy::{Contract, TotalCost, Yearly};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A contract with every charge.
fn charged(currency: Currency) -> Contract {
    let mut contract = Contract::plain(currency);
    contract.terms.opening_fee = decimal("0.02");
    contract.terms.stamp_tax_monthly = decimal("0.00066");
    contract.terms.stamp_tax_max = Some(decimal("0.008"));
    contract.terms.vat_on_interest = decimal("0.21");
    contract.terms.insurance_monthly = decimal("0.0015");
    contract.terms.total_cost = TotalCost::Cft(Yearly::Compound);
    contract
}

#[test]
fn stamp_tax_stops_at_its_cap() {
    let contract = charged(Currency::Clp);
    for (term, tax) in [(12, "7920"), (13, "8000"), (24, "8000")] {
        let quote = contract
            .quote(decimal("1000000"), decimal("0.02"), term)
            .unwrap();
        assert_eq!(quote.schedule.stamp_tax, decimal(tax), "{term}");
    }
}

#[test]
fn a_loan_without_interest_is_paid_back_in_equal_parts() {
    let quote = Contract::plain(Currency::Clp)
        .quote(decimal("100"), Decimal::ZERO, 3)
        .unwrap();
    let paid: Vec<Decimal> = quote
        .schedule
        .installments
        .iter()
        .map(caudal_engine::policy::Installment::total)
        .collect();
    assert_eq!(paid, [decimal("33"), decimal("33"), decimal("34")]);
}

#[test]
fn total_cost_of_a_plain_loan_is_its_own_rate() {
    let mut contract = Contract::plain(Currency::Ars);
    for (year, expected) in [(Yearly::Simple, "0.24"), (Yearly::Compound, "0.268242")] {
        contract.terms.total_cost = TotalCost::Cae(year);
        let quote = contract
            .quote(decimal("1000000"), decimal("0.02"), 12)
            .unwrap();
        assert_eq!(
            quote.total_yearly_cost().unwrap().round_dp(5),
            decimal(expected).round_dp(5)
        );
    }
}

#[test]
fn amounts_and_terms_that_make_no_loan_make_no_quote() {
    let contract = Contract::plain(Currency::Usd);
    let rate = decimal("0.02");
    for (amount, term) in [("0", 12), ("-1", 12), ("1000", 0), ("1000", 601)] {
        assert!(
            contract.quote(decimal(amount), rate, term).is_none(),
            "{amount} {term}"
        );
    }
    // Half a cent cannot be paid out, and a charge below zero is no charge.
    assert!(contract.quote(decimal("0.009"), rate, 12).is_none());
    let paid = contract.quote(decimal("1000.009"), rate, 12).unwrap();
    assert_eq!(paid.amount, decimal("1000.00"));
    let mut rebate = contract.clone();
    rebate.monthly_fee = decimal("-1");
    assert!(rebate.quote(decimal("1000"), rate, 12).is_none());
    // Rounded to a step that does not cover the interest, the debt would grow.
    let mut coarse = contract.clone();
    coarse.terms.round_installment_to = decimal("1000");
    assert!(coarse.quote(decimal("100"), rate, 12).is_none());
    assert!(
        contract
            .quote(decimal("1000"), decimal("-0.01"), 12)
            .is_none()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn capital_adds_up_to_what_was_financed(
        // Past these, rounding to the cent leaves instalments that pay no capital, and no quote.
        amount in 10_000_i64..100_000_000, rate in 0_i64..800, term in 1_u32..60,
    ) {
        let contract = charged(Currency::Ars);
        let quote = contract
            .quote(Decimal::new(amount, 2), Decimal::new(rate, 4), term)
            .unwrap();
        let capital: Decimal = quote.schedule.installments.iter().map(|i| i.capital).sum();
        prop_assert_eq!(capital, quote.schedule.financed);
        prop_assert_eq!(quote.schedule.installments.len(), usize::try_from(term).unwrap());
    }

    #[test]
    fn principal_is_the_inverse_of_installment(
        amount in 1_000_i64..100_000_000, rate in 0_i64..1_500, term in 1_u32..120,
    ) {
        let contract = charged(Currency::Ars);
        let (amount, rate) = (Decimal::new(amount, 2), Decimal::new(rate, 4));
        let installment = contract.installment(amount, rate, term).unwrap();
        let back = contract.principal(installment, rate, term).unwrap();
        prop_assert_eq!(back.round_dp(12), amount);
    }

    #[test]
    fn a_quote_for_the_principal_of_an_installment_stays_within_it_and_the_rounding(
        installment in 1_000_i64..1_000_000, rate in 1_i64..800, term in 1_u32..60,
    ) {
        let contract = charged(Currency::Ars);
        let (installment, rate) = (Decimal::from(installment), Decimal::new(rate, 4));
        let amount = contract.principal(installment, rate, term).unwrap().round_dp(2);
        let quote = contract.quote(amount, rate, term).unwrap();
        // Each of five parts of an instalment is rounded to the cent, and the last one pays what
        // the rounding of all the others left.
        let tolerance = Decimal::new(5 + i64::from(term), 2);
        prop_assert!(quote.schedule.largest() <= installment + tolerance);
    }
}
