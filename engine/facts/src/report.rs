//! The persons of an application, and the reports about each.

use std::fmt;

use crate::source::Source;

/// A person of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Party {
    /// Who asks for the credit.
    Applicant,
    /// Who asks for it together with them.
    CoApplicant,
}

/// A source's report about one of the persons. Policies, cases and decisions write `cmf` for the
/// applicant's and `co.cmf` for the co-applicant's.
///
/// # Example
/// ```
/// use caudal_facts::{Party, Report, Source};
///
/// let report = Report::parse("co.cmf").unwrap();
/// assert_eq!(report, Report { party: Party::CoApplicant, source: Source::Cmf });
/// assert_eq!(Report::from(Source::Cmf).name(), "cmf");
/// assert_eq!(Report::parse("co.co.cmf"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Report {
    /// Whom it is about.
    pub party: Party,
    /// Which report.
    pub source: Source,
}

impl Party {
    /// Both, the applicant first.
    pub const ALL: [Self; 2] = [Self::Applicant, Self::CoApplicant];

    /// What stands before the names of the person's figures and reports.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Applicant => "",
            Self::CoApplicant => "co.",
        }
    }

    /// A name without the prefix of the person that it is about.
    #[must_use]
    pub fn split(name: &str) -> (Self, &str) {
        match name.strip_prefix(Self::CoApplicant.prefix()) {
            Some(rest) => (Self::CoApplicant, rest),
            None => (Self::Applicant, name),
        }
    }
}

impl Report {
    /// Every report.
    pub fn all() -> impl Iterator<Item = Self> {
        let of = |party| Source::ALL.map(|source| Self { party, source });
        Party::ALL.into_iter().flat_map(of)
    }

    /// The name that policies and decisions use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match (self.party, self.source) {
            (Party::Applicant, source) => source.name(),
            (Party::CoApplicant, Source::Cirenio) => "co.cirenio",
            (Party::CoApplicant, Source::Khipu) => "co.khipu",
            (Party::CoApplicant, Source::Bancame) => "co.bancame",
            (Party::CoApplicant, Source::Afc) => "co.afc",
            (Party::CoApplicant, Source::Cmf) => "co.cmf",
            (Party::CoApplicant, Source::Sii) => "co.sii",
            (Party::CoApplicant, Source::Suseso) => "co.suseso",
            (Party::CoApplicant, Source::Protests) => "co.protests",
            (Party::CoApplicant, Source::Alimony) => "co.alimony",
            (Party::CoApplicant, Source::Bcra) => "co.bcra",
        }
    }

    /// The report with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let (party, source) = Party::split(name);
        let source = Source::parse(source)?;
        Some(Self { party, source })
    }
}

impl From<Source> for Report {
    /// The applicant's.
    fn from(source: Source) -> Self {
        Self {
            party: Party::Applicant,
            source,
        }
    }
}

impl fmt::Debug for Report {
    /// The applicant's as its source, the co-applicant's after `Co`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.party {
            Party::Applicant => fmt::Debug::fmt(&self.source, f),
            Party::CoApplicant => f.debug_tuple("Co").field(&self.source).finish(),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
