//! Khipu's endpoints, and which of them a call is.

use http::Method;

use super::NAME;
use super::request::BankRequest;
use crate::caller::{Endpoint, Repeat};

/// Every endpoint of the vendor's documents, as it is when it only reads.
pub static ENDPOINTS: [Endpoint; 18] = table(Repeat::Harmless);

/// The same endpoints where asking twice may do something twice.
static ASKED_ONCE: [Endpoint; 18] = table(Repeat::Creates);

const OF_BANK: &str = "/v1/:country/banking/:segment/:bank/";
const ANY_OF_BANK: usize = 5;
const OF_SITE: &str = "/v1/cl/services/";
const ANY_OF_SITE: usize = 17;

/// What asking a call twice would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// Read twice.
    Freely,
    /// Begin two extractions, or try a password twice.
    Once,
}

impl Asking {
    pub(super) fn of(request: &BankRequest) -> Self {
        if request.callback_url.is_some() || request.credential.is_some() {
            Self::Once
        } else {
            Self::Freely
        }
    }

    fn table(self) -> &'static [Endpoint; 18] {
        match self {
            Self::Freely => &ENDPOINTS,
            Self::Once => &ASKED_ONCE,
        }
    }
}

/// A bank's operation, by what stands after the bank in its path.
pub(super) fn of_bank(suffix: &str, asking: Asking) -> &'static Endpoint {
    let table = asking.table();
    table
        .iter()
        .find(|endpoint| endpoint.path.strip_prefix(OF_BANK) == Some(suffix))
        .unwrap_or(&table[ANY_OF_BANK])
}

/// A public service, by its site and what stands after the site in its path.
pub(super) fn of_site(site: &str, operation: &str, asking: Asking) -> &'static Endpoint {
    let table = asking.table();
    table
        .iter()
        .find(|endpoint| {
            let below = endpoint.path.strip_prefix(OF_SITE);
            below.and_then(|below| below.split_once('/')) == Some((site, operation))
        })
        .unwrap_or(&table[ANY_OF_SITE])
}

const fn table(repeat: Repeat) -> [Endpoint; 18] {
    [
        post("/v1/:country/banking/:segment/:bank/accounts", repeat),
        post("/v1/:country/banking/:segment/:bank/balance", repeat),
        post("/v1/:country/banking/:segment/:bank/statements", repeat),
        post("/v1/:country/banking/:segment/:bank/transactions", repeat),
        // A password is in it, and a link is made.
        post("/v1/:country/banking/:segment/:bank/token", Repeat::Creates),
        post("/v1/:country/banking/:segment/:bank/:operation", repeat),
        post("/v1/cl/services/cmfchile.cl/debt-report", repeat),
        post("/v1/cl/services/afc.cl/contributions-certificate", repeat),
        post("/v1/cl/services/afc.cl/last-credited-contribution", repeat),
        post("/v1/cl/services/afc.cl/balance", repeat),
        post(
            "/v1/cl/services/afc.cl/employer/contributed-balance",
            repeat,
        ),
        post(
            "/v1/cl/services/sii.cl/carpeta-tributaria/acreditar-renta",
            repeat,
        ),
        post(
            "/v1/cl/services/sii.cl/carpeta-tributaria/solicitar-credito",
            repeat,
        ),
        post("/v1/cl/services/sii.cl/tax-situation", repeat),
        post("/v1/cl/services/boletincomercial.cl/consulta-rut", repeat),
        post("/v1/cl/services/rndpa.srcei.cl/debt-registry", repeat),
        post(
            "/v1/cl/services/boletinconcursal.cl/publications-procedure",
            repeat,
        ),
        post("/v1/cl/services/:site/:operation", repeat),
    ]
}

const fn post(path: &'static str, repeat: Repeat) -> Endpoint {
    Endpoint {
        provider: NAME,
        method: Method::POST,
        path,
        repeat,
    }
}
