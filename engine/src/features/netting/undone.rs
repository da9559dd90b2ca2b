//! Movements undone, and those that undo them.

use caudal_facts::categories::Category::{
    self, BankCharges, CardPayment, Education, Gambling, Groceries, Health, Insurance, LoanPayment,
    Mortgage, OverdraftCharge, Rent, Restaurants, ReturnedItem, Reversal, Shopping, Subscription,
    Taxes, Telecom, Transport, Uncategorised, Utilities,
};

use super::Entry;
use super::nearest::{Kind, Leg, Rule, pairs};

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

/// Whether a movement may undo another.
pub(super) const fn may_undo(category: Category, is_out: bool) -> bool {
    matches!(category, Reversal) || (!is_out && may_come_back(category))
}

/// Whether a movement may be spending that came back.
const fn is_money_back(entry: &Entry) -> bool {
    entry.amount > 0 && may_come_back(entry.category)
}

/// Whether money in may be spending that came back.
const fn may_come_back(category: Category) -> bool {
    is_spending(category) || matches!(category, Uncategorised)
}

/// What a movement may be undone as, or undo: its category or, where that does not tell, its other
/// side.
fn kind(entry: &Entry) -> Option<Kind> {
    let of_account = Kind {
        account: entry.account,
        ..Kind::default()
    };
    match entry.category {
        category if is_spending(category) => Some(Kind {
            category: category.number() + 1,
            ..of_account
        }),
        Uncategorised if entry.other_side != 0 => Some(Kind {
            other_side: entry.other_side,
            ..of_account
        }),
        _ => None,
    }
}

/// Positions of movements undone, each with what undid it. `open` says which still count.
pub(crate) fn undone(entries: &[Entry], open: &mut [bool]) -> Vec<(usize, usize)> {
    let back = |(position, entry): &(usize, &Entry)| open[*position] && is_money_back(entry);
    let sizes = sizes(entries.iter().enumerate().filter(back));
    let legs = candidates(entries, open, &sizes).filter_map(|(position, entry)| {
        Some(Leg::of(position, entry, kind(entry)?, entry.amount < 0))
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
            let kind = Kind {
                account: entry.account,
                ..Kind::default()
            };
            (first || undoes(entry)).then(|| Leg::of(position, entry, kind, first))
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
