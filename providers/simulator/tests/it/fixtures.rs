//! Applicants of the fixtures folder are served their payloads byte for byte.

use std::fs;

use caudal_facts::evidence::Manifest;
use caudal_facts::{Application, Evidence, Limits};
use caudal_simulator::{Error, Settings};
use serde_json::{Value, json};

use crate::support::{
    bank, client, debts, fixtures, khipu, pre_loan_request, report, sent, started,
};

struct Fixture {
    name: String,
    tax_id: String,
    evidence: Evidence,
}

fn all() -> Vec<Fixture> {
    let limits = Limits::default();
    let mut found = Vec::new();
    for entry in fs::read_dir(fixtures().join("applications")).unwrap() {
        let path = entry.unwrap().path();
        let application =
            Application::from_json("application", &fs::read(&path).unwrap(), &limits).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let folder = fixtures().join("evidence").join(&name);
        let manifest = fs::read(folder.join("manifest.json")).unwrap();
        let evidence = Manifest::from_json("manifest", &manifest, &limits)
            .unwrap()
            .assemble("manifest", |file| {
                Ok::<_, caudal_facts::Error>(fs::read(folder.join(file)).unwrap())
            })
            .unwrap();
        found.push(Fixture {
            name,
            tax_id: application.tax_id.reveal(),
            evidence,
        });
    }
    assert!(found.len() >= 16);
    found
}

#[tokio::test]
async fn every_payload_comes_as_the_file_has_it() {
    let settings = Settings {
        fixtures: Some(fixtures()),
        ..Settings::default()
    };
    let simulator = started(settings).await;
    let mut served = 0;
    for fixture in all() {
        let (tax_id, mut places) = (&fixture.tax_id, std::collections::BTreeMap::new());
        let accounts = accounts(&fixture.evidence);
        for entry in &fixture.evidence.entries {
            let Some(payload) = &entry.payload else {
                continue;
            };
            let place = places.entry(entry.operation.clone()).or_insert(0_usize);
            let account = accounts.get(*place).cloned().unwrap_or_default();
            *place += 1;
            let service = |path: &str| format!("v1/cl/services/{path}");
            let plain = tax_id.replace('-', "");
            let debts = |path: &str| debts(&simulator, &format!("{path}{plain}"));
            let answer = match (entry.provider.as_str(), entry.operation.as_str()) {
                ("cirenio", _) => {
                    let answer = report(&simulator, tax_id).await;
                    assert_eq!(answer.json()["hash"], simulator.jobs().last().unwrap().hash);
                    answer
                }
                ("bcra", "deudas") => sent(client().get(debts(""))).await,
                ("bcra", "historicas") => sent(client().get(debts("Historicas/"))).await,
                ("bcra", _) => sent(client().get(debts("ChequesRechazados/"))).await,
                ("bancame", _) => pre_loan_request(&simulator, tax_id).await,
                (_, "accounts") => bank(&simulator, tax_id, "accounts", json!({})).await,
                (_, operation @ ("balance" | "statements" | "transactions")) => {
                    bank(
                        &simulator,
                        tax_id,
                        operation,
                        json!({"AccountNumber": account}),
                    )
                    .await
                }
                (_, operation) => {
                    let path = match operation {
                        "contributions-certificate" => "afc.cl/contributions-certificate",
                        "debt-report" => "cmfchile.cl/debt-report",
                        "consulta-rut" => "boletincomercial.cl/consulta-rut",
                        "debt-registry" => "rndpa.srcei.cl/debt-registry",
                        _ => "sii.cl/carpeta-tributaria/acreditar-renta",
                    };
                    khipu(&simulator, tax_id, &service(path), json!({})).await
                }
            };
            let what = format!("{} {} {}", fixture.name, entry.operation, payload.file());
            assert!(answer.bytes == payload.bytes(), "{what}: {}", answer.status);
            served += 1;
        }
    }
    assert!(served >= 100, "{served}");
}

#[tokio::test]
async fn what_a_fixture_has_not_is_told_in_the_vendors_way() {
    let settings = Settings {
        fixtures: Some(fixtures()),
        ..Settings::default()
    };
    let simulator = started(settings).await;
    let fixtures = all();
    let tax_id = |name: &str| {
        fixtures
            .iter()
            .find(|fixture| fixture.name == name)
            .unwrap()
            .tax_id
            .clone()
    };
    let plain = |name| tax_id(name).replace('-', "");
    let down = sent(client().get(debts(&simulator, &plain("ar-bcra-down")))).await;
    assert_eq!(down.status, 500);
    let nobody_asked = sent(client().get(debts(&simulator, &plain("ar-seed")))).await;
    assert_eq!(nobody_asked.status, 404);
    let no_data = sent(client().get(debts(&simulator, &plain("ar-thin-file")))).await;
    assert_eq!(no_data.status, 404);
    let bulletin = "v1/cl/services/boletincomercial.cl/consulta-rut";
    let timed_out = khipu(&simulator, &tax_id("cl-protests-down"), bulletin, json!({})).await;
    assert_eq!(timed_out.json()["Error"]["Code"], "T000");
    let folder = "v1/cl/services/sii.cl/carpeta-tributaria/acreditar-renta";
    let nothing = khipu(&simulator, &tax_id("cl-salaried-clean"), folder, json!({})).await;
    assert_eq!(nothing.json()["Error"]["Code"], "E300");
}

#[tokio::test]
async fn a_folder_without_applications_is_an_error_that_names_it() {
    let settings = Settings {
        fixtures: Some("/nowhere".into()),
        ..Settings::default()
    };
    let error = caudal_simulator::Simulator::start(settings)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Io { .. }));
    assert!(
        error.to_string().contains("/nowhere/applications"),
        "{error}"
    );
}

fn accounts(evidence: &Evidence) -> Vec<String> {
    let entry = evidence
        .entries
        .iter()
        .find(|entry| entry.operation == "accounts");
    let Some(payload) = entry.and_then(|entry| entry.payload.as_ref()) else {
        return Vec::new();
    };
    let body: Value = serde_json::from_slice(payload.bytes()).unwrap();
    let accounts = body["Data"]["Account"].as_array().unwrap();
    accounts
        .iter()
        .map(|account| account["AccountId"].as_str().unwrap().to_owned())
        .collect()
}
