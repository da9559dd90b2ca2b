//! Laws of every schedule, over contracts of every kind.

use caudal_engine::facts::Currency;
use caudal_engine::policy::{
    Charge, Contract, Grace, GraceInterest, Installment, OpeningCosts, Quote, System, TotalCost,
    Yearly,
};
use proptest::prelude::*;
use rust_decimal::{Decimal, MathematicalOps as _};

use super::charged;

/// A contract of any system, with any charges.
fn contract() -> impl Strategy<Value = Contract> {
    let system = prop_oneof![
        Just(System::French),
        Just(System::German),
        Just(System::Bullet)
    ];
    let interest = prop_oneof![Just(GraceInterest::Paid), Just(GraceInterest::Capitalised)];
    let costs = prop_oneof![Just(OpeningCosts::Financed), Just(OpeningCosts::Deducted)];
    let charge = (0_i64..30, 0_i64..30, 0_i64..500).prop_map(|(amount, balance, fixed)| Charge {
        of_amount: Decimal::new(amount, 4),
        of_balance: Decimal::new(balance, 4),
        fixed: Decimal::new(fixed, 2),
    });
    let opening = (0_i64..400, 0_i64..1_000).prop_map(|(amount, fixed)| Charge {
        of_amount: Decimal::new(amount, 4),
        fixed: Decimal::new(fixed, 2),
        ..Charge::default()
    });
    let taxes = (0_i64..20, 0_i64..100, 0_i64..30, 0_i64..30);
    (
        system,
        0_u32..6,
        interest,
        costs,
        opening,
        charge.clone(),
        charge,
        taxes,
    )
        .prop_map(
            |(system, months, interest, costs, opening, fee, insurance, taxes)| {
                let mut contract = Contract::plain(Currency::Ars);
                let terms = &mut contract.terms;
                terms.system = system;
                terms.grace = Grace { months, interest };
                terms.opening_costs = costs;
                terms.opening_fee = opening;
                terms.monthly_fee = fee;
                terms.insurance_monthly = insurance;
                terms.stamp_tax = Decimal::new(taxes.0, 3);
                terms.stamp_tax_monthly = Decimal::new(taxes.1, 5);
                terms.vat_on_interest = Decimal::new(taxes.2, 2);
                terms.vat_on_fees = Decimal::new(taxes.3, 2);
                terms.total_cost = TotalCost::Cft(Yearly::Compound);
                contract
            },
        )
}

/// What instalments are worth when they are discounted by a monthly rate.
fn worth(quote: &Quote, rate: Decimal) -> Decimal {
    let discount = Decimal::ONE / (Decimal::ONE + rate);
    let installments = quote.schedule().unwrap().installments.iter().rev();
    installments.fold(Decimal::ZERO, |worth, installment| {
        (worth + installment.total()) * discount
    })
}

fn sum(quote: &Quote, part: impl Fn(&Installment) -> Decimal) -> Decimal {
    quote
        .schedule()
        .unwrap()
        .installments
        .iter()
        .map(part)
        .sum()
}

/// What rounding to the cent may add up to: each month half a cent of the level part and half a cent of
/// interest, with interest on both until the last instalment, which pays it; and its other parts.
fn rounding(rate: Decimal, term: u32) -> Decimal {
    let grown = (0..term).fold(Decimal::ZERO, |sum, _| {
        sum * (Decimal::ONE + rate) + Decimal::ONE
    });
    (grown + Decimal::from(5)) * Decimal::new(1, 2)
}

// Amounts, rates and terms past these leave instalments that, rounded to the cent, pay no capital.
const AMOUNTS: std::ops::Range<i64> = 100_000..100_000_000;
const RATES: std::ops::Range<i64> = 0..800;
const TERMS: std::ops::Range<u32> = 7..60;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn capital_adds_up_to_what_was_financed_and_capitalised(
        contract in contract(), amount in AMOUNTS, rate in RATES, term in TERMS,
    ) {
        let quote = contract.quote(Decimal::new(amount, 2), Decimal::new(rate, 4), term).unwrap();
        let schedule = quote.schedule().unwrap();
        let capitalised = sum(&quote, |installment| installment.capitalised);
        prop_assert_eq!(sum(&quote, |i| i.capital), schedule.financed + capitalised);
        prop_assert_eq!(schedule.installments.len(), usize::try_from(term).unwrap());
        prop_assert_eq!(schedule.installments.last().unwrap().owed, Decimal::ZERO);
        prop_assert!(schedule.installments.iter().all(|i| i.capital >= Decimal::ZERO && i.owed >= Decimal::ZERO));
        let vat = sum(&quote, |installment| installment.vat);
        prop_assert_eq!(
            schedule.total(),
            schedule.financed + schedule.interest() + vat + schedule.insurance() + schedule.monthly_fees()
        );
        let cents = schedule.installments.iter().all(|i| i.total() == i.total().round_dp(2));
        prop_assert!(cents);
    }

    #[test]
    fn all_instalments_that_pay_capital_are_level_but_the_last(
        contract in contract(), amount in AMOUNTS, rate in RATES, term in TERMS,
    ) {
        let quote = contract.quote(Decimal::new(amount, 2), Decimal::new(rate, 4), term).unwrap();
        let grace = usize::try_from(contract.terms.grace_months(term)).unwrap();
        let paying = &quote.schedule().unwrap().installments[grace..];
        let level = |installment: &Installment| match contract.terms.system {
            System::French => installment.capital + installment.interest,
            System::German | System::Bullet => installment.capital,
        };
        let (last, rest) = paying.split_last().unwrap();
        prop_assert!(rest.windows(2).all(|pair| level(&pair[0]) == level(&pair[1])));
        let apart = rest.first().map_or(Decimal::ZERO, |first| level(last) - level(first));
        prop_assert!(apart.abs() <= rounding(Decimal::new(rate, 4), term), "{apart}");
        let before = &quote.schedule().unwrap().installments[..grace];
        prop_assert!(before.iter().all(|installment| installment.capital.is_zero()));
    }

    #[test]
    fn the_total_cost_makes_the_instalments_worth_what_was_received(
        contract in contract(), amount in AMOUNTS, rate in RATES, term in TERMS,
    ) {
        let quote = contract.quote(Decimal::new(amount, 2), Decimal::new(rate, 4), term).unwrap();
        let cost = quote.total_monthly_cost().unwrap();
        let apart = worth(&quote, cost) - quote.schedule().unwrap().received;
        prop_assert!(apart.abs() < Decimal::new(1, 2), "{apart}");
    }

    #[test]
    fn what_a_quote_comes_to_is_what_its_months_add_up_to(
        contract in contract(), currency in 0_usize..4, amount in 1_000_i64..100_000_000_000,
        rate in prop_oneof![0_i64..8_000, Just(200), Just(500)], thirds in any::<bool>(), term in 7_u32..400,
    ) {
        let currency = Currency::ALL[currency];
        let mut contract = contract;
        contract.currency = currency;
        contract.terms.round_installment_to = Decimal::new(1, currency.decimals());
        let rate = Decimal::new(rate, 5) / Decimal::from(if thirds { 3 } else { 1 });
        let Ok(quote) = contract.quote(Decimal::new(amount, currency.decimals()), rate, term) else {
            return Ok(());
        };
        let (figures, schedule) = (quote.figures().unwrap(), quote.schedule().unwrap());
        prop_assert_eq!(figures.installment, schedule.largest());
        prop_assert_eq!(figures.total, schedule.total());
        prop_assert_eq!(figures.interest, schedule.interest());
        prop_assert_eq!(figures.taxes, schedule.taxes());
        prop_assert_eq!(figures.insurance, schedule.insurance());
        prop_assert_eq!(figures.monthly_fees, schedule.monthly_fees());
        prop_assert_eq!((quote.received(), quote.financed()), (schedule.received, schedule.financed));
        // Stated from the root in decimals, and not as the quote states it.
        let monthly = quote.total_monthly_cost();
        let yearly = monthly.and_then(|monthly| (Decimal::ONE + monthly).checked_powu(12));
        let yearly = yearly.map(|growth| (growth - Decimal::ONE).round_dp(6));
        prop_assert_eq!(quote.total_yearly_cost(), yearly);
    }

    #[test]
    fn charges_and_taxes_only_ever_raise_the_total_cost(
        contract in contract(), amount in AMOUNTS, rate in RATES, term in TERMS,
    ) {
        let (amount, rate) = (Decimal::new(amount, 2), Decimal::new(rate, 4));
        let cost = |contract: &Contract| {
            contract.quote(amount, rate, term).unwrap().total_monthly_cost().unwrap()
        };
        // What rounding to the cent may take off, on a loan of 1,000 and more.
        let rounding = Decimal::new(2, 5);
        let (all, untaxed) = (cost(&contract), cost(&contract.untaxed()));
        prop_assert!(all + rounding >= untaxed, "{all} {untaxed}");
        prop_assert!(untaxed + rounding >= rate, "{untaxed} {rate}");
        let mut plain = Contract::plain(Currency::Ars);
        plain.terms.system = contract.terms.system;
        plain.terms.grace = contract.terms.grace;
        prop_assert!((cost(&plain) - rate).abs() <= rounding, "{} {rate}", cost(&plain));
    }

    #[test]
    fn principal_is_the_inverse_of_installment(
        contract in contract(), amount in AMOUNTS, rate in 0_i64..1_500, term in 7_u32..120,
    ) {
        let (amount, rate) = (Decimal::new(amount, 2), Decimal::new(rate, 4));
        let installment = contract.installment(amount, rate, term).unwrap();
        let back = contract.principal(installment, rate, term).unwrap();
        prop_assert_eq!(back.round_dp(12), amount);
    }

    #[test]
    fn the_largest_instalment_is_the_unrounded_one_but_for_rounding(
        contract in contract(), amount in AMOUNTS, rate in RATES, term in TERMS,
    ) {
        let (amount, rate) = (Decimal::new(amount, 2), Decimal::new(rate, 4));
        let unrounded = contract.installment(amount, rate, term).unwrap();
        let largest = contract.quote(amount, rate, term).unwrap().schedule().unwrap().largest();
        prop_assert!((largest - unrounded).abs() <= rounding(rate, term), "{largest} {unrounded}");
    }

    #[test]
    fn a_quote_for_the_principal_of_an_installment_stays_within_it_and_the_rounding(
        installment in 1_000_i64..1_000_000, rate in 1_i64..800, term in 1_u32..60,
    ) {
        let contract = charged(Currency::Ars);
        let (installment, rate) = (Decimal::from(installment), Decimal::new(rate, 4));
        let amount = contract.principal(installment, rate, term).unwrap().round_dp(2);
        let quote = contract.quote(amount, rate, term).unwrap();
        prop_assert!(quote.schedule().unwrap().largest() <= installment + rounding(rate, term));
    }

    #[test]
    fn a_higher_rate_costs_more(
        contract in contract(), amount in AMOUNTS, rate in 0_i64..790, more in 1_i64..10, term in TERMS,
    ) {
        let amount = Decimal::new(amount, 2);
        let (low, high) = (Decimal::new(rate, 4), Decimal::new(rate + more, 4));
        let installment = |rate| contract.installment(amount, rate, term).unwrap();
        prop_assert!(installment(low) < installment(high));
        let quote = |rate| contract.quote(amount, rate, term).unwrap();
        let slack = rounding(high, term);
        let (low, high) = (quote(low), quote(high));
        prop_assert!(low.total_monthly_cost() < high.total_monthly_cost());
        prop_assert!(low.schedule().unwrap().interest() < high.schedule().unwrap().interest() + slack);
    }

    #[test]
    fn a_longer_term_has_smaller_instalments_and_more_interest(
        amount in AMOUNTS, rate in 1_i64..800, term in 1_u32..59, german: bool,
    ) {
        let mut contract = Contract::plain(Currency::Ars);
        contract.terms.system = if german { System::German } else { System::French };
        let (amount, rate) = (Decimal::new(amount, 2), Decimal::new(rate, 4));
        let installment = |term| contract.installment(amount, rate, term).unwrap();
        prop_assert!(installment(term + 1) < installment(term));
        let interest = |term| contract.quote(amount, rate, term).unwrap().schedule().unwrap().interest();
        prop_assert!(interest(term + 1) + rounding(rate, term + 1) > interest(term));
    }
}
