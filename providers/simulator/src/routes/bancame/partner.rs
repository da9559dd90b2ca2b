//! What a partner of banca.me has there: entities, requests, loans, and a ration of requests.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use caudal_facts::TaxId;
use caudal_facts::evidence::Sha256Digest;
use serde_json::Value;

/// The time that a ration is for.
const WINDOW: Duration = Duration::from_mins(1);

/// Applicants and keys that are remembered; a run that has more begins anew.
const KEPT_MAX: usize = 100_000;

/// Everything that a partner has.
#[derive(Default)]
pub(crate) struct Partner {
    /// Entities, in the order they were created.
    pub(super) entities: Vec<Value>,
    /// Loans begun in the widget, by the partner's own id.
    pub(super) loans: BTreeMap<String, Loan>,
    asked: BTreeMap<TaxId, u64>,
    rations: HashMap<Sha256Digest, Ration>,
}

/// A loan begun in the widget.
#[derive(Debug, Clone)]
pub(super) struct Loan {
    /// What it is once there is a lead.
    pub(super) data: Value,
    /// How often it was asked about.
    pub(super) polls: u32,
}

/// How many requests a key has left in its minute.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ration {
    since: Instant,
    used: u32,
}

impl Partner {
    /// How often a RUT's request was asked for before.
    pub(super) fn ask(&mut self, applicant: &TaxId) -> u64 {
        if self.asked.len() >= KEPT_MAX {
            self.asked.clear();
        }
        let asked = self.asked.entry(applicant.clone()).or_default();
        let before = *asked;
        *asked += 1;
        before
    }

    /// Takes a request from a key's ration.
    pub(super) fn ration(&mut self, key: &str) -> Ration {
        if self.rations.len() >= KEPT_MAX {
            self.rations.clear();
        }
        let now = Instant::now();
        let fresh = Ration {
            since: now,
            used: 0,
        };
        let ration = self
            .rations
            .entry(Sha256Digest::of(key.as_bytes()))
            .or_insert(fresh);
        if ration.since.elapsed() >= WINDOW {
            *ration = fresh;
        }
        ration.used = ration.used.saturating_add(1);
        *ration
    }
}

impl Ration {
    /// Requests a minute.
    pub(super) const REQUESTS: u32 = 100;

    /// Whether the request that was taken last was one too many.
    pub(super) const fn is_spent(&self) -> bool {
        self.used > Self::REQUESTS
    }

    /// Requests left.
    pub(super) const fn remaining(&self) -> u32 {
        Self::REQUESTS.saturating_sub(self.used)
    }

    /// Seconds until there are new ones.
    pub(super) fn reset_seconds(&self) -> u64 {
        WINDOW.saturating_sub(self.since.elapsed()).as_secs()
    }
}
