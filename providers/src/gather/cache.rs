//! Payloads that were paid for already, kept for as long as they are fresh.

use std::fmt;
use std::time::Duration;

use caudal_facts::evidence::Sha256Digest;
use chrono::{DateTime, FixedOffset};
use moka::sync::Cache as Moka;

use crate::caller::Body;

/// What a cached payload is of: the applicant, the source's payload and how it was reached. It is a
/// digest, so that no tax id stands in a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CacheKey(Sha256Digest);

impl CacheKey {
    /// The key of these parts, each told apart from the next.
    pub(super) fn of(parts: &[&str]) -> Self {
        let mut bytes = Vec::new();
        for part in parts {
            bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
        Self(Sha256Digest::of(&bytes))
    }

    /// The digest, as stores may keep it.
    #[must_use]
    pub const fn digest(&self) -> Sha256Digest {
        self.0
    }
}

/// A payload and when it was obtained.
#[derive(Debug, Clone)]
pub struct Cached {
    /// The bytes as they came.
    pub body: Body,
    /// When the provider gave them.
    pub obtained_at: DateTime<FixedOffset>,
}

/// Keeps payloads between gatherings. How fresh is fresh enough is decided by who asks.
///
/// A cache that is lost costs money and nothing else, so it has no errors.
pub trait Cache: Send + Sync + fmt::Debug {
    /// The newest payload under a key.
    fn get(&self, key: &CacheKey) -> Option<Cached>;

    /// Keeps a payload.
    fn put(&self, key: CacheKey, cached: Cached);
}

/// A cache in memory, bounded in bytes and in time.
#[derive(Clone)]
pub struct MemoryCache(Moka<CacheKey, Cached>);

impl MemoryCache {
    /// A cache of at most so many bytes, each payload for at most so long.
    #[must_use]
    pub fn new(bytes_max: u64, age_max: Duration) -> Self {
        let cache = Moka::builder()
            .weigher(|_, cached: &Cached| {
                u32::try_from(cached.body.bytes().len()).unwrap_or(u32::MAX)
            })
            .max_capacity(bytes_max)
            .time_to_live(age_max)
            .build();
        Self(cache)
    }
}

impl fmt::Debug for MemoryCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryCache")
            .field("payloads", &self.0.entry_count())
            .field("bytes", &self.0.weighted_size())
            .finish()
    }
}

impl Cache for MemoryCache {
    fn get(&self, key: &CacheKey) -> Option<Cached> {
        self.0.get(key)
    }

    fn put(&self, key: CacheKey, cached: Cached) {
        self.0.insert(key, cached);
    }
}
