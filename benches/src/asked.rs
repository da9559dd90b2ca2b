//! Applicants to gather for, and the providers as a simulator plays them.

use std::sync::Arc;
use std::time::Duration;

use caudal_facts::{Application, Country, Error, Limits, Source, TaxId};
use caudal_providers::bancame::{self, Bancame};
use caudal_providers::bcra::{self, Bcra};
use caudal_providers::caller::Settings;
use caudal_providers::cirenio::Cirenio;
use caudal_providers::khipu::{self, Authentication, BankPath, Khipu, Segment};
use caudal_providers::transport::{Connections, HttpTransport, Transport};
use caudal_providers::{
    Access, Address, CirenioAccess, Clock, GatherSettings, KhipuAccess, Providers, Secret,
    SystemClock,
};

/// Whatever went wrong: a benchmark only says so.
pub type Anything = Box<dyn std::error::Error + Send + Sync>;

/// An applicant, what they connected, and what is asked.
#[derive(Debug)]
pub struct Asked {
    /// The application.
    pub application: Application,
    /// The banks they connected.
    pub access: Access,
    /// The sources.
    pub sources: &'static [Source],
}

/// The `number`-th applicant, Argentine and Chilean in turn.
///
/// # Errors
/// None in practice: ids are made with right check digits.
pub fn asked(number: u32) -> Result<Asked, Anything> {
    let country = if number.is_multiple_of(2) {
        Country::Ar
    } else {
        Country::Cl
    };
    let tax_id = match country {
        Country::Ar => with_check_digit(&format!("20{}", 20_000_000 + number), TaxId::parse_cuit)?,
        Country::Cl => with_check_digit(&(10_000_000 + number).to_string(), TaxId::parse_rut)?,
    }
    .reveal();
    let text = format!(
        r#"{{ "id": "bench-{number}", "country": "{}", "product": "consumer", "as_of": "2026-10-20",
              "applicant": {{ "tax_id": "{tax_id}" }}, "request": {{ "currency": "{}" }} }}"#,
        country.code(),
        if country == Country::Ar { "ARS" } else { "CLP" },
    );
    let application = Application::from_json("bench.json", text.as_bytes(), &Limits::default())?;
    let token = Secret::new(format!("simulated-{tax_id}"))?;
    let (access, sources): (Access, &[Source]) = match country {
        Country::Ar => {
            let access = Access {
                cirenio: vec![CirenioAccess::Credential { bank_id: 1, token }],
                ..Access::default()
            };
            (access, &[Source::Cirenio, Source::Bcra])
        }
        Country::Cl => {
            let authentication = Authentication::Jwt(token);
            let bank = BankPath::new(Country::Cl, Segment::Personal, "demo-bank.khipu.com")?;
            let access = Access {
                khipu: vec![KhipuAccess {
                    bank,
                    authentication: Some(authentication.clone()),
                    credential: None,
                }],
                khipu_services: Some(authentication),
                ..Access::default()
            };
            (
                access,
                &[
                    Source::Khipu,
                    Source::Cmf,
                    Source::Protests,
                    Source::Bancame,
                ],
            )
        }
    };
    Ok(Asked {
        application,
        access,
        sources,
    })
}

/// The providers of a simulator at this address, with quick looks at what is not ready.
///
/// # Errors
/// When the address is none, or TLS cannot be set up.
pub fn providers(root: &str) -> Result<Providers, Anything> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::default());
    let transport: Arc<dyn Transport> = Arc::new(HttpTransport::new(Connections::default())?);
    let address = |path: &str| Address::new(&format!("{root}{path}"));
    let key = || Secret::new("bench");
    let (wire, time) = (|| Arc::clone(&transport), || Arc::clone(&clock));
    let settings = GatherSettings {
        poll_min: Duration::from_millis(20),
        poll_max: Duration::from_millis(200),
        ..GatherSettings::default()
    };
    // banca.me's own pace of 100 a minute would be all that is measured.
    let unpaced = Settings {
        pace: None,
        ..bancame::settings()
    };
    Ok(Providers::new(time(), settings)
        .with_cirenio(Cirenio::new(
            address("cirenio/v1")?,
            key()?,
            wire(),
            time(),
            Settings::default(),
        ))
        .with_khipu(Khipu::new(
            address("khipu")?,
            wire(),
            time(),
            khipu::settings(),
        ))
        .with_bancame(Bancame::new(
            address("bancame")?,
            key()?,
            wire(),
            time(),
            unpaced,
        ))
        .with_bcra(Bcra::new(
            address("bcra")?,
            wire(),
            time(),
            bcra::settings(),
        )))
}

/// A tax id with this body, its check digit found by trying.
fn with_check_digit(
    body: &str,
    parse: fn(&str) -> Result<TaxId, Error>,
) -> Result<TaxId, Anything> {
    let id = "0123456789K"
        .chars()
        .find_map(|check| parse(&format!("{body}{check}")).ok());
    id.ok_or_else(|| format!("{body} has no check digit").into())
}
