//! A file's patterns: held against their form and limits, then compiled into one automaton.

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::RegexSet;
use toml::Spanned;

use super::{Reader, unreachable};
use crate::categories::entry::Entry;
use crate::categories::matching::{Categories, Expression, Word};
use crate::categories::normalise::normalise;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::evidence::Sha256Digest;

impl Reader<'_> {
    /// A literal pattern. A wrong one is kept as well, so that the others keep their numbers.
    pub(super) fn word(&mut self, entry: usize, pattern: &Spanned<String>, against: bool) {
        let word = Word {
            written: pattern.get_ref().clone(),
            entry,
            against,
            offset: pattern.span().start,
        };
        let normal = normalise(word.text());
        if normal.is_empty() {
            let message = format!("pattern {:?} has no text", word.written);
            self.report(&pattern.span(), message, None);
        } else if normal != word.text() {
            let message = format!("pattern {:?} is not in normalised form", word.written);
            let hint = format!("descriptions are normalised first: write {normal:?}");
            self.report(&pattern.span(), message, Some(hint));
        }
        self.hold_length(pattern);
        self.words.push(word);
    }

    pub(super) fn regex(&mut self, entry: usize, pattern: &Spanned<String>) {
        self.hold_length(pattern);
        match regex::Regex::new(pattern.get_ref()) {
            Ok(regex) if regex.is_match("") => {
                let message = "regex matches every text".to_owned();
                self.report(&pattern.span(), message, None);
            }
            Ok(_) => self.regexes.push(Expression {
                written: pattern.get_ref().clone(),
                entry,
            }),
            Err(error) => {
                let reason = error.to_string();
                let last = reason.lines().last().unwrap_or_default().trim();
                self.report(&pattern.span(), format!("cannot read regex: {last}"), None);
            }
        }
    }

    fn hold_length(&mut self, pattern: &Spanned<String>) {
        let (length, limit) = (
            pattern.get_ref().len() as u64,
            self.limits.category_pattern_bytes,
        );
        if length > limit {
            let message = format!("pattern has {length} bytes, allowed are {limit}");
            self.report(&pattern.span(), message, None);
        }
    }

    /// The compiled file, or everything that is wrong with it.
    pub(super) fn compile(
        mut self,
        version: String,
        entries: Vec<Entry>,
    ) -> Result<Categories, Error> {
        let (patterns, limit) = (
            (self.words.len() + self.regexes.len()) as u64,
            self.limits.category_patterns,
        );
        if patterns > limit {
            let message = format!("the file has {patterns} patterns, allowed are {limit}");
            self.problems
                .push(Diagnostic::at(self.file, (0, 0), message));
        }
        if !self.problems.is_empty() {
            self.problems
                .sort_by_key(|problem| (problem.line, problem.column));
            return Err(Error::Invalid(self.problems));
        }
        let refused = |message| Error::Invalid(vec![Diagnostic::at(self.file, (0, 0), message)]);
        // Always the same kind: the default changes with the number of patterns, and cost with it.
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(self.words.iter().map(Word::text))
            .map_err(|error| refused(error.to_string()))?;
        let regex_set = RegexSet::new(self.regexes.iter().map(|regex| &regex.written))
            .map_err(|error| refused(error.to_string()))?;
        let textless = entries.iter().enumerate();
        let mut categories = Categories {
            version,
            country: self.country,
            sha256: Sha256Digest::of(self.text.as_bytes()),
            textless: textless
                .filter(|(_, entry)| entry.patterns == 0)
                .map(|(number, _)| number)
                .collect(),
            entries,
            automaton,
            words: self.words,
            regex_set,
            regexes: self.regexes,
            warnings: Vec::new(),
        };
        categories.warnings = unreachable::find(&categories, self.file, self.text);
        Ok(categories)
    }
}
