//! Asking Cirenio: what is sent, what a job's state means, and how a job is found again.

mod events;
mod widget;

use std::sync::Arc;

use caudal_providers::caller::Settings;
use caudal_providers::cirenio::{BASE, Bank, Cirenio, ENDPOINTS, JobStatus, NewJob, Phase};
use caudal_providers::{ClientError, Secret};
use serde_json::json;

use crate::fake_transport::{FakeClock, FakeTransport, Scripted, answer, at, told};
use crate::lender::fixtures;

const KEY: &str = "UeqADW-sQAoeWV2Bbhw_89NRVuRQrZy9MRZD5fTVzJKoxt";
const HASH: &str = "07e263c515c54ae6df76385dbe9d093d78f23716ce3700aabc245f014db37aae";

fn client(script: impl IntoIterator<Item = Scripted>) -> (Cirenio, Arc<FakeTransport>) {
    let transport = FakeTransport::new(script);
    let over = Arc::clone(&transport);
    let key = Secret::new(KEY).unwrap();
    let client = Cirenio::new(at(BASE), key, over, FakeClock::new(), Settings::default());
    (client, transport)
}

/// A file that the vendor publishes.
fn seed(name: &str) -> String {
    std::fs::read_to_string(fixtures().join("seeds").join(name)).unwrap()
}

/// A request as the vendor's document shows it with curl.
fn curl(method: &str, path: &str) -> String {
    format!("{method} https://api.cirenio.com/v1{path}\naccept: application/json\nx-api-key: {KEY}")
}

fn new_job(external_id: Option<&str>) -> NewJob {
    NewJob {
        bank_id: 1,
        token: Secret::new(HASH).unwrap(),
        external_id: external_id.map(str::to_owned),
    }
}

#[tokio::test]
async fn requests_are_sent_as_the_document_shows() {
    let created = seed("cirenio-job-created.json");
    let (client, transport) = client([
        answer(200, seed("cirenio-banks.json")),
        answer(201, &created),
        answer(201, &created),
        answer(200, seed("cirenio-jobs.json")),
        answer(200, seed("cirenio-job.json")),
        answer(200, seed("cirenio-report.json")),
    ]);
    client.banks().await.unwrap();
    client.create_job(&new_job(Some("1234"))).await.unwrap();
    client.create_job(&new_job(None)).await.unwrap();
    client.jobs().await.unwrap();
    client.job(HASH).await.unwrap();
    client.report(HASH).await.unwrap();
    let creation = |body| {
        let kind = "content-type: application/json\nx-api-key";
        let head = curl("POST", "/jobs").replace("x-api-key", kind);
        format!("{head}\n\n{body}")
    };
    let expected = [
        curl("GET", "/banks"),
        creation(json!({ "bank_id": 1, "external_id": "1234", "token": HASH })),
        creation(json!({ "bank_id": 1, "token": HASH })),
        curl("GET", "/jobs"),
        curl("GET", &format!("/jobs/{HASH}")),
        curl("GET", &format!("/reports/{HASH}")),
    ];
    assert_eq!(transport.sent(), expected);
}

#[tokio::test]
async fn the_documents_answers_are_read() {
    let (client, _) = client([
        answer(200, seed("cirenio-banks.json")),
        answer(201, seed("cirenio-job-created.json")),
        answer(200, seed("cirenio-jobs.json")),
    ]);
    let banks = client.banks().await.unwrap();
    let galicia = &banks[0];
    assert_eq!((galicia.id, galicia.code.as_deref()), (1, Some("00007")));
    assert_eq!(galicia.active, Some(true));
    let (job, answer) = client.create_job(&new_job(None)).await.unwrap();
    assert_eq!((answer.status.as_u16(), answer.attempts), (201, 1));
    assert_eq!(job.external_id.as_deref(), Some("35663372"));
    let jobs = client.jobs().await.unwrap();
    assert_eq!(jobs[0].status, JobStatus::Stored);
    assert_eq!(jobs[0].external_id.as_deref(), Some("35663372"));
}

#[tokio::test]
async fn a_bank_without_a_number_is_left_out() {
    let rows = json!([{ "id": "7" }, { "id": null }, { "name": "no id" }, 5, { "id": -1 }]);
    let (client, _) = client([answer(200, rows)]);
    let banks: Vec<u32> = client
        .banks()
        .await
        .unwrap()
        .iter()
        .map(|bank: &Bank| bank.id)
        .collect();
    assert_eq!(banks, [7]);
}

#[test]
fn a_state_is_read_in_every_spelling_and_no_other_word_is_success() {
    let cases = [
        ("WAITING", JobStatus::Waiting, Phase::Pending),
        ("pending", JobStatus::Waiting, Phase::Pending),
        ("RECYCLED", JobStatus::Recycled, Phase::Pending),
        ("LOGGED", JobStatus::Logged, Phase::Pending),
        ("WORKING", JobStatus::Working, Phase::Pending),
        ("on going", JobStatus::Working, Phase::Pending),
        ("ongoing", JobStatus::Working, Phase::Pending),
        ("STORED", JobStatus::Stored, Phase::Stored),
        (" stored ", JobStatus::Stored, Phase::Stored),
        ("done", JobStatus::Stored, Phase::Stored),
        ("ready", JobStatus::Stored, Phase::Stored),
        ("INSIGHTS", JobStatus::Insights, Phase::Whole),
        ("READ", JobStatus::Read, Phase::Whole),
        ("FAILED", JobStatus::Failed, Phase::Failed),
        ("error", JobStatus::Failed, Phase::Failed),
    ];
    for (word, status, phase) in cases {
        let parsed = JobStatus::parse(word);
        assert_eq!((&parsed, parsed.phase()), (&status, phase), "{word:?}");
    }
    for word in [
        "",
        "-",
        "SUSPENDED",
        "STORED?",
        "RE AD",
        "success",
        "200",
        "ready!",
    ] {
        let status = JobStatus::parse(word);
        assert_eq!(status, JobStatus::Other(word.to_owned()));
        assert_eq!(status.phase(), Phase::Pending, "{word:?}");
    }
}

#[test]
fn a_job_goes_the_documents_way() {
    use JobStatus::{Failed, Insights, Logged, Read, Recycled, Stored, Waiting, Working};
    let all = [
        Waiting, Recycled, Logged, Working, Stored, Insights, Read, Failed,
    ];
    // From each, to each of these in the same order.
    let allowed = [
        [true, true, true, true, true, true, true, true],
        [false, true, true, true, true, true, true, true],
        [false, true, true, true, true, true, true, true],
        [false, true, false, true, true, true, true, true],
        [false, false, false, false, true, true, true, true],
        [false, false, false, false, false, true, true, true],
        [false, false, false, false, false, false, true, true],
        [false, true, true, true, true, true, true, true],
    ];
    for (from, row) in all.iter().zip(allowed) {
        for (to, allowed) in all.iter().zip(row) {
            let expected = allowed || (from, to) == (&Logged, &Logged);
            assert_eq!(from.may_become(to), expected, "{from:?} to {to:?}");
        }
        let other = JobStatus::Other("SUSPENDED".to_owned());
        assert!(from.may_become(&other) && other.may_become(from));
    }
}

#[tokio::test]
async fn a_job_is_found_by_our_id_or_surely_not_there() {
    let row =
        |id: serde_json::Value| json!({ "hash": HASH, "external_id": id, "status": "WAITING" });
    // Situation, the list, whether it is found; nothing where that cannot be said.
    let cases = [
        ("as text", json!([row(json!("A-1"))]), Some(true)),
        (
            "among others",
            json!([row(json!("A-2")), row(json!("A-1"))]),
            Some(true),
        ),
        ("another's", json!([row(json!("A-10"))]), Some(false)),
        ("nobody's", json!([row(json!(null))]), Some(false)),
        ("an empty list", json!([]), Some(false)),
        ("beside no job", json!([5, row(json!("A-1"))]), Some(true)),
        ("no job among them", json!([5, row(json!("A-2"))]), None),
        (
            "an entry without hash",
            json!([{ "external_id": "A-1" }]),
            None,
        ),
        ("no list", json!({ "jobs": [row(json!("A-1"))] }), None),
    ];
    for (situation, list, expected) in cases {
        let (client, _) = client([answer(200, list)]);
        let found = client.find_job("A-1").await;
        let said = found.as_ref().ok().map(Option::is_some);
        assert_eq!(said, expected, "{situation}: {found:?}");
    }
    let (client, _) = client([answer(200, json!([row(json!(1234))]))]);
    let found = client.find_job("1234").await.unwrap();
    assert!(found.is_some(), "the samples write ids as numbers");
}

#[tokio::test]
async fn what_cannot_be_asked_is_not_sent() {
    let (client, transport) = client([]);
    let (short, long) = ("a".repeat(31), "a".repeat(129));
    for hash in [
        "",
        short.as_str(),
        long.as_str(),
        "../banks",
        "..",
        "g".repeat(64).as_str(),
    ] {
        let outcomes = [
            client.job(hash).await.map(|_| ()),
            client.report(hash).await.map(|_| ()),
        ];
        for outcome in outcomes {
            let expected = "ask cirenio: the job's hash is not 32 to 128 hexadecimal digits";
            assert_eq!(told(&outcome), expected, "{hash:?}");
        }
    }
    let outcome = client.create_job(&new_job(Some(&"a".repeat(129)))).await;
    assert!(
        matches!(
            &outcome,
            Err(ClientError::TooLong {
                length: 129,
                limit: 128,
                ..
            })
        ),
        "{outcome:?}"
    );
    assert_eq!(transport.attempts(), 0);
}

#[tokio::test]
async fn an_errors_code_is_kept_and_its_message_is_not() {
    let body = json!({ "code": "401", "message": "API Key de Juan Ejemplo erronea." });
    let (client, _) = client([answer(401, body)]);
    let Err(ClientError::Failed(failure)) = client.banks().await else {
        unreachable!("a refusal is no answer");
    };
    assert_eq!(
        (failure.code(), failure.endpoint.path),
        (Some("401"), ENDPOINTS[0].path)
    );
    let printed = format!("{failure} {failure:?} {client:?}");
    assert!(
        !printed.contains("Ejemplo") && !printed.contains(KEY),
        "{printed}"
    );
}
