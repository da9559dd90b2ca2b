//! What the suite's calls are made with: a simulator, the clients, and things that exist already.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use caudal_facts::{Application, Country, Currency, Limits, Money, TaxId};
use caudal_providers::bancame::{Bancame, NewEntity, WidgetStart};
use caudal_providers::bcra::Bcra;
use caudal_providers::cirenio::{Cirenio, NewJob, Phase};
use caudal_providers::khipu::{Authentication, BankRequest, Khipu};
use caudal_simulator::{Faults, Simulator};

use crate::lender::{AMPLE, Lender, credential, demo_bank, secret, simulator};

/// An applicant of Argentina who is in the register of debtors.
const CUIT: &str = "27-33333334-7";

/// An applicant of Chile of whom every register knows something.
const RUT: &str = "11.111.111-1";

/// A loan of banca.me's, by the lender's own id.
pub(super) const TRANSACTION: &str = "A-1";

/// A simulator, the clients, and things that exist already.
pub(super) struct Stand {
    pub(super) simulator: Arc<Simulator>,
    pub(super) cirenio: Cirenio,
    pub(super) khipu: Khipu,
    pub(super) bancame: Bancame,
    pub(super) bcra: Bcra,
    /// A job of Cirenio's that has its report.
    pub(super) job: String,
    /// An entity of banca.me's.
    pub(super) entity: String,
    /// An account at Khipu's own bank.
    pub(super) account: String,
    entities: Arc<AtomicU32>,
}

impl Stand {
    /// A stand whose calls have as much time as they need.
    pub(super) async fn new() -> Self {
        let simulator = simulator(Faults::none()).await;
        let mut lender = Lender::quick();
        lender.settings.timeout = AMPLE;
        lender.settings.body_bytes_max = 1 << 20;
        let (cirenio, bancame) = (lender.cirenio(&simulator), lender.bancame(&simulator));
        let khipu = authenticated(&lender.khipu(&simulator));
        let entity = bancame.create_entity(&entity(0)).await.unwrap();
        bancame.widget_start(&start(TRANSACTION)).await.unwrap();
        let loan = || bancame.loan_by_external_transaction(TRANSACTION);
        while loan().await.unwrap().is_none() {}
        Self {
            job: stored(&cirenio).await,
            entity: entity.id.unwrap(),
            account: account(&khipu).await,
            bcra: lender.bcra(&simulator),
            cirenio,
            khipu,
            bancame,
            simulator: Arc::new(simulator),
            entities: Arc::new(AtomicU32::new(1)),
        }
    }

    /// Such a stand, and one at the same simulator whose calls have a second each.
    pub(super) async fn pair() -> (Arc<Self>, Arc<Self>) {
        let patient = Self::new().await;
        let mut lender = Lender::quick();
        lender.settings.timeout = Duration::from_secs(1);
        let simulator = &patient.simulator;
        let hasty = Self {
            simulator: Arc::clone(simulator),
            cirenio: lender.cirenio(simulator),
            khipu: authenticated(&lender.khipu(simulator)),
            bancame: lender.bancame(simulator),
            bcra: lender.bcra(simulator),
            job: patient.job.clone(),
            entity: patient.entity.clone(),
            account: patient.account.clone(),
            entities: Arc::clone(&patient.entities),
        };
        (Arc::new(patient), Arc::new(hasty))
    }

    /// An entity that there is not yet.
    pub(super) fn next_entity(&self) -> NewEntity {
        entity(self.entities.fetch_add(1, Ordering::Relaxed))
    }
}

/// An application of somebody whom a provider knows.
pub(super) fn applicant(provider: &str) -> Application {
    let (country, tax_id) = match provider {
        "cirenio" | "bcra" => (Country::Ar, CUIT),
        _ => (Country::Cl, RUT),
    };
    let text = format!(
        r#"{{"id": "A-1", "country": "{}", "product": "personal", "as_of": "2026-10-20",
            "applicant": {{"tax_id": "{tax_id}"}}, "request": {{"currency": "USD"}}}}"#,
        country.code()
    );
    Application::from_json("a.json", text.as_bytes(), &Limits::default()).unwrap()
}

pub(super) fn cuit() -> TaxId {
    TaxId::parse_cuit(CUIT).unwrap()
}

pub(super) fn rut() -> TaxId {
    TaxId::parse_rut(RUT).unwrap()
}

/// A job for the applicant.
pub(super) fn new_job() -> NewJob {
    NewJob {
        bank_id: 11,
        token: credential(&cuit()),
        external_id: Some("A-1".to_owned()),
    }
}

fn authenticated(khipu: &Khipu) -> Khipu {
    khipu.with_authentication(Authentication::Jwt(credential(&rut())))
}

async fn stored(cirenio: &Cirenio) -> String {
    let (job, _) = cirenio.create_job(&new_job()).await.unwrap();
    let mut status = job.status;
    while status.phase() != Phase::Whole {
        status = cirenio.job(&job.hash).await.unwrap().0.status;
    }
    job.hash
}

async fn account(khipu: &Khipu) -> String {
    let request = BankRequest::default();
    let accounts = khipu.accounts(&demo_bank(), &request).await;
    let body = accounts.unwrap().answer.body;
    let body: serde_json::Value = serde_json::from_slice(body.bytes()).unwrap();
    let number = body.pointer("/Data/Account/0/AccountId").unwrap();
    number.as_str().unwrap().to_owned()
}

/// What starts the widget.
pub(super) fn start(transaction: &str) -> WidgetStart {
    WidgetStart {
        amount: Money::from_minor(150_000, Currency::Clp),
        external_trx_id: transaction.to_owned(),
        entity_id: "ex-46df3310759e9000".to_owned(),
        email: "ana@ejemplo.example".to_owned(),
        pre_approve_id: None,
    }
}

fn entity(number: u32) -> NewEntity {
    NewEntity {
        external_entity_id: format!("shop-{number}"),
        name: "Empresa Ejemplo".to_owned(),
        label: format!("ejemplo-{number}"),
        is_active: true,
        id_number: None,
        code: None,
        description: None,
    }
}

/// A password that nobody has.
pub(super) fn password() -> (caudal_providers::Secret, caudal_providers::Secret) {
    (secret("11111111-1"), secret("not-a-password"))
}
