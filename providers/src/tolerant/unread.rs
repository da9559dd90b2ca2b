//! What stood in a field instead of what belongs there, told without repeating a person's data.

use std::fmt;

use serde_json::Value;

/// Why a value that was there could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread(String);

impl Unread {
    /// A reason in the reader's own words.
    pub(crate) fn because(why: impl Into<String>) -> Self {
        Self(why.into())
    }

    /// Something else stood where `expected` belongs.
    pub(crate) fn expected(expected: &str, found: &Value) -> Self {
        Self(format!("expected {expected}, found {}", kind(found)))
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value's kind and size, and never its text: any field may hold a name by mistake.
fn kind(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(_) => "a number".to_owned(),
        Value::String(text) => format!("text of {} characters", text.chars().count()),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// A word of a list as a message may show it: in full when it is one word or short code, else only
/// its length. Several words may be a name.
pub(crate) fn shown_word(word: &str) -> String {
    let is_word = word
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-' | b'.'));
    let is_code = word.len() <= 6 && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !word.is_empty() && word.len() <= 24 && (is_word || is_code) {
        format!("{word:?}")
    } else {
        format!("text of {} characters", word.chars().count())
    }
}

/// A number's text as a message may show it: in full when it holds nothing but a short number, else
/// only its length. Seven digits may be somebody's number.
pub(super) fn shown_number(text: &str) -> String {
    let unsigned = text.strip_prefix(['-', '+', '$']).unwrap_or(text);
    let is_number = unsigned
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%'));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if is_number && digits < 7 && text.len() <= 12 {
        format!("{text:?}")
    } else {
        format!("text of {} characters", text.chars().count())
    }
}
