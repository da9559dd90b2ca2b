//! Asking Khipu: what is sent, what is refused before it is, and what is asked again.

mod answered;
mod asked;
mod limits;

use std::sync::Arc;

use caudal_facts::Country;
use caudal_providers::Secret;
use caudal_providers::khipu::{
    Authentication, BASE, BankPath, BankRequest, Khipu, Segment, settings,
};
use serde_json::{Value, json};

use crate::fake_transport::{FakeClock, FakeTransport, Scripted, answer, at};
use crate::support::enveloped;

const DEMO: &str = "https://api.khipu.com/v1/cl/banking/personal/demo-bank.khipu.com";

fn client(script: impl IntoIterator<Item = Scripted>) -> (Khipu, Arc<FakeTransport>) {
    let transport = FakeTransport::new(script);
    let client = nobody(&transport);
    let client = client.with_authentication(Authentication::Jwt(secret("<YOUR_JWT_HERE>")));
    (client, transport)
}

/// A client that is not authenticated.
fn nobody(transport: &Arc<FakeTransport>) -> Khipu {
    Khipu::new(at(BASE), transport.shared(), FakeClock::new(), settings())
}

fn secret(text: &str) -> Secret {
    Secret::new(text).unwrap()
}

fn demo() -> BankPath {
    BankPath::new(Country::Cl, Segment::Personal, "demo-bank.khipu.com").unwrap()
}

fn done() -> Scripted {
    answer(200, enveloped(&json!({ "Account": [] })))
}

fn failed(code: impl Into<Value>) -> String {
    let code = code.into();
    json!({
        "OperationId": "6baf6c19-e485-463b-ae24-a821b025c8a4", "Status": "ERROR", "Data": null,
        "AdditionalInformation": null, "LifeSpan": null,
        "Error": { "Code": code, "Type": "x", "Description": "Juan Ejemplo, clave inválida" }
    })
    .to_string()
}

fn with_callback(length: usize) -> BankRequest {
    let start = "https://lender.example/khipu?token=";
    let url = format!("{start}{}", "f".repeat(length - start.len()));
    BankRequest {
        callback_url: Some(url.parse().unwrap()),
        ..BankRequest::default()
    }
}

/// A request as the vendor's document shows it with curl, without the spaces in its body.
fn curl(url: &str, body: &Value) -> String {
    format!(
        "POST {url}\naccept: application/json\nauthorization: Bearer <YOUR_JWT_HERE>\n\
         content-type: application/json\n\n{body}"
    )
}
