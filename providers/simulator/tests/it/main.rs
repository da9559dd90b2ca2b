//! The simulator over real sockets: routes, faults, fixtures, and lives that add up.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bancame;
mod callbacks;
mod cirenio;
mod control;
mod endpoints;
mod faults;
mod fixtures;
mod generated;
mod khipu;
mod portfolio;
mod properties;
mod support;
