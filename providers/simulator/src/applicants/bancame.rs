//! A person's pre-loan request: the reports that Clave Única opens, and what is pre-approved.

use serde_json::{Value, json};

use super::money::{decimal, floored, installment, per_mille, text};
use super::person::Person;
use super::profile::Profile;
use super::registries;

/// Periods and monthly rates, in millionths, that are pre-approved.
pub(crate) const OFFERS: [(u32, i64); 3] = [(6, 14_900), (12, 15_500), (18, 15_900)];

/// The request as it stands after it was asked for so often; each step takes so many polls.
///
/// Some are ready at once. Some wait first, with words that no document has. Some of those who are late
/// with something are archived.
pub(crate) fn pre_loan_request(person: &Person, asked: u64, polls: u64) -> Value {
    let mut dice = person.dice("pre-loan request");
    let waits = dice.pick(&[
        &[][..],
        &["WAITING_CLAVE_UNICA"],
        &["WAITING_CLAVE_UNICA", "PROCESSING"],
    ]);
    let fails = person.is_late && dice.per_mille(700);
    let place = asked.checked_div(polls).map(usize::try_from);
    let waiting = place.and_then(|place| waits.get(place.ok()?));
    if let Some(step) = waiting {
        return unready(step);
    }
    if fails {
        return unready("ARCHIVED_FAIL");
    }
    json!({
        "step": "READY_FOR_LOAN",
        "protestsAndDelinquencies": registries::plain_protests(person),
        "claveUnica": registries::clave_unica(person),
        "preApproves": pre_approvals(person),
    })
}

/// Instalments for an amount, or for what is pre-approved at most. Only the idea is documented.
pub(crate) fn instalment_options(person: &Person, amount: Option<i64>) -> Value {
    let amount = amount.filter(|amount| (1..=1_000_000_000).contains(amount));
    let amount = amount.unwrap_or_else(|| most(person));
    let options: Vec<_> = OFFERS.iter().map(|offer| option(amount, *offer)).collect();
    let options = if may_borrow(person) {
        options
    } else {
        Vec::new()
    };
    json!({ "step": "READY_FOR_LOAN", "preApproves": options })
}

fn unready(step: &str) -> Value {
    json!({
        "step": step,
        "protestsAndDelinquencies": null,
        "claveUnica": null,
        "preApproves": [],
    })
}

fn pre_approvals(person: &Person) -> Value {
    if !may_borrow(person) {
        return json!([]);
    }
    let mut dice = person.dice("pre-approvals");
    let approval = |offer| {
        let mut approval = option(most(person), offer);
        if let Some(fields) = approval.as_object_mut() {
            fields.insert("id".to_owned(), json!(format!("pa-{}", dice.digits(6))));
        }
        approval
    };
    OFFERS.into_iter().map(approval).collect()
}

fn option(amount: i64, (periods, rate): (u32, i64)) -> Value {
    json!({
        "amount": amount,
        "interestRate": decimal(&text(rate, 6)),
        "periods": periods,
        "installmentAmount": installment(amount, rate, periods),
    })
}

/// The most that is pre-approved.
pub(crate) fn most(person: &Person) -> i64 {
    floored(per_mille(person.income, 1_500), 10_000)
}

/// Whether anything is pre-approved.
pub(crate) fn may_borrow(person: &Person) -> bool {
    !person.is_late && !matches!(person.profile, Profile::OverIndebted | Profile::ThinFile)
}
