//! Rules that decide nothing, everybody, or the wrong way round; offers that nothing keeps in bounds.
//!
//! All of it rests on the typed form and on where its conditions can be true, false and missing.

mod direction;
mod domain;
mod interval;
mod linear;
mod offers;
mod order;
mod range;
mod region;
mod rules;
mod solver;

use std::collections::BTreeMap;

use caudal_facts::Diagnostic;

use super::check;
use super::document::Problems;
use super::findings::Finding;
use super::typed::{Span, Typed};
use linear::Lines;
use solver::Solver;

/// How large a script may be for its reach to be told: some ten times the largest policy. A larger one is
/// no policy that people read, and is not held up by it.
const NODES_MAX: usize = 10_000;

/// Finds what a sound policy may have been meant otherwise in.
pub(crate) fn find(subject: &check::Subject<'_>, typed: &Typed, problems: &Problems) {
    if typed.nodes.len() > NODES_MAX {
        return;
    }
    let reach = Reach {
        subject,
        typed,
        problems,
        lines: Lines::new(typed),
    };
    reach.rules();
    reach.offers();
    reach.directions();
}

/// A policy whose reach is told.
struct Reach<'r> {
    subject: &'r check::Subject<'r>,
    typed: &'r Typed,
    problems: &'r Problems,
    lines: Lines<'r>,
}

/// What was told of one place in each of the rounds and calls that it stands in.
#[derive(Default)]
struct Everywhere<T>(BTreeMap<T, bool>);

impl<T: Ord> Everywhere<T> {
    /// Notes whether it holds once more.
    fn note(&mut self, place: T, holds: bool) {
        let so_far = self.0.entry(place).or_insert(true);
        *so_far &= holds;
    }

    /// The places where it always held.
    fn places(self) -> impl Iterator<Item = T> {
        self.0
            .into_iter()
            .filter(|(_, holds)| *holds)
            .map(|(place, _)| place)
    }
}

impl Reach<'_> {
    fn solver(&self) -> Solver<'_> {
        let (tables, scorecards) = (self.subject.tables, self.subject.scorecards);
        Solver::new(self.typed, tables, scorecards, &self.lines)
    }

    fn report(
        &self,
        finding: &'static Finding,
        span: &Span,
        message: impl Into<String>,
        hint: Option<&str>,
    ) {
        span.report(self.problems, finding, message, hint);
    }

    fn report_line(
        &self,
        finding: &'static Finding,
        path: &str,
        (line, column): (usize, usize),
        message: String,
        hint: Option<&str>,
    ) {
        let file = match self.subject.root {
            "" => path.to_owned(),
            root => format!("{root}/{path}"),
        };
        let problem = Diagnostic::at(file, (line, column), message);
        self.problems.push(
            finding,
            match hint {
                Some(hint) => problem.hint(hint),
                None => problem,
            },
        );
    }
}
