//! What came of the cases of a shard.

use caudal_facts::Money;
use caudal_facts::evidence::Sha256Digest;
use chrono::NaiveDate;

use crate::decision::Brief;
use crate::error::Error;
use crate::features::FeatureTable;
use crate::policy::Policy;

/// What came of one case.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The application's id.
    pub id: String,
    /// The date that it was decided as of.
    pub as_of: NaiveDate,
    /// The amount asked for.
    pub amount: Option<Money>,
    /// The term asked for, in months.
    pub term_months: Option<u32>,
    /// The decision, or why none could be made: the case does not fit the policy, an input is wrong.
    pub decision: Result<Brief, Error>,
}

/// What came of the cases of a shard, in their order, with the features that the policy reads.
#[derive(Debug, Clone)]
pub struct Decisions {
    pub(super) policy_hash: Sha256Digest,
    pub(super) cases: Vec<Decided>,
    pub(super) features: FeatureTable,
}

impl Decisions {
    pub(super) fn new(policy: &Policy, cases: Vec<Decided>, features: FeatureTable) -> Self {
        Self {
            policy_hash: policy.hash(),
            cases,
            features,
        }
    }

    /// The cases.
    #[must_use]
    pub fn cases(&self) -> &[Decided] {
        &self.cases
    }

    /// The features that the policy reads, of every case.
    #[must_use]
    pub const fn features(&self) -> &FeatureTable {
        &self.features
    }

    /// The digest over every file of the policy that decided.
    #[must_use]
    pub const fn policy_hash(&self) -> Sha256Digest {
        self.policy_hash
    }
}
