//! Problems in files that hold secrets or say where they are: no message shows a value.

use std::cell::RefCell;
use std::fmt::Display;
use std::path::Path;

use caudal_facts::Diagnostic;
use caudal_providers::{Secret, SecretError};

use super::secret_reference::SecretReference;
use crate::problems::Problems;

/// How messages of serde's begin that quote a value.
const QUOTE_VALUE: [&str; 4] = [
    "invalid type",
    "invalid value",
    "invalid length",
    "unknown variant",
];

/// One file's problems, gathered before any is told.
pub(super) struct FileProblems<'f> {
    file: &'f Path,
    found: RefCell<Vec<Diagnostic>>,
}

impl<'f> FileProblems<'f> {
    /// None yet.
    pub(super) fn of(file: &'f Path) -> Self {
        Self {
            file,
            found: RefCell::default(),
        }
    }

    /// A problem at a name in the file. A hint may stand at the end of what is wrong.
    pub(super) fn add(&self, name: &str, wrong: impl Display) {
        let text = format!("{name}: {wrong}");
        let problem = match text.split_once("\nhint: ") {
            Some((message, hint)) => self.at((0, 0), message).hint(hint),
            None => self.at((0, 0), &text),
        };
        self.found.borrow_mut().push(problem);
    }

    /// What a step gave, or nothing and its problem.
    pub(super) fn take<T, E: Display>(&self, name: &str, outcome: Result<T, E>) -> Option<T> {
        outcome
            .map_err(|error| self.add(name, format!("failed to {error}")))
            .ok()
    }

    /// The secret at a name in the file.
    pub(super) fn secret(&self, name: &str, reference: &SecretReference) -> Option<Secret> {
        let folder = self.file.parent().unwrap_or(Path::new(""));
        let secret = reference.resolve(folder).map_err(|error| match &error {
            // What the system says stands in the cause.
            SecretError::File { source, .. } => format!("{error}: {source}"),
            _ => error.to_string(),
        });
        self.take(name, secret)
    }

    /// A number in its range, or the value that holds without one.
    pub(super) fn within<N: PartialOrd + Display + Copy>(
        &self,
        name: &str,
        given: Option<N>,
        (least, most): (N, N),
        usual: N,
    ) -> N {
        let Some(number) = given else { return usual };
        if number < least || number > most {
            self.add(name, format!("is {number}, allowed are {least} to {most}"));
            return usual;
        }
        number
    }

    /// What was read, if there was no problem.
    pub(super) fn unless_any<T>(self, read: T) -> anyhow::Result<T> {
        let found = self.found.take();
        if found.is_empty() {
            Ok(read)
        } else {
            Err(self.refused(found))
        }
    }

    /// That the file's form is wrong at a place. `message` is the reader's own, which may quote a
    /// value; what is left of it does not.
    pub(super) fn form(&self, place: (usize, usize), message: &str) -> anyhow::Error {
        let quotes_value = QUOTE_VALUE.iter().any(|start| message.starts_with(start));
        let message = match message.split_once(", expected ") {
            _ if !quotes_value => message.to_owned(),
            Some((_, "u32" | "u64" | "usize")) => "expected a whole number".to_owned(),
            Some((_, expected)) => format!("expected {expected}"),
            None => "a value is not what is expected here".to_owned(),
        };
        self.refused(vec![self.at(place, &message)])
    }

    /// That the file's form is wrong at a byte of its text.
    pub(super) fn form_at(&self, text: &str, offset: usize, message: &str) -> anyhow::Error {
        let at = Diagnostic::at_offset("", text, offset, "");
        self.form((at.line, at.column), message)
    }

    fn at(&self, place: (usize, usize), message: &str) -> Diagnostic {
        Diagnostic::at(self.file.display().to_string(), place, message)
    }

    fn refused(&self, found: Vec<Diagnostic>) -> anyhow::Error {
        // An excerpt could show a secret that does not belong there.
        Problems::in_personal_data(format!("read {}", self.file.display()), found).into()
    }
}
