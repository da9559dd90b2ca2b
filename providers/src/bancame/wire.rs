//! banca.me's answer as its quickstart gives it; what is inside its parts is left open there.

use serde::Deserialize;

use crate::tolerant::{Extra, SectionField, TextField};

/// `POST /partner/pre-loan-request`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct PreLoanRequest {
    /// How far the request has come.
    pub(super) step: TextField,
    /// Protests and delinquencies.
    #[serde(
        rename = "protestsAndDelinquencies",
        alias = "ProtestsAndDelinquencies"
    )]
    pub(super) protests_and_delinquencies: SectionField<Extra>,
    /// AFC, SII, SUSESO and CMF.
    #[serde(rename = "claveUnica", alias = "ClaveUnica", alias = "claveunica")]
    pub(super) clave_unica: SectionField<Extra>,
    /// Offers already made, a list.
    #[serde(rename = "preApproves", alias = "PreApproves", alias = "preapproves")]
    pub(super) pre_approves: SectionField<Extra>,
    #[serde(flatten)]
    #[expect(dead_code, reason = "unknown fields are kept with what is known")]
    pub(super) extra: Extra,
}
