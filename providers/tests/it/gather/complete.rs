//! Everything comes: what a fixture holds, byte for byte, and what generated applicants have.

use std::collections::BTreeSet;

use caudal_facts::facts::FindingCode;
use caudal_facts::{Application, Evidence, Limits, Source};
use caudal_providers::{Journal, MemoryStore, read_folder, write_folder};
use caudal_simulator::{Faults, Simulator};

use super::{contents, told};
use crate::lender::{AMPLE, Lender, access, fixture, fixtures, simulator};
use crate::support::categories;

/// Fixtures of which a provider did not answer, and how it is told.
const DOWN: [(&str, Source); 2] = [
    ("ar-bcra-down", Source::Bcra),
    ("cl-protests-down", Source::Protests),
];

fn names() -> Vec<String> {
    let files = std::fs::read_dir(fixtures().join("applications")).unwrap();
    let stem = |file: std::fs::DirEntry| {
        let path = file.path();
        path.file_stem().unwrap().to_str().unwrap().to_owned()
    };
    let mut names: Vec<_> = files.map(|file| stem(file.unwrap())).collect();
    names.sort();
    names
}

fn evidence(name: &str) -> Evidence {
    let folder = fixtures().join("evidence").join(name);
    read_folder(&folder, &Limits::default()).unwrap()
}

/// The sources that an evidence has, each once.
fn sources(evidence: &Evidence) -> Vec<Source> {
    let sources: BTreeSet<_> = evidence.entries.iter().map(|entry| entry.source).collect();
    sources.into_iter().collect()
}

fn codes(application: &Application, evidence: &Evidence) -> BTreeSet<&'static str> {
    let facts = caudal_providers::convert(application, evidence, &categories());
    let code = |finding: &caudal_facts::facts::Finding| finding.code.name();
    facts.findings.iter().map(code).collect()
}

#[tokio::test]
async fn every_fixture_comes_byte_for_byte() {
    let simulator = simulator(Faults::none()).await;
    let lender = Lender::quick();
    let names = names();
    assert!(names.len() >= 16);
    for name in names {
        let (application, expected) = (fixture(&name), evidence(&name));
        let sources = sources(&expected);
        let journal = Journal::in_memory();
        let gathered = lender
            .providers(&simulator)
            .gather(
                &application,
                &access(&application),
                &sources,
                &journal,
                AMPLE,
            )
            .await;
        let incomplete = gathered
            .sources
            .iter()
            .filter(|report| report.status != "complete");
        let incomplete: Vec<_> = incomplete.map(|report| report.source).collect();
        let down = DOWN.iter().filter(|(down, _)| *down == name);
        let down: Vec<_> = down.map(|(_, source)| source.name()).collect();
        assert_eq!(incomplete, down, "{name}: {:#?}", told(&gathered));
        if down.is_empty() {
            assert_eq!(contents(&gathered.evidence), contents(&expected), "{name}");
            let found = codes(&application, &gathered.evidence);
            assert_eq!(found, codes(&application, &expected), "{name}");
        }
    }
}

#[tokio::test]
async fn a_gathered_folder_is_an_evidence_folder() {
    let simulator = simulator(Faults::none()).await;
    let application = fixture("ar-salaried-clean");
    let store = MemoryStore::default();
    let journal = Journal::open(store).await.unwrap();
    let gathered = Lender::quick()
        .gather(&simulator, &application, &journal)
        .await;
    let folder = tempfile::tempdir().unwrap();
    write_folder(folder.path(), &gathered.evidence).unwrap();
    let read = read_folder(folder.path(), &Limits::default()).unwrap();
    assert_eq!(read, gathered.evidence);
}

/// Somebody whom the simulator makes up.
fn generated(country: &str, number: u32) -> Application {
    let tax_id = match country {
        "AR" => ["20-31000000-1", "27-28111222-3", "23-30555111-2"][number as usize % 3],
        _ => ["17.000.000-5", "18.000.000-3", "14.000.000-0"][number as usize % 3],
    };
    let text = format!(
        r#"{{"id": "G-{number}", "country": "{country}", "product": "personal", "as_of": "2026-10-20",
            "applicant": {{"tax_id": "{tax_id}"}}, "request": {{"currency": "USD"}}}}"#
    );
    Application::from_json("g.json", text.as_bytes(), &Limits::default()).unwrap()
}

async fn comes_whole(simulator: &Simulator, application: &Application, sources: &[Source]) {
    let journal = Journal::in_memory();
    let gathered = Lender::quick()
        .providers(simulator)
        .gather(application, &access(application), sources, &journal, AMPLE)
        .await;
    assert!(super::is_whole(&gathered), "{:#?}", told(&gathered));
    let facts = caudal_providers::convert(application, &gathered.evidence, &categories());
    // What is not understood of a made-up applicant is a difference between simulator and reader.
    let unread = facts.findings.iter().filter(|finding| {
        !matches!(
            finding.code,
            FindingCode::NotBooked | FindingCode::StatedMonthPartlyListed
        )
    });
    let unread: Vec<_> = unread.collect();
    assert!(unread.is_empty(), "{}: {unread:#?}", application.id);
}

#[tokio::test]
async fn generated_applicants_come_whole() {
    let simulator = simulator(Faults::none()).await;
    for number in 0..3 {
        let sources = [Source::Cirenio, Source::Bcra];
        comes_whole(&simulator, &generated("AR", number), &sources).await;
        let chile = Source::ALL
            .into_iter()
            .filter(|source| !sources.contains(source));
        let chile: Vec<_> = chile.collect();
        comes_whole(&simulator, &generated("CL", number), &chile).await;
    }
}
