//! Deciding a movement's category: one pass of an automaton over the text, first entry wins.

use aho_corasick::AhoCorasick;
use regex::RegexSet;

use super::category::Category;
use super::entry::Entry;
use super::normalise::normalise;
use crate::country::Country;
use crate::diagnostic::Diagnostic;
use crate::evidence::Sha256Digest;
use crate::money::Money;

/// A categories file, compiled. Cost grows with the text, not with the number of patterns.
#[derive(Debug, Clone)]
pub struct Categories {
    pub(super) version: String,
    pub(super) country: Country,
    pub(super) sha256: Sha256Digest,
    pub(super) entries: Vec<Entry>,
    /// Entries without patterns for them: they are held against every movement.
    pub(super) textless: Vec<usize>,
    /// Every `any` and `none` pattern of every entry.
    pub(super) automaton: AhoCorasick,
    /// The patterns of `automaton`, by number.
    pub(super) words: Vec<Word>,
    pub(super) regex_set: RegexSet,
    /// The expressions of `regex_set`, by number.
    pub(super) regexes: Vec<Expression>,
    pub(super) warnings: Vec<Diagnostic>,
}

/// A literal pattern, and the entry that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As the file has it, a `*` at its end included.
    pub written: String,
    pub entry: usize,
    /// Whether the pattern is one of `none`, which speaks against its entry.
    pub against: bool,
    /// Where it stands in the file, in bytes.
    pub offset: usize,
}

/// A regular expression, and the entry that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expression {
    pub written: String,
    pub entry: usize,
}

/// What the entries look at.
#[derive(Debug, Clone, Copy)]
pub struct Movement<'m> {
    /// The bank's text.
    pub description: &'m str,
    /// The bank's second text.
    pub detail: Option<&'m str>,
    /// Signed amount.
    pub amount: Money,
    /// Whether the other side has the applicant's own tax id.
    pub counterparty_is_applicant: bool,
}

/// A category, and what decided it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided<'c> {
    /// The category.
    pub category: Category,
    /// The entry's id; `None` when none matched.
    pub entry: Option<&'c str>,
    /// The entry's first pattern that is in the text; `None` when no entry matched, or the entry
    /// needs no text.
    pub pattern: Option<&'c str>,
}

/// A pattern that is in a text. They sort by entry; within one, what speaks against it comes first,
/// then its patterns in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    entry: usize,
    what: What,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Against,
    Word(usize),
    Regex(usize),
    Textless,
}

impl Word {
    /// The text that is looked for.
    pub(super) fn text(&self) -> &str {
        self.written.strip_suffix('*').unwrap_or(&self.written)
    }

    /// Whether it may go on within the word that it ends in.
    pub(super) fn is_prefix(&self) -> bool {
        self.written.ends_with('*')
    }
}

impl Categories {
    /// The file's own version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The country whose banks' texts it reads.
    #[must_use]
    pub const fn country(&self) -> Country {
        self.country
    }

    /// The file's digest.
    #[must_use]
    pub const fn sha256(&self) -> Sha256Digest {
        self.sha256
    }

    /// The entries, in the order in which they are tried.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What is not wrong but surely not meant: patterns that an earlier entry leaves nothing to.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The category of a movement: that of the first entry whose conditions all hold.
    ///
    /// # Properties
    /// - Case, accents, blanks and the digits of a number do not matter.
    /// - The time taken grows with the length of the text and what is found in it. How many entries
    ///   and patterns the file has does not matter.
    #[must_use]
    pub fn decide(&self, movement: &Movement<'_>) -> Decided<'_> {
        let mut text = normalise(movement.description);
        if let Some(detail) = movement.detail {
            text.push('\n');
            text.push_str(&normalise(detail));
        }
        let hits = self.hits(&text);
        let matched = hits
            .chunk_by(|left, right| left.entry == right.entry)
            .map(|of_entry| (of_entry[0].what, &self.entries[of_entry[0].entry]))
            .find(|(what, entry)| *what != What::Against && entry.admits(movement));
        match matched {
            Some((what, entry)) => Decided {
                category: entry.category,
                entry: Some(&entry.id),
                pattern: self.pattern(what),
            },
            None => Decided {
                category: Category::Uncategorised,
                entry: None,
                pattern: None,
            },
        }
    }

    /// What is in a text, by entry.
    fn hits(&self, text: &str) -> Vec<Hit> {
        let hit = |entry, what| Hit { entry, what };
        let mut hits: Vec<Hit> = self
            .textless
            .iter()
            .map(|entry| hit(*entry, What::Textless))
            .collect();
        hits.extend(self.words_in(text).map(|number| {
            let word = &self.words[number];
            let what = if word.against {
                What::Against
            } else {
                What::Word(number)
            };
            hit(word.entry, what)
        }));
        let expressions = self.regex_set.matches(text);
        hits.extend(
            expressions
                .iter()
                .map(|number| hit(self.regexes[number].entry, What::Regex(number))),
        );
        hits.sort_unstable();
        hits
    }

    /// The numbers of the literal patterns that are in a normalised text as whole words.
    fn words_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let found = self.automaton.find_overlapping_iter(text);
        found.filter_map(move |found| {
            let number = found.pattern().as_usize();
            let begins = !text[..found.start()].ends_with(char::is_alphabetic);
            let ends = self.words[number].is_prefix()
                || !text[found.end()..].starts_with(char::is_alphabetic);
            (begins && ends).then_some(number)
        })
    }

    fn pattern(&self, what: What) -> Option<&str> {
        match what {
            What::Word(number) => Some(&self.words[number].written),
            What::Regex(number) => Some(&self.regexes[number].written),
            What::Against | What::Textless => None,
        }
    }
}
