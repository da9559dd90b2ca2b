//! What is found in a policy's files, collected so that everything is told at once.

use std::cell::RefCell;
use std::collections::BTreeMap;

use caudal_facts::{Diagnostic, Level};

use crate::policy::findings::Finding;
use crate::policy::script::Place;

/// Collects what is found in a policy's files.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    found: RefCell<Vec<Diagnostic>>,
    /// The files' texts, by the names that they are reported by.
    texts: RefCell<BTreeMap<String, String>>,
}

impl Problems {
    /// Notes a problem of one kind.
    pub(crate) fn push(&self, finding: &'static Finding, problem: Diagnostic) {
        self.found.borrow_mut().push(finding.of(problem));
    }

    /// Keeps a file's text, so that problems in it can be measured.
    pub(crate) fn know(&self, file: &str, text: &str) {
        self.texts
            .borrow_mut()
            .insert(file.to_owned(), text.to_owned());
    }

    /// How long the word at a place is.
    pub(crate) fn word(&self, file: &str, place: Place) -> usize {
        let at = Diagnostic::at(file, (place.line, place.column), "");
        match self.texts.borrow().get(file) {
            Some(text) => at.over_word(text).length,
            None => 1,
        }
    }

    /// Everything found, by file and place, each once.
    pub(crate) fn into_vec(self) -> Vec<Diagnostic> {
        let texts = self.texts.into_inner();
        let mut found: Vec<Diagnostic> = self
            .found
            .into_inner()
            .into_iter()
            .map(|problem| match texts.get(&problem.file) {
                Some(text) => problem.over_word(text),
                None => problem,
            })
            .collect();
        found.sort_by(|one, other| {
            (&one.file, one.line, one.column).cmp(&(&other.file, other.line, other.column))
        });
        found.dedup();
        found
    }

    /// Whether the policy cannot be used.
    pub(crate) fn has_errors(&self) -> bool {
        let found = self.found.borrow();
        found.iter().any(|problem| problem.level == Level::Error)
    }
}
