//! Everything that a check can find: each kind of problem declared once, under a name that stays.

mod declare;
mod files;
mod flow;
mod language;
mod names;
mod reach;
mod tables;
mod types;

use caudal_facts::{Diagnostic, Level};

pub(crate) use files::*;
pub(crate) use flow::*;
pub(crate) use language::*;
pub(crate) use names::*;
pub(crate) use reach::*;
pub(crate) use tables::*;
pub(crate) use types::*;

/// One kind of problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// Its name. It never changes: people and programs refer to it.
    pub id: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What it is, in one line.
    pub title: &'static str,
    /// Why it is a problem, and what to do about it.
    pub explanation: &'static str,
    /// A policy's lines that have the problem.
    pub wrong: &'static str,
    /// The same lines without it.
    pub right: &'static str,
}

impl Finding {
    /// Every kind, in the order of the reference.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        [
            files::ALL,
            names::ALL,
            language::ALL,
            types::ALL,
            tables::ALL,
            flow::ALL,
            reach::ALL,
        ]
        .into_iter()
        .flatten()
        .copied()
    }

    /// The kind of this name.
    #[must_use]
    pub fn get(id: &str) -> Option<&'static Self> {
        Self::all().find(|finding| finding.id == id)
    }

    /// The problem as one of this kind.
    pub(crate) const fn of(&self, problem: Diagnostic) -> Diagnostic {
        problem.of_kind(self.id, self.level)
    }
}
