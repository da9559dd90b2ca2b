//! What is sent to Khipu.

use caudal_facts::{Country, TaxId};
use caudal_providers::ClientError;
use caudal_providers::caller::Repeat;
use caudal_providers::khipu::{
    AccountCredential, Authentication, BankPath, BankRequest, ENDPOINTS, Operation, Segment,
    TaxFolder,
};
use serde_json::{Value, json};

use super::{DEMO, client, curl, demo, done, failed, nobody, secret, with_callback};
use crate::fake_transport::{FakeTransport, answer, told};

#[tokio::test]
async fn a_banks_operations_are_sent_as_the_document_shows() {
    let (client, transport) = client([done()]);
    let account = BankRequest::of_account("000011887755");
    let nothing = BankRequest::default();
    client.accounts(&demo(), &nothing).await.unwrap();
    client.balance(&demo(), &account).await.unwrap();
    client.statements(&demo(), &account).await.unwrap();
    client.transactions(&demo(), &account).await.unwrap();
    let bci = BankPath::new(Country::Ar, Segment::Entrepreneur, "bci.cl").unwrap();
    let currency = BankRequest::default().with("Currency", "USD");
    let operation = "pending/current/ACY/balances";
    client.operation(&bci, operation, &currency).await.unwrap();
    let number = json!({ "RequestData": { "AccountNumber": "000011887755" } });
    let elsewhere = "https://api.khipu.com/v1/ar/banking/entrepreneur/bci.cl";
    let expected = [
        curl(&format!("{DEMO}/accounts"), &json!({ "RequestData": {} })),
        curl(&format!("{DEMO}/balance"), &number),
        curl(&format!("{DEMO}/statements"), &number),
        curl(&format!("{DEMO}/transactions"), &number),
        curl(
            &format!("{elsewhere}/{operation}"),
            &json!({ "RequestData": { "Currency": "USD" } }),
        ),
    ];
    assert_eq!(transport.sent(), expected);
}

#[tokio::test]
async fn public_services_are_sent_with_their_fields() {
    let rut = TaxId::parse_rut("11.111.111-1").unwrap();
    let (client, transport) = client([done()]);
    let none = BankRequest::default();
    let folder = TaxFolder::AcreditarRenta {
        receiving_institution: "BANCO".to_owned(),
        institution_name: "Banco Ejemplo".to_owned(),
    };
    client.cmf_debt_report(&none).await.unwrap();
    client
        .afc_contributions_certificate(2026, &none)
        .await
        .unwrap();
    client.afc_last_credited_contribution(&none).await.unwrap();
    client.afc_balance(&none).await.unwrap();
    let employer = none.clone().with("EmployeeId", "11111111-1");
    let operation = "employer/contributed-balance";
    client
        .service("afc.cl", operation, &employer)
        .await
        .unwrap();
    client.sii_tax_folder(&folder, &none).await.unwrap();
    client
        .sii_tax_folder(&TaxFolder::SolicitarCredito, &none)
        .await
        .unwrap();
    client
        .service("sii.cl", "tax-situation", &none)
        .await
        .unwrap();
    client.boletin_comercial(&rut, &none).await.unwrap();
    client.alimony_registry(&rut, &none).await.unwrap();
    client.bankruptcy_publications(&none).await.unwrap();
    let year = json!({ "Period": "2026" });
    let employee = json!({ "EmployeeId": "11111111-1" });
    let institution =
        json!({ "ReceivingInstitution": "BANCO", "InstitutionName": "Banco Ejemplo" });
    let affected = json!({ "RutAfectado": "11111111-1" });
    let debtor = json!({ "DebtorId": "11111111-1" });
    let expected = [
        ("cmfchile.cl/debt-report", json!({})),
        ("afc.cl/contributions-certificate", year),
        ("afc.cl/last-credited-contribution", json!({})),
        ("afc.cl/balance", json!({})),
        ("afc.cl/employer/contributed-balance", employee),
        ("sii.cl/carpeta-tributaria/acreditar-renta", institution),
        ("sii.cl/carpeta-tributaria/solicitar-credito", json!({})),
        ("sii.cl/tax-situation", json!({})),
        ("boletincomercial.cl/consulta-rut", affected),
        ("rndpa.srcei.cl/debt-registry", debtor),
        ("boletinconcursal.cl/publications-procedure", json!({})),
    ];
    let expected = expected.map(|(path, data)| {
        let url = format!("https://api.khipu.com/v1/cl/services/{path}");
        curl(&url, &json!({ "RequestData": data }))
    });
    assert_eq!(transport.sent(), expected);
}

#[tokio::test]
async fn a_client_shows_who_it_is_in_one_way() {
    let (client, transport) = client([done()]);
    let key = client.with_authentication(Authentication::ApiKey(secret("k-1")));
    let request = BankRequest::default();
    key.accounts(&demo(), &request).await.unwrap();
    key.with_authentication(Authentication::Jwt(secret("t-2")))
        .accounts(&demo(), &request)
        .await
        .unwrap();
    let sent = transport.sent();
    assert!(sent[0].contains("\nx-api-key: k-1") && !sent[0].contains("authorization"));
    assert!(sent[1].contains("\nauthorization: Bearer t-2") && !sent[1].contains("x-api-key"));

    let transport = FakeTransport::new([done()]);
    let outcome = nobody(&transport).accounts(&demo(), &request).await;
    assert!(
        told(&outcome).contains("authentication is missing"),
        "{outcome:?}"
    );
    assert_eq!(transport.attempts(), 0);
}

#[tokio::test]
async fn credentials_and_callbacks_stand_where_the_document_wants_them() {
    let (client, transport) = client([done()]);
    let mut request = with_callback(60);
    request.credential = Some(AccountCredential::Link(secret("link==")));
    client.accounts(&demo(), &request).await.unwrap();
    request.credential = Some(AccountCredential::Password {
        username: secret("11.111.111-1"),
        password: secret("wxyz1234!@#$"),
    });
    client.accounts(&demo(), &request).await.unwrap();
    let credentials = [
        json!({ "AccountLink": "link==" }),
        json!({ "Username": "11.111.111-1", "Password": "wxyz1234!@#$" }),
    ];
    let callback = request.callback_url.unwrap();
    for (sent, credential) in transport.sent().iter().zip(credentials) {
        let (_, body) = sent.split_once("\n\n").unwrap();
        let body: Value = serde_json::from_str(body).unwrap();
        let data = json!({ "AccountCredential": credential });
        let expected = json!({ "RequestData": data, "CallbackUrl": callback.as_str() });
        assert_eq!(body, expected);
    }
}

#[tokio::test]
async fn secrets_and_people_are_in_no_print() {
    let (client, _) = client([answer(200, failed("E101"))]);
    let request = BankRequest {
        account_number: Some("000011887755".to_owned()),
        credential: Some(AccountCredential::Password {
            username: secret("11.111.111-1"),
            password: secret("wxyz1234"),
        }),
        ..with_callback(60)
    };
    let request = request.with("DebtorId", "22222222-2");
    let keyed = client.with_authentication(Authentication::ApiKey(secret("hush-key")));
    let outcome: Result<Operation, ClientError> = client.balance(&demo(), &request).await;
    let too_long = BankRequest::of_account("000011887755000011887755");
    let refused = client.balance(&demo(), &too_long).await;
    let printed = format!(
        "{client:?} {keyed:#?} {request:?} {:?} {outcome:?} {refused:?} {} {}",
        request.credential,
        told(&outcome),
        told(&refused)
    );
    let hidden = [
        "YOUR_JWT",
        "hush",
        "000011887755",
        "11.111.111",
        "wxyz",
        "ffff",
        "22222222",
        "Ejemplo",
    ];
    for hidden in hidden {
        assert!(!printed.contains(hidden), "{hidden}: {printed}");
    }
}

#[test]
fn endpoints_are_told_apart() {
    let mut paths = ENDPOINTS.each_ref().map(|endpoint| endpoint.path);
    paths.sort_unstable();
    assert!(paths.windows(2).all(|pair| pair[0] != pair[1]));
    for endpoint in &ENDPOINTS {
        let creates = endpoint.path.ends_with("/token");
        assert_eq!(
            endpoint.repeat == Repeat::Creates,
            creates,
            "{}",
            endpoint.path
        );
    }
}

#[tokio::test]
async fn an_error_names_the_endpoint() {
    let (client, _) = client([answer(400, "{}")]);
    let request = BankRequest::default();
    let of_bank = "/v1/:country/banking/:segment/:bank/";
    for endpoint in &ENDPOINTS {
        let path = endpoint.path.replace(':', "any-");
        let outcome = match endpoint.path.strip_prefix(of_bank) {
            Some(operation) => {
                let operation = operation.replace(':', "any-");
                client.operation(&demo(), &operation, &request).await
            }
            None => {
                let below = path.strip_prefix("/v1/cl/services/").unwrap();
                let (site, operation) = below.split_once('/').unwrap();
                client.service(site, operation, &request).await
            }
        };
        let expected = format!("POST {} of khipu, asked once", endpoint.path);
        assert!(told(&outcome).starts_with(&expected), "{}", told(&outcome));
    }
}
