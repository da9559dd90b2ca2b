//! How an applicant's own data may be reached: the consents and credentials that they gave.

use std::fmt;

use serde_json::{Map, Value};

use crate::khipu::{AccountCredential, Authentication, BankPath};
use crate::secret::Secret;

/// What an applicant connected. Empty where they connected nothing: sources that need it are then
/// unavailable, and say so.
///
/// The order of the banks gives their payloads their names, so a later run must keep it.
#[derive(Clone, Default)]
pub struct Access {
    /// Banks through Cirenio.
    pub cirenio: Vec<CirenioAccess>,
    /// Banks through Khipu.
    pub khipu: Vec<KhipuAccess>,
    /// The applicant's own authentication for public services through Khipu; the client's where
    /// there is none.
    pub khipu_services: Option<Authentication>,
    /// What banca.me is given with the request, as the two sides agreed.
    pub bancame_metadata: Map<String, Value>,
}

impl fmt::Debug for Access {
    /// What the two sides agreed to send may be anything of the applicant, so it is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access")
            .field("cirenio", &self.cirenio)
            .field("khipu", &self.khipu)
            .field("khipu_services", &self.khipu_services)
            .finish_non_exhaustive()
    }
}

/// A bank through Cirenio.
#[derive(Debug, Clone)]
pub enum CirenioAccess {
    /// A credential, for which a job is made.
    Credential {
        /// The bank, by Cirenio's number.
        bank_id: u32,
        /// The credential, encrypted as Cirenio asks.
        token: Secret,
    },
    /// A job that is there already: the applicant connected the bank in Cirenio's widget.
    Job {
        /// Its hash, as the widget's callback gave it.
        hash: Secret,
    },
}

/// A bank through Khipu.
#[derive(Debug, Clone)]
pub struct KhipuAccess {
    /// Which bank, and whose accounts.
    pub bank: BankPath,
    /// The applicant's own authentication (a JWT belongs to one user); the client's where there is
    /// none.
    pub authentication: Option<Authentication>,
    /// The account's credential, for API keys only.
    pub credential: Option<AccountCredential>,
}
