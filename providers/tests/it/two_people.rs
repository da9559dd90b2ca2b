//! Evidence about two people: a folder within a folder, facts apart, nothing counted twice.

use std::fs;
use std::path::Path;

use caudal_facts::categories::Category;
use caudal_facts::evidence::Entry;
use caudal_facts::facts::{FindingCode, Section};
use caudal_facts::{Application, Evidence, Facts, Limits, Source};
use caudal_providers::{read_folder, write_folder};
use serde_json::json;

use crate::support::{categories, entry, enveloped, status, why};

const APPLICANT: &str = "11.111.111-1";
const OTHER: &str = "12.531.909-2";

fn application(co_applicant: bool) -> Application {
    let other = if co_applicant {
        format!(r#""co_applicant": {{"tax_id": "{OTHER}"}},"#)
    } else {
        String::new()
    };
    let text = format!(
        r#"{{"id": "A-1", "country": "CL", "product": "personal", "as_of": "2026-11-21",
            "applicant": {{"tax_id": "{APPLICANT}"}}, {other} "request": {{"currency": "CLP"}}}}"#
    );
    Application::from_json("application.json", text.as_bytes(), &Limits::default()).unwrap()
}

/// A movement into an account, from somebody.
fn movements(account: &str, from: &str) -> Entry {
    let row = json!({
        "AccountId": account, "Status": "Booked", "CreditDebitIndicator": "Credit",
        "BookingDateTime": "2026-10-05T00:00:00-0300", "TransactionInformation": "REMUNERACION",
        "Amount": {"Amount": "1000", "Currency": "CLP"},
        "DebtorAccount": {"Name": "X", "SecondaryIdentification": from},
    });
    let body = enveloped(&json!({ "Transaction": [row] }));
    entry(Source::Khipu, "khipu", "transactions", &body)
}

fn converted(application: &Application, own: Vec<Entry>, theirs: Vec<Entry>) -> Facts {
    let evidence = Evidence {
        entries: own,
        co_applicant: Some(Box::new(Evidence {
            entries: theirs,
            co_applicant: None,
        })),
    };
    caudal_providers::convert(application, &evidence, &categories())
}

#[test]
fn each_is_read_as_an_applicant_of_their_own() {
    let employer = "76.086.428-5";
    let own = vec![movements("1", employer)];
    let theirs = vec![movements("2", employer)];
    let facts = converted(&application(true), own.clone(), theirs);
    let other = facts.co_applicant.as_deref().unwrap();
    for (facts, file, account) in [
        (&facts, "khipu-transactions.json", "1"),
        (other, "co/khipu-transactions.json", "2"),
    ] {
        assert_eq!(status(facts, Source::Khipu), "complete");
        assert_eq!(facts.payloads[0].file, file);
        assert_eq!(facts.accounts[0].number, account);
        assert_eq!(facts.transactions[0].category, Category::Salary);
    }
    // The applicant's facts are those of an application of one.
    let alone = Evidence {
        entries: own,
        co_applicant: None,
    };
    let alone = caudal_providers::convert(&application(false), &alone, &categories());
    let apart = Facts {
        co_applicant: None,
        ..facts
    };
    assert_eq!(apart, alone);
}

#[test]
fn what_moves_between_the_two_is_income_of_neither() {
    let own = vec![movements("1", OTHER)];
    let theirs = vec![movements("2", APPLICANT)];
    let facts = converted(&application(true), own.clone(), theirs);
    let other = facts.co_applicant.as_deref().unwrap();
    for facts in [&facts, other] {
        assert_eq!(facts.transactions[0].category, Category::OwnTransfer);
    }
    // From somebody who does not ask along it is what it says.
    let alone = Evidence {
        entries: own,
        co_applicant: None,
    };
    let alone = caudal_providers::convert(&application(false), &alone, &categories());
    assert_eq!(alone.transactions[0].category, Category::Salary);
}

#[test]
fn an_account_of_both_is_not_read_twice() {
    let employer = "76.086.428-5";
    let own = vec![movements("1", employer)];
    let theirs = vec![movements("1", employer)];
    let facts = converted(&application(true), own, theirs);
    assert_eq!(facts.transactions.len(), 1);
    let other = facts.co_applicant.as_deref().unwrap();
    assert_eq!(status(other, Source::Khipu), "unavailable");
    assert!(why(other, Source::Khipu).contains("would count twice"));
    assert!(other.accounts.is_empty() && other.transactions.is_empty());
    assert!(!other.has(Section::Accounts));
    let found = other.findings.iter().map(|finding| finding.code);
    assert!(
        found
            .into_iter()
            .any(|code| code == FindingCode::ReportNotUsed)
    );
}

#[test]
fn evidence_of_nobody_is_not_read() {
    let employer = "76.086.428-5";
    let theirs = vec![movements("2", employer)];
    let facts = converted(&application(false), Vec::new(), theirs);
    assert_eq!(facts.co_applicant, None);
    assert_eq!(facts.findings[0].code, FindingCode::ReportNotUsed);
}

#[test]
fn a_folder_within_the_folder_is_the_others() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("two-people");
    let _ = fs::remove_dir_all(&folder);
    let evidence = Evidence {
        entries: vec![movements("1", OTHER)],
        co_applicant: Some(Box::new(Evidence {
            entries: vec![movements("2", APPLICANT)],
            co_applicant: None,
        })),
    };
    write_folder(&folder, &evidence).unwrap();
    assert!(folder.join("co/manifest.json").is_file());
    assert_eq!(read_folder(&folder, &Limits::default()).unwrap(), evidence);
    // A payload that is not what its manifest states is refused there, too.
    fs::write(folder.join("co/khipu-transactions.json"), "{}").unwrap();
    assert!(read_folder(&folder, &Limits::default()).is_err());
    fs::remove_file(folder.join("co/manifest.json")).unwrap();
    assert!(read_folder(&folder, &Limits::default()).is_err());
}
