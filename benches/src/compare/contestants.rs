//! The engines, each behind the same two questions.

mod caudal;
mod cel;
mod graph;
mod rego;
mod zen;

pub(crate) use caudal::Caudal;
pub(crate) use cel::Cel;
pub(crate) use graph::Graph;
pub(crate) use rego::Rego;
pub(crate) use zen::Zen;
