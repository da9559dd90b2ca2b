//! What is left of a month, or lacks: put aside and taken back, given away and got.

use std::collections::BTreeMap;

use caudal_facts::Month;

use crate::applicants::catalogue::Catalogue;
use crate::applicants::ledger::Movement;
use crate::applicants::money::{floored, per_mille};
use crate::applicants::person::Person;
use crate::applicants::profile::Profile;

/// The movements that keep an account from growing or falling month after month, one on the last day
/// of each month that is over.
pub(super) fn movements(
    person: &Person,
    catalogue: &Catalogue,
    others: &[Movement],
) -> Vec<Movement> {
    let mut nets: BTreeMap<Month, i64> = BTreeMap::new();
    for movement in others {
        *nets.entry(Month::of(movement.date)).or_default() += movement.amount;
    }
    let even = |month: Month| {
        let net = nets.get(&month).copied().unwrap_or_default();
        let mut dice = person.dice(&format!("balance {month}"));
        let amount = floored(per_mille(net.abs(), dice.between(700, 950)), 1_000);
        let is_slight = amount <= per_mille(person.income_in(month), 50);
        let is_pressed = person.profile == Profile::OverIndebted;
        let (short, text) = match (net > 0, is_pressed) {
            (true, false) => catalogue.saving,
            (true, true) => catalogue.given,
            (false, false) => catalogue.redemption,
            (false, true) => catalogue.received,
        };
        let amount = if net > 0 { -amount } else { amount };
        (!is_slight).then(|| Movement::new(month.last_day(), short, text, amount))
    };
    let is_over = |month: &Month| month.last_day() < person.as_of;
    person.months().filter(is_over).filter_map(even).collect()
}
