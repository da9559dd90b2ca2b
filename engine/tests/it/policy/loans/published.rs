//! Figures that others published, and figures worked out apart from this code where none were found.

use caudal_engine::facts::Currency;
use caudal_engine::policy::{Charge, Contract, OpeningCosts, TotalCost, Yearly};
use rust_decimal::Decimal;

use super::{decimal, totals};

/// Banco Nación's own simulation of November 2025: 1,000,000 over 12 months at a TNA of 61 %, "first
/// instalment of a period of 30 days 124,031.30, CFT 104.69 %" (El Cronista, 25 November 2025; La
/// Gaceta, note 1113977).
#[test]
fn banco_nacion_2025() {
    let mut contract = Contract::plain(Currency::Ars);
    contract.terms.vat_on_interest = decimal("0.21");
    contract.terms.total_cost = TotalCost::Cft(Yearly::Compound);
    let rate = decimal("0.61") / Decimal::from(12);
    let quote = contract.quote(1_000_000.into(), rate, 12).unwrap();
    let first = &quote.schedule().unwrap().installments[0];
    assert_eq!(first.total(), decimal("124031.30"));
    assert_eq!(quote.tna().unwrap().round_dp(12), decimal("0.61"));
    // All cents in, it is 104.6826 %: the bank's figure is the next hundredth.
    let cost = quote.total_yearly_cost().unwrap();
    assert_eq!(cost, decimal("1.046826"));
    assert!((cost - decimal("1.0469")).abs() < decimal("0.0001"));
    // Without taxes, what is left of the cost is the effective rate.
    let untaxed = contract.untaxed().quote(1_000_000.into(), rate, 12);
    let untaxed = untaxed.unwrap().total_yearly_cost().unwrap();
    assert!((untaxed - quote.tea().unwrap()).abs() < decimal("0.000001"));
}

/// The table that finarg.net/simuladores/prestamo-personal shows for 1,000,000 over 12 months at a TNA
/// of 85 %. It keeps fractions of a cent between months, so each of its figures is within one of ours.
#[test]
fn a_french_table() {
    let published = [
        ("55628.40", "70833.33", "944371.60"),
        ("59568.74", "66892.99", "884802.86"),
        ("63788.19", "62673.54", "821014.67"),
        ("68306.52", "58155.21", "752708.15"),
        ("73144.90", "53316.83", "679563.25"),
        ("78326.00", "48135.73", "601237.25"),
        ("83874.09", "42587.64", "517363.15"),
        ("89815.17", "36646.56", "427547.98"),
        ("96177.08", "30284.65", "331370.90"),
        ("102989.62", "23472.11", "228381.28"),
        ("110284.72", "16177.01", "118096.56"),
        ("118096.56", "8365.17", "0.00"),
    ];
    let rate = decimal("0.85") / Decimal::from(12);
    let contract = Contract::plain(Currency::Ars);
    let quote = contract.quote(1_000_000.into(), rate, 12).unwrap();
    assert_eq!(
        quote.schedule().unwrap().installments[0].total(),
        decimal("126461.73")
    );
    let cent = decimal("0.01");
    for (installment, (capital, interest, owed)) in
        quote.schedule().unwrap().installments.iter().zip(published)
    {
        for (ours, theirs) in [
            (installment.capital, capital),
            (installment.interest, interest),
            (installment.owed, owed),
        ] {
            assert!((ours - decimal(theirs)).abs() <= cent, "{ours} {theirs}");
        }
    }
    let apart = quote.schedule().unwrap().total() - decimal("1517540.75");
    assert!(apart.abs() <= cent * Decimal::from(12), "{apart}");
}

/// The DMN conformance kit's loan, test 0004-lending: 350,000 at 3.95 % over 360 months, with a fee of
/// 20 a month. The kit says 1680.880325608555, which binary floats make of 1680.880325608634796819….
#[test]
fn dmn_conformance_kit() {
    let mut contract = Contract::plain(Currency::Usd);
    contract.monthly_fee = decimal("20");
    let rate = decimal("0.0395") / Decimal::from(12);
    let installment = contract.installment(350_000.into(), rate, 360).unwrap();
    assert_eq!(installment.round_dp(9), decimal("1680.880325609"));
    assert_eq!(installment.round_dp(12), decimal("1680.880325608635"));
    let published = decimal("1680.880325608555");
    assert_eq!(published.round_dp(9), installment.round_dp(9));
}

/// The same payments as a compound and as a simple yearly rate: 10,000 against three instalments of 3,360.53
/// are 5.00 % and 4.89 % (the French TAEG and TEG, gist.github.com/Natim/e4f16d5bbdc485c5f001c1e7706d9bba).
#[test]
fn compound_and_simple_yearly_cost() {
    let mut contract = Contract::plain(Currency::Ars);
    for (total_cost, published) in [
        (TotalCost::Cft(Yearly::Compound), "0.0500"),
        (TotalCost::Cae(Yearly::Simple), "0.0489"),
    ] {
        contract.terms.total_cost = total_cost;
        let quote = contract
            .quote(10_000.into(), decimal("0.004073979"), 3)
            .unwrap();
        // The last instalment pays a cent that rounding left.
        assert_eq!(totals(&quote), ["3360.53", "3360.53", "3360.54"]);
        let cost = quote.total_yearly_cost().unwrap();
        assert_eq!(cost.round_dp(4), decimal(published));
    }
}

/// SUSESO's example of a loan of 2011 (Compendio de la Ley 18.833, 3.7.9): 1,000,000 over 12 months, 6,820 of
/// other opening costs and "impuesto: $6.077", a capital of 1,012,897. Stamp tax was 0.05 % a month then, and is on
/// all of that capital, itself included.
#[test]
fn stamp_tax_is_on_what_is_financed() {
    let mut contract = Contract::plain(Currency::Clp);
    contract.terms.opening_fee = Charge::fixed(6_820.into());
    contract.terms.stamp_tax_monthly = decimal("0.0005");
    contract.terms.stamp_tax_max = Some(decimal("0.006"));
    let rate = decimal("0.012");
    let quote = contract.quote(1_000_000.into(), rate, 12).unwrap();
    assert_eq!(quote.schedule().unwrap().stamp_tax, decimal("6077"));
    assert_eq!(quote.schedule().unwrap().financed, decimal("1012897"));
    let installment = contract.installment(1_000_000.into(), rate, 12).unwrap();
    let principal = contract.principal(installment, rate, 12).unwrap();
    assert_eq!(principal.round_dp(12), decimal("1000000"));
}

/// A tax that takes all of the capital leaves no loan to state.
#[test]
fn a_stamp_tax_of_the_whole_capital_is_no_loan() {
    let mut contract = Contract::plain(Currency::Clp);
    contract.terms.stamp_tax_monthly = decimal("0.1");
    let rate = decimal("0.01");
    assert!(contract.quote(1_000.into(), rate, 9).is_ok());
    for term in [10, 11] {
        assert!(contract.quote(1_000.into(), rate, term).is_err(), "{term}");
        assert_eq!(contract.installment(1_000.into(), rate, term), None);
    }
}

/// Worked apart in decimals of 60 digits, by bisection: no published Chilean example was found that says all
/// its charges. 1,000,000 over 12 months at 2 %, stamp tax of 12 × 0.066 % financed, whole pesos.
#[test]
fn carga_anual_equivalente() {
    let mut contract = Contract::plain(Currency::Clp);
    contract.terms.stamp_tax_monthly = decimal("0.00066");
    contract.terms.stamp_tax_max = Some(decimal("0.008"));
    contract.terms.total_cost = TotalCost::Cae(Yearly::Simple);
    let quote = contract
        .quote(1_000_000.into(), decimal("0.02"), 12)
        .unwrap();
    let schedule = quote.schedule().unwrap();
    assert_eq!(schedule.financed, decimal("1007983"));
    assert_eq!(schedule.largest(), decimal("95322"));
    assert_eq!(
        schedule.installments.last().unwrap().total(),
        decimal("95322")
    );
    assert_eq!(schedule.total(), decimal("1143776"));
    assert_eq!(
        quote.total_monthly_cost().unwrap().round_dp(15),
        decimal("0.021297305392593")
    );
    assert_eq!(quote.total_yearly_cost(), Some(decimal("0.255568")));
}

/// By hand: of 1,000 the applicant receives 963.70, after a fee of 3 % and its tax of 21 %, and pays back
/// 1,050 a month later. 1050 / 963.70 is 1.0895507.
#[test]
fn costs_that_are_deducted_raise_the_total_cost() {
    let mut contract = Contract::plain(Currency::Ars);
    contract.terms.opening_fee = Charge::of_amount(decimal("0.03"));
    contract.terms.opening_costs = OpeningCosts::Deducted;
    contract.terms.vat_on_fees = decimal("0.21");
    for (total_cost, expected) in [
        (TotalCost::Cft(Yearly::Compound), "1.798783"),
        (TotalCost::Cae(Yearly::Simple), "1.074608"),
    ] {
        contract.terms.total_cost = total_cost;
        let quote = contract.quote(1000.into(), decimal("0.05"), 1).unwrap();
        assert_eq!(quote.schedule().unwrap().received, decimal("963.70"));
        assert_eq!(quote.schedule().unwrap().financed, decimal("1000"));
        assert_eq!(quote.schedule().unwrap().total(), decimal("1050"));
        assert_eq!(quote.total_yearly_cost(), Some(decimal(expected)));
    }
}
