//! The payloads of Argentina: Cirenio's bank reports, and the central bank's register.

use caudal_facts::Source;
use futures_util::FutureExt as _;
use futures_util::future::join_all;

use super::{Group, without};
use crate::gather::obtain::obtain;
use crate::gather::source::bcra::Register;
use crate::gather::source::{bcra, cirenio};
use crate::gather::{Case, CirenioAccess, Unit};

impl<'g> Case<'g> {
    pub(super) fn cirenio(self) -> Group<'g> {
        let Some(client) = &self.providers.cirenio else {
            return without(
                Source::Cirenio,
                "cirenio",
                "cirenio is not configured".to_owned(),
            );
        };
        if self.access.cirenio.is_empty() {
            let why = "the applicant connected no bank through cirenio".to_owned();
            return without(Source::Cirenio, "cirenio", why);
        }
        let banks = self
            .access
            .cirenio
            .iter()
            .enumerate()
            .map(move |(index, access)| async move {
                let unit = Unit::new(Source::Cirenio, "cirenio", "report");
                let unit = if index == 0 {
                    unit
                } else {
                    unit.numbered(index + 1)
                };
                let scope = match access {
                    CirenioAccess::Credential { bank_id, .. } => format!("bank {bank_id}"),
                    CirenioAccess::Job { hash } => format!("job {}", hash.expose()),
                };
                let cacheable = self.cacheable(&unit, &scope);
                let run = self.run(unit);
                let fetch = cirenio::report(&run, client, access, &self.application.id);
                obtain(&run, cacheable, fetch).await
            });
        Group {
            sources: vec![Source::Cirenio],
            outcomes: join_all(banks).boxed(),
        }
    }

    pub(super) fn bcra(self) -> Group<'g> {
        let Some(client) = &self.providers.bcra else {
            return without(
                Source::Bcra,
                "bcra",
                "the bcra is not configured".to_owned(),
            );
        };
        let entries = Register::ALL.map(|register| async move {
            let unit = Unit::new(Source::Bcra, "bcra", register.operation());
            let cacheable = self.cacheable(&unit, "");
            let run = self.run(unit);
            let fetch = bcra::entry(&run, client, register, &self.application.tax_id);
            obtain(&run, cacheable, fetch).await
        });
        Group {
            sources: vec![Source::Bcra],
            outcomes: join_all(entries).boxed(),
        }
    }
}
