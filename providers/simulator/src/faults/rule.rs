//! When faults happen: rules, and a mix of all faults for long runs.

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use crate::endpoints::{ENDPOINTS, Endpoint, Vendor};
use crate::error::Error;

/// What fails and when. The first rule that fits a request decides; the mix comes after the rules.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Faults {
    /// The rules, in order.
    #[serde(default)]
    pub rules: Vec<FaultRule>,
    /// Of a thousand requests, how many meet one of all faults.
    #[serde(default)]
    pub random_per_mille: u16,
}

/// One rule: which requests, which of those, and what happens to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultRule {
    /// Only this vendor's endpoints.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<Vendor>,
    /// Only the endpoint with this template, such as `GET /jobs/:hash`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// Which of those requests. Default all.
    #[serde(default)]
    pub when: When,
    /// What happens to them.
    pub fault: Fault,
}

/// Which of the requests that a rule is about, counted from one in the order they arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Every one.
    #[default]
    Always,
    /// One of them.
    Nth(u64),
    /// The first few.
    FirstN(u64),
    /// Each so-many-th; of zero, none.
    Every(u64),
    /// So many of a thousand, drawn from the seed and the request: the same request of the same
    /// applicant, asked as many times before, always meets the same.
    Share(u16),
}

impl Faults {
    /// Nothing fails.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// So many of a thousand requests meet one of all faults.
    #[must_use]
    pub fn random(per_mille: u16) -> Self {
        Self {
            rules: Vec::new(),
            random_per_mille: per_mille,
        }
    }

    /// Reads a plan's JSON.
    ///
    /// # Errors
    /// [`Error::Faults`], naming the words that are allowed.
    ///
    /// # Example
    /// ```
    /// use caudal_simulator::{Fault, Faults, When};
    ///
    /// let plan = r#"{"rules": [{"endpoint": "POST /jobs", "when": {"nth": 2},
    ///                           "fault": {"reset_before_headers": {"effect": true}}}]}"#;
    /// let faults = Faults::from_json(plan.as_bytes())?;
    /// assert_eq!(faults.rules[0].when, When::Nth(2));
    /// assert_eq!(faults.rules[0].fault, Fault::ResetBeforeHeaders { effect: true });
    /// # Ok::<(), caudal_simulator::Error>(())
    /// ```
    pub fn from_json(bytes: &[u8]) -> Result<Self, Error> {
        let faults: Self =
            serde_json::from_slice(bytes).map_err(|error| Error::Faults(error.to_string()))?;
        for (index, rule) in faults.rules.iter().enumerate() {
            rule.check()
                .map_err(|why| Error::Faults(format!("rules[{index}]: {why}")))?;
        }
        if faults.random_per_mille > 1_000 {
            return Err(Error::Faults(format!(
                "random_per_mille is {}, allowed are 0 to 1000",
                faults.random_per_mille
            )));
        }
        Ok(faults)
    }
}

impl FaultRule {
    /// Whether the rule is about an endpoint.
    pub(crate) fn is_about(&self, endpoint: &Endpoint) -> bool {
        self.vendor.is_none_or(|vendor| vendor == endpoint.vendor())
            && self
                .endpoint
                .as_deref()
                .is_none_or(|template| template == endpoint.template())
    }

    fn check(&self) -> Result<(), String> {
        if let When::Share(share) = self.when
            && share > 1_000
        {
            return Err(format!(
                "share is {share}, allowed are 0 to 1000 of a thousand"
            ));
        }
        if let Fault::HtmlErrorPage { status } = self.fault
            && !(200..=599).contains(&status)
        {
            return Err(format!("status is {status}, allowed are 200 to 599"));
        }
        if ENDPOINTS.iter().any(|endpoint| self.is_about(endpoint)) {
            return Ok(());
        }
        let of_vendor = |endpoint: &&Endpoint| {
            self.vendor.is_none_or(|vendor| vendor == endpoint.vendor())
                && endpoint.vendor() != Vendor::Simulator
        };
        let known: Vec<_> = ENDPOINTS
            .iter()
            .filter(of_vendor)
            .map(Endpoint::template)
            .collect();
        Err(format!(
            "no endpoint {:?}; hint: known are {}",
            self.endpoint.as_deref().unwrap_or_default(),
            known.join(", ")
        ))
    }
}
