//! The yearly cost as it is stated, from whole numbers: the root is held between two discount factors, and where both
//! state the same figure, so does the root.

use rust_decimal::Decimal;

use super::first::{GUARD, MOST, ONE, PLACES, descend, worth};
use crate::policy::loan::{Quote, TERM_MAX};
use crate::policy::manifest::Yearly;

/// The figure, where whole numbers can tell it.
pub(super) fn yearly(quote: &Quote, year: Yearly) -> Option<Decimal> {
    let units = quote.units?;
    let mut room = [0; TERM_MAX as usize];
    let payments = units.payments(&quote.charges(), &mut room)?;
    let received = i128::from(units.received) << GUARD;
    let all = i128::from(payments.iter().sum::<u64>()) << GUARD;
    if all > MOST || all <= received {
        return None;
    }
    let worth = |discount| {
        let guarded = payments.iter().map(|paid| i128::from(*paid) << GUARD);
        worth(guarded, discount)
    };
    let near = descend(received, quote.monthly_rate, worth)?;
    // Worth is told too low by not quite one for each payment: so far apart, both sides of the root can be told.
    let unsure = i128::try_from(payments.len()).ok()?;
    let (_, slope) = worth(near);
    let apart = ((2 * unsure + 4) << PLACES).checked_div(slope)? + 2;
    let (low, high) = (near - apart, near + apart);
    if low <= 1 || high >= ONE || worth(high).0 < received || worth(low).0 + unsure > received {
        return None;
    }
    // One place further out is more than decimals err by.
    let (most, least) = (stated(low - 1, year)?, stated(high + 1, year)?);
    (most == least).then_some(most)
}

fn stated(discount: i128, year: Yearly) -> Option<Decimal> {
    let growth = Decimal::from(ONE).checked_div(Decimal::from(discount))?;
    super::stated(growth.checked_sub(Decimal::ONE)?, year)
}
