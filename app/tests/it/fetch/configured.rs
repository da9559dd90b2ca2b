//! Providers from a file, with keys from where it says and what the applicant connected.

use std::fs;

use serde_json::{Value, json};

use crate::providers::Providers;
use crate::support::{caudal, check, redacted, run, scratch};

/// A key that stands in a file of its own.
const KEY: &str = "key-in-a-file";

#[test]
fn keys_bases_limits_and_prices_are_taken_from_the_file() {
    let providers = Providers::start();
    let copy = scratch("fetch-configured", &["fixtures/applications"]);
    fs::write(copy.join("bancame.key"), format!("{KEY}\n")).expect("written");
    let address = providers.address();
    let file = format!(
        "[cirenio]\nbase = \"{address}/cirenio/v1\"\napi_key = {{ env = \"CAUDAL_TEST_KEY\" }}\n\
         limits = {{ timeout_seconds = 10, attempts_max = 2, concurrent_max = 4, per_minute = 600 }}\n\
         [khipu]\nbase = \"{address}/khipu\"\njwt = {{ env = \"CAUDAL_TEST_KEY\" }}\n\
         tax_folder = {{ receiving_institution = \"Banco\", institution_name = \"Empresa Ejemplo\" }}\n\
         [bancame]\nbase = \"{address}/bancame\"\nkey = {{ file = \"bancame.key\" }}\n\
         [bcra]\nbase = \"{address}/bcra\"\n\
         [gather]\npoll_min_ms = 5\n\
         [prices]\n\"cirenio/report\" = \"0.35 ARS\"\n\"khipu/accounts\" = \"60 CLP\"\n"
    );
    fs::write(copy.join("providers.toml"), file).expect("written");
    for (name, source, cost, access) in [
        (
            "ar-salaried-clean",
            "cirenio",
            "0.35 ARS",
            json!({ "cirenio": [{ "bank_id": 11, "token": "simulated-TAX_ID" }] }),
        ),
        (
            "cl-gig-income",
            "khipu",
            "60 CLP",
            json!({
                "khipu": [{ "bank": "demo-bank.khipu.com", "jwt": { "env": "CAUDAL_TEST_JWT" } }],
                "khipu_services": { "jwt": "simulated-TAX_ID" },
                "bancame_metadata": { "channel": "branch" },
            }),
        ),
    ] {
        let application = format!("fixtures/applications/{name}.json");
        let text = fs::read(copy.join(&application)).expect("a fixture");
        let text: Value = serde_json::from_slice(&text).expect("JSON");
        let tax_id = text["applicant"]["tax_id"].as_str().expect("an id");
        let access = access.to_string().replace("TAX_ID", tax_id);
        fs::write(copy.join("access.json"), access).expect("written");
        let ran = run(caudal(&[
            "fetch",
            "--json",
            "--out",
            name,
            "--providers",
            "providers.toml",
        ])
        .args(["--application", &application, "--access", "access.json"])
        .env("CAUDAL_TEST_KEY", "key-in-the-environment")
        .env("CAUDAL_TEST_JWT", format!("simulated-{tax_id}"))
        .current_dir(&copy));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
        let reports: Vec<Value> = serde_json::from_str(&ran.stdout).expect("reports");
        let report = reports.iter().find(|report| report["source"] == source);
        assert_eq!(report.expect("a report")["cost"], json!([cost]));
        let case = fs::read_to_string(copy.join(name).join("case.json")).expect("a case");
        assert!(case.contains("\"simulated\": false"), "{case}");
        assert!(!case.contains(tax_id), "{case}");
    }
}

#[test]
fn nothing_connected_is_a_finding() {
    let providers = Providers::start();
    let copy = scratch("fetch-not-connected", &["fixtures/applications"]);
    let file = format!("[bcra]\nbase = \"{}/bcra\"\n", providers.address());
    fs::write(copy.join("providers.toml"), file).expect("written");
    let ran = run(caudal(&[
        "fetch",
        "--json",
        "--out",
        "out",
        "--providers",
        "providers.toml",
    ])
    .args(["--application", "fixtures/applications/ar-thin-file.json"])
    .current_dir(&copy));
    assert_eq!((ran.code, ran.stderr.as_str()), (1, ""), "{}", ran.stdout);
    let reports: Value = serde_json::from_str(&ran.stdout).expect("reports");
    let status = |index: usize| {
        (
            reports[index]["source"].clone(),
            reports[index]["status"].clone(),
        )
    };
    assert_eq!(status(0), (json!("cirenio"), json!("unavailable")));
    assert_eq!(status(1), (json!("bcra"), json!("complete")));
    let again = run(
        caudal(&["fetch", "--out", "out", "--providers", "providers.toml"])
            .args(["--application", "fixtures/applications/ar-thin-file.json"])
            .current_dir(&copy),
    );
    check(&redacted(&again.stdout, ""), "fetch/not-connected.txt");
}
