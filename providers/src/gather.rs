//! Everything that is to be known of an applicant, asked for side by side; there is always a result.
//!
//! Each payload runs on its own: what arrived before is taken from the [`Journal`], what is fresh from
//! the [`Cache`], the rest from its provider, until it is there or the time is over. Dropping the
//! future or killing the process loses nothing that had arrived, and the next run with the same
//! journal goes on: a job that exists is waited for and not made again.

mod access;
mod cache;
mod deliver;
mod journal;
mod obtain;
mod plan;
mod report;
mod run;
mod settings;
mod source;
mod stages;
mod step;
mod unit;

use std::sync::Arc;
use std::time::Duration;

use caudal_facts::{Application, Evidence, Source};
use futures_util::future::join_all;

use crate::bancame::Bancame;
use crate::bcra::Bcra;
use crate::cirenio::Cirenio;
use crate::clock::Clock;
use crate::khipu::{CallbackAddress, Khipu};

pub use access::{Access, CirenioAccess, KhipuAccess};
pub use cache::{Cache, CacheKey, Cached, MemoryCache};
pub use deliver::{Delivery, deliver, deliver_job};
pub use journal::{FolderStore, Journal, JournalError, MemoryStore, Store};
pub use report::{Gathered, Origin, PayloadReport, SourceReport};
pub use settings::GatherSettings;
pub use step::{Arrival, Effort, Miss, Progress, Record, Rejected, Step};

use obtain::nobody;
use report::Outcome;
use unit::Unit;

/// The providers that a lender has contracts with. Cheap to clone; clones share connections,
/// limits, circuit breakers and cache.
#[derive(Debug, Clone)]
pub struct Providers {
    clock: Arc<dyn Clock>,
    settings: GatherSettings,
    cirenio: Option<Cirenio>,
    khipu: Option<Khipu>,
    bancame: Option<Bancame>,
    bcra: Option<Bcra>,
    callbacks: Option<CallbackAddress>,
    cache: Option<Arc<dyn Cache>>,
}

impl Providers {
    /// No providers yet. A source whose provider is not added is unavailable.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, settings: GatherSettings) -> Self {
        Self {
            clock,
            settings,
            cirenio: None,
            khipu: None,
            bancame: None,
            bcra: None,
            callbacks: None,
            cache: None,
        }
    }

    /// With Cirenio, for bank reports of Argentina.
    #[must_use]
    pub fn with_cirenio(self, cirenio: Cirenio) -> Self {
        Self {
            cirenio: Some(cirenio),
            ..self
        }
    }

    /// With Khipu, for bank reports and public registers of Chile.
    #[must_use]
    pub fn with_khipu(self, khipu: Khipu) -> Self {
        Self {
            khipu: Some(khipu),
            ..self
        }
    }

    /// With banca.me, for pre-approvals of Chile and the registers that come with them.
    #[must_use]
    pub fn with_bancame(self, bancame: Bancame) -> Self {
        Self {
            bancame: Some(bancame),
            ..self
        }
    }

    /// With the central bank's register of debtors of Argentina.
    #[must_use]
    pub fn with_bcra(self, bcra: Bcra) -> Self {
        Self {
            bcra: Some(bcra),
            ..self
        }
    }

    /// With an address where Khipu may call back, which it prefers: whoever hosts it hands what
    /// comes to [`deliver`]. Without one each call waits for its answer.
    #[must_use]
    pub fn with_callbacks(self, address: CallbackAddress) -> Self {
        Self {
            callbacks: Some(address),
            ..self
        }
    }

    /// With a cache. It is used for the sources that
    /// [`GatherSettings::max_age`] names.
    #[must_use]
    pub fn with_cache(self, cache: Arc<dyn Cache>) -> Self {
        Self {
            cache: Some(cache),
            ..self
        }
    }

    /// Asks for these sources, side by side, for at most this long.
    ///
    /// It never fails as a whole: what did not come is in the evidence with the reason. What the
    /// journal has is not asked for again, so a policy may gather stage by stage: give
    /// `Engine::next` [`Gathered::facts_for_next`], gather what it wants and was not
    /// [`asked`](Gathered::asked) yet, [`join`](Gathered::join) it, and go on until it decides.
    ///
    /// # Example
    /// ```
    /// use std::sync::Arc;
    /// use std::time::Duration;
    ///
    /// use caudal_facts::{Application, Limits, Source};
    /// use caudal_providers::{Access, GatherSettings, Journal, Providers, SystemClock};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let application = br#"{
    ///     "id": "A-1", "country": "AR", "product": "personal", "as_of": "2026-10-01",
    ///     "applicant": { "tax_id": "20-26756539-3" }, "request": { "currency": "ARS" }
    /// }"#;
    /// let application = Application::from_json("a.json", application, &Limits::default())?;
    ///
    /// let providers = Providers::new(Arc::new(SystemClock::default()), GatherSettings::default());
    /// let gathered = providers
    ///     .gather(
    ///         &application,
    ///         &Access::default(),
    ///         &[Source::Cirenio],
    ///         &Journal::in_memory(),
    ///         Duration::from_secs(60),
    ///     )
    ///     .await;
    /// // Nobody could be asked, and the evidence says so: it is not an empty report.
    /// assert_eq!(gathered.sources[0].status, "unavailable");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn gather(
        &self,
        application: &Application,
        access: &Access,
        sources: &[Source],
        journal: &Journal,
        time: Duration,
    ) -> Gathered {
        let case = Case {
            providers: self,
            application,
            access,
            journal,
            deadline: self.clock.elapsed().saturating_add(time),
        };
        // Two people's evidence must never meet, whoever mixes up their journals.
        let named = CacheKey::of(&[
            &application.id,
            application.country.code(),
            &application.tax_id.reveal(),
        ]);
        let named = named.digest().to_string();
        if let Err(error) = journal.hold_case(&named, self.clock.now()).await {
            return refused(sources, &error);
        }
        let (groups, running): (Vec<_>, Vec<_>) = plan::groups(case, sources)
            .into_iter()
            .map(|group| (group.sources, group.outcomes))
            .unzip();
        let outcomes: Vec<Vec<Outcome>> = join_all(running).await;
        assembled(sources, &groups, outcomes)
    }
}

/// One gathering: what every payload's run is given.
#[derive(Debug, Clone, Copy)]
struct Case<'g> {
    providers: &'g Providers,
    application: &'g Application,
    access: &'g Access,
    journal: &'g Journal,
    deadline: Duration,
}

/// Nothing but the reason, for every source.
fn refused(sources: &[Source], error: &JournalError) -> Gathered {
    let sources = plan::distinct(sources);
    let groups: Vec<Vec<Source>> = sources.iter().map(|source| vec![*source]).collect();
    let outcomes = sources
        .iter()
        .map(|source| {
            let why = format!("failed to {error}");
            vec![nobody(Unit::new(*source, source.name(), "none"), why)]
        })
        .collect();
    let mut gathered = assembled(&sources, &groups, outcomes);
    gathered.journal_errors.push(error.clone());
    gathered
}

fn assembled(sources: &[Source], groups: &[Vec<Source>], outcomes: Vec<Vec<Outcome>>) -> Gathered {
    let mut reports = Vec::new();
    for source in plan::distinct(sources) {
        let of_source: Vec<&Outcome> = groups
            .iter()
            .zip(&outcomes)
            .filter(|(served, _)| served.contains(&source))
            .flat_map(|(_, outcomes)| outcomes)
            .collect();
        reports.push(report::of_source(source, &of_source));
    }
    let mut entries = Vec::new();
    let mut journal_errors = Vec::new();
    for outcome in outcomes.into_iter().flatten() {
        entries.push(outcome.entry);
        journal_errors.extend(outcome.errors);
    }
    Gathered {
        evidence: Evidence {
            entries,
            co_applicant: None,
        },
        sources: reports,
        journal_errors,
    }
}
