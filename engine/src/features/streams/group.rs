//! Movements put together by their other side.

use caudal_facts::categories::Category;

use super::{Found, Span};
use crate::features::measure::{Classes, category_of};
use crate::features::movements::Movements;
use crate::features::value::Cause;

/// One movement of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Payment {
    pub(super) date: i32,
    /// Its amount, positive.
    pub(super) amount: i64,
    pub(super) category: u8,
    pub(super) row: usize,
}

/// Movements with one other side, in order of their dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) category: Category,
    pub(super) payments: Vec<Payment>,
}

/// What movements of one other side make a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// All of them: an employer pays wages and bonuses.
    Side,
    /// Those of one category: a bank is paid for a loan and for an insurance.
    SideAndCategory,
}

/// The groups of movements of some classes. Movements of which neither the other side nor the
/// category is known, and those without a rate, are in none.
pub(super) fn groups(movements: &Movements<'_>, span: Span, rows: Classes, by: By) -> Found<Group> {
    let mut keyed: Vec<((u32, u8), Payment)> = Vec::new();
    for movement in movements.between(span.first, span.last) {
        if !rows.has(movement.class) {
            continue;
        }
        let amount = match movement.value() {
            Ok(amount) if amount != 0 => amount.checked_abs().ok_or(Cause::Overflow)?,
            Err(Cause::Overflow) => return Err(Cause::Overflow),
            Ok(_) | Err(_) => continue,
        };
        let category = category_of(movement.class);
        let key = match movement.other_side {
            0 if category == Category::Uncategorised => continue,
            0 => (0, category.number()),
            other_side if by == By::SideAndCategory => (other_side, category.number()),
            other_side => (other_side, 0),
        };
        let payment = Payment {
            date: movement.date,
            amount,
            category: category.number(),
            row: movement.row,
        };
        keyed.push((key, payment));
    }
    keyed.sort_unstable();
    let groups = keyed.chunk_by(|one, other| one.0 == other.0);
    Ok(groups
        .map(|group| {
            let payments: Vec<Payment> = group.iter().map(|(_, payment)| *payment).collect();
            Group {
                category: most(&payments),
                payments,
            }
        })
        .collect())
}

/// The category that most of the payments have; of two, the one that is listed first.
fn most(payments: &[Payment]) -> Category {
    let mut categories: Vec<u8> = payments.iter().map(|payment| payment.category).collect();
    categories.sort_unstable();
    let runs = categories.chunk_by(|one, other| one == other);
    let most = runs.map(|run| (run.len(), std::cmp::Reverse(run[0]))).max();
    most.and_then(|(_, category)| Category::from_number(category.0))
        .unwrap_or(Category::Uncategorised)
}
