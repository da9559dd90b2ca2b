//! How much of a payload Caudal's types know: so that a field which a vendor adds is noticed.
//!
//! Conversion keeps what it does not know and goes on, and a decision does not change because a
//! vendor added a field. Who runs Caudal wants to hear of it all the same.

use std::collections::BTreeMap;

use caudal_facts::Limits;
use caudal_facts::evidence::Entry;

use crate::convert::json_of;
use crate::tolerant::{Measure, Walk};
use crate::{bancame, bcra, cirenio, khipu};

/// How many different places are told apart; a payload of a million made-up fields says no more
/// than its first few hundred.
const PLACES: usize = 256;

/// Where the values of further places are counted.
const ELSEWHERE: &str = "…";

/// The values of a payload, counted by whether a documented field holds them.
///
/// A value is text, a number, a flag or null; objects and lists are only what they hold. Nothing is
/// lost: what no field is documented for stays in the payload, and is counted by its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    known: u64,
    kept: u64,
    unknown: BTreeMap<String, u64>,
}

impl Coverage {
    /// Values of documented fields.
    #[must_use]
    pub const fn known(&self) -> u64 {
        self.known
    }

    /// Values that are only kept, because no document that Caudal follows names their field.
    #[must_use]
    pub const fn kept(&self) -> u64 {
        self.kept
    }

    /// All values.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.known.saturating_add(self.kept)
    }

    /// The places of the kept values, in order, each with how many there are:
    /// `Data.Account[].Colour`. A key that may be somebody's number or name is told by its length.
    pub fn unknown_fields(&self) -> impl Iterator<Item = (&str, u64)> {
        self.unknown
            .iter()
            .map(|(place, count)| (place.as_str(), *count))
    }

    /// Counts a value that a documented field holds.
    pub(crate) fn know(&mut self) {
        self.known = self.known.saturating_add(1);
    }

    /// Counts a value of a place that no document names.
    pub(crate) fn keep(&mut self, place: &str) {
        self.kept = self.kept.saturating_add(1);
        let is_new = !self.unknown.contains_key(place);
        let place = if is_new && self.unknown.len() >= PLACES {
            ELSEWHERE
        } else {
            place
        };
        match self.unknown.get_mut(place) {
            Some(count) => *count = count.saturating_add(1),
            None => {
                self.unknown.insert(place.to_owned(), 1);
            }
        }
    }
}

/// Measures one answer; `None` when there is no payload, or none that can be read as JSON within
/// the limits. Of an operation that Caudal does not know, everything is only kept.
///
/// # Example
/// ```
/// use caudal_facts::Source;
/// use caudal_facts::evidence::{Entry, Payload, Status};
///
/// let body = br#"{"Status": "OK", "Data": {"Account": [{"AccountId": "1", "Colour": "red"}]}}"#;
/// let entry = Entry {
///     source: Source::Khipu,
///     provider: "khipu".to_owned(),
///     operation: "accounts".to_owned(),
///     status: Status::Complete,
///     obtained_at: None,
///     payload: Some(Payload::new("accounts.json", body.as_slice())),
/// };
/// let coverage = caudal_providers::coverage(&entry).ok_or("no JSON")?;
/// assert_eq!((coverage.known(), coverage.kept()), (2, 1));
/// // A field that the vendor added: read on as before, and told where it stands.
/// let unknown: Vec<_> = coverage.unknown_fields().collect();
/// assert_eq!(unknown, [("Data.Account[].Colour", 1)]);
/// # Ok::<(), &'static str>(())
/// ```
#[must_use]
pub fn coverage(entry: &Entry) -> Option<Coverage> {
    let payload = entry.payload.as_ref()?;
    let body = json_of(payload, &Limits::default()).ok()?;
    let mut walk = Walk::default();
    match measure(entry) {
        Some(measure) => measure(&body, &mut walk),
        None => walk.keep(&body),
    }
    Some(walk.finish())
}

/// What knows an answer's fields; `None` for an operation that is not known.
fn measure(entry: &Entry) -> Option<Measure> {
    let operation = entry.operation.as_str();
    match entry.provider.as_str() {
        "cirenio" => cirenio::measure(operation),
        "khipu" => khipu::measure(operation),
        "bancame" => bancame::measure(operation),
        "bcra" => bcra::measure(operation),
        _ => None,
    }
}
