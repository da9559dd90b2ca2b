//! What is owed and put down: loans and deposits, and the payments that they and a card bring.

use caudal_facts::{Country, Month};
use chrono::Days;

use crate::applicants::catalogue::Catalogue;
use crate::applicants::ledger::{Account, Movement};
use crate::applicants::money::{floored, per_mille};
use crate::applicants::person::Person;
use crate::applicants::products::{Deposit, Loan, day_of};
use crate::applicants::profile::Profile;

/// None, one of the own bank, or one of the own bank and two of other lenders.
pub(super) fn loans(person: &Person, catalogue: &Catalogue) -> Vec<Loan> {
    let mut dice = person.dice("loans");
    let (count, share) = match person.profile {
        Profile::OverIndebted => (3, 170),
        Profile::ThinFile => (0, 0),
        _ => (usize::from(dice.per_mille(450)), 60),
    };
    let lenders =
        std::iter::once(None).chain(catalogue.lenders.iter().map(|lender| Some(lender.0)));
    let loan = |lender| {
        let count = dice.pick(&[12, 18, 24, 36]);
        let rate = match person.country {
            Country::Ar => dice.between(35_000, 60_000),
            Country::Cl => dice.between(12_000, 22_000),
        };
        let due = per_mille(person.income, dice.between(share * 7 / 10, share));
        // What such instalments repay, were interest simple: near enough to have the usual size.
        let periods = i64::from(count);
        let capital = due * periods * 1_000 / (1_000 + rate * periods / 2_000);
        Loan {
            number: format!("000{}", dice.digits(6)),
            lender,
            capital: floored(capital, 1_000).max(1_000),
            rate,
            count,
            paid: u32::try_from(dice.between(1, periods - 1)).unwrap_or(1),
            day: u32::try_from(dice.between(4, 22)).unwrap_or(4),
        }
    };
    lenders.take(count).map(loan).collect()
}

/// A deposit of thirty days, for some of those who can put money aside.
pub(super) fn deposits(person: &Person) -> Vec<Deposit> {
    let mut dice = person.dice("deposits");
    let saves = matches!(
        person.profile,
        Profile::Salaried | Profile::Retired | Profile::Merchant
    );
    if !saves || !dice.per_mille(300) {
        return Vec::new();
    }
    let back = dice.between(2, 28).unsigned_abs();
    let from = person
        .as_of
        .checked_sub_days(Days::new(back))
        .unwrap_or(person.as_of);
    let to = from.checked_add_days(Days::new(30)).unwrap_or(from);
    let rate = match person.country {
        Country::Ar => dice.between(2_800, 3_800),
        Country::Cl => dice.between(380, 560),
    };
    vec![Deposit {
        number: dice.digits(12),
        capital: floored(per_mille(person.income, dice.between(200, 900)), 1_000).max(1_000),
        rate,
        from,
        to,
        coin: person.coin(),
    }]
}

/// What loans, card and deposits do to the account.
pub(super) fn movements(
    person: &Person,
    catalogue: &Catalogue,
    card: Option<&Account>,
) -> Vec<Movement> {
    let mut found = Vec::new();
    for loan in &person.loans {
        repayments(person, catalogue, loan, &mut found);
    }
    let (short, text) = catalogue.card_payment;
    let payments = card.into_iter().flat_map(|card| &card.movements);
    for payment in payments.filter(|movement| movement.amount > 0) {
        found.push(Movement::new(payment.date, short, text, -payment.amount));
    }
    let (short, text) = catalogue.deposit;
    for deposit in &person.deposits {
        found.push(Movement::new(deposit.from, short, text, -deposit.capital));
    }
    found
}

/// The instalments that are paid, and the loan itself where it was paid out within the months.
fn repayments(person: &Person, catalogue: &Catalogue, loan: &Loan, found: &mut Vec<Movement>) {
    let next = Month::of(loan.next_due(person.as_of));
    let first = person.months().next().unwrap_or(next);
    let other = catalogue
        .lenders
        .iter()
        .find(|lender| Some(lender.0) == loan.lender);
    let (short, text) = other.map_or(catalogue.loan, |lender| (lender.1, lender.2));
    let text = text.replace("{}", &loan.number);
    let paid = i32::try_from(loan.paid).unwrap_or_default();
    for month in (1..=paid)
        .map(|back| next.plus(-back))
        .filter(|month| *month >= first)
    {
        let date = day_of(month, loan.day);
        found.push(Movement::new(date, short, &text, -loan.installment()));
    }
    let start = next.plus(-paid - 1);
    if start >= first {
        let (short, text) = catalogue.disbursement;
        let text = text.replace("{}", &loan.number);
        found.push(Movement::new(
            day_of(start, loan.day),
            short,
            &text,
            loan.capital,
        ));
    }
}
