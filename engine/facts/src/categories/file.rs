//! The categories file: TOML, checked whole, every problem with its line.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use regex::RegexSet;
use serde::Deserialize;
use toml::Spanned;

use super::category::Category;
use super::entry::{Categories, Entry, Sign, WordOwner};
use super::normalise::normalise;
use crate::country::Country;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::evidence::Sha256Digest;
use crate::limits::Limits;
use crate::money::Money;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    country: Spanned<String>,
    #[serde(default)]
    entry: Vec<Spanned<EntryFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    id: Spanned<String>,
    category: Spanned<String>,
    #[serde(default)]
    sign: Option<Spanned<String>>,
    #[serde(default)]
    any: Vec<Spanned<String>>,
    #[serde(default)]
    none: Vec<Spanned<String>>,
    #[serde(default)]
    regex: Option<Spanned<String>>,
    #[serde(default)]
    min_amount: Option<Spanned<i64>>,
    #[serde(default)]
    max_amount: Option<Spanned<i64>>,
    #[serde(default)]
    counterparty_is_applicant: bool,
}

impl Categories {
    /// Reads and compiles a categories file; `file` is the name that problems are reported under.
    ///
    /// A pattern matches whole words of the normalised text; one that ends in `*` matches the
    /// beginning of a word. Amounts are whole units of the country's currency, of either sign.
    ///
    /// # Errors
    /// [`Error::OverLimit`], or [`Error::Invalid`] with everything that is wrong.
    ///
    /// # Example
    /// ```
    /// use caudal_facts::categories::{Categories, Category, Movement};
    /// use caudal_facts::{Currency, Limits, Money};
    ///
    /// let file = r#"
    /// version = "1"
    /// country = "CL"
    /// [[entry]]
    /// id = "salary.keyword"
    /// category = "salary"
    /// sign = "in"
    /// any = ["REMUNERACION*"]
    /// "#;
    /// let categories = Categories::from_toml("cl.toml", file, &Limits::default())?;
    /// let movement = |minor| Movement {
    ///     description: "Abono remuneraciones 10/2026",
    ///     detail: None,
    ///     amount: Money::from_minor(minor, Currency::Clp),
    ///     counterparty_is_applicant: false,
    /// };
    /// assert_eq!(categories.decide(&movement(900_000)).category, Category::Salary);
    /// // The same words on money going out are not a salary.
    /// assert_eq!(categories.decide(&movement(-900_000)).category, Category::Uncategorised);
    /// # Ok::<(), caudal_facts::Error>(())
    /// ```
    pub fn from_toml(file: &str, text: &str, limits: &Limits) -> Result<Self, Error> {
        Limits::hold(file, text.len() as u64, limits.rules_file_bytes, "bytes")?;
        let read: File = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let problem = Diagnostic::at_offset(file, text, offset, error.message());
            Error::Invalid(vec![problem])
        })?;
        let mut reader = Reader {
            file,
            text,
            country: Country::Cl,
            problems: Vec::new(),
            words: Vec::new(),
            word_owners: Vec::new(),
            regexes: Vec::new(),
            regex_owners: Vec::new(),
        };
        reader.country(&read.country);
        let entries = reader.entries(&read.entry);
        reader.compile(read.version, entries)
    }
}

struct Reader<'f> {
    file: &'f str,
    text: &'f str,
    country: Country,
    problems: Vec<Diagnostic>,
    words: Vec<String>,
    word_owners: Vec<WordOwner>,
    regexes: Vec<String>,
    regex_owners: Vec<usize>,
}

impl Reader<'_> {
    fn report<T>(&mut self, place: &Spanned<T>, message: String, hint: Option<String>) {
        let mut problem = Diagnostic::at_offset(self.file, self.text, place.span().start, message);
        problem.hint = hint;
        self.problems.push(problem);
    }

    fn country(&mut self, country: &Spanned<String>) {
        if let Some(known) = Country::parse(country.get_ref()) {
            self.country = known;
        } else {
            let message = format!("unknown country {:?}", country.get_ref());
            self.report(country, message, Some("known are AR and CL".to_owned()));
        }
    }

    fn entries(&mut self, read: &[Spanned<EntryFile>]) -> Vec<Entry> {
        let mut ids = BTreeSet::new();
        let mut entries = Vec::with_capacity(read.len());
        for (index, spanned) in read.iter().enumerate() {
            let entry = spanned.get_ref();
            if !ids.insert(entry.id.get_ref().as_str()) {
                let message = format!("entry {:?} stands twice", entry.id.get_ref());
                self.report(&entry.id, message, None);
            }
            if let Some(entry) = self.entry(index, entry) {
                entries.push(entry);
            }
        }
        entries
    }

    fn entry(&mut self, index: usize, read: &EntryFile) -> Option<Entry> {
        let category = self.category(&read.category);
        let sign = self.sign(read.sign.as_ref());
        for (patterns, against) in [(&read.any, false), (&read.none, true)] {
            for pattern in patterns {
                self.word(index, pattern, against);
            }
        }
        if let Some(regex) = &read.regex {
            self.regex(index, regex);
        }
        let wants_text = !read.any.is_empty() || read.regex.is_some();
        let says_something = wants_text
            || read.counterparty_is_applicant
            || read.min_amount.is_some()
            || read.max_amount.is_some();
        if !says_something {
            let message = format!("entry {:?} would match every movement", read.id.get_ref());
            let hint = "give it `any`, `regex`, an amount or `counterparty_is_applicant`";
            self.report(&read.id, message, Some(hint.to_owned()));
        }
        Some(Entry {
            id: read.id.get_ref().clone(),
            category: category?,
            sign: sign.ok()?,
            wants_text,
            min_minor: self.minor(read.min_amount.as_ref()),
            max_minor: self.minor(read.max_amount.as_ref()),
            counterparty_is_applicant: read.counterparty_is_applicant,
        })
    }

    fn category(&mut self, name: &Spanned<String>) -> Option<Category> {
        let category = Category::parse(name.get_ref());
        if category.is_none() {
            let known: Vec<_> = Category::ALL.iter().map(|known| known.name()).collect();
            let message = format!("unknown category {:?}", name.get_ref());
            self.report(
                name,
                message,
                Some(format!("known are {}", known.join(", "))),
            );
        }
        category
    }

    fn sign(&mut self, sign: Option<&Spanned<String>>) -> Result<Option<Sign>, ()> {
        let Some(sign) = sign else { return Ok(None) };
        match sign.get_ref().as_str() {
            "in" => Ok(Some(Sign::In)),
            "out" => Ok(Some(Sign::Out)),
            other => {
                let message = format!("unknown sign {other:?}");
                self.report(
                    sign,
                    message,
                    Some("known are \"in\" and \"out\"".to_owned()),
                );
                Err(())
            }
        }
    }

    fn word(&mut self, entry: usize, pattern: &Spanned<String>, against: bool) {
        let written = pattern.get_ref();
        let prefix = written.ends_with('*');
        let word = written.strip_suffix('*').unwrap_or(written);
        let normal = normalise(word);
        if normal.is_empty() {
            self.report(pattern, format!("pattern {written:?} has no text"), None);
        } else if normal != word {
            let message = format!("pattern {written:?} is not in normalised form");
            let hint = format!("descriptions are normalised first: write {normal:?}");
            self.report(pattern, message, Some(hint));
        }
        self.words.push(normal);
        self.word_owners.push(WordOwner {
            entry,
            against,
            prefix,
        });
    }

    fn regex(&mut self, entry: usize, pattern: &Spanned<String>) {
        match regex::Regex::new(pattern.get_ref()) {
            Ok(_) => {
                self.regexes.push(pattern.get_ref().clone());
                self.regex_owners.push(entry);
            }
            Err(error) => {
                let reason = error.to_string();
                let last = reason.lines().last().unwrap_or_default().trim().to_owned();
                self.report(pattern, format!("cannot read regex: {last}"), None);
            }
        }
    }

    fn minor(&mut self, amount: Option<&Spanned<i64>>) -> Option<i64> {
        let amount = amount?;
        match Money::exact((*amount.get_ref()).into(), self.country.home_currency()) {
            Ok(money) if money.minor() > 0 => Some(money.minor()),
            Ok(money) => {
                let message = format!("amount {money} is not more than zero");
                let hint = "amounts are compared without their sign".to_owned();
                self.report(amount, message, Some(hint));
                None
            }
            Err(error) => {
                self.report(amount, format!("failed to {error}"), None);
                None
            }
        }
    }

    fn compile(self, version: String, entries: Vec<Entry>) -> Result<Categories, Error> {
        let mut problems = self.problems;
        let words = AhoCorasick::new(&self.words).map_err(|error| error.to_string());
        let regexes = RegexSet::new(&self.regexes).map_err(|error| error.to_string());
        match (words, regexes) {
            (Ok(words), Ok(regexes)) if problems.is_empty() => Ok(Categories {
                version,
                sha256: Sha256Digest::of(self.text.as_bytes()),
                entries,
                words,
                word_owners: self.word_owners,
                regexes,
                regex_owners: self.regex_owners,
            }),
            (words, regexes) => {
                for message in [words.err(), regexes.err()].into_iter().flatten() {
                    problems.push(Diagnostic::at(self.file, (0, 0), message));
                }
                Err(Error::Invalid(problems))
            }
        }
    }
}
