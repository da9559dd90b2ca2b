//! The words of a declaration: rows, categories, units, windows, sentences.

use caudal_facts::categories::Category;

use crate::features::own::{Direction, Rows, Unit, Window, moves_nothing, window, windows};
use crate::policy::document::Entry;
use crate::policy::names;

/// What one of a few words stands for.
pub(super) fn word<T>(
    entry: &Entry<'_, '_>,
    words: &[&str],
    parse: fn(&str) -> Option<T>,
) -> Option<T> {
    let given = entry.string()?;
    let meant = parse(&given);
    if meant.is_none() {
        let message = format!("unknown {} {given:?}", entry.name);
        entry.report_with(message, names::hint(&given, words));
    }
    meant
}

/// What a number counts.
pub(super) fn unit(entry: &Entry<'_, '_>) -> Option<Unit> {
    let words = Unit::ALL.map(Unit::name);
    word(entry, &words, |word| {
        Unit::ALL.into_iter().find(|unit| unit.name() == word)
    })
}

/// A span of time.
pub(super) fn window_of(entry: &Entry<'_, '_>) -> Option<Window> {
    let all = windows();
    let words: Vec<&str> = all.iter().map(String::as_str).collect();
    word(entry, &words, window)
}

/// `{ es = "…", en = "…" }`.
pub(super) fn sentence(entry: &Entry<'_, '_>) -> Option<[String; 2]> {
    let section = entry.section()?;
    let text = |key| section.required(key).and_then(|entry| entry.string());
    let (es, en) = (text("es"), text("en"));
    section.finish();
    Some([es?, en?])
}

/// `{ direction = "out", categories = ["rent"] }`.
pub(super) fn rows_of(entry: &Entry<'_, '_>) -> Option<Rows> {
    let section = entry.section()?;
    let direction = section
        .required("direction")
        .and_then(|entry| word(&entry, Direction::WORDS, Direction::parse));
    let named = section.optional("categories");
    let categories = named.as_ref().and_then(categories);
    section.finish();
    // Those that cannot be read must not become all of them.
    if named.is_some() && categories.is_none() {
        return None;
    }
    Some(Rows {
        direction: direction?,
        categories,
    })
}

fn categories(entry: &Entry<'_, '_>) -> Option<Vec<Category>> {
    let entries = entry.list()?;
    if entries.is_empty() {
        entry.report_with(
            "no category is named: nothing would count",
            "leave categories out for all money in or out",
        );
        return None;
    }
    let known: Vec<&str> = Category::ALL
        .iter()
        .map(|category| category.name())
        .collect();
    let categories: Vec<Option<Category>> = entries
        .iter()
        .map(|entry| {
            let category = word(entry, &known, Category::parse)?;
            if moves_nothing(category) {
                entry.report_with(
                    format!(
                        "{:?} counts neither as money in nor as money out",
                        category.name()
                    ),
                    "leave it out",
                );
                return None;
            }
            Some(category)
        })
        .collect();
    categories.into_iter().collect()
}
