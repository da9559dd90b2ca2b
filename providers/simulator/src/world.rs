//! Everything a running simulator knows, shared by its requests.

use std::sync::Mutex;
use std::time::Duration;

use chrono::NaiveDate;
use tokio::sync::watch;
use url::Url;

use crate::callbacks::Callback;
use crate::faults::FaultPlan;
use crate::fixtures::Fixtures;
use crate::jobs::Jobs;
use crate::log::Log;
use crate::routes::Partner;
use crate::seen::Seen;
use crate::settings::Settings;

/// The state of a simulator.
pub(crate) struct World {
    /// How it was started.
    pub(crate) settings: Settings,
    /// The date that reports are made on.
    pub(crate) as_of: NaiveDate,
    /// Where it listens.
    pub(crate) root: Url,
    /// Applicants whose payloads are files.
    pub(crate) fixtures: Fixtures,
    /// What fails.
    pub(crate) plan: FaultPlan,
    /// Requests.
    pub(crate) seen: Log<Seen>,
    /// Callbacks.
    pub(crate) callbacks: Log<Callback>,
    /// Cirenio's jobs.
    pub(crate) jobs: Jobs,
    /// What a partner of banca.me has there.
    pub(crate) partner: Mutex<Partner>,
    /// Delivers callbacks.
    pub(crate) client: reqwest::Client,
    /// Turns true when the simulator stops.
    pub(crate) stop: watch::Sender<bool>,
}

impl World {
    /// Returns when the simulator stops.
    pub(crate) async fn stopped(&self) {
        let mut stop = self.stop.subscribe();
        // The sender lives as long as the world, so there is no error to meet.
        let _ = stop.wait_for(|stop| *stop).await;
    }

    /// Waits so long, or until the simulator stops.
    pub(crate) async fn pause(&self, time: Duration) {
        tokio::select! {
            () = tokio::time::sleep(time) => {}
            () = self.stopped() => {}
        }
    }
}
