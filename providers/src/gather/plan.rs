//! Which payloads the sources come to, and who is asked for each.

mod argentina;
mod chile;

use caudal_facts::{Country, Source};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::obtain::Cacheable;
use super::run::Run;
use super::{CacheKey, Case, Outcome, Unit, nobody};

/// Payloads that come together, and the sources that they answer.
pub(super) struct Group<'g> {
    pub(super) sources: Vec<Source>,
    pub(super) outcomes: BoxFuture<'g, Vec<Outcome>>,
}

/// The sources, each once, in the order they were asked for.
pub(super) fn distinct(sources: &[Source]) -> Vec<Source> {
    let mut known = Vec::new();
    for source in sources {
        if !known.contains(source) {
            known.push(*source);
        }
    }
    known
}

/// The groups of payloads that these sources come to.
pub(super) fn groups<'g>(case: Case<'g>, sources: &[Source]) -> Vec<Group<'g>> {
    let mut groups: Vec<Group<'g>> = Vec::new();
    let mut by_bancame: Vec<Source> = Vec::new();
    for source in distinct(sources) {
        if let Some(country) = country_of(source)
            && country != case.application.country
        {
            let why = format!("{source} is a source of {}", country.code());
            groups.push(without(source, source.name(), why));
            continue;
        }
        match source {
            Source::Cirenio => groups.push(case.cirenio()),
            Source::Bcra => groups.push(case.bcra()),
            Source::Khipu => groups.push(case.khipu_banks()),
            Source::Bancame | Source::Suseso => by_bancame.push(source),
            Source::Alimony => groups.push(case.khipu_services(source)),
            Source::Cmf | Source::Afc | Source::Sii | Source::Protests => {
                // banca.me brings these too, where Khipu cannot be asked.
                if case.services(source).is_none() && case.providers.bancame.is_some() {
                    by_bancame.push(source);
                } else {
                    groups.push(case.khipu_services(source));
                }
            }
        }
    }
    if !by_bancame.is_empty() {
        groups.push(case.bancame(by_bancame));
    }
    groups
}

/// The country that a source is of; Khipu reads banks in both.
const fn country_of(source: Source) -> Option<Country> {
    match source {
        Source::Khipu => None,
        Source::Cirenio | Source::Bcra => Some(Country::Ar),
        Source::Bancame
        | Source::Afc
        | Source::Cmf
        | Source::Sii
        | Source::Suseso
        | Source::Protests
        | Source::Alimony => Some(Country::Cl),
    }
}

/// A source that nobody can be asked for.
fn without<'g>(source: Source, provider: &'static str, why: String) -> Group<'g> {
    let outcome = nobody(Unit::new(source, provider, "none"), why);
    Group {
        sources: vec![source],
        outcomes: async { vec![outcome] }.boxed(),
    }
}

impl<'g> Case<'g> {
    fn run(self, unit: Unit) -> Run<'g> {
        let providers = self.providers;
        Run::new(
            unit,
            self.journal,
            &*providers.clock,
            &providers.settings,
            self.deadline,
        )
    }

    /// How a payload may be had from the cache. `scope` tells apart what is reached in different ways.
    fn cacheable(self, unit: &Unit, scope: &str) -> Option<Cacheable<'g>> {
        let cache = self.providers.cache.as_deref()?;
        let age_max = *self.providers.settings.max_age.get(&unit.source)?;
        let tax_id = self.application.tax_id.reveal();
        let country = self.application.country.code();
        let key = CacheKey::of(&[country, &tax_id, &unit.name, scope]);
        Some(Cacheable {
            cache,
            key,
            age_max,
        })
    }
}
