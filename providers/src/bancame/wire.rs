//! banca.me's answer as its quickstart gives it; what is inside its parts is left open there, and is
//! known as far as it is read.

use serde_json::Value;

use crate::chile::{afc, cmf, protests, sii, suseso};
use crate::tolerant::{Known, Measure, SectionField, TextField, Walk, plain, wire};

wire! {
    /// `POST /partner/pre-loan-request`.
    pub(super) struct PreLoanRequest {
        /// How far the request has come.
        step: TextField = "step",
        /// Protests and delinquencies.
        protests_and_delinquencies: SectionField<protests::Report>
            = "protestsAndDelinquencies" | "ProtestsAndDelinquencies",
        /// AFC, SII, SUSESO and CMF.
        clave_unica: SectionField<ClaveUnica> = "claveUnica" | "ClaveUnica" | "claveunica",
        /// Offers already made, a list.
        pre_approves: SectionField<PreApproves> = "preApproves" | "PreApproves" | "preapproves",
    }
}

/// The reports that the applicant's Clave Única opens, by the names of their sections.
pub(super) struct ClaveUnica;

impl Known for ClaveUnica {
    fn measure(value: &Value, walk: &mut Walk) {
        let Value::Object(sections) = value else {
            return walk.keep(value);
        };
        for (key, section) in sections {
            let report: Option<Measure> = match plain(key).as_str() {
                "afc" => Some(afc::Report::measure),
                "cmf" => Some(cmf::Report::measure),
                "sii" => Some(sii::Report::measure),
                "suseso" => Some(suseso::Report::measure),
                _ => None,
            };
            walk.within(key, |walk| match report {
                Some(measure) => measure(section, walk),
                None => walk.keep(section),
            });
        }
    }
}

/// Offers. No document gives their fields; these are the names that are read.
pub(super) struct PreApproves;

/// Identifies an offer.
pub(super) const ID: [&str; 3] = ["id", "preapproveid", "preapprovalid"];
/// The amount offered.
pub(super) const AMOUNT: [&str; 4] = ["amount", "loanamount", "monto", "maxamount"];
/// The monthly rate.
pub(super) const RATE: [&str; 4] = ["interestrate", "monthlyrate", "rate", "tasa"];
/// How many instalments.
pub(super) const PERIODS: [&str; 4] = ["periods", "installments", "cuotas", "term"];
/// The amount of one.
pub(super) const INSTALLMENT: [&str; 4] =
    ["installmentamount", "installment", "cuota", "valorcuota"];

crate::tolerant::names! { PreApproves: ID, AMOUNT, RATE, PERIODS, INSTALLMENT }
