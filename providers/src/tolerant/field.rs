//! Fields of wire types: each keeps the JSON that was sent, typed by what the vendor means by it.
//!
//! Deserialising one never fails, so that a strange value costs its own field and not its row. None
//! prints its content: a field may hold anything of a person.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::known::{Known, Walk};
use super::unread::{Unread, shown_word};
use super::view::View;

macro_rules! fields {
    ($($(#[$doc:meta])+ $name:ident;)+) => {$(
        $(#[$doc])+
        #[derive(Clone, Default, Deserialize)]
        #[serde(transparent)]
        pub(crate) struct $name(pub(crate) Value);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }

        impl Known for $name {
            fn measure(value: &Value, walk: &mut Walk) {
                walk.know(value);
            }
        }
    )+};
}

fields! {
    /// An amount, in a currency that stands elsewhere.
    MoneyField;
    /// A date or date-time.
    DateField;
    /// A calendar month.
    MonthField;
    /// Yes or no.
    FlagField;
    /// Text, an id or a word of a list.
    TextField;
    /// A whole number from zero.
    CountField;
    /// A number that is no amount: a rate, a classification.
    NumberField;
}

/// Whatever the sender puts there: the document leaves it open. Kept, never read.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
#[expect(dead_code, reason = "kept with what is known, never read")]
pub(crate) struct OpenField(pub(crate) Value);

impl fmt::Debug for OpenField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OpenField")
    }
}

impl Known for OpenField {
    fn measure(value: &Value, walk: &mut Walk) {
        walk.keep(value);
    }
}

/// Fields that the vendor does not document. Kept, never read.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Extra(pub(crate) Map<String, Value>);

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// A list of rows, or a single row without its list.
#[derive(Clone)]
pub(crate) struct ListField<T>(pub(crate) Value, PhantomData<T>);

/// A part of an answer that may be missing, null, an error object, or `T`.
#[derive(Clone)]
pub(crate) struct SectionField<T>(pub(crate) Value, PhantomData<T>);

macro_rules! typed {
    ($name:ident) => {
        impl<T> Default for $name<T> {
            fn default() -> Self {
                Self(Value::Null, PhantomData)
            }
        }

        impl<'de, T> Deserialize<'de> for $name<T> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Value::deserialize(deserializer).map(|value| Self(value, PhantomData))
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    };
}

typed!(ListField);
typed!(SectionField);

impl<T: DeserializeOwned> ListField<T> {
    /// The rows, each read or not on its own; `None` when the list is missing or null.
    pub(crate) fn rows(&self) -> Result<Option<Vec<Result<T, Unread>>>, Unread> {
        match &self.0 {
            Value::Null => Ok(None),
            Value::Array(items) => Ok(Some(items.iter().map(read).collect())),
            Value::Object(map) => match failure(&self.0) {
                Some(why) => Err(Unread::because(why)),
                None => Ok(Some(match numbered(map) {
                    Some(items) => items.into_iter().map(read).collect(),
                    None => vec![read(&self.0)],
                })),
            },
            other => Err(Unread::expected("a list", other)),
        }
    }
}

/// The values of an object that is a list by its keys `"0"`, `"1"`, `"3"`, …: PHP writes a list so
/// once something was taken out of it.
pub(super) fn numbered(map: &Map<String, Value>) -> Option<Vec<&Value>> {
    let mut items = Vec::with_capacity(map.len());
    for (key, value) in map {
        items.push((key.parse::<u32>().ok()?, value));
    }
    items.sort_by_key(|(number, _)| *number);
    (!items.is_empty()).then(|| items.into_iter().map(|(_, value)| value).collect())
}

/// An object as its vendor documents it. Fields never fail, so an object only does when it spells
/// one of them in two ways.
fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Unread> {
    T::deserialize(value).map_err(|_| match value {
        Value::Object(_) => Unread::because("a field stands twice, in two spellings"),
        other => Unread::expected("an object", other),
    })
}

/// What became of a section.
#[derive(Debug)]
pub(crate) enum Outcome<T> {
    /// Not sent, or null.
    Missing,
    /// The provider says that it failed.
    Failed(String),
    /// Something else stood there.
    Unreadable(Unread),
    /// There.
    Here(T),
}

impl<T: DeserializeOwned> SectionField<T> {
    /// The section as its vendor documents it.
    pub(crate) fn read(&self) -> Outcome<T> {
        if self.0.is_null() {
            return Outcome::Missing;
        }
        if let Some(why) = failure(&self.0) {
            return Outcome::Failed(why);
        }
        match read(&self.0) {
            Ok(section) => Outcome::Here(section),
            Err(unread) => Outcome::Unreadable(unread),
        }
    }
}

/// Why an object is an error and not data, if it is one.
///
/// A section may fail alone, in the form `{code, message}`, `{error_code, …}`, `{error}`,
/// `{success: false}` or `{status: "error"}`. An answer's code that is not known to mean success is
/// a failure.
pub(crate) fn failure(value: &Value) -> Option<String> {
    let view = View::object(value)?;
    for name in [
        "error",
        "errors",
        "errorcode",
        "errormessage",
        "errormessages",
    ] {
        if let Some(error) = view.get(&[name]).filter(|error| has_content(error)) {
            return Some(format!("the provider answered an error{}", code_of(error)));
        }
    }
    if view
        .get(&["success"])
        .is_some_and(|flag| super::flag(flag) == Ok(Some(false)))
    {
        return Some("the provider says that it did not succeed".to_owned());
    }
    let word = |names: &[&str]| view.get(names).and_then(|value| super::text(value).ok()?);
    // Banks and lines of forms have codes too; an answer's code comes with a message.
    let is_answer = view.has(&["message", "msg", "mensaje"]);
    if let Some(code) = word(&["code"]).filter(|_| is_answer) {
        let succeeded = ["200", "201", "206", "0", "ok", "success"];
        if !succeeded
            .iter()
            .any(|known| code.eq_ignore_ascii_case(known))
        {
            return Some(format!("the provider answered code {}", shown_word(&code)));
        }
    }
    let status = word(&["status", "estado"])?;
    let failed = [
        "error",
        "failed",
        "fail",
        "failure",
        "fallido",
        "unavailable",
    ];
    failed
        .iter()
        .any(|known| status.eq_ignore_ascii_case(known))
        .then(|| format!("the provider answered status {}", shown_word(&status)))
}

/// The code of an error, for a message; an error's own text may name a person, so it is left out.
fn code_of(error: &Value) -> String {
    let code = match error {
        Value::Object(_) => View::object(error).and_then(|view| view.get(&["code", "errorcode"])),
        Value::String(text) if text.bytes().any(|byte| byte.is_ascii_lowercase()) => None,
        plain => Some(plain),
    };
    match code.and_then(|code| super::text(code).ok()?) {
        Some(code) => format!(" {}", shown_word(&code)),
        None => String::new(),
    }
}

/// Whether a value says anything: not null, `false`, or empty.
pub(crate) fn has_content(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) | Value::Number(_) => true,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(map) => !map.is_empty(),
    }
}
