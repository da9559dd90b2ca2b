//! One thing for each of an application's persons: a folder, a journal, what came.

use caudal_facts::{Application, Evidence, Party, Report, Source};
use caudal_providers::{Gathered, SourceReport};

/// The applicant's, and a co-applicant's where there is one.
#[derive(Debug)]
pub(crate) struct Persons<T> {
    pub(crate) applicant: T,
    pub(crate) co_applicant: Option<T>,
}

impl<T> Persons<T> {
    /// One person's.
    pub(crate) const fn of(&self, party: Party) -> Option<&T> {
        match party {
            Party::Applicant => Some(&self.applicant),
            Party::CoApplicant => self.co_applicant.as_ref(),
        }
    }

    /// Each with whose it is, the applicant's first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Party, &T)> {
        let persons = Party::ALL.into_iter();
        persons.filter_map(|party| Some((party, self.of(party)?)))
    }

    /// Something else for each of the same persons.
    pub(crate) fn map<U>(self, mut of: impl FnMut(T) -> U) -> Persons<U> {
        Persons {
            applicant: of(self.applicant),
            co_applicant: self.co_applicant.map(of),
        }
    }
}

impl Persons<Application> {
    /// An application as one of each person alone.
    pub(crate) fn alone(application: &Application) -> Self {
        Self {
            applicant: Application {
                co_applicant: None,
                ..application.clone()
            },
            co_applicant: application.of(Party::CoApplicant),
        }
    }
}

impl Persons<Gathered> {
    /// What came, together.
    pub(crate) fn evidence(&self) -> Evidence {
        let theirs = self.co_applicant.as_ref();
        Evidence {
            co_applicant: theirs.map(|gathered| Box::new(gathered.evidence.clone())),
            ..self.applicant.evidence.clone()
        }
    }

    /// How each report went, under the name that policies have for it.
    pub(crate) fn reports(&self) -> Vec<SourceReport> {
        let of_person = |(party, gathered): (Party, &Gathered)| {
            let reports = gathered.sources.clone().into_iter();
            let named = reports.map(move |report| SourceReport {
                source: Source::parse(report.source)
                    .map_or(report.source, |source| Report { party, source }.name()),
                ..report
            });
            named.collect::<Vec<_>>()
        };
        self.iter().flat_map(of_person).collect()
    }

    /// Whether a report was asked for, whatever came of it.
    pub(crate) fn asked(&self, report: Report) -> bool {
        self.of(report.party)
            .is_some_and(|gathered| gathered.asked(report.source))
    }
}
