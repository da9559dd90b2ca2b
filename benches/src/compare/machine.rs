//! The machine that a report was made on.

use std::fs;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{Days, NaiveDate};

/// What figures depend on.
#[derive(Debug)]
pub(crate) struct Machine {
    /// The processor's name, as the system tells it.
    pub processor: String,
    /// How many threads run at once.
    pub cores: usize,
    /// The date.
    pub date: NaiveDate,
    /// What was compared, with versions.
    pub versions: Vec<String>,
}

/// This machine, today.
pub(crate) fn machine() -> Machine {
    let information = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = information
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("an unnamed processor", |(_, name)| name.trim());
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = since.map_or(0, |since| since.as_secs() / 86_400);
    Machine {
        processor: name.to_owned(),
        cores: thread::available_parallelism().map_or(1, usize::from),
        date: NaiveDate::default()
            .checked_add_days(Days::new(days))
            .unwrap_or_default(),
        versions: versions(),
    }
}

/// The versions of the lock file that this was built with.
fn versions() -> Vec<String> {
    let lock = include_str!("../../../Cargo.lock");
    let of = |name: &str| -> String {
        let entry = format!("name = \"{name}\"\nversion = \"");
        let version = lock
            .split_once(&entry)
            .and_then(|(_, rest)| rest.split_once('"'))
            .map_or("of an unknown version", |(version, _)| version);
        format!("{name} {version}")
    };
    ["caudal-engine", "rhai", "zen-engine", "cel", "regorus"]
        .map(of)
        .into()
}
