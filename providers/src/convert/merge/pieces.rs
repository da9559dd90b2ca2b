//! What several calls about one thing say together: no month, loan, card or purchase twice.

use std::collections::{HashMap, HashSet};

use caudal_facts::facts::{Card, CardPurchase};
use caudal_facts::{Facts, Month};
use chrono::NaiveDate;

use crate::sheet::{Part, Subject, index_of};

/// Leaves each month of contributions to one call, of those that add up.
///
/// A yearly certificate and the one after it may share a month, and the last credited contribution
/// is part of a certificate: counted twice, it would double an income. Each call is complete for the
/// months it lists, so the one that lists most for a month has it; of two alike, the later.
pub(super) fn share_out_contributions<P>(parts: &mut [(Part, P)]) {
    let mut owners: HashMap<Month, (usize, usize)> = HashMap::new();
    for (index, (part, _)) in parts.iter().enumerate() {
        if part.subject != Subject::Piece {
            continue;
        }
        let mut listed: HashMap<Month, usize> = HashMap::new();
        for row in &part.facts.contributions {
            let count = listed.entry(row.month).or_default();
            *count = count.saturating_add(1);
        }
        for (month, count) in listed {
            let owner = owners.entry(month).or_default();
            if count >= owner.0 {
                *owner = (count, index);
            }
        }
    }
    for (index, (part, _)) in parts.iter_mut().enumerate() {
        if part.subject == Subject::Piece {
            part.facts.contributions.retain(|row| {
                owners
                    .get(&row.month)
                    .is_some_and(|(_, owner)| *owner == index)
            });
        }
    }
}

/// The loans that later calls have named.
#[derive(Default)]
pub(super) struct Loans(HashSet<String>);

impl Loans {
    /// Leaves out what a later call has named. Loans without a number are never taken for one.
    pub(super) fn leave_out(&mut self, facts: &mut Facts) {
        facts.loans.retain(|row| !self.0.contains(&row.number));
        let numbers = facts.loans.iter().map(|row| row.number.clone());
        self.0.extend(numbers.filter(|number| !number.is_empty()));
    }
}

/// What makes two purchases of different calls the same one: all that is known of them.
type Same = (String, NaiveDate, i64, String);

/// The purchases that later calls have listed.
#[derive(Default)]
pub(super) struct Purchases(HashMap<Same, u32>);

impl Purchases {
    /// Leaves out what a later call has listed: a purchase stands as often as in the call that has
    /// it most often.
    pub(super) fn leave_out(&mut self, facts: &mut Facts) {
        let mut here: HashMap<Same, u32> = HashMap::new();
        let cards = &facts.cards;
        facts.card_purchases.retain(|row| {
            let same = same(cards, row);
            let before = self.0.get(&same).copied().unwrap_or_default();
            let count = here.entry(same).or_default();
            *count = count.saturating_add(1);
            *count > before
        });
        for (same, count) in here {
            let known = self.0.entry(same).or_default();
            *known = count.max(*known);
        }
    }
}

fn same(cards: &[Card], row: &CardPurchase) -> Same {
    let card = usize::try_from(row.card).ok().and_then(|at| cards.get(at));
    let number = card.map(|card| card.number.clone()).unwrap_or_default();
    let description = row.description.clone();
    (number, row.date, row.amount.minor(), description)
}

/// The cards of all calls, each once.
#[derive(Default)]
pub(super) struct Cards(HashMap<String, u32>);

impl Cards {
    /// Moves a part's cards to `known`, and its purchases to their new places.
    pub(super) fn join(&mut self, known: &mut Vec<Card>, part: &mut Facts) {
        let places: Vec<u32> = part
            .cards
            .drain(..)
            .map(|card| {
                *self.0.entry(card.number.clone()).or_insert_with(|| {
                    known.push(card);
                    index_of(known.len().saturating_sub(1))
                })
            })
            .collect();
        for row in &mut part.card_purchases {
            let at = usize::try_from(row.card).unwrap_or(usize::MAX);
            row.card = places.get(at).copied().unwrap_or(u32::MAX);
        }
    }
}
