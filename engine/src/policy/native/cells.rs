//! The cells of a run: each is written once, and read as long as the ruling is.

use std::borrow::Cow;

use super::held::Held;
use super::plan::{Plan, Ref};
use super::sight::Planned;
use crate::policy::value::Value;

/// What a run has computed, kept for whoever asks what its rules read.
#[derive(Debug, Clone)]
pub(crate) struct Kept(pub(super) Vec<Held>);

/// What has been computed.
#[derive(Clone, Copy)]
pub(crate) struct Cells<'c> {
    pub(super) plan: &'c Plan,
    pub(super) cells: &'c [Held],
}

impl<'c> Cells<'c> {
    /// What an operation reads.
    pub(super) fn held(self, of: Ref) -> &'c Held {
        const VACANT: &Held = &Held::Vacant;
        let held = match of.place() {
            Ok(constant) => self.plan.constants.get(constant),
            Err(cell) => self.cells.get(cell),
        };
        held.unwrap_or(VACANT)
    }

    /// What a statement that decides shows.
    pub(crate) fn act(self, number: u32) -> Option<Planned<'c>> {
        Some(Planned {
            act: self.plan.acts.get(number as usize)?,
            cells: self,
        })
    }

    /// The named result at a place among the plan's names, if a run has reached it.
    pub(super) fn result(self, name: u32, reached: usize) -> Option<Cow<'c, Value>> {
        let results = self.plan.results.get(..reached)?;
        let place = results.partition_point(|result| result.name <= name);
        let result = results.get(place.checked_sub(1)?)?;
        let held = self.held(result.of);
        let property = match name - result.name {
            0 => return held.value().map(Cow::Borrowed),
            after => result.properties.get(after as usize - 1)?,
        };
        if held.value().is_some() {
            return None;
        }
        held.shown(Some(*property), &self.plan.tables)
    }

    /// The named results that a run has reached, in order, with their places among the plan's names.
    pub(crate) fn results(self, reached: usize) -> impl Iterator<Item = (&'c str, Cow<'c, Value>)> {
        let results = self.plan.results.iter().take(reached);
        let named = results.flat_map(move |result| {
            let held = self.held(result.of);
            // A value has its own name; what is read from has those of its properties, which follow.
            let whole = held.value().is_some();
            let properties = result.properties.iter().filter(move |_| !whole);
            let properties = properties.map(|property| Some(*property));
            let own = whole.then_some((result.name, None));
            let all = own.into_iter().chain((result.name + 1..).zip(properties));
            all.filter_map(move |(name, property)| {
                Some((name, held.shown(property, &self.plan.tables)?))
            })
        });
        named.filter_map(move |(name, value)| {
            let name = self.plan.result_names.get(name as usize)?;
            Some((name.as_str(), value))
        })
    }
}
