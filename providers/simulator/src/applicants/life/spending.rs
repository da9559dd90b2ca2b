//! What goes out for living: rent, bills, purchases, fees.

use caudal_facts::Month;

use crate::applicants::catalogue::{Catalogue, Habit};
use crate::applicants::dice::Dice;
use crate::applicants::ledger::Movement;
use crate::applicants::money::per_mille;
use crate::applicants::person::Person;
use crate::applicants::products::day_of;
use crate::applicants::profile::Profile;

/// Everything that goes out for living.
pub(super) fn movements(person: &Person, catalogue: &Catalogue) -> Vec<Movement> {
    let mut found = Vec::new();
    for month in person.months() {
        let mut dice = person.dice(&format!("spending {month}"));
        let mut spending = Spending {
            person,
            month,
            income: person.income_in(month),
            thrift: thrift(person.profile),
            dice: &mut dice,
            found: &mut found,
        };
        if person.profile != Profile::Retired {
            spending.pay_on(5, &catalogue.rent);
        }
        spending.each_once(catalogue.bills);
        spending.each_once(catalogue.fees);
        spending.now_and_then(catalogue.everyday);
        match person.profile {
            Profile::Merchant => spending.now_and_then(catalogue.supplies),
            Profile::OverIndebted => spending.each_once(catalogue.overdraft),
            Profile::Salaried | Profile::Gig | Profile::Retired | Profile::ThinFile => {}
        }
        spending.something_unknown(catalogue.unknown);
    }
    found
}

/// Thousandths of the usual that somebody spends.
const fn thrift(profile: Profile) -> i64 {
    match profile {
        Profile::Salaried | Profile::ThinFile => 1_000,
        Profile::Gig => 900,
        Profile::Retired => 1_100,
        Profile::Merchant => 700,
        Profile::OverIndebted => 650,
    }
}

struct Spending<'m> {
    person: &'m Person,
    month: Month,
    income: i64,
    thrift: i64,
    dice: &'m mut Dice,
    found: &'m mut Vec<Movement>,
}

impl Spending<'_> {
    /// Bills fall due on the same day every month.
    fn each_once(&mut self, habits: &[Habit]) {
        for habit in habits {
            let key = format!("day of {} {}", habit.short, habit.text);
            let day = self.person.dice(&key).between(2, 27);
            self.pay_on(u32::try_from(day).unwrap_or(2), habit);
        }
    }

    fn now_and_then(&mut self, habits: &[Habit]) {
        for habit in habits {
            let (least, most) = habit.times;
            for _ in 0..self.dice.between(least, most) {
                let day = self.day();
                self.pay_on(day, habit);
            }
        }
    }

    fn pay_on(&mut self, day: u32, habit: &Habit) {
        let (least, most) = habit.share;
        // In hundredths of a thousandth, so that equal amounts stay rare.
        let share = self.dice.between(least * 100, most * 100);
        let amount = per_mille(per_mille(self.income, share) / 100, self.thrift).max(1);
        let date = day_of(self.month, day);
        self.found
            .push(Movement::new(date, habit.short, habit.text, -amount));
    }

    /// In about half of the months, one row of forty or more.
    fn something_unknown(&mut self, (short, text): (&'static str, &'static str)) {
        if self.dice.per_mille(550) {
            let text = text.replace("{}", &self.dice.digits(4));
            let amount = per_mille(self.income, self.dice.between(2, 12)).max(1);
            let date = day_of(self.month, self.day());
            self.found.push(Movement::new(date, short, &text, -amount));
        }
    }

    fn day(&mut self) -> u32 {
        u32::try_from(self.dice.between(1, 31)).unwrap_or(1)
    }
}
