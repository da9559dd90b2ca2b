//! Patterns that never decide anything, because an earlier entry takes every text they are in.

use std::collections::BTreeSet;

use crate::categories::matching::{Categories, Word};
use crate::diagnostic::Diagnostic;

/// Literal patterns that can never decide, and patterns that stand twice in their entry.
///
/// Whether an earlier *regular expression* takes everything is not decided: what is found is surely
/// so, what is not found may be.
pub(super) fn find(categories: &Categories, file: &str, text: &str) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for word in &categories.words {
        let message = if !seen.insert((word.entry, word.against, &word.written)) {
            format!("pattern {:?} stands twice in its entry", word.written)
        } else if let Some(earlier) = taken_by(categories, word) {
            let entry = &categories.entries[earlier.entry];
            format!(
                "pattern {:?} never decides: entry {:?} (line {}) takes all that it matches, with {:?}",
                word.written, entry.id, entry.line, earlier.written
            )
        } else {
            continue;
        };
        found.push(
            Diagnostic::at_offset(file, text, word.offset, message)
                .hint("remove it, or move its entry before the one that takes it"),
        );
    }
    found
}

/// A pattern of an earlier entry that is in every text that this one is in.
fn taken_by<'c>(categories: &'c Categories, word: &Word) -> Option<&'c Word> {
    if word.against {
        return None;
    }
    let text = word.text();
    let entry = &categories.entries[word.entry];
    categories
        .automaton
        .find_overlapping_iter(text)
        .filter_map(|found| {
            let earlier = &categories.words[found.pattern().as_usize()];
            let begins = !text[..found.start()].ends_with(char::is_alphabetic);
            // What follows the pattern's own end is unknown when it is a word's beginning.
            let goes_on = found.end() == text.len() && word.is_prefix();
            let ends = earlier.is_prefix()
                || !(goes_on || text[found.end()..].starts_with(char::is_alphabetic));
            let first = earlier.entry < word.entry && !earlier.against;
            let takes = first && begins && ends && categories.entries[earlier.entry].covers(entry);
            takes.then_some(earlier)
        })
        .min_by_key(|earlier| earlier.entry)
}
