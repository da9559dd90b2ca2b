//! What the program tells of its work: lines on standard error, of its own crates only.
//!
//! Libraries that carry requests would log addresses and headers, which hold tax ids and keys.

use std::io::{IsTerminal as _, Write, stderr};

use anyhow::anyhow;
use clap::ValueEnum as _;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::filter_fn;

use crate::cli::LogLevel;

/// The variable that gives the level where no option does.
const VARIABLE: &str = "CAUDAL_LOG";

/// The crates that are listened to.
const CRATES: [&str; 2] = ["caudal_providers", "caudal_simulator"];

/// Begins to log: at the level given, else at the environment's, else at the usual one.
pub(crate) fn start<W: Write>(
    given: Option<LogLevel>,
    usual: LogLevel,
    writer: impl Fn() -> W + Send + Sync + 'static,
) -> anyhow::Result<()> {
    let level = match given {
        Some(level) => level,
        None => from_environment()?.unwrap_or(usual),
    };
    let level = LevelFilter::from(level);
    let lines = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none())
        .with_target(false)
        .with_writer(writer)
        .finish();
    // A span says what a line is about, so each is kept whatever its own level.
    let ours = filter_fn(move |metadata| {
        let is_ours = CRATES
            .iter()
            .any(|name| metadata.target().starts_with(name));
        is_ours && (metadata.is_span() || *metadata.level() <= level)
    });
    tracing::subscriber::set_global_default(ours.with_subscriber(lines))
        .map_err(|error| anyhow!("begin to log: {error}"))
}

fn from_environment() -> anyhow::Result<Option<LogLevel>> {
    let Some(text) = std::env::var_os(VARIABLE).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let text = text.to_string_lossy();
    LogLevel::from_str(&text, true)
        .map(Some)
        .map_err(|_| anyhow!("read {VARIABLE}={text:?}: known are error, warn, info and debug"))
}

impl From<LogLevel> for LevelFilter {
    fn from(level: LogLevel) -> Self {
        match level {
            LogLevel::Error => Self::ERROR,
            LogLevel::Warn => Self::WARN,
            LogLevel::Info => Self::INFO,
            LogLevel::Debug => Self::DEBUG,
        }
    }
}
