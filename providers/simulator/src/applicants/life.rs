//! Twelve months of somebody's money: what comes in, what goes out, what is owed.

mod balance;
mod card;
mod credit;
mod income;
mod second;
mod spending;

use caudal_facts::Month;

use super::catalogue::{self, Catalogue};
use super::ledger::{Account, Kind, Movement};
use super::money::{floored, per_mille};
use super::person::Person;
use super::products::day_of;
use super::profile::Profile;

/// Gives a person accounts, loans and deposits, and the movements that they bring.
pub(super) fn live(person: &mut Person) {
    let catalogue = catalogue::of(person.country);
    let mut dice = person.dice("accounts");
    let number = format!("0000{}", dice.digits(8));
    person.loans = credit::loans(person, catalogue);
    person.deposits = credit::deposits(person);
    let card = card::card(person, catalogue);
    let mut movements = income::movements(person, catalogue);
    movements.extend(spending::movements(person, catalogue));
    movements.extend(credit::movements(person, catalogue, card.as_ref()));
    let has_two = matches!(person.profile, Profile::Salaried | Profile::Merchant);
    let second = (has_two && dice.per_mille(500))
        .then(|| second::account(person, catalogue, &format!("0000{}", dice.digits(8))));
    movements.extend(second.iter().flat_map(|second| second.mirror.clone()));
    movements.retain(|movement| movement.date < person.as_of);
    movements.extend(balance::movements(person, catalogue, &movements));
    let main = main_account(person, catalogue, number, movements);
    person.accounts.push(main);
    person.accounts.extend(second.map(|second| second.account));
    person.accounts.extend(card);
}

/// The account for every day. One that was opened within the months begins with a deposit.
fn main_account(
    person: &Person,
    catalogue: &Catalogue,
    number: String,
    movements: Vec<Movement>,
) -> Account {
    let first_month = Month::of(person.as_of).plus(-person.profile.months());
    let is_new = person.profile == Profile::ThinFile;
    let overdraft = floored(per_mille(person.income, 300), 1_000);
    let floor = match person.profile {
        Profile::OverIndebted => -per_mille(overdraft, 800),
        Profile::ThinFile => per_mille(person.income, 10),
        _ => per_mille(person.income, person.dice("floor").between(60, 600)),
    };
    let account = Account {
        number,
        kind: Kind::Current,
        coin: person.coin(),
        opened: if is_new {
            first_month.first_day()
        } else {
            day_of(first_month.plus(-24), 11)
        },
        opening: 0,
        line: if is_new { 0 } else { overdraft },
        movements,
    };
    let mut account = account.settled(floor);
    if is_new {
        let (short, text) = catalogue.first_money;
        let first = Movement::new(first_month.first_day(), short, text, account.opening);
        account.movements.insert(0, first);
        account.opening = 0;
    }
    account
}
