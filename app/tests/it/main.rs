//! The program as people and programs meet it: arguments in; output, messages and exit code out.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod bad_input;
mod cases;
mod categories;
mod check;
mod decide;
mod decide_simulated;
mod diff;
mod features;
mod fetch;
mod fixtures;
mod help;
mod ingest;
mod letter;
mod lineage;
mod providers;
mod quote;
mod readme;
mod reference;
mod rescore;
mod same_bytes;
mod shards;
mod simulate;
mod support;
mod trial;
mod two_people;
mod versions;
