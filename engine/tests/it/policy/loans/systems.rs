//! Schedules small enough to work by hand: each system, grace, and what each charge is on.

use caudal_engine::facts::Currency;
use caudal_engine::policy::{
    Charge, Contract, Grace, GraceInterest, LoanTerms, OpeningCosts, System, TotalCost, Yearly,
};
use rust_decimal::Decimal;

use super::{charged, decimal, totals};

/// A loan of 1,200 at 1 % a month.
fn small(term: u32, change: impl Fn(&mut LoanTerms)) -> Vec<String> {
    let mut contract = Contract::plain(Currency::Usd);
    change(&mut contract.terms);
    let quote = contract.quote(1200.into(), decimal("0.01"), term).unwrap();
    totals(&quote)
}

fn graced(months: u32, interest: GraceInterest) -> Grace {
    Grace { months, interest }
}

#[test]
fn systems_and_grace() {
    let (paid, capitalised) = (GraceInterest::Paid, GraceInterest::Capitalised);
    let french = small(3, |_| {});
    assert_eq!(french, ["408.03", "408.03", "408.02"]);
    // 400 of capital each month, and 1 % of 1,200, 800 and 400.
    let german = small(3, |terms| terms.system = System::German);
    assert_eq!(german, ["412", "408", "404"]);
    let bullet = small(3, |terms| terms.system = System::Bullet);
    assert_eq!(bullet, ["12", "12", "1212"]);
    // 1,200 becomes 1,212 and 1,224.12, whose interest is 12.24.
    let at_the_end = small(3, |terms| {
        terms.system = System::Bullet;
        terms.grace = graced(0, capitalised);
    });
    assert_eq!(at_the_end, ["0", "0", "1236.36"]);
    let german_paid = small(5, |terms| {
        terms.system = System::German;
        terms.grace = graced(2, paid);
    });
    assert_eq!(german_paid, ["12", "12", "412", "408", "404"]);
    // A third of 1,224.12 is 408.04.
    let german_capitalised = small(5, |terms| {
        terms.system = System::German;
        terms.grace = graced(2, capitalised);
    });
    assert_eq!(
        german_capitalised,
        ["0", "0", "420.28", "416.20", "412.12"].map(trim)
    );
    let french_paid = small(5, |terms| terms.grace = graced(2, paid));
    assert_eq!(french_paid, ["12", "12", "408.03", "408.03", "408.02"]);
}

fn trim(text: &str) -> String {
    decimal(text).normalize().to_string()
}

#[test]
fn what_each_charge_is_on() {
    // Interest of the bullet's two months is 12 each.
    let bullet = |change: &dyn Fn(&mut LoanTerms)| {
        small(2, |terms| {
            terms.system = System::Bullet;
            change(terms);
        })
    };
    let tenth = decimal("0.1");
    assert_eq!(bullet(&|_| {}), ["12", "1212"]);
    assert_eq!(
        bullet(&|terms| terms.vat_on_interest = tenth),
        ["13.2", "1213.2"]
    );
    assert_eq!(
        bullet(&|terms| terms.monthly_fee = Charge::fixed(decimal("5"))),
        ["17", "1217"]
    );
    assert_eq!(
        bullet(&|terms| {
            terms.monthly_fee = Charge::of_amount(decimal("0.01"));
            terms.vat_on_fees = tenth;
        }),
        ["25.2", "1225.2"]
    );
    // On the amount it stays the same, on the balance it falls: a French loan of 1,200, 400 a month.
    let even = |change: &dyn Fn(&mut LoanTerms)| {
        let mut contract = Contract::plain(Currency::Usd);
        change(&mut contract.terms);
        totals(&contract.quote(1200.into(), Decimal::ZERO, 3).unwrap())
    };
    assert_eq!(
        even(&|terms| terms.insurance_monthly = Charge::of_amount(decimal("0.01"))),
        ["412", "412", "412"]
    );
    assert_eq!(
        even(&|terms| terms.insurance_monthly = Charge::of_balance(decimal("0.01"))),
        ["412", "408", "404"]
    );
}

#[test]
fn costs_of_opening_are_financed_or_deducted() {
    let mut contract = Contract::plain(Currency::Usd);
    contract.terms.opening_fee = Charge {
        of_amount: decimal("0.02"),
        fixed: decimal("10"),
        ..Charge::default()
    };
    contract.terms.vat_on_fees = decimal("0.1");
    contract.terms.stamp_tax = decimal("0.01");
    // A fee of 20 + 10 and its tax of 3. The stamp tax of 1 % is on 1,000, or on all that is financed: 1033 / 0.99.
    for (how, financed, received, taxes) in [
        (OpeningCosts::Financed, "1043.43", "1000", "13.43"),
        (OpeningCosts::Deducted, "1000", "957", "13"),
    ] {
        contract.terms.opening_costs = how;
        let quote = contract.quote(1000.into(), Decimal::ZERO, 2).unwrap();
        let schedule = quote.schedule().unwrap();
        assert_eq!(schedule.financed, decimal(financed));
        assert_eq!(schedule.received, decimal(received));
        assert_eq!(schedule.opening_fee, decimal("30"));
        assert_eq!(schedule.taxes(), decimal(taxes));
    }
}

#[test]
fn stamp_tax_stops_at_its_cap() {
    let contract = charged(Currency::Clp);
    // 1,020,000 with the opening fee: 0.792 % of 1,020,000 / 0.99208, then 0.8 % of 1,020,000 / 0.992.
    for (term, tax) in [(12, "8143"), (13, "8226"), (24, "8226")] {
        let quote = contract
            .quote(decimal("1000000"), decimal("0.02"), term)
            .unwrap();
        assert_eq!(quote.schedule().unwrap().stamp_tax, decimal(tax), "{term}");
    }
}

#[test]
fn a_loan_without_interest_is_paid_back_in_equal_parts() {
    for system in [System::French, System::German] {
        let mut contract = Contract::plain(Currency::Clp);
        contract.terms.system = system;
        let quote = contract.quote(decimal("100"), Decimal::ZERO, 3).unwrap();
        assert_eq!(totals(&quote), ["33", "33", "34"]);
    }
}

#[test]
fn total_cost_of_a_plain_loan_is_its_own_rate() {
    for system in [System::French, System::German, System::Bullet] {
        let mut contract = Contract::plain(Currency::Ars);
        contract.terms.system = system;
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
}
