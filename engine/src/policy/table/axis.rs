//! A column's values cut into atoms: the stretches on which every cell of the column answers alike.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::cut::{Cut, Family, Key};
use super::domain::{Domain, Shape};
use super::region::Extent;
use crate::policy::cell::Cell;

/// A row as the search for gaps and overlaps sees it.
pub(crate) struct Line<'t> {
    /// Its cells, by column.
    pub(crate) cells: Vec<&'t Cell>,
    /// The dates on which it is in force; `None` for all.
    pub(crate) in_force: Option<(Cut, Cut)>,
}

/// One column, or several of one name.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) name: String,
    /// Stretches of known values, in order. `none` and missing follow them as the last atoms.
    atoms: Vec<(Cut, Cut)>,
    /// How many atoms are no missing value.
    known: u32,
    /// How many there are.
    size: u32,
    whole: bool,
    /// Whether neighbours belong together, as numbers and dates do.
    pub(super) ordered: bool,
}

/// Atoms, as stretches of their numbers in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct AtomSet(pub(super) Vec<Range<u32>>);

impl Axis {
    /// The axis of the columns' spans.
    pub(super) fn new(name: &str, spans: &[(Cut, Cut)], domain: &Domain) -> Self {
        let whole = matches!(domain.shape, Shape::Numbers { whole: true, .. });
        let mut axis = Self {
            name: name.to_owned(),
            atoms: Vec::new(),
            known: 0,
            size: 0,
            whole,
            ordered: !matches!(
                domain.shape,
                Shape::Flags | Shape::Words(_) | Shape::Texts | Shape::Points(_)
            ),
        };
        axis.atoms = match &domain.shape {
            Shape::Numbers { low, high, .. } => {
                let low = low.map(Key::Number);
                axis.between(Family::Number, low, high.map(Key::Number), spans)
            }
            Shape::Dates { low, high } => {
                axis.between(Family::Date, low.map(Key::Date), high.map(Key::Date), spans)
            }
            Shape::Points(points) => points.iter().map(|n| point(Key::Number(*n))).collect(),
            Shape::Flags => [false, true].map(|flag| point(Key::Flag(flag))).to_vec(),
            Shape::Words(words) => words
                .iter()
                .map(|w| point(Key::Text(Arc::clone(w))))
                .collect(),
            Shape::Texts => axis.between(Family::Text, None, None, spans),
        };
        axis.known = number(axis.atoms.len()) + u32::from(domain.none);
        axis.size = axis.known + u32::from(domain.missing);
        axis
    }

    fn between(
        &self,
        family: Family,
        low: Option<Key>,
        high: Option<Key>,
        spans: &[(Cut, Cut)],
    ) -> Vec<(Cut, Cut)> {
        let first = self.place(&low.map_or_else(|| Cut::start(family), Cut::before));
        let last = self.place(&high.map_or_else(|| Cut::end(family), Cut::after));
        let within = spans.iter().flat_map(|(from, to)| [from, to]);
        let mut cuts: BTreeSet<Cut> = within.map(|cut| self.place(cut)).collect();
        cuts.retain(|cut| first < *cut && *cut < last);
        if first < last {
            cuts.insert(first);
            cuts.insert(last);
        }
        let cuts: Vec<Cut> = cuts.into_iter().collect();
        cuts.windows(2)
            .filter_map(|pair| Some((pair.first()?.clone(), pair.last()?.clone())))
            .collect()
    }

    fn place(&self, cut: &Cut) -> Cut {
        cut.clone().on_whole(self.whole)
    }

    /// How many atoms are no missing value.
    pub(super) const fn known(&self) -> u32 {
        self.known
    }

    /// How many atoms there are.
    pub(super) const fn size(&self) -> u32 {
        self.size
    }

    /// How many atoms are values, neither missing nor none.
    pub(super) fn values(&self) -> u32 {
        number(self.atoms.len())
    }

    /// The atoms of some words, in the words' order.
    pub(super) fn in_order(&self, words: &[String]) -> Vec<u32> {
        let atoms = words.iter().filter_map(|word| {
            let (from, _) = point(Key::Text(word.as_str().into()));
            self.atoms.iter().position(|atom| atom.0 == from)
        });
        atoms.map(number).collect()
    }

    /// The atom of a missing value.
    pub(super) fn missing(&self) -> Option<u32> {
        (self.known < self.size).then_some(self.known)
    }

    /// The atoms for which a cell surely holds.
    pub(super) fn set(&self, cell: &Cell) -> AtomSet {
        let values = number(self.atoms.len());
        match cell {
            Cell::Any => AtomSet::from(0..self.size()),
            Cell::None => AtomSet::from(values..self.known()),
            Cell::Missing => AtomSet::from(self.known()..self.size()),
            other => self.covered(&other.spans()),
        }
    }

    /// The atoms within some spans.
    pub(super) fn covered(&self, spans: &[(Cut, Cut)]) -> AtomSet {
        let mut ranges: Vec<Range<u32>> = spans
            .iter()
            .map(|(from, to)| {
                let (from, to) = (self.place(from), self.place(to));
                let begin = self.atoms.partition_point(|atom| atom.0 < from);
                let end = self.atoms.partition_point(|atom| atom.1 <= to);
                number(begin)..number(end)
            })
            .collect();
        ranges.sort_by_key(|range| range.start);
        let mut set = AtomSet::default();
        for range in ranges {
            set.push(range);
        }
        set
    }

    /// The atoms as people read them; `None` when they are all that a row can be held against.
    pub(super) fn part(&self, set: &AtomSet) -> Option<Extent> {
        if *set == AtomSet::from(0..self.size()) {
            return None;
        }
        let values = number(self.atoms.len());
        let mut spans: Vec<(Cut, Cut)> = Vec::new();
        for atom in set.atoms().filter(|atom| *atom < values) {
            let Some((from, to)) = self.atoms.get(atom as usize) else {
                continue;
            };
            match spans.last_mut() {
                Some(last) if last.1 == *from && self.ordered => last.1 = to.clone(),
                _ => spans.push((from.clone(), to.clone())),
            }
        }
        let all = values > 0 && set.has_all(&AtomSet::from(0..values));
        Some(Extent {
            column: self.name.clone(),
            spans: (!all).then_some(spans),
            whole: self.whole,
            none: values < self.known && set.has(values),
            missing: self.missing().is_some_and(|missing| set.has(missing)),
        })
    }
}

impl AtomSet {
    /// Adds atoms at the end.
    pub(super) fn push(&mut self, range: Range<u32>) {
        if range.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => self.0.push(range),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn has(&self, atom: u32) -> bool {
        self.0.iter().any(|range| range.contains(&atom))
    }

    pub(super) fn atoms(&self) -> impl Iterator<Item = u32> {
        self.0.iter().cloned().flatten()
    }

    /// Whether it has all of these.
    pub(super) fn has_all(&self, other: &Self) -> bool {
        other.0.iter().all(|inner| {
            let holds = |outer: &Range<u32>| outer.start <= inner.start && inner.end <= outer.end;
            self.0.iter().any(holds)
        })
    }

    /// What both have.
    pub(super) fn both(&self, other: &Self) -> Self {
        let mut set = Self::default();
        for one in &self.0 {
            for other in &other.0 {
                set.push(one.start.max(other.start)..one.end.min(other.end));
            }
        }
        set
    }

    /// The atoms below one.
    pub(super) fn below(&self, end: u32) -> Self {
        self.both(&Self::from(0..end))
    }

    /// How much of an axis of a size it takes, in thousandths.
    pub(super) fn share(&self, size: u32) -> u64 {
        let atoms: u64 = self
            .0
            .iter()
            .map(|range| u64::from(range.end - range.start))
            .sum();
        atoms * 1_000 / u64::from(size.max(1))
    }

    /// The first atom and the one after the last.
    pub(super) fn hull(&self) -> Range<u32> {
        let first = self.0.first().map_or(0, |range| range.start);
        first..self.0.last().map_or(first, |range| range.end)
    }
}

impl From<Range<u32>> for AtomSet {
    fn from(range: Range<u32>) -> Self {
        let mut set = Self::default();
        set.push(range);
        set
    }
}

/// Calls `visit` on each stretch of an axis on which the same of these sets hold, in order, with
/// their places among them. A stretch also ends at `split`.
pub(super) fn sweep<E>(
    sets: &[&AtomSet],
    size: u32,
    split: Option<u32>,
    mut visit: impl FnMut(Range<u32>, &BTreeSet<usize>) -> Result<(), E>,
) -> Result<(), E> {
    let mut changes: BTreeMap<u32, Vec<(bool, usize)>> = BTreeMap::new();
    for (place, set) in sets.iter().enumerate() {
        for range in &set.0 {
            changes.entry(range.start).or_default().push((true, place));
            changes.entry(range.end).or_default().push((false, place));
        }
    }
    for edge in [0, size].into_iter().chain(split) {
        changes.entry(edge).or_default();
    }
    let mut active = BTreeSet::new();
    let mut from = 0;
    for (at, changed) in changes {
        if from < at && at <= size {
            visit(from..at, &active)?;
        }
        from = at;
        for (begins, place) in changed {
            if begins {
                active.insert(place);
            } else {
                active.remove(&place);
            }
        }
    }
    Ok(())
}

fn point(key: Key) -> (Cut, Cut) {
    (Cut::before(key.clone()), Cut::after(key))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
