//! A lender with contracts with every provider, each of them the simulator's, over real sockets.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use caudal_facts::{Application, Country, Limits, Source, TaxId};
use caudal_providers::bancame::Bancame;
use caudal_providers::bcra::Bcra;
use caudal_providers::caller::{Circuit, Retries, Settings};
use caudal_providers::cirenio::Cirenio;
use caudal_providers::khipu::{Authentication, BankPath, Khipu, Segment, TaxFolder};
use caudal_providers::transport::{Connections, HttpTransport, Transport};
use caudal_providers::{
    Access, Address, CirenioAccess, Clock, GatherSettings, Gathered, Journal, KhipuAccess,
    Providers, Secret, SystemClock,
};
use caudal_simulator::{Faults, Pace, Settings as Simulated, Simulator};
use url::Url;

/// The sources of Argentina.
pub(crate) const ARGENTINA: [Source; 2] = [Source::Cirenio, Source::Bcra];

/// The sources of Chile that the clean fixture has.
pub(crate) const CHILE: [Source; 6] = [
    Source::Khipu,
    Source::Afc,
    Source::Cmf,
    Source::Protests,
    Source::Alimony,
    Source::Bancame,
];

/// More time than anything here takes.
pub(crate) const AMPLE: Duration = Duration::from_secs(30);

/// The lender's own keys, which must turn up nowhere.
pub(crate) const KEYS: [&str; 2] = ["lenders-key-of-cirenio", "lenders-key-of-bancame"];

/// Limits for a simulator, which answers at once.
pub(crate) fn quick() -> Settings {
    Settings {
        timeout: Duration::from_secs(5),
        body_bytes_max: 4 << 20,
        concurrent_max: 64,
        retries: Retries {
            attempts_max: 4,
            interval_min: Duration::from_millis(1),
            interval_max: Duration::from_millis(4),
            retry_after_max: Duration::from_millis(5),
            budget_percent: 100,
            budget_per_second: 1_000_000,
        },
        pace: None,
        circuit: Circuit {
            failures: u32::MAX.try_into().unwrap(),
            ..Circuit::default()
        },
    }
}

/// Waits for a simulator, which comes along at once.
pub(crate) fn quick_waits() -> GatherSettings {
    GatherSettings {
        poll_min: Duration::from_millis(1),
        poll_max: Duration::from_millis(5),
        settle: Duration::from_millis(2),
        summaries_wait: Duration::from_millis(20),
        recycle_wait: Duration::from_millis(50),
        callback_wait: Duration::from_secs(5),
        tax_folder: Some(TaxFolder::AcreditarRenta {
            receiving_institution: "BANCO".to_owned(),
            institution_name: "Banco Ejemplo".to_owned(),
        }),
        ..GatherSettings::default()
    }
}

/// A simulator of the fixtures' applicants whose jobs take a step at each look.
pub(crate) async fn simulator(faults: Faults) -> Simulator {
    let pace = Pace {
        step: Duration::ZERO,
        polls: 1,
        callback: Duration::from_millis(1),
    };
    Simulator::start(Simulated {
        as_of: "2026-10-20".parse().ok(),
        fixtures: Some(fixtures()),
        pace,
        faults,
        ..Simulated::default()
    })
    .await
    .unwrap()
}

/// The repository's fixtures.
pub(crate) fn fixtures() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures"))
}

/// The connections of a lender.
pub(crate) fn connections() -> Arc<dyn Transport> {
    Arc::new(HttpTransport::new(Connections::default()).unwrap())
}

/// The system's clock.
pub(crate) fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock::default())
}

/// A vendor's address at a simulator.
pub(crate) fn at(url: &Url) -> Address {
    Address::new(url.as_str()).unwrap()
}

/// A secret.
pub(crate) fn secret(text: &str) -> Secret {
    Secret::new(text).unwrap()
}

/// What a lender calls the simulator's vendors with.
#[derive(Debug, Clone)]
pub(crate) struct Lender {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) settings: Settings,
    pub(crate) waits: GatherSettings,
}

impl Lender {
    /// A lender with quick limits and connections of its own.
    pub(crate) fn quick() -> Self {
        Self::over(connections())
    }

    /// A lender with quick limits.
    pub(crate) fn over(transport: Arc<dyn Transport>) -> Self {
        Self {
            transport,
            clock: clock(),
            settings: quick(),
            waits: quick_waits(),
        }
    }

    pub(crate) fn cirenio(&self, simulator: &Simulator) -> Cirenio {
        let (transport, clock) = (Arc::clone(&self.transport), Arc::clone(&self.clock));
        let base = at(&simulator.cirenio());
        Cirenio::new(
            base,
            secret(KEYS[0]),
            transport,
            clock,
            self.settings.clone(),
        )
    }

    pub(crate) fn khipu(&self, simulator: &Simulator) -> Khipu {
        let (transport, clock) = (Arc::clone(&self.transport), Arc::clone(&self.clock));
        Khipu::new(
            at(&simulator.khipu()),
            transport,
            clock,
            self.settings.clone(),
        )
    }

    pub(crate) fn bancame(&self, simulator: &Simulator) -> Bancame {
        let (transport, clock) = (Arc::clone(&self.transport), Arc::clone(&self.clock));
        let base = at(&simulator.bancame());
        Bancame::new(
            base,
            secret(KEYS[1]),
            transport,
            clock,
            self.settings.clone(),
        )
    }

    pub(crate) fn bcra(&self, simulator: &Simulator) -> Bcra {
        let (transport, clock) = (Arc::clone(&self.transport), Arc::clone(&self.clock));
        Bcra::new(
            at(&simulator.bcra()),
            transport,
            clock,
            self.settings.clone(),
        )
    }

    /// Everybody, without callbacks and cache.
    pub(crate) fn providers(&self, simulator: &Simulator) -> Providers {
        Providers::new(Arc::clone(&self.clock), self.waits.clone())
            .with_cirenio(self.cirenio(simulator))
            .with_khipu(self.khipu(simulator))
            .with_bancame(self.bancame(simulator))
            .with_bcra(self.bcra(simulator))
    }

    /// What comes of gathering a country's sources.
    pub(crate) async fn gather(
        &self,
        simulator: &Simulator,
        application: &Application,
        journal: &Journal,
    ) -> Gathered {
        let access = access(application);
        let sources = sources(application);
        let providers = self.providers(simulator);
        providers
            .gather(application, &access, sources, journal, AMPLE)
            .await
    }
}

/// The sources of an application's country.
pub(crate) fn sources(application: &Application) -> &'static [Source] {
    match application.country {
        Country::Ar => &ARGENTINA,
        Country::Cl => &CHILE,
    }
}

/// A fixture's application.
pub(crate) fn fixture(name: &str) -> Application {
    let path = fixtures().join(format!("applications/{name}.json"));
    let bytes = std::fs::read(path).unwrap();
    Application::from_json(name, &bytes, &Limits::default()).unwrap()
}

/// Everything that an applicant can connect, with credentials that the simulator knows them by.
pub(crate) fn access(application: &Application) -> Access {
    let credential = credential(&application.tax_id);
    match application.country {
        Country::Ar => Access {
            cirenio: vec![CirenioAccess::Credential {
                bank_id: 11,
                token: credential,
            }],
            ..Access::default()
        },
        Country::Cl => {
            let authentication = Some(Authentication::Jwt(credential));
            Access {
                khipu: vec![KhipuAccess {
                    bank: demo_bank(),
                    authentication: authentication.clone(),
                    credential: None,
                }],
                khipu_services: authentication,
                ..Access::default()
            }
        }
    }
}

/// The credential that the simulator knows somebody by.
pub(crate) fn credential(tax_id: &TaxId) -> Secret {
    secret(&format!("simulated-{}", tax_id.reveal().replace('.', "")))
}

/// Khipu's own bank.
pub(crate) fn demo_bank() -> BankPath {
    BankPath::new(Country::Cl, Segment::Personal, "demo-bank.khipu.com").unwrap()
}
