//! Scripts: compiled by rhai in a sandbox, and read into a typed form.

pub(crate) mod form;
pub(crate) mod object;
pub(crate) mod operators;
mod sandbox;
pub(crate) mod text;
pub(crate) mod vocabulary;
mod walk;

pub use form::{
    Act, Block, Expression, ExpressionKind, Form, Function, Place, Statement, StatementKind,
    StopOn, Verb,
};
pub use sandbox::ScriptLimits;
pub(crate) use sandbox::{DISABLED, engine};
pub(crate) use text::unclosed_comment;
pub(crate) use walk::form;
