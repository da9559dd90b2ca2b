//! Tests of what providers send and what becomes of it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod amounts;
mod bancame;
mod bcra;
mod chile;
mod cirenio;
mod cirenio_readings;
mod dates;
mod evidence;
mod folder;
mod khipu;
mod khipu_accounts;
mod khipu_services;
mod properties;
mod reconcile;
mod support;
mod uk_examples;
