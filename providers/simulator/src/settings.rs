//! How a simulator is started: who its applicants are, how fast it is and how it fails.

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;
use url::Url;

use crate::faults::Faults;

/// What [`Simulator::start`](crate::Simulator::start) takes. The default is quick, faultless and any
/// free port.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Decides everything that is generated.
    pub seed: u64,
    /// The date that generated reports are made on; `None` is today in UTC.
    pub as_of: Option<NaiveDate>,
    /// A folder with `applications/*.json` and `evidence/NAME/`, whose applicants are served their
    /// payloads byte for byte.
    pub fixtures: Option<PathBuf>,
    /// The port on loopback; 0 takes any that is free.
    pub port: u16,
    /// How fast jobs, callbacks and pre-loan requests come along.
    pub pace: Pace,
    /// The faults to begin with.
    pub faults: Faults,
    /// Whether banca.me's limit of 100 requests a minute and key is held. Off by default.
    pub bancame_rate_limit: bool,
    /// Where banca.me's loan events go; `None` sends none.
    pub bancame_webhook: Option<Url>,
    /// How Cirenio calls a webhook, which its document leaves open. Default [`WebhookVerb::Post`].
    pub cirenio_webhook: WebhookVerb,
}

/// The method that a webhook is called with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WebhookVerb {
    /// `GET`, all that is said being in the query.
    Get,
    /// `POST` with an empty body, all that is said being in the query.
    #[default]
    Post,
}

/// How fast things come along. A job takes a step when it was asked after often enough, or when the
/// time is up, whichever comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Time a job's step takes; zero leaves it to the polls. Default 5 ms.
    pub step: Duration,
    /// Polls a step takes, also of a pre-loan request and a loan; zero leaves a job to the time and the
    /// others ready at once. Default 1.
    pub polls: u32,
    /// Time between an acknowledgement and its callback. Default 5 ms.
    pub callback: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            step: Duration::from_millis(5),
            polls: 1,
            callback: Duration::from_millis(5),
        }
    }
}
