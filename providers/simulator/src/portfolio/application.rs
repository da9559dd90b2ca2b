//! What a made-up person applies for, and what the lender knows of them.

use std::collections::BTreeMap;

use caudal_facts::{Application, Country, Input, Money};
use chrono::Days;

use crate::applicants::{Dice, Person, Profile};

/// Terms that are asked for, in months.
const TERMS: [u32; 4] = [6, 12, 18, 24];

/// The application of a person. The inputs are those of the shipped policies.
pub(super) fn application(person: &Person, number: u64) -> Application {
    let mut dice = person.dice("application");
    // Half an income to four of them, in whole ten-thousands of pesos.
    let unit = 10_i64.pow(person.coin().decimals()) * 10_000;
    let incomes = i128::from(person.income) * i128::from(dice.between(500, 4_000)) / 1_000;
    let asked = i64::try_from(incomes).unwrap_or_default().max(unit);
    let amount = Money::from_minor(asked - asked % unit, person.country.home_currency());
    Application {
        id: format!("{}-{number:08}", person.country.code().to_ascii_lowercase()),
        country: person.country,
        product: "consumer".to_owned(),
        as_of: person.as_of,
        tax_id: person.tax_id.clone(),
        co_applicant: None,
        // One in a hundred asks how much they could have.
        amount: (!dice.per_mille(10)).then_some(amount),
        term_months: Some(dice.pick(&TERMS)),
        inputs: inputs(person, &mut dice),
        reference: BTreeMap::new(),
    }
}

fn inputs(person: &Person, dice: &mut Dice) -> BTreeMap<String, Input> {
    let retired = person.profile == Profile::Retired;
    let years = if retired {
        dice.between(62, 80)
    } else {
        dice.between(17, 64)
    };
    let days = Days::new((years * 365 + dice.between(0, 364)).unsigned_abs());
    let born = person.as_of.checked_sub_days(days).unwrap_or(person.as_of);
    let existing = dice.per_mille(200);
    let count = |number: i64| Input::Number(number.into());
    let late = if existing && person.is_late {
        count(dice.between(0, 60))
    } else if existing {
        count(0)
    } else {
        Input::None
    };
    let scale = 10_i64.pow(person.coin().decimals());
    let declared = person.income / scale / 1_000 * dice.between(850, 1_250);
    let mut inputs = BTreeMap::from([
        ("applicant.birth_date", Input::Text(born.to_string())),
        ("applicant.declared_income", count(declared)),
        ("customer.existing", Input::Flag(existing)),
        (
            "customer.loans_repaid",
            count(if existing { dice.between(0, 4) } else { 0 }),
        ),
        ("customer.days_late_now", late.clone()),
        ("customer.exposure", count(0)),
        (
            "history.days_since_decline",
            if dice.per_mille(60) {
                count(dice.between(1, 400))
            } else {
                Input::None
            },
        ),
    ]);
    match person.country {
        Country::Ar => {
            inputs.insert("applicant.retired", Input::Flag(retired));
        }
        Country::Cl => inputs.extend([
            ("applicant.pep", Input::Flag(dice.per_mille(4))),
            (
                "applicant.self_employed",
                Input::Flag(matches!(person.profile, Profile::Gig | Profile::Merchant)),
            ),
            ("customer.worst_days_late_12m", late),
            ("history.declined_for_fraud", Input::Flag(dice.per_mille(5))),
            ("history.applications_30d", count(dice.between(0, 3))),
            (
                "fraud.device_seen_with_other_rut",
                Input::Flag(dice.per_mille(10)),
            ),
            ("fraud.score", fraud_score(dice)),
        ]),
    }
    let named = inputs.into_iter();
    named
        .map(|(name, input)| (name.to_owned(), input))
        .collect()
}

/// Mostly low; one in a hundred is not known.
fn fraud_score(dice: &mut Dice) -> Input {
    if dice.per_mille(10) {
        return Input::Missing;
    }
    let score = dice.between(0, 999) * dice.between(0, 999) / 999;
    Input::Number(score.into())
}
