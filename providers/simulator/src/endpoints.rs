//! Every route, once: the table that the router is built from and that documents are held to.

use std::sync::Arc;

use http::Method;
use serde::{Deserialize, Serialize};

use crate::routes::{bancame, bcra, cirenio, control, khipu};
use crate::server::{Answer, Call};
use crate::world::World;

/// Whose interface a route is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vendor {
    /// Cirenio's API.
    Cirenio,
    /// Cirenio's widget, where an applicant connects a bank.
    CirenioApp,
    /// Khipu Open Data: banks and public services.
    Khipu,
    /// banca.me's partner API.
    Bancame,
    /// The central bank's public register of debtors.
    Bcra,
    /// The simulator's own pages.
    Simulator,
}

impl Vendor {
    /// Every vendor.
    pub const ALL: [Self; 6] = [
        Self::Cirenio,
        Self::CirenioApp,
        Self::Khipu,
        Self::Bancame,
        Self::Bcra,
        Self::Simulator,
    ];

    /// The path that its routes stand under; empty for the simulator's own.
    #[must_use]
    pub const fn base(self) -> &'static str {
        match self {
            Self::Cirenio => "/cirenio/v1",
            Self::CirenioApp => "/cirenio-app",
            Self::Khipu => "/khipu",
            Self::Bancame => "/bancame",
            Self::Bcra => "/bcra",
            Self::Simulator => "",
        }
    }

    /// The vendor that a path belongs to.
    pub(crate) fn of_path(path: &str) -> Self {
        let under = |vendor: &Self| {
            path.strip_prefix(vendor.base())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        Self::ALL.into_iter().find(under).unwrap_or(Self::Simulator)
    }
}

/// A route: whose it is, its method and path, and what answers it.
#[derive(Clone, Copy)]
pub struct Endpoint {
    vendor: Vendor,
    template: &'static str,
    respond: Respond,
}

/// What answers a route.
type Respond = fn(&Arc<World>, &Call) -> Answer;

impl Endpoint {
    const fn new(vendor: Vendor, template: &'static str, respond: Respond) -> Self {
        Self {
            vendor,
            template,
            respond,
        }
    }

    /// Whose route.
    #[must_use]
    pub const fn vendor(&self) -> Vendor {
        self.vendor
    }

    /// Method and path as vendors write them, such as `GET /jobs/:hash`.
    #[must_use]
    pub const fn template(&self) -> &'static str {
        self.template
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> Method {
        let word = self.template.split(' ').next().unwrap_or_default();
        Method::from_bytes(word.as_bytes()).unwrap_or_default()
    }

    /// The whole path with its base: `/cirenio/v1/jobs/:hash`. `:name` is one segment, `*name` the rest.
    #[must_use]
    pub fn path(&self) -> String {
        let path = self.template.split(' ').nth(1).unwrap_or_default();
        format!("{}{path}", self.vendor.base())
    }

    /// Answers a call.
    pub(crate) fn respond(&self, world: &Arc<World>, call: &Call) -> Answer {
        (self.respond)(world, call)
    }
}

impl std::fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {}", self.vendor, self.template)
    }
}

/// Every route of the simulator.
///
/// `GET /partner/loan/:externalTrxId` and `PATCH /partner/entity/:id` have paths of our own: banca.me
/// says that the calls exist and not where. A bank's other paths, such as
/// `booked/month/LCY/statements`, are read by their last word.
pub const ENDPOINTS: &[Endpoint] = &[
    Endpoint::new(Vendor::Cirenio, "GET /banks", cirenio::banks),
    Endpoint::new(Vendor::Cirenio, "POST /jobs", cirenio::create_job),
    Endpoint::new(Vendor::Cirenio, "GET /jobs", cirenio::list_jobs),
    Endpoint::new(Vendor::Cirenio, "GET /jobs/:hash", cirenio::job),
    Endpoint::new(Vendor::Cirenio, "GET /reports/:hash", cirenio::report),
    Endpoint::new(Vendor::CirenioApp, "GET /", cirenio::widget),
    bank("POST /v1/:country/banking/:segment/:bank/accounts"),
    bank("POST /v1/:country/banking/:segment/:bank/balance"),
    bank("POST /v1/:country/banking/:segment/:bank/statements"),
    bank("POST /v1/:country/banking/:segment/:bank/transactions"),
    bank("POST /v1/:country/banking/:segment/:bank/token"),
    bank("POST /v1/:country/banking/:segment/:bank/products/loans"),
    bank("POST /v1/:country/banking/:segment/:bank/credit-card/unbilled-transactions"),
    bank("POST /v1/:country/banking/:segment/:bank/*operation"),
    service("POST /v1/cl/services/cmfchile.cl/debt-report"),
    service("POST /v1/cl/services/afc.cl/contributions-certificate"),
    service("POST /v1/cl/services/afc.cl/last-credited-contribution"),
    service("POST /v1/cl/services/afc.cl/balance"),
    service("POST /v1/cl/services/afc.cl/employer/contributed-balance"),
    service("POST /v1/cl/services/sii.cl/carpeta-tributaria/acreditar-renta"),
    service("POST /v1/cl/services/sii.cl/carpeta-tributaria/solicitar-credito"),
    service("POST /v1/cl/services/sii.cl/tax-situation"),
    service("POST /v1/cl/services/boletincomercial.cl/consulta-rut"),
    service("POST /v1/cl/services/rndpa.srcei.cl/debt-registry"),
    service("POST /v1/cl/services/boletinconcursal.cl/publications-procedure"),
    partner("POST /partner/pre-loan-request", bancame::pre_loan_request),
    partner(
        "POST /partner/pre-loan-request/bnpl",
        bancame::instalment_options,
    ),
    partner("POST /partner/widget/start", bancame::start_widget),
    partner("GET /partner/entity", bancame::list_entities),
    partner("POST /partner/entity", bancame::create_entity),
    partner("PATCH /partner/entity/:id", bancame::change_entity),
    partner("GET /partner/loan/:externalTrxId", bancame::loan),
    register("GET /centraldedeudores/v1.0/Deudas/:id", bcra::debts),
    register(
        "GET /centraldedeudores/v1.0/Deudas/Historicas/:id",
        bcra::history,
    ),
    register(
        "GET /centraldedeudores/v1.0/Deudas/ChequesRechazados/:id",
        bcra::cheques,
    ),
    Endpoint::new(Vendor::Simulator, "GET /", control::page),
    Endpoint::new(Vendor::Simulator, "GET /_faults", control::faults),
    Endpoint::new(Vendor::Simulator, "PUT /_faults", control::set_faults),
    Endpoint::new(Vendor::Simulator, "GET /_seen", control::seen),
];

const fn bank(template: &'static str) -> Endpoint {
    Endpoint::new(Vendor::Khipu, template, khipu::bank)
}

const fn service(template: &'static str) -> Endpoint {
    Endpoint::new(Vendor::Khipu, template, khipu::service)
}

const fn partner(template: &'static str, respond: Respond) -> Endpoint {
    Endpoint::new(Vendor::Bancame, template, respond)
}

const fn register(template: &'static str, respond: Respond) -> Endpoint {
    Endpoint::new(Vendor::Bcra, template, respond)
}
