//! The categories file: TOML, checked whole, every problem with its line.

mod patterns;
mod unreachable;
mod wire;

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::wire::EntryFile;
use super::category::Category;
use super::entry::{Entry, Sign};
use super::matching::{Categories, Expression, Word};
use crate::country::Country;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::limits::Limits;
use crate::money::Money;
use crate::names;

/// What stands outside the entries.
const KEYS: [&str; 3] = ["version", "country", "entry"];

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
    /// let decided = categories.decide(&movement(900_000));
    /// assert_eq!(decided.category, Category::Salary);
    /// assert_eq!(decided.pattern, Some("REMUNERACION*"));
    /// // The same words on money going out are not a salary.
    /// assert_eq!(categories.decide(&movement(-900_000)).category, Category::Uncategorised);
    /// # Ok::<(), caudal_facts::Error>(())
    /// ```
    pub fn from_toml(file: &str, text: &str, limits: &Limits) -> Result<Self, Error> {
        Limits::hold(file, text.len() as u64, limits.rules_file_bytes, "bytes")?;
        let root = DeTable::parse(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let problem = Diagnostic::at_offset(file, text, offset, error.message());
            Error::Invalid(vec![problem])
        })?;
        let root = root.get_ref();
        let mut reader = Reader {
            file,
            text,
            limits,
            country: Country::Cl,
            problems: Vec::new(),
            words: Vec::new(),
            regexes: Vec::new(),
        };
        reader.unknown_keys(root, &KEYS, "here");
        let version = reader.required(root, "version").unwrap_or_default();
        reader.country(root);
        let entries = reader.entries(root);
        reader.compile(version, entries)
    }
}

/// Reads a file entry by entry, and keeps what is wrong.
struct Reader<'f> {
    file: &'f str,
    text: &'f str,
    limits: &'f Limits,
    country: Country,
    problems: Vec<Diagnostic>,
    words: Vec<Word>,
    regexes: Vec<Expression>,
}

impl Reader<'_> {
    fn report(&mut self, span: &Range<usize>, message: String, hint: Option<String>) {
        let mut problem = Diagnostic::at_offset(self.file, self.text, span.start, message);
        problem.hint = hint;
        self.problems.push(problem);
    }

    fn unknown_keys(&mut self, table: &DeTable<'_>, known: &[&str], place: &str) {
        let mut unknown: Vec<_> = table
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
            .collect();
        unknown.sort_by_key(|key| key.span().start);
        for key in unknown {
            let name = key.get_ref().as_ref();
            let message = format!("unknown key {name:?} {place}");
            self.report(&key.span(), message, Some(names::hint(name, known)));
        }
    }

    /// The text of a key at the top of the file.
    fn required(&mut self, root: &DeTable<'_>, key: &str) -> Option<String> {
        let Some(value) = root.get(key) else {
            self.report(&(0..0), format!("{key} is missing"), None);
            return None;
        };
        let text = value.get_ref().as_str().map(ToOwned::to_owned);
        if text.is_none() {
            let found = value.get_ref().type_str();
            let message = format!("{key} is {found}: expected text");
            self.report(&value.span(), message, None);
        }
        text
    }

    fn country(&mut self, root: &DeTable<'_>) {
        let Some(code) = self.required(root, "country") else {
            return;
        };
        match Country::parse(&code) {
            Some(known) => self.country = known,
            None => {
                let span = root.get("country").map_or(0..0, Spanned::span);
                let hint = "known are AR and CL".to_owned();
                self.report(&span, format!("unknown country {code:?}"), Some(hint));
            }
        }
    }

    fn entries(&mut self, root: &DeTable<'_>) -> Vec<Entry> {
        let read: Vec<EntryFile> = match root.get("entry").map(|value| (value, value.get_ref())) {
            None => Vec::new(),
            Some((_, DeValue::Array(items))) => {
                items.iter().filter_map(|item| self.read(item)).collect()
            }
            Some((value, _)) => {
                let hint = "each entry begins with [[entry]]".to_owned();
                let message = "entry is not a list".to_owned();
                self.report(&value.span(), message, Some(hint));
                Vec::new()
            }
        };
        let mut ids = BTreeSet::new();
        let mut entries = Vec::with_capacity(read.len());
        for (index, entry) in read.iter().enumerate() {
            let id = entry.id.get_ref();
            if id.trim().is_empty() {
                self.report(&entry.id.span(), "id has no text".to_owned(), None);
            } else if !ids.insert(id.as_str()) {
                self.report(&entry.id.span(), format!("entry {id:?} stands twice"), None);
            }
            entries.push(self.entry(index, entry));
        }
        entries
    }

    /// An entry as the file has it; `None` after reporting why it cannot be read.
    fn read(&mut self, item: &Spanned<DeValue<'_>>) -> Option<EntryFile> {
        if let DeValue::Table(table) = item.get_ref() {
            self.unknown_keys(table, &EntryFile::KEYS, "in entry");
        }
        match EntryFile::read(item) {
            Ok(entry) => Some(entry),
            Err(error) => {
                let span = error.span().unwrap_or_else(|| item.span());
                self.report(&span, error.message().to_owned(), None);
                None
            }
        }
    }

    fn entry(&mut self, index: usize, read: &EntryFile) -> Entry {
        for (patterns, against) in [(&read.any, false), (&read.none, true)] {
            for pattern in patterns {
                self.word(index, pattern, against);
            }
        }
        if let Some(regex) = &read.regex {
            self.regex(index, regex);
        }
        let patterns = read.any.len() + usize::from(read.regex.is_some());
        let says_something = patterns > 0
            || read.counterparty_is_applicant
            || read.min_amount.is_some()
            || read.max_amount.is_some();
        if !says_something {
            let message = format!("entry {:?} would match every movement", read.id.get_ref());
            let hint = "give it `any`, `regex`, an amount or `counterparty_is_applicant`";
            self.report(&read.id.span(), message, Some(hint.to_owned()));
        }
        let place = Diagnostic::at_offset("", self.text, read.id.span().start, "");
        let entry = Entry {
            id: read.id.get_ref().clone(),
            category: self.category(&read.category),
            line: place.line,
            sign: self.sign(read.sign.as_ref()),
            patterns,
            exceptions: read.none.len(),
            min_minor: self.minor(read.min_amount.as_ref()),
            max_minor: self.minor(read.max_amount.as_ref()),
            counterparty_is_applicant: read.counterparty_is_applicant,
        };
        if let (Some(min), Some(max), Some(place)) =
            (entry.min_minor, entry.max_minor, &read.min_amount)
            && min > max
        {
            let message = "min_amount is more than max_amount: nothing matches".to_owned();
            self.report(&place.span(), message, None);
        }
        entry
    }

    fn category(&mut self, name: &Spanned<String>) -> Category {
        let known =
            Category::parse(name.get_ref()).filter(|known| *known != Category::Uncategorised);
        known.unwrap_or_else(|| {
            let names: Vec<_> = Category::ALL[1..]
                .iter()
                .map(|known| known.name())
                .collect();
            let message = format!("unknown category {:?}", name.get_ref());
            let hint = names::hint(name.get_ref(), &names);
            self.report(&name.span(), message, Some(hint));
            Category::Uncategorised
        })
    }

    fn sign(&mut self, sign: Option<&Spanned<String>>) -> Option<Sign> {
        let sign = sign?;
        match sign.get_ref().as_str() {
            "in" => Some(Sign::In),
            "out" => Some(Sign::Out),
            other => {
                let hint = "known are \"in\" and \"out\"".to_owned();
                self.report(&sign.span(), format!("unknown sign {other:?}"), Some(hint));
                None
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
                self.report(&amount.span(), message, Some(hint));
                None
            }
            Err(error) => {
                self.report(&amount.span(), format!("failed to {error}"), None);
                None
            }
        }
    }
}
