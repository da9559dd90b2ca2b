//! The faults of a running simulator: what the rules are now, and which requests they have met.

use std::collections::HashMap;
use std::sync::Mutex;

use caudal_facts::TaxId;
use caudal_facts::evidence::Sha256Digest;

use super::fault::Fault;
use super::rule::{FaultRule, Faults, When};
use crate::applicants::Dice;
use crate::endpoints::{Endpoint, Vendor};
use crate::log::held;

/// Kinds of requests that are counted. A run that has more begins to count again.
const ORDINALS_MAX: usize = 100_000;

/// The faults of a running simulator; they may be changed at any time.
pub struct FaultPlan {
    seed: u64,
    state: Mutex<State>,
}

struct State {
    faults: Faults,
    /// How many requests each rule has been about.
    met: Vec<u64>,
    /// How many times each request came.
    ordinals: HashMap<Sha256Digest, u64>,
}

impl FaultPlan {
    pub(crate) fn new(seed: u64, faults: Faults) -> Self {
        let met = vec![0; faults.rules.len()];
        Self {
            seed,
            state: Mutex::new(State {
                faults,
                met,
                ordinals: HashMap::new(),
            }),
        }
    }

    /// The plan as it stands.
    #[must_use]
    pub fn current(&self) -> Faults {
        held(&self.state).faults.clone()
    }

    /// Takes another plan; every rule counts from one again.
    pub fn set(&self, faults: Faults) {
        let mut state = held(&self.state);
        state.met = vec![0; faults.rules.len()];
        state.faults = faults;
    }

    /// Adds a rule after those that are there.
    pub fn add(&self, rule: FaultRule) {
        let mut state = held(&self.state);
        state.met.push(0);
        state.faults.rules.push(rule);
    }

    /// From here on nothing fails.
    pub fn clear(&self) {
        self.set(Faults::none());
    }

    /// What happens to a request, and how many came before it of the same applicant for the same
    /// thing. Requests side by side do not change each other's fate.
    pub(crate) fn choose(
        &self,
        endpoint: &Endpoint,
        applicant: Option<&TaxId>,
        thing: &str,
        awaits_callback: bool,
    ) -> (Option<Fault>, u64) {
        let mut state = held(&self.state);
        let person = applicant.map(TaxId::reveal).unwrap_or_default();
        let request = format!("{endpoint:?} {person} {thing}");
        let key = Sha256Digest::of(request.as_bytes());
        if state.ordinals.len() >= ORDINALS_MAX {
            state.ordinals.clear();
        }
        let ordinal = state.ordinals.entry(key).or_default();
        let before = *ordinal;
        *ordinal += 1;
        if endpoint.vendor() == Vendor::Simulator {
            return (None, before);
        }
        let draw = |purpose: &str| Dice::new(self.seed, &format!("{purpose} {request} {before}"));
        let State { faults, met, .. } = &mut *state;
        let mut found = None;
        for (index, (rule, met)) in faults.rules.iter().zip(met).enumerate() {
            if !rule.is_about(endpoint) || !rule.fault.concerns(endpoint, awaits_callback) {
                continue;
            }
            *met += 1;
            let fires = match rule.when {
                When::Always => true,
                When::Nth(nth) => *met == nth,
                When::FirstN(count) => *met <= count,
                When::Every(each) => each > 0 && met.is_multiple_of(each),
                When::Share(share) => draw(&format!("rule {index}")).per_mille(share.into()),
            };
            if fires && found.is_none() {
                found = Some(rule.fault.clone());
            }
        }
        if found.is_none() && faults.random_per_mille > 0 {
            found = mixed(
                faults.random_per_mille,
                &mut draw("mix"),
                endpoint,
                awaits_callback,
            );
        }
        (found, before)
    }
}

/// One of all faults that can happen to the request, for its share of requests.
fn mixed(share: u16, dice: &mut Dice, endpoint: &Endpoint, awaits_callback: bool) -> Option<Fault> {
    if !dice.per_mille(share.into()) {
        return None;
    }
    let mut possible = Fault::each();
    possible.retain(|fault| fault.concerns(endpoint, awaits_callback));
    let at = dice.index(possible.len());
    possible.into_iter().nth(at)
}
