//! Calls to whoever asked to be called back. Only loopback is ever called.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, header::CONTENT_TYPE};
use tracing::debug;
use url::{Host, Url};

use crate::endpoints::Vendor;
use crate::faults::Fault;
use crate::world::World;

/// Time that whoever is called back has to answer; banca.me gives five seconds.
const TIMEOUT: Duration = Duration::from_secs(5);

/// A callback and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// Who called.
    pub vendor: Vendor,
    /// What it was about: a job's hash, an operation's id, an event's id.
    pub about: String,
    /// What became of it.
    pub delivery: Delivery,
}

/// What became of a callback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// It was answered with this status.
    Answered(u16),
    /// Nobody answered.
    Failed(String),
    /// Its address is not on loopback, so it was not tried.
    Refused(String),
    /// It was lost on purpose.
    Lost,
}

/// A callback to be made.
#[derive(Debug, Clone)]
pub(crate) struct Pending {
    /// Who calls.
    pub(crate) vendor: Vendor,
    /// What it is about.
    pub(crate) about: String,
    /// With which method.
    pub(crate) method: Method,
    /// Whom.
    pub(crate) url: Url,
    /// With what; empty where the query says it all.
    pub(crate) body: Bytes,
}

/// A client for [`Pending::deliver`].
pub(crate) fn client() -> Result<reqwest::Client, reqwest::Error> {
    reqwest::Client::builder()
        .no_proxy()
        // Loopback has no certificates, and reading the platform's takes long.
        .tls_certs_only([])
        .redirect(reqwest::redirect::Policy::none())
        .timeout(TIMEOUT)
        .build()
}

impl Pending {
    /// Makes the callback after the pace's time, as the fault of the request that asked for it has it.
    pub(crate) async fn deliver(self, world: Arc<World>, fault: Option<Fault>) {
        world.pause(world.settings.pace.callback).await;
        match fault {
            Some(Fault::LostCallback) => return self.note(&world, Delivery::Lost),
            Some(Fault::LateCallback { ms }) => world.pause(Duration::from_millis(ms)).await,
            _ => {}
        }
        let times = if fault == Some(Fault::DuplicateCallback) {
            2
        } else {
            1
        };
        for _ in 0..times {
            if *world.stop.borrow() {
                return;
            }
            let delivery = self.send(&world).await;
            self.note(&world, delivery);
        }
    }

    async fn send(&self, world: &World) -> Delivery {
        if !is_loopback(&self.url) {
            let host = self.url.host_str().unwrap_or("no host");
            return Delivery::Refused(format!(
                "call {host}: the simulator calls nothing but loopback; hint: 127.0.0.1, [::1] or localhost"
            ));
        }
        let mut request = world.client.request(self.method.clone(), self.url.clone());
        if !self.body.is_empty() {
            request = request
                .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
                .body(self.body.clone());
        }
        match request.send().await {
            Ok(response) => Delivery::Answered(response.status().as_u16()),
            // The address may carry a token in its query.
            Err(error) => Delivery::Failed(error.without_url().to_string()),
        }
    }

    fn note(&self, world: &World, delivery: Delivery) {
        debug!(target: "caudal_simulator", vendor = ?self.vendor, ?delivery, "callback");
        world.callbacks.push(Callback {
            vendor: self.vendor,
            about: self.about.clone(),
            delivery,
        });
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::from(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::from(address).is_loopback(),
        None => false,
    }
}
