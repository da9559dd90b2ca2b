//! A feature of one of an application's persons: the catalogue declares each once, for both.

use std::borrow::Cow;

use caudal_facts::{Country, Party, Report};

use crate::features::Feature;

/// The flag that says whether there is a co-applicant.
pub(crate) const CO_PRESENT: &str = "co.present";

/// The namespace of what is known of a co-applicant.
pub(crate) const CO: &str = "co";

/// A feature of one of the persons.
#[derive(Debug, Clone, Copy)]
pub struct FeatureOf {
    /// Whose.
    pub party: Party,
    /// Which.
    pub feature: &'static Feature,
}

impl FeatureOf {
    /// Its name as policies write it: `income.cv_6m`, `co.income.cv_6m`.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        match self.party {
            Party::Applicant => Cow::Borrowed(self.feature.name),
            Party::CoApplicant => {
                Cow::Owned(format!("{}{}", self.party.prefix(), self.feature.name))
            }
        }
    }

    /// The reports that it needs in a country; none where it needs none, or no country is known.
    #[must_use]
    pub fn reports(
        &self,
        country: Option<Country>,
    ) -> impl ExactSizeIterator<Item = Report> + use<> {
        let sources = country.map_or(&[][..], |country| self.feature.sources.of(country));
        let party = self.party;
        sources.iter().map(move |source| Report {
            party,
            source: *source,
        })
    }
}
