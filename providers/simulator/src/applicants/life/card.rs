//! A credit card: purchases, one of them in instalments, and what is paid of them.

use caudal_facts::Month;
use chrono::NaiveDate;

use crate::applicants::catalogue::Catalogue;
use crate::applicants::ledger::{Account, Kind, Movement};
use crate::applicants::money::{floored, per_mille};
use crate::applicants::person::Person;
use crate::applicants::products::day_of;
use crate::applicants::profile::Profile;

/// The day that cards are paid on; purchases come after it.
const PAYMENT_DAY: u32 = 10;

/// The day that instalments are charged on.
const PARTS_DAY: u32 = 20;

/// A person's card, if there is one. What is owed never passes nine tenths of its limit.
pub(super) fn card(person: &Person, catalogue: &Catalogue) -> Option<Account> {
    let mut dice = person.dice("card");
    let is_full = person.profile == Profile::OverIndebted;
    let has = match person.profile {
        Profile::ThinFile => false,
        Profile::OverIndebted => true,
        _ => dice.per_mille(650),
    };
    if !has {
        return None;
    }
    let limit = floored(per_mille(person.income, dice.between(900, 1_800)), 100_000).max(100_000);
    let owed = if is_full { per_mille(limit, 850) } else { 0 };
    let mut book = Book {
        owed,
        most: per_mille(limit, 900),
        until: person.as_of,
        movements: Vec::new(),
    };
    let mut parts = Parts::draw(person, limit);
    for month in person.months() {
        let due = if is_full {
            per_mille(book.owed, 120)
        } else {
            book.owed
        };
        book.pay(day_of(month, PAYMENT_DAY), catalogue.payment_on_card, due);
        if let Some(part) = parts
            .as_mut()
            .and_then(|parts| parts.next(month, catalogue))
        {
            book.charge(part);
        }
        for _ in 0..dice.between(2, 5) {
            let day = u32::try_from(dice.between(i64::from(PAYMENT_DAY) + 1, 30)).unwrap_or(28);
            let share = if is_full {
                dice.between(15, 40)
            } else {
                dice.between(8, 60)
            };
            let amount = per_mille(person.income_in(month), share).max(1);
            let text = dice.pick(catalogue.card);
            book.charge(Movement::new(day_of(month, day), "", text, -amount));
        }
    }
    book.movements.sort_by_key(|movement| movement.date);
    Some(Account {
        number: format!("4051xxxxxxxx{}", dice.digits(4)),
        kind: Kind::Card,
        coin: person.coin(),
        opened: day_of(Month::of(person.as_of).plus(-20), 1),
        opening: -owed,
        line: limit,
        movements: book.movements,
    })
}

/// What is charged and paid, as far as the report reaches.
struct Book {
    owed: i64,
    most: i64,
    until: NaiveDate,
    movements: Vec<Movement>,
}

impl Book {
    fn pay(&mut self, date: NaiveDate, text: &str, amount: i64) {
        if amount > 0 && date < self.until {
            self.owed -= amount;
            self.movements.push(Movement::new(date, "", text, amount));
        }
    }

    fn charge(&mut self, purchase: Movement) {
        if purchase.date < self.until && self.owed - purchase.amount <= self.most {
            self.owed -= purchase.amount;
            self.movements.push(purchase);
        }
    }
}

/// One purchase in instalments.
struct Parts {
    from: Month,
    count: u32,
    charged: u32,
    amount: i64,
}

impl Parts {
    /// For half of those who are not at their limit.
    fn draw(person: &Person, limit: i64) -> Option<Self> {
        let mut dice = person.dice("instalments");
        let is_full = person.profile == Profile::OverIndebted;
        let back = i32::try_from(dice.between(0, 10)).unwrap_or_default();
        (!is_full && dice.per_mille(500)).then(|| Self {
            from: Month::of(person.as_of).plus(-back),
            count: dice.pick(&[3, 6, 12]),
            charged: 0,
            amount: per_mille(limit, dice.between(10, 40)).max(1),
        })
    }

    /// The month's instalment.
    fn next(&mut self, month: Month, catalogue: &Catalogue) -> Option<Movement> {
        if month < self.from || self.charged == self.count {
            return None;
        }
        self.charged += 1;
        let which = format!("{:02}/{:02}", self.charged, self.count);
        let text = catalogue.card_in_parts.replace("{}", &which);
        let mut part = Movement::new(day_of(month, PARTS_DAY), "", &text, -self.amount);
        part.part = Some((self.charged, self.count));
        Some(part)
    }
}
