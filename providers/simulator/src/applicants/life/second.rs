//! A second account: dollars in Argentina, savings in Chile, fed from the first one.

use caudal_facts::{Country, Month};
use chrono::Days;

use crate::applicants::catalogue::Catalogue;
use crate::applicants::ledger::{Account, Coin, Kind, Movement, Party};
use crate::applicants::money::{divided, floored, per_mille};
use crate::applicants::person::Person;
use crate::applicants::products::day_of;

/// A second account, and the movements on the first that are the other side of its own.
pub(super) struct Second {
    /// The account.
    pub(super) account: Account,
    /// The same money on the first account.
    pub(super) mirror: Vec<Movement>,
}

/// Dollars in Argentina, savings in Chile, fed from the first account on the sixth of each month.
pub(super) fn account(person: &Person, catalogue: &Catalogue, number: &str) -> Second {
    /// Cents of a peso for a dollar, as of the report; a fiftieth less each month before.
    const DOLLAR: i64 = 152_000;
    let mut dice = person.dice("second account");
    let (short, text) = catalogue.own;
    let (mut movements, mut mirror) = (Vec::new(), Vec::new());
    let yesterday = person.as_of.pred_opt().unwrap_or(person.as_of);
    for (back, month) in (0..=12).rev().zip(person.months()) {
        let date = day_of(month, 6);
        if date > yesterday || dice.per_mille(250) {
            continue;
        }
        let share = per_mille(person.income_in(month), dice.between(20, 60));
        let (out, into) = match person.country {
            Country::Cl => (floored(share, 1_000), floored(share, 1_000)),
            Country::Ar => {
                let rate = (0..back).fold(DOLLAR, |rate, _| per_mille(rate, 980));
                let dollars = divided(i128::from(share), i128::from(rate)).max(1);
                (dollars * rate, dollars * 100)
            }
        };
        mirror.push(Movement::new(date, short, text, -out));
        movements.push(Movement::new(date, short, text, into));
        if person.country == Country::Cl && dice.per_mille(200) {
            let back_on = date.checked_add_days(Days::new(12)).unwrap_or(date);
            if back_on <= yesterday {
                movements.push(Movement::new(back_on, short, text, -into));
                mirror.push(Movement::new(back_on, short, text, into));
            }
        }
    }
    if person.country == Country::Cl {
        let own = Party {
            name: person.name.clone(),
            tax_id: person.printed_tax_id(),
            account: number.to_owned(),
        };
        for movement in &mut mirror {
            movement.party = Some(own.clone());
        }
    }
    let account = Account {
        number: number.to_owned(),
        kind: Kind::Savings,
        coin: if person.country == Country::Ar {
            Coin::Usd
        } else {
            Coin::Clp
        },
        opened: day_of(Month::of(person.as_of).plus(-30), 3),
        opening: 0,
        line: 0,
        movements,
    };
    Second {
        account: account.settled(dice.between(0, 50_000)),
        mirror,
    }
}
