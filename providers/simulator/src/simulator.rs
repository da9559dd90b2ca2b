//! The simulator as a value: started, looked at, shut down.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tracing::info;
use url::Url;

use crate::callbacks::{self, Callback};
use crate::endpoints::Vendor;
use crate::error::Error;
use crate::faults::FaultPlan;
use crate::fixtures::Fixtures;
use crate::jobs::{Job, Jobs};
use crate::log::Log;
use crate::routes::Partner;
use crate::seen::Seen;
use crate::server;
use crate::settings::Settings;
use crate::world::World;

/// How long answers that are under way are waited for.
const GRACE: Duration = Duration::from_secs(2);

/// A running simulator. It stops when it is dropped.
pub struct Simulator {
    world: Arc<World>,
    server: Option<JoinHandle<()>>,
}

impl Simulator {
    /// Starts a simulator on loopback.
    ///
    /// # Errors
    /// [`Error`], when the port is taken or the fixtures cannot be read.
    pub async fn start(settings: Settings) -> Result<Self, Error> {
        let fixtures = match &settings.fixtures {
            Some(folder) => Fixtures::read(folder)?,
            None => Fixtures::default(),
        };
        let port = settings.port;
        let listen = |source| Error::Listen { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .map_err(listen)?;
        let port = listener.local_addr().map_err(listen)?.port();
        let world = Arc::new(World {
            as_of: settings
                .as_of
                .unwrap_or_else(|| DateTime::<Utc>::from(SystemTime::now()).date_naive()),
            root: Url::parse(&format!("http://127.0.0.1:{port}/")).map_err(Error::Root)?,
            fixtures,
            plan: FaultPlan::new(settings.seed, settings.faults.clone()),
            seen: Log::new(),
            callbacks: Log::new(),
            jobs: Jobs::new(),
            partner: Mutex::new(Partner::default()),
            client: callbacks::client().map_err(Error::Client)?,
            stop: watch::Sender::new(false),
            settings,
        });
        info!(target: "caudal_simulator", root = %world.root, as_of = %world.as_of, "simulating");
        let server = tokio::spawn(server::serve(listener, Arc::clone(&world)));
        Ok(Self {
            world,
            server: Some(server),
        })
    }

    /// `http://127.0.0.1:PORT/`, a page for people.
    #[must_use]
    pub fn root(&self) -> Url {
        self.world.root.clone()
    }

    /// Cirenio's API: `http://127.0.0.1:PORT/cirenio/v1/`.
    #[must_use]
    pub fn cirenio(&self) -> Url {
        self.base(Vendor::Cirenio)
    }

    /// Cirenio's widget: `http://127.0.0.1:PORT/cirenio-app/`.
    #[must_use]
    pub fn widget(&self) -> Url {
        self.base(Vendor::CirenioApp)
    }

    /// Khipu: `http://127.0.0.1:PORT/khipu/`, then `v1/cl/banking/…`.
    #[must_use]
    pub fn khipu(&self) -> Url {
        self.base(Vendor::Khipu)
    }

    /// banca.me: `http://127.0.0.1:PORT/bancame/`, then `partner/…`.
    #[must_use]
    pub fn bancame(&self) -> Url {
        self.base(Vendor::Bancame)
    }

    /// The public register: `http://127.0.0.1:PORT/bcra/`, then `centraldedeudores/v1.0/Deudas/…`.
    #[must_use]
    pub fn bcra(&self) -> Url {
        self.base(Vendor::Bcra)
    }

    /// The faults, which may be changed while it runs.
    #[must_use]
    pub fn faults(&self) -> &FaultPlan {
        &self.world.plan
    }

    /// Every request so far, the simulator's own pages apart.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        self.world.seen.all()
    }

    /// How many requests fit.
    pub fn count(&self, fits: impl FnMut(&Seen) -> bool) -> usize {
        self.world.seen.count(fits)
    }

    /// Returns as soon as the requests are as wanted.
    pub async fn wait_until(&self, wanted: impl FnMut(&[Seen]) -> bool) {
        self.world.seen.wait_until(wanted).await;
    }

    /// Cirenio's jobs, in the order they were created.
    #[must_use]
    pub fn jobs(&self) -> Vec<Job> {
        self.world.jobs.all(self.world.settings.pace)
    }

    /// Every callback so far, those that failed or were lost on purpose included.
    #[must_use]
    pub fn callbacks(&self) -> Vec<Callback> {
        self.world.callbacks.all()
    }

    /// Returns as soon as the callbacks are as wanted.
    pub async fn wait_until_called(&self, wanted: impl FnMut(&[Callback]) -> bool) {
        self.world.callbacks.wait_until(wanted).await;
    }

    /// Stops: no new connections, open requests are answered, hanging ones reset. Whoever is slow to
    /// read an answer is waited for two seconds at most.
    pub async fn shutdown(mut self) {
        self.world.stop.send_replace(true);
        if let Some(server) = self.server.take() {
            // Whether the time ran out or the server ended, there is nothing more to do.
            let _ = tokio::time::timeout(GRACE, server).await;
        }
    }

    fn base(&self, vendor: Vendor) -> Url {
        let mut url = self.root();
        url.set_path(&format!("{}/", vendor.base()));
        url
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.world.stop.send_replace(true);
    }
}

impl std::fmt::Debug for Simulator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Simulator({})", self.world.root)
    }
}
