//! Any bytes as an answer: two for the status, the rest for the body, read by every client.
#![no_main]

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use caudal_facts::{Country, TaxId};
use caudal_providers::bancame::Bancame;
use caudal_providers::bcra::Bcra;
use caudal_providers::caller::{Retries, Settings};
use caudal_providers::cirenio::{Cirenio, NewJob};
use caudal_providers::khipu::{Authentication, BankPath, BankRequest, Khipu, Segment};
use caudal_providers::transport::{ExchangeLimits, Transport, TransportError};
use caudal_providers::{Address, Secret, SystemClock};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use http::{Request, Response, StatusCode};
use libfuzzer_sys::fuzz_target;

/// Answers everything with the same bytes.
#[derive(Debug)]
struct Same {
    status: StatusCode,
    body: Bytes,
}

impl Transport for Same {
    fn send(
        &self,
        _: Request<Bytes>,
        _: ExchangeLimits,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let mut answer = Response::new(self.body.clone());
        *answer.status_mut() = self.status;
        async move { Ok(answer) }.boxed()
    }
}

fuzz_target!(|bytes: &[u8]| {
    // An answer is read or refused; which of them is the clients' own affair, as long as none panics.
    let _ = every_client(bytes);
});

fn every_client(bytes: &[u8]) -> Option<()> {
    let (status, body) = bytes.split_at_checked(2)?;
    let number = 100 + u16::from_le_bytes([status[0], status[1]]) % 500;
    let transport = Arc::new(Same {
        status: StatusCode::from_u16(number).ok()?,
        body: Bytes::copy_from_slice(body),
    });
    let settings = Settings {
        timeout: Duration::from_secs(1),
        retries: Retries {
            attempts_max: 1,
            ..Retries::default()
        },
        ..Settings::default()
    };
    let base = Address::new("https://provider.example").ok()?;
    let clock = Arc::new(SystemClock::default());
    let key = Secret::new("key").ok()?;
    let hash = "ffea766c05b68b3464f83232f5643718";
    let rut = TaxId::parse_rut("11.111.111-1").ok()?;
    let cuit = TaxId::parse_cuit("20-26756539-3").ok()?;

    let cirenio = Cirenio::new(
        base.clone(),
        key.clone(),
        transport.clone(),
        clock.clone(),
        settings.clone(),
    );
    let new = NewJob {
        bank_id: 1,
        token: key.clone(),
        external_id: Some("A-1".to_owned()),
    };
    let _ = cirenio.banks().now_or_never()?;
    let _ = cirenio.create_job(&new).now_or_never()?;
    let _ = cirenio.find_job("A-1").now_or_never()?;
    let _ = cirenio.job(hash).now_or_never()?;
    let _ = cirenio.report(hash).now_or_never()?;

    let khipu = Khipu::new(
        base.clone(),
        transport.clone(),
        clock.clone(),
        settings.clone(),
    )
    .with_authentication(Authentication::Jwt(key.clone()));
    let bank = BankPath::new(Country::Cl, Segment::Personal, "demo-bank.khipu.com").ok()?;
    let request = BankRequest::of_account("000011887755");
    let _ = khipu.accounts(&bank, &request).now_or_never()?;
    let _ = khipu.deprecated_token(&bank, &key, &key).now_or_never()?;
    let _ = khipu.cmf_debt_report(&request).now_or_never()?;

    let bancame = Bancame::new(
        base.clone(),
        key,
        transport.clone(),
        clock.clone(),
        settings.clone(),
    );
    let nothing = serde_json::Map::new();
    let _ = bancame.pre_loan_request(&rut, &nothing).now_or_never()?;
    let _ = bancame.entities().now_or_never()?;
    let _ = bancame.loan_by_external_transaction("A-1").now_or_never()?;

    let bcra = Bcra::new(base, transport, clock, settings);
    let _ = bcra.debts(&cuit).now_or_never()?;
    Some(())
}
