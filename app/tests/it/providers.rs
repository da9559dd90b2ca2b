//! Simulated providers for a test, beside the program that asks them.

use std::path::PathBuf;

use caudal_simulator::{Fault, FaultRule, Seen, Settings, Simulator, Vendor, When};
use tokio::runtime::{Builder, Runtime};

use crate::support::root;

/// A simulator on threads of its own.
pub(crate) struct Providers {
    runtime: Runtime,
    simulator: Simulator,
}

impl Providers {
    /// Providers that know the fixtures' applicants, and make up the others on the fixtures' date.
    pub(crate) fn start() -> Self {
        Self::with(Settings {
            as_of: chrono::NaiveDate::from_ymd_opt(2026, 10, 20),
            fixtures: Some(fixtures()),
            ..Settings::default()
        })
    }

    /// Providers with these settings.
    pub(crate) fn with(settings: Settings) -> Self {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let simulator = runtime
            .block_on(Simulator::start(settings))
            .expect("a free port");
        Self { runtime, simulator }
    }

    /// `http://127.0.0.1:PORT`.
    pub(crate) fn address(&self) -> String {
        let root = self.simulator.root();
        root.as_str().trim_end_matches('/').to_owned()
    }

    /// The port alone.
    pub(crate) fn port(&self) -> String {
        let port = self.simulator.root().port().expect("a port of its own");
        port.to_string()
    }

    /// What goes wrong from here on: this, at an endpoint.
    pub(crate) fn fail(&self, vendor: Option<Vendor>, endpoint: Option<&str>, fault: Fault) {
        self.simulator.faults().add(FaultRule {
            vendor,
            endpoint: endpoint.map(str::to_owned),
            when: When::Always,
            fault,
        });
    }

    /// From here on nothing goes wrong.
    pub(crate) fn heal(&self) {
        self.simulator.faults().clear();
    }

    /// Returns as soon as an endpoint has been asked.
    pub(crate) fn wait_for(&self, endpoint: &str) {
        let asked = |seen: &[Seen]| seen.iter().any(|seen| seen.endpoint == endpoint);
        self.runtime.block_on(self.simulator.wait_until(asked));
    }

    /// How many requests there were.
    pub(crate) fn requests(&self) -> usize {
        self.simulator.count(|_| true)
    }

    /// How many jobs Cirenio was made to begin.
    pub(crate) fn jobs(&self) -> usize {
        self.simulator.jobs().len()
    }
}

/// The fixtures' folder.
pub(crate) fn fixtures() -> PathBuf {
    root().join("fixtures")
}
