//! Loan arithmetic, held against its own laws, published figures and figures worked by hand.

mod laws;
mod published;
mod reading;
mod refusals;
mod systems;

use caudal_engine::facts::Currency;
use caudal_engine::policy::{Charge, Contract, Quote, TotalCost, Yearly};
use rust_decimal::Decimal;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A contract with every charge that is paid in Argentina and Chile together.
fn charged(currency: Currency) -> Contract {
    let mut contract = Contract::plain(currency);
    contract.terms.opening_fee = Charge::of_amount(decimal("0.02"));
    contract.terms.stamp_tax_monthly = decimal("0.00066");
    contract.terms.stamp_tax_max = Some(decimal("0.008"));
    contract.terms.vat_on_interest = decimal("0.21");
    contract.terms.insurance_monthly = Charge::of_balance(decimal("0.0015"));
    contract.terms.total_cost = TotalCost::Cft(Yearly::Compound);
    contract
}

/// What each instalment comes to.
fn totals(quote: &Quote) -> Vec<String> {
    let installments = quote.schedule().unwrap().installments.iter();
    installments
        .map(|installment| installment.total().normalize().to_string())
        .collect()
}
