//! Everything wrong in the files of one thing that could not be read.

use std::fmt;

use caudal_facts::Diagnostic;

use crate::print::counted;

/// Gives the text of a file that a problem is in, for the excerpt under it; `None` for a file that
/// is not shown.
pub(crate) type Sources = dyn Fn(&str) -> Option<String> + Send + Sync;

/// Problems with places, as an error: they are shown first, then the sentence that sums them up.
pub(crate) struct Problems {
    doing: String,
    found: Vec<Diagnostic>,
    sources: Box<Sources>,
}

impl Problems {
    /// Problems in files that a person wrote for Caudal; `doing` fits after "failed to …".
    pub(crate) fn in_rules(
        doing: impl Into<String>,
        found: Vec<Diagnostic>,
        sources: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        Self {
            doing: doing.into(),
            found,
            sources: Box::new(sources),
        }
    }

    /// Problems in an applicant's files, which are never shown: they hold personal data.
    pub(crate) fn in_personal_data(doing: impl Into<String>, found: Vec<Diagnostic>) -> Self {
        Self::in_rules(doing, found, |_| None)
    }

    pub(crate) fn found(&self) -> &[Diagnostic] {
        &self.found
    }

    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = counted(self.found.len(), "problem", "problems");
        write!(f, "{}: {found}", self.doing)
    }
}

impl fmt::Debug for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Problems")
            .field("doing", &self.doing)
            .field("found", &self.found)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Problems {}
