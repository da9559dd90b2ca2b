//! The journal's folder: cut off, damaged, changed, or in somebody else's hands.

use std::path::Path;

use caudal_facts::{Limits, Source};
use caudal_providers::{FolderStore, Gathered, Journal, JournalError};
use caudal_simulator::{Faults, Simulator};

use super::{is_whole, told};
use crate::lender::{AMPLE, Lender, access, fixture, simulator};

async fn opened(folder: &Path) -> Result<Journal, JournalError> {
    Journal::open(FolderStore::open(folder, Limits::default())?).await
}

async fn gathered(simulator: &Simulator, journal: &Journal) -> Gathered {
    let application = fixture("ar-salaried-clean");
    let access = access(&application);
    let providers = Lender::quick().providers(simulator);
    providers
        .gather(&application, &access, &[Source::Bcra], journal, AMPLE)
        .await
}

/// Something done to a file.
type Change = fn(&Path);

/// A folder with a whole gathering in it, and the lines of its journal.
async fn gathered_folder(simulator: &Simulator) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let journal = opened(folder.path()).await.unwrap();
    let gathered = gathered(simulator, &journal).await;
    assert!(is_whole(&gathered), "{:?}", told(&gathered));
    let text = std::fs::read_to_string(folder.path().join("journal.jsonl")).unwrap();
    (folder, text.lines().map(str::to_owned).collect())
}

fn rewrite(folder: &Path, text: &str) {
    std::fs::write(folder.join("journal.jsonl"), text).unwrap();
}

#[tokio::test]
async fn a_line_that_was_cut_off_is_dropped() {
    let simulator = simulator(Faults::none()).await;
    let (folder, lines) = gathered_folder(&simulator).await;
    // Whose it is, and three payloads.
    let [case, first, second, third] = lines.as_slice() else {
        panic!("{} lines", lines.len());
    };
    let whole = format!("{case}\n{first}\n{second}\n");
    for cut in [1, third.len() / 2, third.len()] {
        rewrite(folder.path(), &format!("{whole}{}", &third[..cut]));
        let journal = opened(folder.path()).await.unwrap();
        assert_eq!(journal.all().len(), 2, "cut after {cut} bytes");
        let before = simulator.seen().len();
        let gathered = gathered(&simulator, &journal).await;
        assert!(is_whole(&gathered), "{:?}", told(&gathered));
        assert_eq!(simulator.seen().len(), before + 1, "cut after {cut} bytes");
        // The next line begins where the whole ones end.
        let text = std::fs::read_to_string(folder.path().join("journal.jsonl")).unwrap();
        assert!(text.starts_with(&whole) && text.lines().count() == 4);
    }
}

#[tokio::test]
async fn a_damaged_line_is_named() {
    let simulator = simulator(Faults::none()).await;
    let (folder, lines) = gathered_folder(&simulator).await;
    let cases = [
        ("not JSON", "{\"at\": ", 2),
        ("no record", "{}", 2),
        (
            "an unknown step",
            "{\"at\":\"2026-10-20T10:00:00-03:00\",\"unit\":\"u\",\"step\":{\"lost\":{}}}",
            2,
        ),
        (
            "a field too many",
            "{\"at\":\"2026-10-20T10:00:00-03:00\",\"unit\":\"u\",\"more\":1,\"step\":{\"intended\":{\"token\":\"t\"}}}",
            2,
        ),
        ("not text", "\u{0}\u{1}", 2),
    ];
    for (situation, line, number) in cases {
        rewrite(
            folder.path(),
            &format!("{}\n{line}\n{}\n", lines[0], lines[1]),
        );
        match opened(folder.path()).await {
            Err(JournalError::Damaged { line, .. }) => assert_eq!(line, number, "{situation}"),
            other => panic!("{situation}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_damaged_line_is_not_repeated_in_the_error() {
    let folder = tempfile::tempdir().unwrap();
    let secret = "{\"at\":\"2026-10-20T10:00:00-03:00\",\"unit\":\"simulated-11111111-1\",\"step\":\"f3a1\"}\n";
    rewrite(folder.path(), secret);
    let error = opened(folder.path()).await.unwrap_err();
    let printed = format!("{error} {error:?}");
    assert!(!printed.contains("11111111"), "{printed}");
}

#[tokio::test]
async fn two_at_a_time_do_not_write_one_journal() {
    let folder = tempfile::tempdir().unwrap();
    let first = opened(folder.path()).await.unwrap();
    let error = opened(folder.path()).await.unwrap_err();
    assert!(matches!(&error, JournalError::InUse { .. }), "{error}");
    assert!(
        error
            .to_string()
            .ends_with("another process is gathering for this application")
    );
    drop(first);
    opened(folder.path()).await.unwrap();
}

#[tokio::test]
async fn a_payload_that_was_changed_is_not_used() {
    let simulator = simulator(Faults::none()).await;
    let (folder, _) = gathered_folder(&simulator).await;
    let changes: [(&str, Change); 2] = [
        ("changed", |file| std::fs::write(file, "{}").unwrap()),
        ("gone", |file| std::fs::remove_file(file).unwrap()),
    ];
    for (situation, change) in changes {
        change(&folder.path().join("bcra-deudas.json"));
        let journal = opened(folder.path()).await.unwrap();
        let before = simulator.seen().len();
        let gathered = gathered(&simulator, &journal).await;
        assert_eq!(gathered.sources[0].status, "partial", "{situation}");
        assert_eq!(gathered.journal_errors.len(), 1, "{situation}");
        let why = gathered.sources[0].why.as_deref().unwrap();
        assert!(why.starts_with("bcra-deudas: failed to read"), "{why}");
        assert_eq!(
            simulator.seen().len(),
            before,
            "{situation}: it was paid for already"
        );
    }
}

#[tokio::test]
async fn another_applicants_journal_is_refused_and_nobody_is_asked() {
    let simulator = simulator(Faults::none()).await;
    let journal = Journal::in_memory();
    assert!(is_whole(&gathered(&simulator, &journal).await));
    let before = simulator.seen().len();
    let other = fixture("ar-gig-income");
    let providers = Lender::quick().providers(&simulator);
    let mixed = providers
        .gather(&other, &access(&other), &[Source::Bcra], &journal, AMPLE)
        .await;
    assert_eq!(
        told(&mixed),
        [
            "bcra unavailable: bcra-none: failed to use the journal: it is that of another \
             application or applicant"
        ]
    );
    assert_eq!(simulator.seen().len(), before);
}
