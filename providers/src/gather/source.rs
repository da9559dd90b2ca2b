//! Each provider's own way of getting a payload, over the shared run.

pub(super) mod bancame;
pub(super) mod bcra;
pub(super) mod cirenio;
pub(super) mod khipu;

use uuid::Uuid;

/// The longest part of an application's id that goes into a token.
const ID_CHARS_MAX: usize = 64;

/// A token that nobody can guess: for addresses that only the provider is told.
fn token() -> String {
    Uuid::new_v4().simple().to_string()
}

/// A token that shows the lender whose it is: the application's id, and what makes it the only one.
fn token_for(application_id: &str) -> String {
    let id: String = application_id.chars().take(ID_CHARS_MAX).collect();
    let mut unique = token();
    unique.truncate(12);
    format!("{id}-{unique}")
}
