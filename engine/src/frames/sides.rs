//! The other sides of a case's movements, numbered, so that nobody reads a text twice.

use std::collections::HashMap;

use caudal_facts::facts::Transaction;

use super::build::number;
use super::error::Error;
use super::tables::Table;
use super::wording::add_words;

/// What no text can begin with: words are capitals.
const TAX_ID: char = '#';

/// A number for each movement, which those of one other side share: the counterparty that the bank
/// names, else the words of its text. 0 where neither tells it.
///
/// The numbers follow the order of the names, so that the order of movements decides nothing.
pub(super) fn other_sides(movements: &[&Transaction]) -> Result<Vec<u32>, Error> {
    let mut positions: HashMap<String, usize> = HashMap::new();
    let mut found: Vec<Option<usize>> = Vec::with_capacity(movements.len());
    let mut name = String::new();
    for movement in movements {
        name.clear();
        write_name(movement, &mut name);
        let next = positions.len();
        found.push(match positions.get(&name) {
            Some(position) => Some(*position),
            None if name.is_empty() => None,
            None => {
                positions.insert(name.clone(), next);
                Some(next)
            }
        });
    }
    let numbers = numbers(positions)?;
    Ok(found
        .into_iter()
        .map(|position| position.and_then(|position| numbers.get(position).copied()))
        .map(Option::unwrap_or_default)
        .collect())
}

/// The number of each position: the place of its name among all, from 1.
fn numbers(positions: HashMap<String, usize>) -> Result<Vec<u32>, Error> {
    let mut numbers = vec![0; positions.len()];
    let mut names: Vec<(String, usize)> = positions.into_iter().collect();
    names.sort_unstable();
    for (place, (_, position)) in names.into_iter().enumerate() {
        numbers[position] = number(place + 1, Table::Transactions)?;
    }
    Ok(numbers)
}

/// The name of a movement's other side; nothing where neither the bank nor its text names one.
fn write_name(movement: &Transaction, name: &mut String) {
    let stated = movement.counterparty.as_ref();
    if let Some(tax_id) = stated.and_then(|other| other.tax_id.as_ref()) {
        name.push(TAX_ID);
        name.push_str(&tax_id.reveal());
        return;
    }
    if let Some(stated) = stated.and_then(|other| other.name.as_deref()) {
        add_words(stated, name);
    }
    if name.is_empty() {
        add_words(&movement.description, name);
    }
}
