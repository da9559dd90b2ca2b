//! Transfers between accounts of the same person: found before any inflow counts.
//!
//! A movement of category `own_transfer` is one by itself. Two movements are one together when they
//! have opposite signs, equal amounts and currency, different accounts, at most three days between
//! them, and categories that leave it open. Each movement pairs once: the nearest date first, then
//! the earlier date, the lower account, category and row, so that the order in which a report lists
//! a day decides nothing. No public source defines this; Belvo only says that transfers between accounts
//! of one link are left out.

use caudal_facts::categories::Category;

/// The most days between the two legs.
const DAYS_APART_MAX: i32 = 3;

/// Categories that a leg may have, a bit each.
pub(crate) const LEGS: u64 = {
    let may_be = [
        Category::TransferIn,
        Category::TransferOut,
        Category::OwnTransfer,
        Category::Uncategorised,
        Category::CashDeposit,
        Category::CashWithdrawal,
    ];
    let mut set = 0;
    let mut at = 0;
    while at < may_be.len() {
        set |= 1 << may_be[at].number();
        at += 1;
    }
    set
};

/// A movement that may be a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Leg {
    pub(crate) currency: u8,
    pub(crate) size: u64,
    pub(crate) date: i32,
    pub(crate) account: u32,
    pub(crate) category: u8,
    pub(crate) row: usize,
    pub(crate) out: bool,
}

/// The rows of legs that pair, in no order.
pub(crate) fn pairs(mut legs: Vec<Leg>) -> Vec<usize> {
    legs.sort_unstable();
    let mut paired = Vec::new();
    for group in
        legs.chunk_by(|left, right| (left.currency, left.size) == (right.currency, right.size))
    {
        let outs = group.iter().filter(|leg| leg.out).count();
        if outs > 0 && outs < group.len() && group[0].size > 0 {
            pair_group(group, &mut paired);
        }
    }
    paired
}

/// Pairs legs of one currency and amount, sorted by date, account, category and row.
fn pair_group(group: &[Leg], paired: &mut Vec<usize>) {
    let mut free = Free::of(group);
    let mut open: Vec<usize> = (0..group.len()).filter(|at| group[*at].out).collect();
    for apart in 0..=DAYS_APART_MAX {
        open.retain(|&out| {
            let leg = group[out];
            let before = find(group, &mut free, leg, leg.date.saturating_sub(apart));
            let other =
                before.or_else(|| find(group, &mut free, leg, leg.date.saturating_add(apart)));
            let Some(other) = other else {
                return true;
            };
            free.take(other);
            paired.extend([leg.row, group[other].row]);
            false
        });
    }
}

/// The first free leg of money in on a date, of another account.
fn find(group: &[Leg], free: &mut Free, out: Leg, date: i32) -> Option<usize> {
    let start = group.partition_point(|leg| leg.date < date);
    let mut at = free.from(start);
    let on_date = |at: usize| group.get(at).filter(|leg| leg.date == date);
    if on_date(at)?.account == out.account {
        let after = group.partition_point(|leg| (leg.date, leg.account) <= (date, out.account));
        at = free.from(after);
    }
    on_date(at).map(|_| at)
}

/// Which legs of money in are still free; finding the next one takes nearly constant time.
struct Free(Vec<usize>);

impl Free {
    fn of(group: &[Leg]) -> Self {
        let ends = std::iter::once(group.len());
        let next = group.iter().enumerate();
        Self(
            next.map(|(at, leg)| if leg.out { at + 1 } else { at })
                .chain(ends)
                .collect(),
        )
    }

    /// The first free leg at this position or after it.
    fn from(&mut self, start: usize) -> usize {
        let mut at = start;
        while self.0[at] != at {
            at = self.0[at];
        }
        let mut behind = start;
        while self.0[behind] != behind {
            behind = std::mem::replace(&mut self.0[behind], at);
        }
        at
    }

    fn take(&mut self, at: usize) {
        self.0[at] = at + 1;
    }
}
