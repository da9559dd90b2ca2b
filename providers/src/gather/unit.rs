//! One payload to get: what it is, who brings it, and the name it is kept under.

use caudal_facts::Source;

/// One payload to get. Its name is the stem of its file and its key in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) name: String,
    pub(super) source: Source,
    pub(super) provider: &'static str,
    pub(super) operation: &'static str,
}

impl Unit {
    /// The only payload of an operation.
    pub(super) fn new(source: Source, provider: &'static str, operation: &'static str) -> Self {
        // A provider's own report needs no second word; a report that somebody else brings does.
        let name = if source.name() == provider {
            format!("{provider}-{operation}")
        } else {
            format!("{provider}-{source}-{operation}")
        };
        Self {
            name,
            source,
            provider,
            operation,
        }
    }

    /// Of the applicant's banks the one at this place; the first keeps the bare name.
    pub(super) fn of_bank(mut self, index: usize) -> Self {
        if index > 0 {
            self.name = format!("{}-bank{}", self.name, index + 1);
        }
        self
    }

    /// Of one year.
    pub(super) fn of_year(mut self, year: u16) -> Self {
        self.name = format!("{}-{year}", self.name);
        self
    }

    /// One of several, counted from 1.
    pub(super) fn numbered(mut self, number: usize) -> Self {
        self.name = format!("{}-{number}", self.name);
        self
    }

    /// The file that the payload is kept as.
    pub(super) fn file(&self) -> String {
        payload_file(&self.name)
    }
}

/// The file that a payload of this name is kept as.
pub(super) fn payload_file(unit: &str) -> String {
    format!("{unit}.json")
}

/// The file that an answer is kept as that is no payload; it may be anything but JSON. Each has its
/// own, so that none takes the place of one that a manifest or a journal speaks of.
pub(super) fn rejected_file(unit: &str, sha256: &str) -> String {
    format!("{unit}.{}.rejected", sha256.get(..12).unwrap_or(sha256))
}
