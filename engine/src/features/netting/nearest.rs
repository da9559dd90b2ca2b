//! Pairing one to one, the nearest date first, in nearly linear time whatever the movements.

use super::Entry;

/// What makes two legs a pair, besides their group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    /// The most days between them.
    days_apart_max: i32,
    /// Whether the second leg may come before the first.
    either_order: bool,
    /// Whether they must be of different accounts.
    other_account: bool,
}

impl Rule {
    pub(super) const OWN_TRANSFER: Self = Self {
        days_apart_max: 3,
        either_order: true,
        other_account: true,
    };

    pub(super) const REVERSAL: Self = Self {
        days_apart_max: 10,
        either_order: false,
        other_account: false,
    };
}

/// What legs of a pair have in common, besides currency and amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Kind {
    /// The account, where both legs must be of one.
    pub(super) account: u32,
    /// The number of the category, from 1.
    pub(super) category: u8,
    /// The number of the other side.
    pub(super) other_side: u32,
}

/// A movement that may be a leg. The order of the fields is the order that legs pair in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Leg {
    currency: u8,
    size: u64,
    kind: Kind,
    date: i32,
    account: u32,
    category: u8,
    position: usize,
    first: bool,
}

impl Leg {
    /// A leg of legs of one kind; `first` tells which of the two it may be.
    pub(super) fn of(position: usize, entry: &Entry, kind: Kind, first: bool) -> Self {
        Self {
            currency: entry.currency,
            size: entry.amount.unsigned_abs(),
            kind,
            date: entry.date,
            account: entry.account,
            category: entry.category.number(),
            position,
            first,
        }
    }

    const fn group(&self) -> (u8, u64, Kind) {
        (self.currency, self.size, self.kind)
    }
}

/// The positions of legs that pair, the first leg first.
pub(super) fn pairs(mut legs: Vec<Leg>, rule: Rule) -> Vec<(usize, usize)> {
    legs.sort_unstable();
    let mut paired = Vec::new();
    for group in legs.chunk_by(|left, right| left.group() == right.group()) {
        let firsts = group.iter().filter(|leg| leg.first).count();
        if firsts > 0 && firsts < group.len() && group[0].size > 0 {
            pair_group(group, rule, &mut paired);
        }
    }
    paired
}

/// Pairs legs of one group, sorted by date, account, category and position.
fn pair_group(group: &[Leg], rule: Rule, paired: &mut Vec<(usize, usize)>) {
    let mut free = Free::of(group);
    let mut open: Vec<usize> = (0..group.len()).filter(|at| group[*at].first).collect();
    for apart in 0..=rule.days_apart_max {
        open.retain(|&first| {
            let leg = group[first];
            let before = if rule.either_order {
                find(group, &mut free, leg, leg.date.saturating_sub(apart), rule)
            } else {
                None
            };
            let other = before
                .or_else(|| find(group, &mut free, leg, leg.date.saturating_add(apart), rule));
            let Some(other) = other else {
                return true;
            };
            free.take(other);
            paired.push((leg.position, group[other].position));
            false
        });
    }
}

/// The first free second leg on a date, of another account where the rule asks for it.
fn find(group: &[Leg], free: &mut Free, first: Leg, date: i32, rule: Rule) -> Option<usize> {
    let start = group.partition_point(|leg| leg.date < date);
    let mut at = free.from(start);
    let on_date = |at: usize| group.get(at).filter(|leg| leg.date == date);
    if on_date(at)?.account == first.account && rule.other_account {
        let after = group.partition_point(|leg| (leg.date, leg.account) <= (date, first.account));
        at = free.from(after);
    }
    on_date(at).map(|_| at)
}

/// Which second legs are still free; finding the next one takes nearly constant time.
struct Free(Vec<usize>);

impl Free {
    fn of(group: &[Leg]) -> Self {
        let ends = std::iter::once(group.len());
        let next = group.iter().enumerate();
        Self(
            next.map(|(at, leg)| if leg.first { at + 1 } else { at })
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
