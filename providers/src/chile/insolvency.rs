//! The insolvency bulletin (Boletín Concursal): proceedings published about a person.
//!
//! No field of it is documented and no fact is made of it, so the whole of it stays in the payload.

use serde_json::Value;

use crate::tolerant::{Known, Walk};

/// The publications.
pub(crate) struct Report;

impl Known for Report {
    fn measure(value: &Value, walk: &mut Walk) {
        walk.keep(value);
    }
}
