//! Every line of the table of endpoints is answered, and says so.

use caudal_simulator::{ENDPOINTS, Endpoint, Settings, Simulator, Vendor};
use reqwest::RequestBuilder;
use serde_json::json;

use crate::support::{CUIT, RUT, bank, client, form_body, job, json_body, polled, sent, started};

#[tokio::test]
async fn every_endpoint_answers_a_right_request() {
    let simulator = started(Settings::default()).await;
    let names = Names::of(&simulator).await;
    for endpoint in ENDPOINTS {
        let url = simulator
            .root()
            .join(&names.put_into(&endpoint.path()))
            .unwrap();
        let request = client().request(endpoint.method(), url);
        let answer = sent(right_request(endpoint, request, &names.account)).await;
        let expected = match endpoint.template() {
            "POST /jobs" | "POST /partner/entity" => 201,
            "GET /" if endpoint.vendor() == Vendor::CirenioApp => 302,
            _ => 200,
        };
        let shown = String::from_utf8_lossy(&answer.bytes).into_owned();
        assert_eq!(answer.status, expected, "{endpoint:?}: {shown}");
        if endpoint.vendor() == Vendor::Khipu {
            assert_eq!(answer.json()["Status"], "OK", "{endpoint:?}: {shown}");
        }
        if endpoint.vendor() != Vendor::Simulator {
            let is_noted = simulator.seen().last().is_some_and(|seen| {
                (seen.vendor, seen.endpoint) == (endpoint.vendor(), endpoint.template())
            });
            assert!(is_noted, "{endpoint:?} is not noted");
        }
    }
}

/// What stands in paths: made before they are asked for.
struct Names {
    hash: String,
    entity: String,
    debtor: String,
    account: String,
}

impl Names {
    async fn of(simulator: &Simulator) -> Self {
        let created = job(simulator, CUIT, json!(1234)).await.json();
        let hash = created["hash"].as_str().unwrap().to_owned();
        polled(simulator, &hash, &["INSIGHTS"]).await;
        let url = simulator.bancame().join("partner/entity").unwrap();
        let shop = json!({"externalEntityId": "s-0", "name": "S", "label": "0", "isActive": true});
        let entity = sent(json_body(client().post(url).bearer_auth("key"), &shop))
            .await
            .json();
        let start = simulator.bancame().join("partner/widget/start").unwrap();
        sent(form_body(client().post(start).bearer_auth("key"), &LOAN)).await;
        // The first answer about a loan says that there is none yet.
        let loan = simulator.bancame().join("partner/loan/trx-1").unwrap();
        sent(client().get(loan).bearer_auth("key")).await;
        let accounts = bank(simulator, RUT, "accounts", json!({})).await.json();
        Self {
            hash,
            entity: entity["id"].as_str().unwrap().to_owned(),
            debtor: debtor(simulator).await,
            account: accounts["Data"]["Account"][0]["AccountId"]
                .as_str()
                .unwrap()
                .to_owned(),
        }
    }

    fn put_into(&self, path: &str) -> String {
        path.replace(":hash", &self.hash)
            .replace(":country", "cl")
            .replace(":segment", "personal")
            .replace(":bank", "itau.cl")
            .replace("*operation", "booked/month/LCY/statements")
            .replace("entity/:id", &format!("entity/{}", self.entity))
            .replace(":id", &self.debtor)
            .replace(":externalTrxId", "trx-1")
    }
}

const LOAN: [(&str, &str); 6] = [
    ("rut", RUT),
    ("metadata", "{}"),
    ("amount", "500000"),
    ("externalTrxId", "trx-1"),
    ("entityId", "ex-1"),
    ("email", "solicitante@example.com"),
];

/// The first CUIT that the register knows under this seed.
async fn debtor(simulator: &Simulator) -> String {
    for body in 2_026_756_500_u64.. {
        let id = (0..10).map(|check| format!("{body}{check}"));
        let mut valid = id.filter(|id| caudal_facts::TaxId::parse_cuit(id).is_ok());
        let Some(id) = valid.next() else { continue };
        let url = crate::support::debts(simulator, &id);
        if sent(client().get(url)).await.status == 200 {
            return id;
        }
    }
    String::new()
}

fn right_request(endpoint: &Endpoint, request: RequestBuilder, account: &str) -> RequestBuilder {
    match (endpoint.vendor(), endpoint.template()) {
        (Vendor::Cirenio, "POST /jobs") => json_body(
            request.header("x-api-key", "key"),
            &json!({"bank_id": 1, "token": format!("simulated-{CUIT}"), "external_id": "a"}),
        ),
        (Vendor::Cirenio, _) => request.header("x-api-key", "key"),
        (Vendor::CirenioApp, _) => {
            let query = "?public_key=key&callback=http%3A%2F%2F127.0.0.1%2Fback&external_id=7";
            with_query(request, query)
        }
        (Vendor::Khipu, template) => {
            let body = if template.ends_with("/token") {
                json!({"Username": RUT, "Password": "secret"})
            } else if template.contains("/banking/") {
                json!({"RequestData": {"AccountNumber": account}})
            } else {
                json!({"RequestData": {"RutAfectado": RUT}})
            };
            json_body(request.bearer_auth(format!("simulated-{RUT}")), &body)
        }
        (Vendor::Bancame, "POST /partner/entity") => json_body(
            request.bearer_auth("key"),
            &json!({"externalEntityId": "s-1", "name": "S", "label": "l", "isActive": false}),
        ),
        (Vendor::Bancame, "PATCH /partner/entity/:id") => {
            json_body(request.bearer_auth("key"), &json!({"isActive": false}))
        }
        (Vendor::Bancame, _) => form_body(request.bearer_auth("key"), &LOAN),
        (Vendor::Simulator, "PUT /_faults") => json_body(request, &json!({"rules": []})),
        (Vendor::Bcra | Vendor::Simulator, _) => request,
    }
}

fn with_query(request: RequestBuilder, query: &str) -> RequestBuilder {
    let (client, built) = request.build_split();
    let mut built = built.unwrap();
    let whole = format!("{}{query}", built.url());
    *built.url_mut() = whole.parse().unwrap();
    RequestBuilder::from_parts(client, built)
}

#[test]
fn every_template_is_there_once() {
    let mut paths: Vec<_> = ENDPOINTS
        .iter()
        .map(|endpoint| (endpoint.method().to_string(), endpoint.path()))
        .collect();
    paths.sort();
    let count = paths.len();
    paths.dedup();
    assert_eq!(paths.len(), count);
}

#[tokio::test]
async fn a_vendor_refuses_in_its_own_form() {
    let simulator = started(Settings::default()).await;
    let cases = [
        ("GET", "cirenio/v1/nowhere", 404, "code"),
        ("DELETE", "cirenio/v1/jobs", 405, "code"),
        (
            "GET",
            "khipu/v1/cl/services/afc.cl/balance",
            405,
            "OperationId",
        ),
        (
            "POST",
            "khipu/v1/cl/services/nowhere.cl/x",
            404,
            "OperationId",
        ),
        ("GET", "bancame/partner/nowhere", 404, "statusCode"),
        (
            "GET",
            "bcra/centraldedeudores/v1.0/Deudas/123",
            400,
            "errorMessages",
        ),
        (
            "GET",
            "bcra/centraldedeudores/v1.0/Deudas/2026756539X",
            400,
            "errorMessages",
        ),
    ];
    for (method, path, status, field) in cases {
        let url = simulator.root().join(path).unwrap();
        let answer = sent(client().request(method.parse().unwrap(), url)).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert!(answer.json().get(field).is_some(), "{method} {path}");
    }
}
