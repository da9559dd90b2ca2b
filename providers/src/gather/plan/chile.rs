//! The payloads of Chile: banks and public services through Khipu, and banca.me.

use caudal_facts::Source;
use futures_util::FutureExt as _;
use futures_util::future::join_all;

use super::{Group, without};
use crate::gather::obtain::{nobody, obtain};
use crate::gather::source::khipu::Service;
use crate::gather::source::{bancame, khipu};
use crate::gather::{Case, KhipuAccess, Outcome, Unit};
use crate::khipu::{BankRequest, Khipu, account_numbers};

impl<'g> Case<'g> {
    pub(super) fn bancame(self, sources: Vec<Source>) -> Group<'g> {
        let unit = Unit::new(Source::Bancame, "bancame", "pre-loan-request");
        let outcomes = async move {
            let Some(client) = &self.providers.bancame else {
                return vec![nobody(unit, "banca.me is not configured".to_owned())];
            };
            let cacheable = self.cacheable(&unit, "");
            let run = self.run(unit);
            let (tax_id, metadata) = (&self.application.tax_id, &self.access.bancame_metadata);
            let fetch = bancame::pre_loan_request(&run, client, tax_id, metadata);
            vec![obtain(&run, cacheable, fetch).await]
        };
        Group {
            sources,
            outcomes: outcomes.boxed(),
        }
    }

    /// Khipu, authenticated for public services, and those that bring a source; `None` where there
    /// is no such service or nobody to ask for it.
    pub(super) fn services(self, source: Source) -> Option<(Khipu, Vec<Service>)> {
        let client = self.providers.khipu.as_ref()?;
        // A request that names nobody is answered for whom the token belongs to: the applicant's own,
        // or none. Where it names the RUT, the lender's will do.
        let names_the_rut = matches!(source, Source::Protests | Source::Alimony);
        let client = match &self.access.khipu_services {
            Some(authentication) => client.with_authentication(authentication.clone()),
            None if names_the_rut && client.is_authenticated() => client.clone(),
            None => return None,
        };
        let settings = &self.providers.settings;
        let services = Service::of(source, self.application.as_of, settings);
        (!services.is_empty()).then_some((client, services))
    }

    pub(super) fn khipu_services(self, source: Source) -> Group<'g> {
        let Some((client, services)) = self.services(source) else {
            let why = format!("nobody is configured to bring {source}");
            return without(source, "khipu", why);
        };
        let outcomes = async move {
            let calls = services
                .iter()
                .map(|service| self.khipu_service(&client, source, service));
            join_all(calls).await
        };
        Group {
            sources: vec![source],
            outcomes: outcomes.boxed(),
        }
    }

    async fn khipu_service(self, client: &Khipu, source: Source, service: &Service) -> Outcome {
        let unit = Unit::new(source, "khipu", service.operation());
        let unit = match service {
            Service::Contributions(year) => unit.of_year(*year),
            _ => unit,
        };
        let cacheable = self.cacheable(&unit, "");
        let run = self.run(unit);
        let fetch = khipu::operation(&run, self.providers.callbacks.as_ref(), |url| {
            service.ask(client, &self.application.tax_id, url)
        });
        obtain(&run, cacheable, fetch).await
    }

    pub(super) fn khipu_banks(self) -> Group<'g> {
        let Some(client) = &self.providers.khipu else {
            return without(Source::Khipu, "khipu", "khipu is not configured".to_owned());
        };
        if self.access.khipu.is_empty() {
            let why = "the applicant connected no bank through khipu".to_owned();
            return without(Source::Khipu, "khipu", why);
        }
        let banks = self.access.khipu.iter().enumerate();
        let banks = banks.map(move |(index, access)| self.khipu_bank(client, index, access));
        let outcomes = async move { join_all(banks).await.into_iter().flatten().collect() };
        Group {
            sources: vec![Source::Khipu],
            outcomes: outcomes.boxed(),
        }
    }

    /// A bank's accounts, and then what is to be known of each, side by side.
    async fn khipu_bank(
        self,
        client: &'g Khipu,
        index: usize,
        access: &'g KhipuAccess,
    ) -> Vec<Outcome> {
        let client = match &access.authentication {
            Some(authentication) => client.with_authentication(authentication.clone()),
            None => client.clone(),
        };
        let accounts = self
            .bank_operation(&client, index, access, "accounts", None)
            .await;
        let numbers = match &accounts.entry.payload {
            Some(payload) if accounts.report.arrived => account_numbers(payload.bytes()),
            _ => Vec::new(),
        };
        let calls = numbers.iter().enumerate().flat_map(|(place, number)| {
            ["balance", "statements", "transactions"]
                .map(|operation| (operation, place + 1, number.as_str()))
        });
        let client = &client;
        let calls = calls.map(|(operation, place, number)| {
            self.bank_operation(client, index, access, operation, Some((place, number)))
        });
        let mut outcomes = vec![accounts];
        outcomes.extend(join_all(calls).await);
        outcomes
    }

    async fn bank_operation(
        self,
        client: &Khipu,
        index: usize,
        access: &KhipuAccess,
        operation: &'static str,
        account: Option<(usize, &str)>,
    ) -> Outcome {
        let mut unit = Unit::new(Source::Khipu, "khipu", operation).of_bank(index);
        let mut request = BankRequest {
            credential: access.credential.clone(),
            ..BankRequest::default()
        };
        if let Some((place, number)) = account {
            unit = unit.numbered(place);
            request.account_number = Some(number.to_owned());
        }
        let scope = format!("{:?} {:?}", access.bank, account.map(|(_, number)| number));
        let cacheable = self.cacheable(&unit, &scope);
        let run = self.run(unit);
        let request = &request;
        let fetch = khipu::operation(&run, self.providers.callbacks.as_ref(), |url| async move {
            let request = BankRequest {
                callback_url: url,
                ..request.clone()
            };
            client.operation(&access.bank, operation, &request).await
        });
        obtain(&run, cacheable, fetch).await
    }
}
