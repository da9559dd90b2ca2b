//! What comes in.

use caudal_facts::{Country, Month};

use crate::applicants::catalogue::Catalogue;
use crate::applicants::dice::Dice;
use crate::applicants::ledger::{Movement, Party};
use crate::applicants::money::per_mille;
use crate::applicants::person::{Person, printed};
use crate::applicants::products::day_of;
use crate::applicants::profile::Profile;

/// Everything that comes in.
pub(super) fn movements(person: &Person, catalogue: &Catalogue) -> Vec<Movement> {
    let mut found = Vec::new();
    for month in person.months() {
        let mut dice = person.dice(&format!("income {month}"));
        match person.profile {
            Profile::Salaried | Profile::ThinFile | Profile::OverIndebted => {
                if month >= person.employer.1 {
                    salary(person, catalogue, month, &mut found);
                } else {
                    sales(person, catalogue.gigs, month, &mut dice, &mut found);
                }
            }
            Profile::Retired => {
                let (short, text) = catalogue.pension;
                let date = day_of(month, 8);
                found.push(Movement::new(date, short, text, person.income_in(month)));
            }
            Profile::Gig => sales(person, catalogue.gigs, month, &mut dice, &mut found),
            Profile::Merchant => sales(person, catalogue.sales, month, &mut dice, &mut found),
        }
    }
    found
}

fn salary(person: &Person, catalogue: &Catalogue, month: Month, found: &mut Vec<Movement>) {
    let employer = &person.employer.0;
    let (payer, day) = match person.country {
        Country::Ar => (employer.reveal(), 3),
        Country::Cl => (employer.reveal().replace('-', ""), 28),
    };
    let party = Party {
        name: "EMPRESA EJEMPLO SPA".to_owned(),
        tax_id: printed(employer),
        account: "000099887766".to_owned(),
    };
    let net = person.income_in(month);
    let (short, text) = catalogue.salary;
    let mut pay = |day, text: &str, amount| {
        let text = text.replace("{}", &payer);
        let mut movement = Movement::new(day_of(month, day), short, &text, amount);
        movement.party = (person.country == Country::Cl).then(|| party.clone());
        found.push(movement);
    };
    pay(day, text, net);
    for (number, share, text) in catalogue.extras {
        if *number == month.number() {
            pay(16, text, per_mille(net, *share));
        }
    }
}

/// A few times a week, one month better than the other.
fn sales(
    person: &Person,
    payers: &[(&'static str, &'static str)],
    month: Month,
    dice: &mut Dice,
    found: &mut Vec<Movement>,
) {
    let times = dice.between(6, 10);
    let whole = per_mille(person.income_in(month), dice.between(600, 1_350));
    for _ in 0..times {
        let (short, text) = dice.pick(payers);
        let amount = per_mille(whole / times, dice.between(500, 1_500)).max(1);
        let day = u32::try_from(dice.between(1, 28)).unwrap_or(1);
        found.push(Movement::new(day_of(month, day), short, text, amount));
    }
}
