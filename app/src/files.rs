//! Files: read under a limit, and a policy's folder as the engine wants it.

mod folder;
mod input;
mod page;
mod reference;
mod rules;
mod statement;

pub(crate) use folder::{PolicyFolder, names_in, policies_in};
pub(crate) use input::{application, application_refused, categories, evidence, read_limited};
pub(crate) use page::write_page;
pub(crate) use rules::{Rules, RulesAt};
pub(crate) use statement::statement;
