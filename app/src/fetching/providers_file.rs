//! The providers' file: who a lender has contracts with, as TOML. It says where keys are and holds none.

mod form;

use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use caudal_facts::{Currency, Limits, Money};
use caudal_providers::bancame::{self, Bancame};
use caudal_providers::bcra::{self, Bcra};
use caudal_providers::caller::{Pace, Retries, Settings};
use caudal_providers::cirenio::{self, Cirenio};
use caudal_providers::khipu::{self, Khipu, TaxFolder};
use caudal_providers::transport::{Connections, HttpTransport, Transport};
use caudal_providers::{Address, Clock, GatherSettings, Providers, Secret};

use super::access_file::authentication;
use super::file_problem::FileProblems;
use super::secret_reference::SecretReference;
use crate::files::read_limited;

use form::{BancamePart, BcraPart, CirenioPart, KhipuPart, LimitsPart, ProvidersFile};

/// The providers that a price may be of.
const PROVIDERS: [&str; 4] = ["cirenio", "khipu", "bancame", "bcra"];

/// Reads a providers' file.
pub(super) fn read(
    path: &Path,
    clock: Arc<dyn Clock>,
    limits: &Limits,
) -> anyhow::Result<Providers> {
    let shown = path.display();
    let bytes = read_limited(path, limits.rules_file_bytes)?;
    let text =
        String::from_utf8(bytes).map_err(|_| anyhow!("read {shown}: it is not UTF-8 text"))?;
    let problems = FileProblems::of(path);
    let file: ProvidersFile = toml::from_str(&text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        problems.form_at(&text, offset, error.message())
    })?;
    let reader = Reader {
        problems: &problems,
        transport: Arc::new(HttpTransport::new(Connections::default())?),
        clock,
    };
    let providers = reader.providers(&file);
    problems.unless_any(providers)
}

struct Reader<'f> {
    problems: &'f FileProblems<'f>,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
}

impl Reader<'_> {
    /// The providers; where there was a problem, without the part that has it.
    fn providers(&self, file: &ProvidersFile) -> Providers {
        let cirenio = file.cirenio.as_ref().and_then(|part| self.cirenio(part));
        let khipu = file.khipu.as_ref().and_then(|part| self.khipu(part));
        let bancame = file.bancame.as_ref().and_then(|part| self.bancame(part));
        let bcra = file.bcra.as_ref().and_then(|part| self.bcra(part));
        let gather = self.gather(file);
        let mut providers = Providers::new(Arc::clone(&self.clock), gather);
        if let Some(client) = cirenio {
            providers = providers.with_cirenio(client);
        }
        if let Some(client) = khipu {
            providers = providers.with_khipu(client);
        }
        if let Some(client) = bancame {
            providers = providers.with_bancame(client);
        }
        if let Some(client) = bcra {
            providers = providers.with_bcra(client);
        }
        providers
    }

    fn cirenio(&self, part: &CirenioPart) -> Option<Cirenio> {
        let settings = self.settings("cirenio", &part.limits, Settings::default());
        let base = self.base("cirenio", part.base.as_deref(), cirenio::BASE);
        let key = self.key("cirenio.api_key", &part.api_key);
        let (http, clock) = self.shared();
        Some(Cirenio::new(base?, key?, http, clock, settings))
    }

    fn khipu(&self, part: &KhipuPart) -> Option<Khipu> {
        let settings = self.settings("khipu", &part.limits, khipu::settings());
        let base = self.base("khipu", part.base.as_deref(), khipu::BASE);
        self.refuse_written("khipu.jwt", part.jwt.as_ref());
        self.refuse_written("khipu.api_key", part.api_key.as_ref());
        let authentication = authentication(
            self.problems,
            "khipu",
            part.jwt.as_ref(),
            part.api_key.as_ref(),
        );
        let (http, clock) = self.shared();
        let client = Khipu::new(base?, http, clock, settings);
        Some(match authentication {
            Some(authentication) => client.with_authentication(authentication),
            None => client,
        })
    }

    fn bancame(&self, part: &BancamePart) -> Option<Bancame> {
        let settings = self.settings("bancame", &part.limits, bancame::settings());
        let base = self.base("bancame", part.base.as_deref(), bancame::BASE);
        let key = self.key("bancame.key", &part.key);
        let (http, clock) = self.shared();
        Some(Bancame::new(base?, key?, http, clock, settings))
    }

    fn bcra(&self, part: &BcraPart) -> Option<Bcra> {
        let settings = self.settings("bcra", &part.limits, bcra::settings());
        let base = self.base("bcra", part.base.as_deref(), bcra::BASE)?;
        let (http, clock) = self.shared();
        Some(Bcra::new(base, http, clock, settings))
    }

    fn shared(&self) -> (Arc<dyn Transport>, Arc<dyn Clock>) {
        (Arc::clone(&self.transport), Arc::clone(&self.clock))
    }

    fn base(&self, provider: &str, given: Option<&str>, usual: &str) -> Option<Address> {
        let address = Address::new(given.unwrap_or(usual));
        self.problems.take(&format!("{provider}.base"), address)
    }

    fn key(&self, name: &str, reference: &SecretReference) -> Option<Secret> {
        self.refuse_written(name, Some(reference));
        self.problems.secret(name, reference)
    }

    fn refuse_written(&self, name: &str, reference: Option<&SecretReference>) {
        if let Some(SecretReference::Here(_)) = reference {
            let wrong = "a lender's key does not belong in this file\n\
                         hint: name what holds it: { env = \"NAME\" } or { file = \"PATH\" }";
            self.problems.add(name, wrong);
        }
    }

    fn settings(&self, provider: &str, part: &LimitsPart, usual: Settings) -> Settings {
        let named = |limit: &str| format!("{provider}.limits.{limit}");
        let seconds = self.problems.within(
            &named("timeout_seconds"),
            part.timeout_seconds,
            (1, 600),
            usual.timeout.as_secs(),
        );
        let attempts_max = self.problems.within(
            &named("attempts_max"),
            part.attempts_max,
            (1, 10),
            usual.retries.attempts_max,
        );
        let concurrent_max = self.problems.within(
            &named("concurrent_max"),
            part.concurrent_max,
            (1, 256),
            usual.concurrent_max,
        );
        let per_minute = part.per_minute.and_then(|given| {
            let range = (1, 100_000);
            NonZeroU32::new(
                self.problems
                    .within(&named("per_minute"), Some(given), range, given),
            )
        });
        let pace = per_minute.map(|per_minute| Pace {
            per_minute,
            burst: usual
                .pace
                .map_or(per_minute, |pace| pace.burst.min(per_minute)),
        });
        Settings {
            timeout: Duration::from_secs(seconds),
            concurrent_max,
            retries: Retries {
                attempts_max,
                ..usual.retries
            },
            pace: pace.or(usual.pace),
            ..usual
        }
    }

    fn gather(&self, file: &ProvidersFile) -> GatherSettings {
        let (part, prices) = (&file.gather, &file.prices);
        let tax_folder = file
            .khipu
            .as_ref()
            .and_then(|khipu| khipu.tax_folder.as_ref());
        let usual = GatherSettings::default();
        let wait = |name: &str, given: Option<u64>, usual: Duration| {
            let usual = u64::try_from(usual.as_millis()).unwrap_or(u64::MAX);
            let name = format!("gather.{name}");
            Duration::from_millis(self.problems.within(&name, given, (1, 3_600_000), usual))
        };
        GatherSettings {
            poll_min: wait("poll_min_ms", part.poll_min_ms, usual.poll_min),
            poll_max: wait("poll_max_ms", part.poll_max_ms, usual.poll_max),
            settle: wait("settle_ms", part.settle_ms, usual.settle),
            summaries_wait: wait(
                "summaries_wait_ms",
                part.summaries_wait_ms,
                usual.summaries_wait,
            ),
            recycle_wait: wait("recycle_wait_ms", part.recycle_wait_ms, usual.recycle_wait),
            tax_folder: tax_folder.map(|folder| TaxFolder::AcreditarRenta {
                receiving_institution: folder.receiving_institution.clone(),
                institution_name: folder.institution_name.clone(),
            }),
            prices: prices
                .iter()
                .filter_map(|(payload, price)| Some((payload.clone(), self.price(payload, price)?)))
                .collect(),
            ..usual
        }
    }

    fn price(&self, payload: &str, price: &str) -> Option<Money> {
        let name = format!("prices.{payload:?}");
        let provider = payload.split_once('/').map(|(provider, _)| provider);
        if !provider.is_some_and(|provider| PROVIDERS.contains(&provider)) {
            let known = PROVIDERS.join(", ");
            let wrong = format!("expected PROVIDER/OPERATION, the providers are {known}");
            self.problems.add(&name, wrong);
        }
        let (amount, currency) = price.split_once(' ').unwrap_or((price, ""));
        let read = Currency::parse(currency).and_then(|currency| Money::parse(amount, currency));
        self.problems.take(&name, read)
    }
}
