//! The categories that ship with the program, held against labelled texts of real statements' form.
#![expect(
    clippy::disallowed_methods,
    reason = "the engine reads no files; its tests read their cases"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use caudal_facts::categories::{Categories, Category, Movement, normalise};
use caudal_facts::{Limits, Money};

/// The shipped file of a country.
fn shipped(country: &str) -> Categories {
    let file = rules().join(format!("{country}.toml"));
    let text = fs::read_to_string(&file).unwrap();
    Categories::from_toml(&format!("{country}.toml"), &text, &Limits::default()).unwrap()
}

fn rules() -> &'static Path {
    Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../rules/categories"
    ))
}

/// The labelled texts of a country: text, amount, category.
fn labelled(country: &str) -> Vec<(String, String, String)> {
    let file = rules().join(format!("cases/{country}.csv"));
    let text = fs::read_to_string(file).unwrap();
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|line| {
        let cells: Vec<_> = line.split(';').collect();
        assert_eq!(cells.len(), 3, "{line}");
        (cells[0].into(), cells[1].into(), cells[2].into())
    })
    .collect()
}

/// What is wrong about a labelled text, if anything is.
fn wrong(categories: &Categories, text: &str, amount: &str, expected: &str) -> Option<String> {
    let currency = categories.country().home_currency();
    let decided = categories.decide(&Movement {
        description: text,
        detail: None,
        amount: Money::parse(amount, currency).unwrap(),
        counterparty_is_applicant: false,
    });
    let (found, entry) = (decided.category.name(), decided.entry.unwrap_or("no entry"));
    let pattern = decided.pattern.unwrap_or_default();
    (found != expected).then(|| {
        format!("{text} {amount}: expected {expected}, got {found} by {entry} {pattern:?}")
    })
}

#[test]
fn every_labelled_text_has_its_category() {
    let mut mistakes = Vec::new();
    for country in ["ar", "cl"] {
        let (categories, rows) = (shipped(country), labelled(country));
        assert!(rows.len() >= 300, "{country} has {}", rows.len());
        mistakes.extend(
            rows.iter()
                .filter_map(|(text, amount, expected)| wrong(&categories, text, amount, expected)),
        );
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

#[test]
fn no_text_is_labelled_twice_and_every_category_is_labelled() {
    for country in ["ar", "cl"] {
        let rows = labelled(country);
        let mut seen = BTreeSet::new();
        for (text, amount, _) in &rows {
            let paid = amount.starts_with('-');
            assert!(seen.insert((normalise(text), paid)), "{country}: {text}");
        }
        let found: BTreeSet<_> = rows
            .iter()
            .map(|(_, _, category)| category.as_str())
            .collect();
        let all = Category::ALL.iter().map(|category| category.name());
        // Argentina has no extraordinary withdrawal of pension savings.
        let lacking: Vec<_> = all
            .filter(|name| !found.contains(name) && *name != "pension_withdrawal")
            .collect();
        assert!(lacking.is_empty(), "{country}: {lacking:?}");
    }
}

#[test]
fn no_shipped_pattern_is_dead() {
    for country in ["ar", "cl"] {
        let categories = shipped(country);
        let warnings: Vec<_> = categories
            .warnings()
            .iter()
            .map(ToString::to_string)
            .collect();
        assert!(warnings.is_empty(), "{}", warnings.join("\n"));
    }
}
