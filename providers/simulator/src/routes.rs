//! The vendors' routes: what each answers, and what each asks of a request.

pub(crate) mod bancame;
pub(crate) mod bcra;
pub(crate) mod cirenio;
pub(crate) mod control;
pub(crate) mod khipu;

use caudal_facts::TaxId;
use http::StatusCode;

use crate::endpoints::Vendor;
use crate::server::{Answer, Call};
use crate::world::World;

pub(crate) use bancame::Partner;
pub(crate) use khipu::error_in_ok as khipu_error;

/// Whom a request is about, if it says so.
pub(crate) fn applicant(world: &World, call: &Call) -> Option<TaxId> {
    match call.endpoint.vendor() {
        Vendor::Cirenio | Vendor::CirenioApp => cirenio::applicant(world, call),
        Vendor::Khipu => khipu::applicant(world, call),
        Vendor::Bancame => bancame::applicant(world, call),
        Vendor::Bcra => bcra::applicant(call),
        Vendor::Simulator => None,
    }
}

/// Whether a request asks to be called back.
pub(crate) fn awaits_callback(world: &World, call: &Call) -> bool {
    match call.endpoint.vendor() {
        Vendor::CirenioApp => call.query("webhook").is_some(),
        Vendor::Khipu => khipu::callback_url(call).is_some(),
        Vendor::Bancame => bancame::announces(world, call),
        Vendor::Cirenio | Vendor::Bcra | Vendor::Simulator => false,
    }
}

/// How a vendor refuses with a status, in its own form.
pub(crate) fn refusal(vendor: Vendor, status: StatusCode) -> Answer {
    match vendor {
        Vendor::Cirenio => cirenio::refusal(status),
        Vendor::Khipu => khipu::refusal(status),
        Vendor::Bancame => bancame::refusal(status),
        Vendor::Bcra => bcra::refusal(status),
        Vendor::CirenioApp | Vendor::Simulator => {
            Answer::text(status, format!("{status}; GET / lists the routes\n"))
        }
    }
}
