//! Cirenio's list of banks.

use serde_json::Value;

use crate::tolerant::{View, flag, text};

/// A bank that Cirenio knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bank {
    /// Cirenio's own number, for [`NewJob`](super::NewJob).
    pub id: u32,
    /// The legal name.
    pub name: Option<String>,
    /// The short name: `galicia`, `nacion`.
    pub alias: Option<String>,
    /// The central bank's code, five digits.
    pub code: Option<String>,
    /// Whose accounts: `personal` or `business`.
    pub kind: Option<String>,
    /// Whether it can be asked now; `None` when that is not said in a known way. The document says
    /// a boolean and shows 0 and 1.
    pub active: Option<bool>,
}

impl Bank {
    /// Reads a bank; one without a number cannot be asked, so it is `None`.
    pub(super) fn read(value: &Value) -> Option<Self> {
        let view = View::object(value)?;
        let word = |name: &str| text(view.field(&[name])).ok().flatten();
        Some(Self {
            id: word("id")?.parse().ok()?,
            name: word("name"),
            alias: word("alias"),
            code: word("code"),
            kind: word("type"),
            active: flag(view.field(&["active"])).ok().flatten(),
        })
    }
}
