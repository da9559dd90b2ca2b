//! What people see: tables, colours and sentences, 100 columns wide at most.
//!
//! Styles are always written; the stream drops them when no terminal shows them or `NO_COLOR` is
//! set.

pub(crate) mod catalogue;
pub(crate) mod categories;
mod counterfactual;
mod decision;
pub(crate) mod diff;
mod document;
pub(crate) mod findings;
mod gathered;
pub(crate) mod html;
pub(crate) mod lineage;
mod meter;
mod number;
pub(crate) mod problem;
mod progress;
mod quote;
mod report;
mod rescored;
mod simulator;
pub(crate) mod style;
mod table;
mod text;
mod value;
mod words;

pub(crate) use counterfactual::write as counterfactuals;
pub(crate) use decision::write as decision;
pub(crate) use document::Document;
pub(crate) use gathered::write as gathered;
pub(crate) use meter::Meter;
pub(crate) use number::percent;
pub(crate) use progress::Lines;
pub(crate) use quote::write as quote;
pub(crate) use report::report_name;
pub(crate) use rescored::write as rescored;
pub(crate) use simulator::write as simulator;
pub(crate) use table::{Column, Table};
pub(crate) use text::{clean, counted, heading, item, packed, wrapped};

/// Columns at most.
pub(crate) const WIDTH: usize = 100;
