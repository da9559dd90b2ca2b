//! The balance at the end of a day with several movements, whichever way the report lists them.

/// A movement, and the balance after it where stated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moved {
    pub(super) amount: i64,
    pub(super) after: Option<i64>,
}

impl Moved {
    /// The balance before it, where that is known and fits.
    fn opening(&self) -> Option<i64> {
        self.after?.checked_sub(self.amount)
    }
}

/// The stated balance at the end of a day; `None` when no movement states one.
///
/// Balances after movements form a chain: each but the last is the balance before another. The one
/// that is not is the day's last, in whatever order the rows stand. Where the chain is broken or
/// goes round, the balance that the day before leads to holds, else the last one stated and what moved
/// after it.
pub(super) fn close(
    today: &[(usize, Moved)],
    before: Option<i128>,
    newest_first: bool,
) -> Option<i128> {
    if let [(_, only)] = today {
        return only.after.map(i128::from);
    }
    if let Some(end) = end_in_order(today, newest_first) {
        return Some(end.into());
    }
    let mut closes: Vec<i64> = today.iter().filter_map(|(_, moved)| moved.after).collect();
    if closes.len() == today.len()
        && let Some(end) = chain_end(today, &mut closes)
    {
        return Some(end.into());
    }
    let led_to = before.map(|before| {
        let moves = today.iter().map(|(_, moved)| i128::from(moved.amount));
        before + moves.sum::<i128>()
    });
    let is_stated = |led_to: &i128| closes.iter().any(|close| i128::from(*close) == *led_to);
    let rows = today.iter().map(|(_, moved)| moved);
    led_to.filter(is_stated).or_else(|| {
        if newest_first {
            last_stated(rows)
        } else {
            last_stated(rows.rev())
        }
    })
}

/// The one balance that no other movement of the day starts from, where the rows stand in the order that they
/// happened in or in the opposite one, as they nearly always do.
fn end_in_order(today: &[(usize, Moved)], newest_first: bool) -> Option<i64> {
    let (first, last) = (today.first()?.1, today.last()?.1);
    let (first, last) = if newest_first {
        (last, first)
    } else {
        (first, last)
    };
    let follows = |pair: &[(usize, Moved)]| {
        let (before, after) = if newest_first {
            (&pair[1].1, &pair[0].1)
        } else {
            (&pair[0].1, &pair[1].1)
        };
        before.after.is_some() && before.after == after.opening()
    };
    let end = last.after?;
    // A day that ends where it began goes round: no balance is its last.
    (today.windows(2).all(follows) && first.opening() != Some(end)).then_some(end)
}

/// The last balance stated and what moved after it, of movements the last of which comes first.
fn last_stated<'m>(latest_first: impl Iterator<Item = &'m Moved>) -> Option<i128> {
    let mut since = 0;
    for moved in latest_first {
        if let Some(after) = moved.after {
            return Some(i128::from(after) + since);
        }
        since += i128::from(moved.amount);
    }
    None
}

/// The one balance that no other movement of the day starts from.
fn chain_end(today: &[(usize, Moved)], closes: &mut [i64]) -> Option<i64> {
    let mut opens: Vec<i128> = today
        .iter()
        .filter_map(|(_, moved)| Some(i128::from(moved.after?) - i128::from(moved.amount)))
        .collect();
    closes.sort_unstable();
    opens.sort_unstable();
    let mut opens = opens.into_iter().peekable();
    let mut end = None;
    for &close in closes.iter() {
        let close_wide = i128::from(close);
        while opens.next_if(|open| *open < close_wide).is_some() {}
        if opens.next_if_eq(&close_wide).is_none() && end.replace(close).is_some() {
            return None;
        }
    }
    end
}
