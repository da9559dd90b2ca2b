//! Reading what providers send, whatever form they send it in, without ever guessing.
//!
//! Every reader answers one of three things: the value, `None` when the field is missing, null or
//! empty, or an [`Unread`] that says what stood there instead. Whoever reads turns the last into a
//! finding. No number passes through a binary float, and no text of a person enters a message.

mod amount;
mod date;
mod field;
mod known;
mod unread;
mod view;
mod wire;
mod word;

pub(crate) use amount::{amount, decimal};
pub(crate) use date::{date, day_of_instant, month};
pub(crate) use field::{
    CountField, DateField, Extra, FlagField, ListField, MoneyField, MonthField, NumberField,
    OpenField, Outcome, SectionField, TextField, failure, has_content,
};
pub(crate) use known::{Field, Known, Measure, Walk};
pub(crate) use unread::{Unread, shown_word};
pub(crate) use view::{View, plain};
pub(crate) use wire::{names, wire};
pub(crate) use word::{count, currency, flag, fraction, open_enum, percent, text};

/// The result of reading one value.
pub(crate) type Read<T> = Result<Option<T>, Unread>;

/// A word without the namespace that the UK standard puts before it.
pub(crate) fn strip_namespace(word: &str) -> &str {
    let word = word.trim();
    word::strip_prefix_ignoring_case(word, "UK.OBIE.").unwrap_or(word)
}
