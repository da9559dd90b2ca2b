//! What moved nothing: transfers between accounts of the same person, and movements undone.
//!
//! **Own transfers.** A movement of category `own_transfer` is one by itself. Two movements are one
//! together when they have opposite signs, equal amounts and currency, different accounts, at most
//! three days between them, and categories that leave it open.
//!
//! **Reversals.** Of what is left, two movements of one account undo each other when they have
//! opposite signs, equal amounts and currency, the second comes at most ten days after the first, and
//! they are of one kind: money back with the category, the counterparty or the words of the spending.
//! Then a movement of category `reversal` undoes what is left with its amount.
//!
//! Each movement pairs once: the nearest date first, then the earlier date, the lower account,
//! category and row, so that the order in which a report lists a day decides nothing. No public
//! source defines either; Belvo only says that transfers between accounts of one link are left out,
//! Plaid that reversed fees do not count.

mod nearest;
mod undone;

use caudal_facts::categories::Category;

use nearest::{Kind, Leg, Rule, pairs};
pub(crate) use undone::undone;

/// A movement as netting sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) account: u32,
    pub(crate) date: i32,
    pub(crate) amount: i64,
    pub(crate) currency: u8,
    pub(crate) category: Category,
    /// A number that movements with one other side share; 0 where nothing tells it.
    pub(crate) other_side: u32,
}

/// Categories that a leg of an own transfer may have.
const fn may_be_own(category: Category) -> bool {
    matches!(
        category,
        Category::TransferIn
            | Category::TransferOut
            | Category::OwnTransfer
            | Category::Uncategorised
            | Category::CashDeposit
            | Category::CashWithdrawal
    )
}

/// Whether a movement may be the leg of an own transfer, or undo another. Where none may, nothing
/// is netted.
pub(crate) const fn may_pair(category: Category, is_out: bool) -> bool {
    may_be_own(category) || undone::may_undo(category, is_out)
}

/// Positions of movements that are two legs of one own transfer.
pub(crate) fn own_transfers(entries: &[Entry]) -> Vec<(usize, usize)> {
    // The two legs are of two accounts.
    if entries
        .windows(2)
        .all(|pair| pair[0].account == pair[1].account)
    {
        return Vec::new();
    }
    let legs = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| may_be_own(entry.category));
    let legs =
        legs.map(|(position, entry)| Leg::of(position, entry, Kind::default(), entry.amount < 0));
    pairs(legs.collect(), Rule::OWN_TRANSFER)
}
