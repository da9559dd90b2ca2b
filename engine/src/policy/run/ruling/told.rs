//! What a ruling tells: its events, named results and stages, each with what the policy says of it.

use std::borrow::Cow;
use std::fmt;

use super::Ruling;
use crate::policy::native::Kept;
use crate::policy::run::event::Event;
use crate::policy::run::log::Setting;
use crate::policy::value::Value;

/// One stage as it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageRecord<'r> {
    /// Its name.
    pub name: &'r str,
    /// Whether it was skipped by its condition.
    pub skipped: bool,
    /// Where it begins.
    pub line: usize,
}

/// The named results of a run.
#[derive(Debug, Clone)]
pub(crate) enum Results {
    /// Under names of their own.
    Named(Vec<(String, Value)>),
    /// In the cells of the policy's plan: as many as the run has reached.
    Planned { cells: Kept, reached: usize },
}

impl Ruling {
    /// Everything that happened, in order.
    #[must_use]
    pub fn events(&self) -> impl ExactSizeIterator<Item = Event<'_>> {
        self.log.events(self.setting())
    }

    /// One of the events, by its number.
    #[must_use]
    pub fn event(&self, index: usize) -> Option<Event<'_>> {
        self.log.event(self.setting(), index)
    }

    /// The named results, in order.
    pub fn results(&self) -> impl Iterator<Item = (&str, Cow<'_, Value>)> {
        let (named, reached) = match &self.results {
            Results::Named(named) => (named.as_slice(), 0),
            Results::Planned { reached, .. } => (&[][..], *reached),
        };
        let cells = self.setting().cells.into_iter();
        let planned = cells.flat_map(move |cells| cells.results(reached));
        let named = named.iter();
        let named = named.map(|(name, value)| (name.as_str(), Cow::Borrowed(value)));
        named.chain(planned)
    }

    /// The result of a name.
    #[must_use]
    pub fn result(&self, name: &str) -> Option<Cow<'_, Value>> {
        let mut results = self.results();
        results
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            rules: &self.parts.rules,
            cells: match &self.results {
                Results::Named(_) => None,
                Results::Planned { cells, .. } => self.parts.native.cells(cells),
            },
        }
    }

    /// The stages that were begun.
    #[must_use]
    pub fn stages(&self) -> impl ExactSizeIterator<Item = StageRecord<'_>> {
        let stages = self.skipped.iter().zip(&self.parts.rules.stages);
        stages.map(|(skipped, stage)| StageRecord {
            name: &stage.name,
            skipped: *skipped,
            line: stage.line,
        })
    }
}

impl fmt::Debug for Ruling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ruling")
            .field("outcome", &self.outcome)
            .field("stages", &self.stages().collect::<Vec<_>>())
            .field("stopped_at", &self.stopped_at)
            .field("reasons", &self.reasons)
            .field("events", &self.events().collect::<Vec<_>>())
            .field("offers", &self.offers)
            .field("withheld", &self.withheld)
            .field("conditions", &self.conditions)
            .field("asked", &self.asked)
            .field("results", &self.results().collect::<Vec<_>>())
            .field("defaults", &self.defaults)
            .finish_non_exhaustive()
    }
}
