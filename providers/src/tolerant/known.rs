//! Which values of a payload stand in fields that a wire type documents.
//!
//! Wire types declared with [`wire!`](super::wire) know it from their own declaration, so the two
//! cannot differ.

use serde_json::{Map, Value};

use super::field::{ListField, SectionField, numbered};
use super::view::plain;
use crate::coverage::Coverage;

/// A type of the wire, asked which values of the JSON before it belong to its fields.
pub(crate) trait Known {
    /// Counts every value of `value`, each once.
    fn measure(value: &Value, walk: &mut Walk);
}

/// [`Known::measure`] of some type.
pub(crate) type Measure = fn(&Value, &mut Walk);

/// A documented field: the names it may have, and the type it holds.
pub(crate) struct Field {
    pub(crate) names: &'static [&'static str],
    pub(crate) measure: Measure,
}

/// A way through a payload, which knows where it stands and counts as it goes.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    place: String,
    coverage: Coverage,
}

impl Walk {
    /// What was counted.
    pub(crate) fn finish(self) -> Coverage {
        self.coverage
    }

    /// Counts a single value that a field documents; a list or object in its place is only kept.
    pub(crate) fn know(&mut self, value: &Value) {
        match value {
            Value::Array(_) | Value::Object(_) => self.keep(value),
            _ => self.coverage.know(),
        }
    }

    /// Counts all that `value` holds as kept.
    pub(crate) fn keep(&mut self, value: &Value) {
        match value {
            Value::Array(items) => self.each(items, Self::keep),
            Value::Object(map) => {
                for (key, value) in map {
                    self.within(key, |walk| walk.keep(value));
                }
            }
            _ => self.coverage.keep(&self.place),
        }
    }

    /// Counts an object by its documented fields; anything else in its place is kept.
    pub(crate) fn object(&mut self, value: &Value, fields: &[Field]) {
        let Value::Object(map) = value else {
            return self.keep(value);
        };
        for (key, value) in map {
            let field = fields
                .iter()
                .find(|field| field.names.contains(&key.as_str()));
            let measure = field.map_or(Self::kept as Measure, |field| field.measure);
            self.within(key, |walk| measure(value, walk));
        }
    }

    /// Counts a report that is read by names: a value is known when the nearest key above it is,
    /// in [`plain`] form.
    pub(crate) fn named(&mut self, value: &Value, is_known: fn(&str) -> bool) {
        self.below(value, is_known, false);
    }

    fn below(&mut self, value: &Value, is_known: fn(&str) -> bool, known: bool) {
        match value {
            Value::Array(items) => {
                self.each(items, |walk, item| walk.below(item, is_known, known));
            }
            Value::Object(map) => {
                for (key, value) in map {
                    let known = is_known(&plain(key));
                    self.within(key, |walk| walk.below(value, is_known, known));
                }
            }
            _ if known => self.coverage.know(),
            _ => self.coverage.keep(&self.place),
        }
    }

    /// Does `inside` at an object's key.
    pub(crate) fn within(&mut self, key: &str, inside: impl FnOnce(&mut Self)) {
        let length = self.place.len();
        if length > 0 {
            self.place.push('.');
        }
        if shows(key) {
            self.place.push_str(key);
        } else {
            let masked = format!("<{} characters>", key.chars().count());
            self.place.push_str(&masked);
        }
        inside(self);
        self.place.truncate(length);
    }

    fn each<'v>(
        &mut self,
        items: impl IntoIterator<Item = &'v Value>,
        mut inside: impl FnMut(&mut Self, &'v Value),
    ) {
        let length = self.place.len();
        self.place.push_str("[]");
        for item in items {
            inside(self, item);
        }
        self.place.truncate(length);
    }

    /// [`Self::keep`] as a [`Measure`].
    fn kept(value: &Value, walk: &mut Self) {
        walk.keep(value);
    }
}

/// Whether a key may be shown: one word of a programmer's, and not somebody's number or name.
fn shows(key: &str) -> bool {
    let is_word = key
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    is_word && digits < 6 && (1..=48).contains(&key.len())
}

impl<T: Known> Known for ListField<T> {
    fn measure(value: &Value, walk: &mut Walk) {
        match value {
            Value::Array(items) => walk.each(items, |walk, item| T::measure(item, walk)),
            Value::Object(map) => one_or_numbered::<T>(value, map, walk),
            Value::Null => walk.know(value),
            single => T::measure(single, walk),
        }
    }
}

fn one_or_numbered<T: Known>(value: &Value, map: &Map<String, Value>, walk: &mut Walk) {
    match numbered(map) {
        Some(items) => walk.each(items, |walk, item| T::measure(item, walk)),
        None => T::measure(value, walk),
    }
}

impl<T: Known> Known for SectionField<T> {
    fn measure(value: &Value, walk: &mut Walk) {
        match value {
            Value::Null => walk.know(value),
            section => T::measure(section, walk),
        }
    }
}
