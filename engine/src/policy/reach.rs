//! Rules that decide nothing, everybody, or the wrong way round; offers that nothing keeps in bounds.
//!
//! All of it rests on the typed form and on where its conditions can be true, false and missing.

mod alone;
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

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use caudal_facts::Diagnostic;

use super::check;
use super::document::Problems;
use super::findings::{self, Finding};
use super::manifest::Acceptance;
use super::typed::{Span, Typed};
use linear::Lines;
use solver::Solver;

/// How large a script may be for its reach to be told: some ten times the largest policy. A larger one is
/// no policy that people read, and is not held up by it.
const NODES_MAX: usize = 10_000;

/// Finds what a sound policy may have been meant otherwise in.
pub(crate) fn find(subject: &check::Subject<'_>, typed: &Typed, problems: &Problems) {
    if let (true, Some(step)) = (typed.nodes.len() > NODES_MAX, typed.steps.first()) {
        let message =
            "this policy could not be analysed: written out, its script comes to too much";
        let problem = step.span.problem(problems, message);
        problems.push(&findings::NOT_ANALYSED, problem);
        return;
    }
    let reach = Reach {
        subject,
        typed,
        problems,
        lines: Lines::new(typed),
        accepted: RefCell::default(),
    };
    reach.rules();
    reach.offers();
    reach.directions();
    reach.alone();
    reach.unused_acceptances();
}

/// A policy whose reach is told.
struct Reach<'r> {
    subject: &'r check::Subject<'r>,
    typed: &'r Typed,
    problems: &'r Problems,
    lines: Lines<'r>,
    /// What was accepted of what was found: kind and figure.
    accepted: RefCell<BTreeSet<(&'static str, String)>>,
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

    /// Whether the policy says that a warning about a figure is meant so.
    fn is_accepted(&self, finding: &'static Finding, figure: &str) -> bool {
        let accepted = self.subject.manifest.accepted.has(finding.id, figure);
        if accepted {
            let key = (finding.id, figure.to_owned());
            self.accepted.borrow_mut().insert(key);
        }
        accepted
    }

    /// What is accepted and was not found.
    fn unused_acceptances(&self) {
        let met = self.accepted.borrow();
        let manifest = self.subject.manifest;
        for Acceptance {
            finding, figure, ..
        } in manifest.accepted.iter()
        {
            if met.iter().any(|(id, of)| *id == finding && of == figure) {
                continue;
            }
            let places = &manifest.places;
            let (path, place) = places.find(&format!("accepted.{finding}.{figure}"));
            let message = format!("{finding} is accepted for {figure:?}, and nothing warns of it");
            let hint = "take the line out: what it excused is no longer there";
            let at = (place.line, place.column);
            self.report_line(&findings::UNUSED_ACCEPTANCE, path, at, message, Some(hint));
        }
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
