//! Movements undone, and those that undo them.

use caudal_facts::categories::Category::{
    self, BankCharges, CardPayment, Education, Gambling, Groceries, Health, Insurance, LoanPayment,
    Mortgage, OverdraftCharge, Rent, Restaurants, ReturnedItem, Reversal, Shopping, Subscription,
    Taxes, Telecom, Transport, Uncategorised, Utilities,
};

use super::Entry;
use super::nearest::{Leg, Rule, pairs};

/// Spending that money back of the same category undoes.
const fn is_spending(category: Category) -> bool {
    matches!(
        category,
        Rent | Mortgage
            | LoanPayment
            | CardPayment
            | Utilities
            | Telecom
            | Groceries
            | Transport
            | Health
            | Education
            | Insurance
            | Taxes
            | BankCharges
            | OverdraftCharge
            | ReturnedItem
            | Gambling
            | Subscription
            | Shopping
            | Restaurants
    )
}

/// What a movement may be undone as, or undo: its category or, where that does not tell, its text.
fn kind(entry: &Entry, text: impl Fn(usize) -> u128) -> Option<u128> {
    let same = u128::from(entry.category.number()) + 1;
    match entry.category {
        category if is_spending(category) => Some(same),
        Uncategorised => Some(text(entry.row)).filter(|text| *text != 0),
        _ => None,
    }
}

/// Positions of movements undone, each with what undid it. `open` says which still count, `text`
/// gives a number that movements of one counterparty or, without one, of the same words share.
pub(crate) fn undone(
    entries: &[Entry],
    open: &mut [bool],
    text: impl Fn(usize) -> u128,
) -> Vec<(usize, usize)> {
    let back = |(position, entry): &(usize, &Entry)| {
        open[*position]
            && entry.amount > 0
            && (is_spending(entry.category) || entry.category == Uncategorised)
    };
    let sizes = sizes(entries.iter().enumerate().filter(back));
    let legs = candidates(entries, open, &sizes).filter_map(|(position, entry)| {
        // Of one kind, accounts stay apart: they differ in bits that the kind only turns over.
        let kind = kind(entry, &text)? ^ u128::from(entry.account) << 96;
        Some(Leg::of(position, entry, kind, entry.amount < 0))
    });
    let mut found = pairs(legs.collect(), Rule::REVERSAL);
    for (first, second) in &found {
        (open[*first], open[*second]) = (false, false);
    }
    found.extend(by_category(entries, open));
    found
}

/// What movements of category `reversal` undo: anything of the amount but another reversal.
fn by_category(entries: &[Entry], open: &mut [bool]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for undone_is_out in [true, false] {
        let undoes = |entry: &Entry| {
            entry.category == Reversal && (entry.amount > 0) == undone_is_out && entry.amount != 0
        };
        let sizes = sizes(
            entries
                .iter()
                .enumerate()
                .filter(|(position, entry)| open[*position] && undoes(entry)),
        );
        let legs = candidates(entries, open, &sizes).filter_map(|(position, entry)| {
            let first = entry.category != Reversal && (entry.amount < 0) == undone_is_out;
            (first || undoes(entry)).then(|| Leg::of(position, entry, entry.account.into(), first))
        });
        let pairs = pairs(legs.collect(), Rule::REVERSAL);
        for (first, second) in &pairs {
            (open[*first], open[*second]) = (false, false);
        }
        found.extend(pairs);
    }
    found
}

/// The amounts of movements, sorted, each once.
fn sizes<'e>(entries: impl Iterator<Item = (usize, &'e Entry)>) -> Vec<u64> {
    let mut sizes: Vec<u64> = entries
        .map(|(_, entry)| entry.amount.unsigned_abs())
        .collect();
    sizes.sort_unstable();
    sizes.dedup();
    sizes
}

/// The movements that still count and are of one of these amounts: few, where little is undone.
fn candidates<'e>(
    entries: &'e [Entry],
    open: &[bool],
    sizes: &[u64],
) -> impl Iterator<Item = (usize, &'e Entry)> {
    entries.iter().enumerate().filter(|(position, entry)| {
        !sizes.is_empty()
            && open[*position]
            && sizes.binary_search(&entry.amount.unsigned_abs()).is_ok()
    })
}
