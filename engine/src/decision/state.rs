//! Values in a decision: known, none, or missing with its causes.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::policy::Value;

/// A value as decisions carry it: decimal text, a flag, text, `{"none": true}` or
/// `{"missing": […]}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StateView {
    /// A number, date or text.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Known to be absent.
    None,
    /// Missing, and why.
    Missing(Vec<String>),
}

impl StateView {
    /// The value of a computation; numbers without trailing zeros.
    #[must_use]
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Flag(flag) => Self::Flag(*flag),
            Value::None(_) => Self::None,
            Value::Missing(causes) => {
                Self::Missing(causes.iter().map(ToString::to_string).collect())
            }
            known => Self::Text(known.to_string()),
        }
    }
}

impl Serialize for StateView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::None => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("none", &true)?;
                map.end()
            }
            Self::Missing(causes) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("missing", causes)?;
                map.end()
            }
        }
    }
}

/// A value that serialises as its [`StateView`] does, without a text of its own.
pub(super) struct Shown<'v>(pub(super) &'v Value);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Number(_) | Value::Text(_) | Value::Date(_) => serializer.collect_str(self.0),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            lacking @ (Value::None(_) | Value::Missing(_)) => {
                StateView::of(lacking).serialize(serializer)
            }
        }
    }
}

/// Values by name, in an order that means something. Serialises as a map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named<T>(pub Vec<(String, T)>);

impl<T> Named<T> {
    /// The value of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }
}

impl<T> FromIterator<(String, T)> for Named<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for Named<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
