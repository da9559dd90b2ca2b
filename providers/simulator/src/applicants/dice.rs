//! Randomness that is the same on every machine: `ChaCha8`, its seed the SHA-256 of what is drawn for.

use caudal_facts::evidence::Sha256Digest;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// A source of whole numbers for one purpose. Ranges are computed here, so that no other version of a
/// library draws otherwise.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The dice of a seed and a purpose.
    pub(crate) fn new(seed: u64, purpose: &str) -> Self {
        let digest = Sha256Digest::of(format!("{seed} {purpose}").as_bytes());
        Self(ChaCha8Rng::from_seed(*digest.bytes()))
    }

    /// A number from 0 to below `end`; 0 where `end` is 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        let wide = u128::from(self.0.next_u64()) * u128::from(end);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// A number between two, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = high.abs_diff(low).saturating_add(1);
        low.min(high).saturating_add_unsigned(self.below(span))
    }

    /// A position in a list of so many.
    pub(crate) fn index(&mut self, count: usize) -> usize {
        usize::try_from(self.below(count as u64)).unwrap_or_default()
    }

    /// One of a list; the default of an empty one.
    pub(crate) fn pick<T: Copy + Default>(&mut self, items: &[T]) -> T {
        items
            .get(self.index(items.len()))
            .copied()
            .unwrap_or_default()
    }

    /// True in so many of a thousand cases.
    pub(crate) fn per_mille(&mut self, share: u64) -> bool {
        self.below(1_000) < share
    }

    /// So many lower-case hexadecimal digits.
    pub(crate) fn hex(&mut self, count: usize) -> String {
        (0..count)
            .filter_map(|_| char::from_digit(u32::try_from(self.below(16)).ok()?, 16))
            .collect()
    }

    /// So many decimal digits.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count)
            .filter_map(|_| char::from_digit(u32::try_from(self.below(10)).ok()?, 10))
            .collect()
    }

    /// An id in the form of a UUID, version 4.
    pub(crate) fn uuid(&mut self) -> String {
        let mut bytes = [0; 16];
        self.0.fill_bytes(&mut bytes);
        uuid::Builder::from_random_bytes(bytes)
            .into_uuid()
            .to_string()
    }
}
