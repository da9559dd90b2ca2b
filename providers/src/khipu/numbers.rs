//! The account numbers that other operations are asked by.

use super::wire::{Account, Envelope};
use crate::tolerant::{Outcome, text};

/// The numbers of the accounts that an answer of `/accounts` lists, each once, in its order.
///
/// An account without a number cannot be asked about; converting the same answer reports it.
pub(crate) fn account_numbers(body: &[u8]) -> Vec<String> {
    let data = serde_json::from_slice::<Envelope>(body).map(|envelope| envelope.data.read());
    let Ok(Outcome::Here(data)) = data else {
        return Vec::new();
    };
    let Ok(Some(rows)) = data.account.rows() else {
        return Vec::new();
    };
    let number = |account: Account| text(&account.account_id.0).ok().flatten();
    let mut numbers = Vec::new();
    for number in rows.into_iter().flatten().filter_map(number) {
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    numbers
}
