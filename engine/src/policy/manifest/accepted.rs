//! `[accepted]`: what a check would warn of, and is meant as it stands.

use std::collections::BTreeMap;

use crate::policy::document::Section;
use crate::policy::{findings, names};

/// The kinds of warnings that are about one figure, and that a policy may have good reasons for.
const ACCEPTABLE: [&str; 2] = [findings::SAFE_DEFAULT.id, findings::WRONG_DIRECTION.id];

/// Warnings that somebody looked at: for each kind and figure, why it is right here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted(BTreeMap<(String, String), String>);

/// A warning that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acceptance<'a> {
    /// The kind of warning.
    pub finding: &'a str,
    /// What it is about.
    pub figure: &'a str,
    /// Why it is right here.
    pub reason: &'a str,
}

impl Accepted {
    /// Whether a warning about a figure is accepted.
    #[must_use]
    pub fn has(&self, finding: &str, figure: &str) -> bool {
        let key = (finding.to_owned(), figure.to_owned());
        self.0.contains_key(&key)
    }

    /// All of them, in order of kind and figure.
    pub fn iter(&self) -> impl Iterator<Item = Acceptance<'_>> {
        self.0.iter().map(|((finding, figure), reason)| Acceptance {
            finding,
            figure,
            reason,
        })
    }
}

pub(super) fn read(root: &Section<'_, '_>) -> Accepted {
    let mut accepted = Accepted::default();
    let Some(section) = root.section("accepted") else {
        return accepted;
    };
    for (finding, entry) in section.entries() {
        if !ACCEPTABLE.contains(&finding.as_str()) {
            let message = format!("{finding:?} is no warning that can be accepted");
            entry.report_with(message, names::hint(&finding, &ACCEPTABLE));
            continue;
        }
        let Some(figures) = entry.section() else {
            continue;
        };
        for (figure, entry) in figures.entries() {
            match entry.string() {
                Some(reason) if reason.trim().is_empty() => {
                    entry.report_with(
                        format!("{figure:?} is accepted without a reason"),
                        "write why it is right here",
                    );
                }
                Some(reason) => {
                    accepted.0.insert((finding.clone(), figure), reason);
                }
                None => {}
            }
        }
    }
    accepted
}
