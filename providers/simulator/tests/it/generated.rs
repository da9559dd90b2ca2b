//! Generated applicants: right ids, sums that add up, the same bytes every time.

mod cirenio;
mod khipu;

use std::collections::BTreeMap;
use std::time::Duration;

use caudal_facts::Country;
use caudal_facts::evidence::Sha256Digest;
use caudal_simulator::{Pace, Settings, Simulator};
use serde_json::{Value, json};

use crate::support::{bank, client, debts, khipu, pre_loan_request, report, sent, started};

/// Enough people for every kind of life to come up.
const PEOPLE: u32 = 60;

fn people(country: Country) -> Vec<String> {
    let bodies = (0..PEOPLE).map(|place| match country {
        Country::Cl => format!("{}", 12_000_000 + place * 7_919),
        Country::Ar => format!("20{:08}", 20_000_000 + place * 7_919),
    });
    let with_check = |body: String| {
        let mut all = "0123456789K".chars().map(|check| format!("{body}{check}"));
        all.find(|id| country.parse_tax_id(id).is_ok()).unwrap()
    };
    bodies.map(with_check).collect()
}

/// Quick, and free of time: only what is asked decides what is answered.
async fn simulator(seed: u64) -> Simulator {
    let pace = Pace {
        step: Duration::ZERO,
        polls: 1,
        callback: Duration::ZERO,
    };
    started(Settings {
        seed,
        pace,
        ..Settings::default()
    })
    .await
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

#[tokio::test]
async fn the_same_seed_gives_the_same_bytes_and_another_does_not() {
    let all = async |seed| {
        let simulator = simulator(seed).await;
        let mut bytes = Vec::new();
        for cuit in people(Country::Ar).iter().take(3) {
            bytes.push(report(&simulator, cuit).await.bytes);
            bytes.push(sent(client().get(debts(&simulator, cuit))).await.bytes);
        }
        for rut in people(Country::Cl).iter().take(3) {
            bytes.push(bank(&simulator, rut, "accounts", json!({})).await.bytes);
            bytes.push(pre_loan_request(&simulator, rut).await.bytes);
            let path = "v1/cl/services/cmfchile.cl/debt-report";
            bytes.push(khipu(&simulator, rut, path, json!({})).await.bytes);
        }
        bytes
    };
    let first = all(1).await;
    assert!(first == all(1).await);
    assert!(first != all(2).await);
    // The same on every machine, in debug and in release; whoever changes what is generated changes it.
    let digest = Sha256Digest::of(&first.concat()).to_string();
    assert_eq!(&digest[..16], "666b7010ffba529f");
}

#[tokio::test]
async fn every_kind_of_answer_of_the_argentine_register_comes_up() {
    let simulator = simulator(1).await;
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = |name, is: bool| *found.entry(name).or_default() += usize::from(is);
    for cuit in people(Country::Ar) {
        let answer = sent(client().get(debts(&simulator, &cuit))).await;
        count("not in the register", answer.status == 404);
        if answer.status == 200 {
            let entities = answer.json()["results"]["periodos"][0]["entidades"].clone();
            let situations = list(&entities)
                .iter()
                .map(|entity| entity["situacion"].as_u64());
            count("situation 2", situations.max().flatten() == Some(2));
        }
        let history = sent(client().get(debts(&simulator, &format!("Historicas/{cuit}")))).await;
        assert_eq!(history.status, answer.status);
        if history.status == 200 {
            assert_eq!(list(&history.json()["results"]["periodos"]).len(), 24);
        }
        let path = format!("ChequesRechazados/{cuit}");
        let cheques = sent(client().get(debts(&simulator, &path))).await;
        assert_eq!(cheques.status, answer.status);
        if cheques.status == 200 {
            let is_none = list(&cheques.json()["results"]["causales"]).is_empty();
            count("cheques", !is_none);
            count("no cheques", is_none);
        }
    }
    assert!(found.values().all(|count| *count > 0), "{found:?}");
}

#[tokio::test]
async fn every_kind_of_answer_of_the_chilean_registers_comes_up() {
    let simulator = simulator(1).await;
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut count = |name, is: bool| *found.entry(name).or_default() += usize::from(is);
    for rut in people(Country::Cl) {
        let service = async |path: &str| {
            let path = format!("v1/cl/services/{path}");
            khipu(&simulator, &rut, &path, json!({})).await.json()["Data"].clone()
        };
        let report =
            service("boletincomercial.cl/consulta-rut").await["RutFinancialReport"].clone();
        count(
            "protests",
            report["cantidadProtestos"].as_u64().unwrap() > 0,
        );
        count("no protests", report["cantidadProtestos"] == 0);
        let certificate = service("afc.cl/contributions-certificate").await;
        let months = list(&certificate["ContributionsCertificate"]["Contributions"]).len();
        count("contributions", months > 0);
        count("no contributions", months == 0);
        let folder = service("sii.cl/carpeta-tributaria/acreditar-renta").await;
        count(
            "fee receipts",
            !list(&folder["CarpetaTributaria"]["boletas"]["porMes"]).is_empty(),
        );
        let registry = service("rndpa.srcei.cl/debt-registry").await["DebtRegistry"].clone();
        assert_eq!(
            registry["Registered"] == true,
            !list(&registry["Debts"]).is_empty()
        );
        let debts = service("cmfchile.cl/debt-report").await["DebtReport"].clone();
        let is_late = |debt: &Value| debt["Between30To89Days"] != "0";
        count("late debts", list(&debts["DirectDebt"]).iter().any(is_late));
        for debt in list(&debts["DirectDebt"]) {
            let pesos = |name: &str| debt[name].as_str().unwrap().parse::<i64>().unwrap();
            assert_eq!(
                pesos("CurrentDebt") + pesos("Between30To89Days"),
                pesos("Total")
            );
        }
    }
    assert!(found.values().all(|count| *count > 0), "{found:?}");
}
