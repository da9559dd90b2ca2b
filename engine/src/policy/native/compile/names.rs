//! What names stand for where an event is written down: values from outside, and `let`s as they were last read.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Compiler, Open};
use crate::policy::load::Slot;
use crate::policy::manifest::ParamValue;
use crate::policy::native::plan::{Cell, Op, Ref, Shown, SlotPlan};
use crate::policy::typed::{NameRead, NodeId, Span};

/// The names that a script has read so far.
#[derive(Default)]
pub(super) struct Names {
    /// How many readings have been followed.
    followed: usize,
    known: HashMap<Arc<str>, Read>,
}

/// What a name was when it was last read.
#[derive(Clone, Copy)]
struct Read {
    node: NodeId,
    /// Whether every run that comes so far has read it.
    sure: bool,
}

impl Names {
    /// Follows the script to so many readings.
    pub(super) fn read(&mut self, reads: &[NameRead], to: usize) {
        for read in reads.iter().take(to).skip(self.followed) {
            let before = self.known.get(&read.name);
            let unchanged = before.is_some_and(|known| known.sure && known.node == read.node);
            let now = Read {
                node: read.node,
                sure: read.sure || unchanged,
            };
            self.known.insert(Arc::clone(&read.name), now);
        }
        self.followed = self.followed.max(to);
    }
}

impl Compiler<'_> {
    /// What an event shows under a name there; `None` where it shows nothing.
    pub(super) fn shown(&mut self, name: &str, at: &Span) -> Result<Option<Shown>, Open> {
        let plain = |of: Ref| Some(Shown { of, property: None });
        if name == "as_of" {
            return Ok(plain(Cell(0).into()));
        }
        if self.maker.slots.contains_key(name) {
            let asked = self.asked_for(name);
            return self.slot(name, asked, at).map(plain);
        }
        let (first, property) = match name.split_once('.') {
            Some((first, property)) => (first, Some(property)),
            None => (name, None),
        };
        let Some(read) = self.names.known.get(first).copied() else {
            return Ok(None);
        };
        if !read.sure {
            let why = "whether a name was read before depends on the branch of an if";
            return Err((at.clone(), why.into()));
        }
        let of = self.at(read.node)?;
        let property = property.map(|name| self.property(self.ty(read.node), name));
        Ok(Some(Shown { of, property }))
    }

    /// How many stages so far asked for what a full name rests on.
    fn asked_for(&self, name: &str) -> u32 {
        let Some(Slot::Feature(of)) = self.maker.slots.get(name) else {
            return 0;
        };
        let reports = of.reports(self.maker.manifest.country);
        reports.filter_map(|report| self.asked.get(&report)).sum()
    }

    /// The cell of a value from outside, read before it is needed.
    pub(super) fn slot(&mut self, name: &str, asked: u32, at: &Span) -> Result<Ref, Open> {
        let Some(slot) = self.maker.slots.get(name) else {
            return Err((at.clone(), "a name stands for nothing".into()));
        };
        if let Slot::Param(param) = slot
            && matches!(param.value, ParamValue::List(_))
        {
            return Err((at.clone(), "a list is read as a value".into()));
        }
        let key = (name.to_owned(), asked);
        let (cell, sure) = match self.slots.get(&key) {
            Some((cell, sure)) => (*cell, *sure),
            None => (self.cell(), false),
        };
        if !sure {
            let rules = &self.maker.manifest.missing;
            let action = rules.iter().find(|rule| rule.matches(name));
            self.plan.slots.push(SlotPlan {
                name: name.to_owned(),
                slot: slot.clone(),
                id: self.maker.layout.id(name),
                action: action.map(|rule| rule.action.clone()),
            });
            let slot = u32::try_from(self.plan.slots.len() - 1).unwrap_or(u32::MAX);
            self.op(Op::Load { slot, to: cell });
        }
        self.slots.insert(key, (cell, sure || self.branches == 0));
        Ok(cell.into())
    }
}
