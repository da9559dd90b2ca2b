//! What one payload gives one source, and why it may not.

use caudal_facts::evidence::Status;
use caudal_facts::facts::FindingCode;
use caudal_facts::{Facts, Source};
use chrono::NaiveDate;

/// What a part speaks of, which decides what a later part replaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    /// All that its operation can say: a later answer replaces it.
    Whole,
    /// One bank: only a later answer about the same bank replaces it.
    Bank(String),
    /// One of several calls that add up, such as one a month, a year or an account.
    Piece,
    /// A report of which nothing is made a fact: beside any other of its source it counts for nothing.
    Unused,
}

/// The rows that one payload gives one source.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) source: Source,
    pub(crate) status: Status,
    pub(crate) report_date: Option<NaiveDate>,
    pub(crate) subject: Subject,
    pub(crate) facts: Facts,
    /// For each account of `facts`, what identifies it across its provider's payloads.
    pub(crate) account_keys: Vec<String>,
}

impl Part {
    /// Lowers the part's status to what the manifest says of the call, which knew more than its
    /// payload shows.
    pub(crate) fn hold_to(&mut self, stated: &Status) {
        match (&self.status, stated) {
            (Status::Unavailable { .. }, _) | (_, Status::Complete) => {}
            (_, Status::Unavailable { .. }) => {
                self.facts = Facts::default();
                self.account_keys.clear();
                self.status = stated.clone();
            }
            (Status::Complete, Status::Partial { .. }) => self.status = stated.clone(),
            (Status::Partial { why }, Status::Partial { why: stated }) => {
                let why = format!("{why}; {stated}");
                self.status = Status::Partial { why };
            }
        }
    }
}

/// Why a part could not be read, and what kind of finding that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) code: FindingCode,
    pub(crate) why: String,
}

impl Trouble {
    /// The provider says that it failed, or that it has nothing.
    pub(crate) fn failed(why: impl Into<String>) -> Self {
        Self {
            code: FindingCode::SectionFailed,
            why: why.into(),
        }
    }

    /// Something else stood where the answer's root belongs.
    pub(crate) fn unreadable(why: impl Into<String>) -> Self {
        Self {
            code: FindingCode::PayloadUnreadable,
            why: why.into(),
        }
    }

    /// A word that is not known to mean success.
    pub(crate) fn unknown(why: impl Into<String>) -> Self {
        Self {
            code: FindingCode::UnknownWord,
            why: why.into(),
        }
    }

    /// A report that is known and of which no fact is made.
    pub(crate) fn not_used(report: &str) -> Self {
        Self {
            code: FindingCode::ReportNotUsed,
            why: format!("{report} is known, and nothing in it is used"),
        }
    }

    /// A part of an answer has none of the shapes that are known.
    pub(crate) fn section(why: impl Into<String>) -> Self {
        Self {
            code: FindingCode::SectionUnreadable,
            why: why.into(),
        }
    }
}
