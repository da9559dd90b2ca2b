//! Deciding a movement's category: one pass of an automaton over the text, first entry wins.

use aho_corasick::AhoCorasick;
use regex::RegexSet;

use super::category::Category;
use super::normalise::normalise;
use crate::evidence::Sha256Digest;
use crate::money::Money;

/// A categories file, compiled. Cost grows with the text, not with the number of patterns.
#[derive(Debug, Clone)]
pub struct Categories {
    pub(super) version: String,
    pub(super) sha256: Sha256Digest,
    pub(super) entries: Vec<Entry>,
    /// Every `any` and `none` pattern of every entry.
    pub(super) words: AhoCorasick,
    /// For each pattern of `words`: the entry it belongs to, and whether it speaks for it.
    pub(super) word_owners: Vec<WordOwner>,
    pub(super) regexes: RegexSet,
    /// For each regex: the entry it belongs to.
    pub(super) regex_owners: Vec<usize>,
}

/// One entry of the file. Empty `any` and no regex means that the other conditions decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub id: String,
    pub category: Category,
    pub sign: Option<Sign>,
    pub wants_text: bool,
    /// Bounds on the absolute amount, in minor units of the country's currency.
    pub min_minor: Option<i64>,
    pub max_minor: Option<i64>,
    pub counterparty_is_applicant: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    In,
    Out,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WordOwner {
    pub entry: usize,
    /// Whether the pattern is one of `none`, which speaks against its entry.
    pub against: bool,
    /// Whether the pattern ended in `*`: it may go on within the word.
    pub prefix: bool,
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

/// A category, and the id of the entry that decided it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided<'c> {
    /// The category.
    pub category: Category,
    /// The entry; `None` when none matched.
    pub entry: Option<&'c str>,
}

impl Categories {
    /// The file's own version.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The file's digest.
    #[must_use]
    pub const fn sha256(&self) -> Sha256Digest {
        self.sha256
    }

    /// The category of a movement: that of the first entry whose conditions all hold.
    #[must_use]
    pub fn decide(&self, movement: &Movement<'_>) -> Decided<'_> {
        let mut text = normalise(movement.description);
        if let Some(detail) = movement.detail {
            text.push('\n');
            text.push_str(&normalise(detail));
        }
        let hits = self.hits(&text);
        let matched = self
            .entries
            .iter()
            .zip(&hits)
            .find(|(entry, hit)| entry.matches(**hit, movement));
        match matched {
            Some((entry, _)) => Decided {
                category: entry.category,
                entry: Some(&entry.id),
            },
            None => Decided {
                category: Category::Uncategorised,
                entry: None,
            },
        }
    }

    fn hits(&self, text: &str) -> Vec<Hit> {
        let mut hits = vec![Hit::default(); self.entries.len()];
        for found in self.words.find_overlapping_iter(text) {
            let owner = self.word_owners[found.pattern().as_usize()];
            let begins = !ends_in_letter(&text[..found.start()]);
            let ends = owner.prefix || !text[found.end()..].starts_with(char::is_alphabetic);
            if begins && ends {
                let hit = &mut hits[owner.entry];
                if owner.against {
                    hit.against = true;
                } else {
                    hit.matched = true;
                }
            }
        }
        for regex in self.regexes.matches(text) {
            hits[self.regex_owners[regex]].matched = true;
        }
        hits
    }
}

fn ends_in_letter(text: &str) -> bool {
    text.ends_with(char::is_alphabetic)
}

#[derive(Debug, Clone, Copy, Default)]
struct Hit {
    matched: bool,
    against: bool,
}

impl Entry {
    fn matches(&self, hit: Hit, movement: &Movement<'_>) -> bool {
        let minor = movement.amount.minor();
        let size = minor.unsigned_abs();
        let sign = match self.sign {
            None => true,
            Some(Sign::In) => minor > 0,
            Some(Sign::Out) => minor < 0,
        };
        let at_least = self.min_minor.is_none_or(|min| size >= min.unsigned_abs());
        let at_most = self.max_minor.is_none_or(|max| size <= max.unsigned_abs());
        let text = hit.matched || !self.wants_text;
        let own = movement.counterparty_is_applicant || !self.counterparty_is_applicant;
        text && !hit.against && sign && at_least && at_most && own
    }
}
