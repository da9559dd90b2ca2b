//! Tests of what providers send and what becomes of it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod amounts;
mod bancame;
#[cfg(feature = "fetch")]
mod bancame_client;
mod bcra;
#[cfg(feature = "fetch")]
mod bcra_client;
#[cfg(feature = "fetch")]
mod callback_host;
#[cfg(feature = "fetch")]
mod callbacks;
#[cfg(feature = "fetch")]
mod caller;
mod categorised;
mod chile;
mod cirenio;
#[cfg(feature = "fetch")]
mod cirenio_client;
mod cirenio_readings;
#[cfg(feature = "fetch")]
mod conformance;
mod coverage;
mod dates;
mod evidence;
#[cfg(feature = "fetch")]
mod fake_transport;
mod folder;
#[cfg(feature = "fetch")]
mod gather;
mod khipu;
mod khipu_accounts;
mod khipu_certificates;
#[cfg(feature = "fetch")]
mod khipu_client;
mod khipu_products;
mod khipu_services;
#[cfg(feature = "fetch")]
mod lender;
#[cfg(feature = "fetch")]
mod mortal;
mod properties;
mod reconcile;
#[cfg(feature = "fetch")]
mod soak;
mod support;
mod two_people;
mod uk_examples;
