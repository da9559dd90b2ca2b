//! The nearest known name to a misspelt one, for hints in what people write by hand.

use std::cmp::Reverse;

use strsim::damerau_levenshtein;

/// The known name nearest to this one, if one is near enough to be meant; one that differs in capitals alone is.
///
/// # Example
/// ```
/// use caudal_facts::names::nearest;
///
/// assert_eq!(nearest("salry", &["pension", "salary"]), Some("salary"));
/// assert_eq!(nearest("UF", &["ufo", "uf"]), Some("uf"));
/// assert_eq!(nearest("groceries", &["pension", "salary"]), None);
/// ```
#[must_use]
pub fn nearest<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let in_capitals = known
        .iter()
        .find(|candidate| candidate.eq_ignore_ascii_case(name));
    if let Some(candidate) = in_capitals {
        return Some(candidate);
    }
    known
        .iter()
        .map(|candidate| (damerau_levenshtein(name, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len().max(name.len()) / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many known names are few enough to be told all.
const FEW: usize = 12;

/// What to say about an unknown name: the nearest known one, or all of them, or of many some that
/// are like it.
///
/// # Example
/// ```
/// use caudal_facts::names::hint;
///
/// assert_eq!(hint("pensoin", &["pension", "salary"]), "did you mean \"pension\"?");
/// assert_eq!(hint("rent", &["pension", "salary"]), "known are pension, salary");
/// ```
#[must_use]
pub fn hint(name: &str, known: &[&str]) -> String {
    match nearest(name, known) {
        Some(near) => format!("did you mean {near:?}?"),
        None if known.is_empty() => "none are declared".to_owned(),
        None if known.len() <= FEW => format!("known are {}", known.join(", ")),
        None => format!("of {} known, near are {}", known.len(), like(name, known)),
    }
}

/// The three names that begin most alike; of those that begin as much alike, the nearest.
fn like(name: &str, known: &[&str]) -> String {
    let shared = |other: &str| {
        let pairs = name.chars().zip(other.chars());
        pairs.take_while(|(one, other)| one == other).count()
    };
    let mut ranked = known.to_vec();
    ranked.sort_by_cached_key(|other| {
        let distance = damerau_levenshtein(name, other);
        (Reverse(shared(other)), distance, *other)
    });
    ranked.truncate(3);
    ranked.join(", ")
}
