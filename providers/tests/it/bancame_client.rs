//! Asking banca.me: what is sent, what its answers mean, and what is asked again.

mod entities;
mod requests;
mod widget;

use std::sync::Arc;

use caudal_facts::{Currency, Money, TaxId};
use caudal_providers::Secret;
use caudal_providers::bancame::{BASE, Bancame, NewEntity, WidgetStart, settings};

use crate::fake_transport::{FakeClock, FakeTransport, Scripted, at};

fn client(script: impl IntoIterator<Item = Scripted>) -> (Bancame, Arc<FakeTransport>) {
    let transport = FakeTransport::new(script);
    (of(&transport, FakeClock::new()), transport)
}

fn of(transport: &Arc<FakeTransport>, clock: Arc<FakeClock>) -> Bancame {
    let key = Secret::new("<token>").unwrap();
    Bancame::new(at(BASE), key, transport.shared(), clock, settings())
}

fn rut() -> TaxId {
    TaxId::parse_rut("11.111.111-1").unwrap()
}

fn start() -> WidgetStart {
    WidgetStart {
        amount: Money::from_minor(150_000, Currency::Clp),
        external_trx_id: "A-1".to_owned(),
        entity_id: "ex-46df3310759e9000".to_owned(),
        email: "juana@ejemplo.cl".to_owned(),
        pre_approve_id: None,
    }
}

fn entity() -> NewEntity {
    NewEntity {
        external_entity_id: "shop-1".to_owned(),
        name: "Empresa Ejemplo".to_owned(),
        label: "ejemplo".to_owned(),
        is_active: true,
        id_number: None,
        code: None,
        description: None,
    }
}

/// A request as the quickstart makes it.
fn sent(method: &str, path: &str, kind: &str, body: &str) -> String {
    let mut text = format!(
        "{method} https://api.banca.me/partner/{path}\naccept: application/json\n\
         authorization: Bearer <token>"
    );
    if !kind.is_empty() {
        text = format!("{text}\ncontent-type: {kind}\n\n{body}");
    }
    text
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
