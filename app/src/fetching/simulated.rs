//! The providers' clients for a simulator, and the credentials that it takes for an applicant's.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use caudal_facts::{Application, Country};
use caudal_providers::bancame::{self, Bancame};
use caudal_providers::bcra::{self, Bcra};
use caudal_providers::caller::{Circuit, Retries, Settings};
use caudal_providers::cirenio::{Cirenio, NewJob};
use caudal_providers::khipu::{self, Authentication, BankPath, Khipu, Segment, TaxFolder};
use caudal_providers::transport::{Connections, HttpTransport, Transport};
use caudal_providers::{
    Access, CirenioAccess, Clock, GatherSettings, KhipuAccess, Providers, Secret,
};
use caudal_simulator::Vendor;

use super::persons::Persons;
use super::simulator::SimulatorAddress;

/// What the simulator takes as a lender's key: anything.
const KEY: &str = "simulated";

/// The bank that the applicant is with, by Cirenio's number.
const CIRENIO_BANK: u32 = 1;

/// The bank that the applicant is with, as Khipu names it.
const KHIPU_BANK: &str = "demo-bank.khipu.com";

/// Whom the tax folder is made out to; the simulator makes it out to anybody.
const INSTITUTION: &str = "Empresa Ejemplo";

/// How a simulator is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As the vendors are: with waits before asking again, and leaving alone who fails often.
    AsVendors,
    /// The same each time: nothing depends on chance or on how fast one call follows another.
    Repeatable,
}

/// Clients for one simulator.
pub(super) struct Simulated {
    at: SimulatorAddress,
    manner: Manner,
    clock: Arc<dyn Clock>,
    transport: Arc<dyn Transport>,
    key: Secret,
}

impl Simulated {
    /// Clients for the simulator at an address.
    pub(super) fn new(
        at: SimulatorAddress,
        manner: Manner,
        clock: Arc<dyn Clock>,
    ) -> anyhow::Result<Self> {
        Ok(Self {
            at,
            manner,
            clock,
            transport: Arc::new(HttpTransport::new(Connections::default())?),
            key: Secret::new(KEY)?,
        })
    }

    /// All providers.
    pub(super) fn providers(&self) -> anyhow::Result<Providers> {
        // A job on this machine is done in moments, and looking again costs nobody anything.
        let settings = GatherSettings {
            poll_min: Duration::from_millis(5),
            poll_max: Duration::from_millis(500),
            settle: Duration::from_millis(100),
            summaries_wait: Duration::from_secs(5),
            tax_folder: Some(TaxFolder::AcreditarRenta {
                receiving_institution: INSTITUTION.to_owned(),
                institution_name: INSTITUTION.to_owned(),
            }),
            ..GatherSettings::default()
        };
        let (http, clock) = self.shared();
        let base = self.at.base(Vendor::Khipu)?;
        let khipu = Khipu::new(base, http, clock, self.limits(khipu::settings()));
        let (http, clock) = self.shared();
        let base = self.at.base(Vendor::Bancame)?;
        let limits = self.limits(bancame::settings());
        let bancame = Bancame::new(base, self.key.clone(), http, clock, limits);
        let (http, clock) = self.shared();
        let base = self.at.base(Vendor::Bcra)?;
        let bcra = Bcra::new(base, http, clock, self.limits(bcra::settings()));
        Ok(Providers::new(Arc::clone(&self.clock), settings)
            .with_cirenio(self.cirenio()?)
            .with_khipu(khipu)
            .with_bancame(bancame)
            .with_bcra(bcra))
    }

    /// What each person is taken to have connected, where no file says it.
    pub(super) async fn accesses(
        &self,
        application: &Application,
        given: Persons<Option<Access>>,
    ) -> anyhow::Result<Persons<Access>> {
        let alone = Persons::alone(application);
        let applicant = match given.applicant {
            Some(access) => access,
            None => self.access(&alone.applicant).await?,
        };
        let co_applicant = match (alone.co_applicant, given.co_applicant.flatten()) {
            (None, _) => None,
            (Some(_), Some(access)) => Some(access),
            (Some(theirs), None) => Some(self.access(&theirs).await?),
        };
        Ok(Persons {
            applicant,
            co_applicant,
        })
    }

    /// What the applicant would have connected: the simulator reads the tax id in a credential.
    async fn access(&self, application: &Application) -> anyhow::Result<Access> {
        let credential = Secret::new(format!("simulated-{}", application.tax_id.reveal()))?;
        let applicant = Authentication::Jwt(credential.clone());
        let cirenio = match (application.country, self.manner) {
            (Country::Ar, Manner::Repeatable) => self.connected(credential).await?,
            _ => CirenioAccess::Credential {
                bank_id: CIRENIO_BANK,
                token: credential,
            },
        };
        Ok(Access {
            cirenio: vec![cirenio],
            khipu: vec![KhipuAccess {
                bank: BankPath::new(Country::Cl, Segment::Personal, KHIPU_BANK)?,
                authentication: Some(applicant.clone()),
                credential: None,
            }],
            khipu_services: Some(applicant),
            ..Access::default()
        })
    }

    /// A bank that the applicant connected beforehand, as in Cirenio's widget. A job that gathering
    /// makes has an id that differs each time, and the report repeats it.
    async fn connected(&self, token: Secret) -> anyhow::Result<CirenioAccess> {
        let new = NewJob {
            bank_id: CIRENIO_BANK,
            token,
            external_id: None,
        };
        let created = self.cirenio()?.create_job(&new).await;
        let (job, _) = created.context("connect a simulated bank")?;
        let hash = Secret::new(job.hash)?;
        Ok(CirenioAccess::Job { hash })
    }

    fn cirenio(&self) -> anyhow::Result<Cirenio> {
        let (http, clock) = self.shared();
        let base = self.at.base(Vendor::Cirenio)?;
        let limits = self.limits(Settings::default());
        Ok(Cirenio::new(base, self.key.clone(), http, clock, limits))
    }

    fn shared(&self) -> (Arc<dyn Transport>, Arc<dyn Clock>) {
        (Arc::clone(&self.transport), Arc::clone(&self.clock))
    }

    /// A provider's limits, asked in this manner.
    fn limits(&self, usual: Settings) -> Settings {
        let retries = Retries {
            // A date in `Retry-After` is of today, which need not be near the clock's.
            retry_after_max: Duration::from_secs(2),
            ..usual.retries
        };
        match self.manner {
            Manner::AsVendors => Settings { retries, ..usual },
            Manner::Repeatable => Settings {
                retries: Retries {
                    interval_min: Duration::from_millis(1),
                    interval_max: Duration::from_millis(1),
                    budget_per_second: u32::from(u16::MAX),
                    ..retries
                },
                circuit: Circuit {
                    failures: NonZeroU32::MAX,
                    ..usual.circuit
                },
                pace: None,
                ..usual
            },
        }
    }
}
