//! What makes no loan, each with the figure that is wrong and what would be right.

use caudal_engine::facts::Currency;
use caudal_engine::policy::{Charge, Contract, Grace, GraceInterest, OpeningCosts, System};
use rust_decimal::Decimal;

use super::decimal;

fn refused(contract: &Contract, amount: &str, rate: &str, term: u32) -> String {
    let quoted = contract.quote(decimal(amount), decimal(rate), term);
    quoted.unwrap_err().to_string()
}

#[test]
fn amounts_terms_and_rates() {
    let contract = Contract::plain(Currency::Usd);
    for (amount, rate, term, expected) in [
        (
            "0",
            "0.02",
            12,
            "quote an amount of 0: expected more than 0",
        ),
        ("-1", "0.02", 12, "quote an amount of -1"),
        // Half a cent cannot be paid out.
        (
            "0.009",
            "0.02",
            12,
            "quote an amount of 0.00: expected more than 0",
        ),
        (
            "1000000000000000.01",
            "0.02",
            12,
            "at most 1000000000000000",
        ),
        (
            "1000",
            "0.02",
            0,
            "quote a term of 0 months: expected at least 1 and at most 600",
        ),
        ("1000", "0.02", 601, "quote a term of 601 months"),
        (
            "1000",
            "-0.01",
            12,
            "quote a rate of -0.01 a month: expected at least 0",
        ),
        (
            "1000",
            "10.01",
            12,
            "at most 10\nhint: a rate is a fraction, 0.02 is 2 %",
        ),
    ] {
        let text = refused(&contract, amount, rate, term);
        assert!(text.contains(expected), "{text}");
    }
    let paid = contract.quote(decimal("1000.009"), decimal("0.02"), 12);
    assert_eq!(paid.unwrap().amount, decimal("1000.00"));
    for (amount, rate, term) in [("1000", "10", 1), ("0.01", "0", 1), ("1000", "0", 600)] {
        assert!(contract.quote(decimal(amount), decimal(rate), term).is_ok());
    }
}

#[test]
fn charges_and_rounding() {
    let mut contract = Contract::plain(Currency::Usd);
    contract.monthly_fee = decimal("-1");
    let text = refused(&contract, "1000", "0.02", 12);
    assert!(
        text.contains("quote a monthly fee of -1: expected at least 0"),
        "{text}"
    );
    // Rounded to a step that does not cover the interest, the debt would grow.
    for system in [System::French, System::German] {
        let mut coarse = Contract::plain(Currency::Usd);
        coarse.terms.system = system;
        coarse.terms.round_installment_to = decimal("1000");
        let text = refused(&coarse, "100", "0.02", 12);
        assert!(
            text.contains(
                "quote 100 over 12 months: instalments rounded to 1000 pay back no capital"
            ),
            "{text}"
        );
    }
    let mut dear = Contract::plain(Currency::Usd);
    dear.terms.opening_costs = OpeningCosts::Deducted;
    dear.terms.opening_fee = Charge::fixed(decimal("1000"));
    let text = refused(&dear, "1000", "0.02", 12);
    assert!(
        text.contains("opening costs of 1000 leave nothing to pay out"),
        "{text}"
    );
    assert!(dear.quote(decimal("1000.01"), decimal("0.02"), 12).is_ok());
}

#[test]
fn a_term_is_longer_than_its_grace() {
    let mut contract = Contract::plain(Currency::Usd);
    contract.terms.grace = Grace {
        months: 3,
        interest: GraceInterest::Capitalised,
    };
    let text = refused(&contract, "1000", "0.02", 3);
    assert!(
        text.contains("quote a term of 3 months: expected at least 4"),
        "{text}"
    );
    assert!(contract.quote(1000.into(), decimal("0.02"), 4).is_ok());
    assert_eq!(contract.installment(1000.into(), decimal("0.02"), 3), None);
}

#[test]
fn what_grows_out_of_range_is_no_loan() {
    let mut contract = Contract::plain(Currency::Usd);
    contract.terms.system = System::Bullet;
    contract.terms.grace.interest = GraceInterest::Capitalised;
    let text = refused(&contract, "1000", "9", 600);
    assert!(
        text.contains("quote 1000 over 600 months: a figure grows out of range"),
        "{text}"
    );
    assert_eq!(contract.installment(1000.into(), decimal("9"), 600), None);
    assert_eq!(contract.principal(Decimal::ONE, decimal("-2"), 6), None);
}
