//! The nearest known name to a misspelt one, for hints in what people write by hand.

use strsim::damerau_levenshtein;

/// The known name nearest to this one, if one is near enough to be meant.
///
/// # Example
/// ```
/// use caudal_facts::names::nearest;
///
/// assert_eq!(nearest("salry", &["pension", "salary"]), Some("salary"));
/// assert_eq!(nearest("groceries", &["pension", "salary"]), None);
/// ```
#[must_use]
pub fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|candidate| (damerau_levenshtein(name, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len().max(name.len()) / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

/// What to say about an unknown name: the nearest known one, or all of them.
#[must_use]
pub fn hint(name: &str, known: &[&str]) -> String {
    match nearest(name, known) {
        Some(near) => format!("did you mean {near:?}?"),
        None if known.is_empty() => "none are declared".to_owned(),
        None => format!("known are {}", known.join(", ")),
    }
}
