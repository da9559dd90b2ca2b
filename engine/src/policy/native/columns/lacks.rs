//! What stands in place of values that are not there: few different things, numbered, however many cases lack them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::mask::Mask;
use crate::policy::value::{Cause, Causes, Value};

/// The number of what a case lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Lack(u32);

/// Everything that cases lack.
#[derive(Debug, Default)]
pub(super) struct Lacks {
    /// Missing or none, each once.
    all: Vec<Value>,
    known: BTreeMap<Key, Lack>,
    unions: HashMap<(Lack, Lack), Lack>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    None(Arc<str>),
    Missing(Vec<Cause>),
}

/// Which cases lack a value, and what.
#[derive(Debug, Clone)]
pub(super) struct Lacking {
    pub(super) any: Mask,
    /// What each lacks, where one of them does.
    of: Vec<Lack>,
}

impl Lacks {
    /// The number of a value that is missing or none; `None` of any other.
    pub(super) fn number(&mut self, value: &Value) -> Option<Lack> {
        let key = match value {
            Value::None(name) => Key::None(Arc::clone(name)),
            Value::Missing(causes) => Key::Missing(causes.iter().cloned().collect()),
            _ => return None,
        };
        let next = Lack(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        let number = *self.known.entry(key).or_insert(next);
        if number == next {
            self.all.push(value.clone());
        }
        Some(number)
    }

    pub(super) fn missing(&mut self, causes: Causes) -> Lack {
        self.number(&Value::Missing(causes)).unwrap_or(Lack(0))
    }

    /// What the number stands for.
    pub(super) fn value(&self, of: Lack) -> &Value {
        const NOTHING: &Value = &Value::Flag(false);
        self.all.get(of.0 as usize).unwrap_or(NOTHING)
    }

    /// Why it is missing; `None` of what is known to be absent.
    pub(super) fn causes(&self, of: Lack) -> Option<&Causes> {
        match self.value(of) {
            Value::Missing(causes) => Some(causes),
            _ => None,
        }
    }

    /// What an operation on it lacks.
    pub(super) fn alone(&mut self, of: Lack) -> Lack {
        match self.value(of).lack() {
            Some(causes) if self.causes(of).is_none() => self.missing(causes),
            _ => of,
        }
    }

    /// What an operation on both lacks.
    pub(super) fn both(&mut self, one: Lack, other: Lack) -> Lack {
        if let Some(known) = self.unions.get(&(one, other)) {
            return *known;
        }
        let union = match (self.value(one).lack(), self.value(other).lack()) {
            (Some(first), Some(second)) => self.missing(first.and(&second)),
            _ => one,
        };
        self.unions.insert((one, other), union);
        union
    }
}

impl Lacking {
    /// No case of so many.
    pub(super) fn none(rows: usize) -> Self {
        Self {
            any: Mask::none(rows),
            of: Vec::new(),
        }
    }

    /// A case lacks that.
    pub(super) fn add(&mut self, row: usize, lack: Lack) {
        if self.of.is_empty() {
            self.of = vec![lack; self.any.rows()];
        }
        self.any.add(row);
        if let Some(of) = self.of.get_mut(row) {
            *of = lack;
        }
    }

    /// What a case lacks, if it does.
    pub(super) fn at(&self, row: usize) -> Option<Lack> {
        self.of.get(row).copied().filter(|_| self.any.has(row))
    }

    /// What operations on either lack, in some of the cases.
    pub(super) fn joined(
        one: Option<&Self>,
        other: Option<&Self>,
        rows: usize,
        lacks: &mut Lacks,
    ) -> Self {
        let mut joined = Self::none(rows);
        let there = |side: Option<&Self>| side.is_some_and(|side| !side.any.is_empty());
        if !there(one) && !there(other) {
            return joined;
        }
        for row in 0..rows {
            let at = |side: Option<&Self>| side.and_then(|side| side.at(row));
            let lack = match (at(one), at(other)) {
                (Some(one), Some(other)) => lacks.both(one, other),
                (Some(only), None) | (None, Some(only)) => lacks.alone(only),
                (None, None) => continue,
            };
            joined.add(row, lack);
        }
        joined
    }

    /// Only those of some cases.
    pub(super) fn among(mut self, rows: &Mask) -> Self {
        self.any = self.any.and(rows);
        self
    }
}
