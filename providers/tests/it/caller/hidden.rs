//! Secrets and people are in no print of anything.

use caudal_facts::Source;
use caudal_providers::caller::Body;
use caudal_providers::khipu::{AccountCredential, Authentication, BankRequest};
use caudal_providers::{CirenioAccess, FolderStore, Journal, KhipuAccess, Secret};
use caudal_simulator::{Fault, FaultRule, Faults, When};

use crate::lender::{AMPLE, KEYS, Lender, access, demo_bank, fixture, secret, simulator, sources};

/// A text that must be nowhere.
const HIDDEN: &str = "s3cr3t-t0ken";

fn hides(what: &str, printed: &str) {
    let mut hidden = vec![
        HIDDEN,
        "simulated-",
        "33333334",
        "15555555",
        "15.555.555",
        "EJEMPLO",
    ];
    hidden.extend(KEYS);
    for text in hidden {
        assert!(!printed.contains(text), "{what} shows {text}: {printed}");
    }
}

#[test]
fn what_is_given_is_not_printed() {
    let pair = || AccountCredential::Password {
        username: secret(HIDDEN),
        password: secret(HIDDEN),
    };
    let authentication = Authentication::ApiKey(secret(HIDDEN));
    let request = BankRequest {
        account_number: Some(HIDDEN.to_owned()),
        credential: Some(pair()),
        ..BankRequest::default()
    };
    let request = request.with("DebtorId", HIDDEN);
    let khipu = KhipuAccess {
        bank: demo_bank(),
        authentication: Some(authentication.clone()),
        credential: Some(AccountCredential::Link(secret(HIDDEN))),
    };
    let cirenio = CirenioAccess::Job {
        hash: secret(HIDDEN),
    };
    let body = Body::new(HIDDEN);
    let printed = format!(
        "{authentication:?} {request:?} {khipu:?} {cirenio:?} {body:?} {:?}",
        pair()
    );
    hides("what is given", &printed);
}

#[test]
fn a_secret_is_taken_exactly_and_is_not_in_its_errors() {
    let cases = [
        ("s3cr3t-t0ken", true),
        (" with spaces ", true),
        ("contraseña", true),
        ("", false),
        ("s3cr3t-t0ken\n", false),
        ("s3cr3t-t0ken\u{7}", false),
        ("s3cr3t\nt0ken", false),
    ];
    for (text, taken) in cases {
        match Secret::new(text) {
            Ok(secret) => assert!(taken && secret.expose() == text, "{text:?}"),
            Err(error) => {
                assert!(!taken, "{text:?}");
                hides("the error", &format!("{error} {error:?}"));
            }
        }
    }
}

#[test]
fn a_secret_comes_from_a_file_as_managers_write_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    std::fs::write(&path, format!("{HIDDEN}\n")).unwrap();
    assert_eq!(Secret::from_file(&path).unwrap().expose(), HIDDEN);
    for bytes in [64 * 1024, 64 * 1024 + 1] {
        std::fs::write(&path, HIDDEN.repeat(bytes).split_at(bytes).0).unwrap();
        let outcome = Secret::from_file(&path);
        assert_eq!(outcome.is_ok(), bytes == 64 * 1024, "{bytes} bytes");
        hides("the outcome", &format!("{outcome:?}"));
    }
    let missing = Secret::from_file(&folder.path().join("none"));
    assert!(
        missing
            .unwrap_err()
            .to_string()
            .starts_with("take a secret from ")
    );
    let unset = Secret::from_environment("CAUDAL_TEST_OF_A_VARIABLE_THAT_IS_NOT_SET");
    assert!(
        unset
            .unwrap_err()
            .to_string()
            .contains("is not set\nhint: export ")
    );
}

#[tokio::test]
async fn nothing_of_a_gathering_prints_keys_or_people() {
    for name in ["ar-salaried-clean", "cl-salaried-clean"] {
        let simulator = simulator(Faults::none()).await;
        for (when, fault) in [
            (When::Nth(1), Fault::InternalError),
            (When::Nth(2), Fault::TruncatedJson),
            (When::Nth(3), Fault::ResetMidBody),
            (When::Nth(4), Fault::HtmlErrorPage { status: 403 }),
        ] {
            simulator.faults().add(FaultRule {
                vendor: None,
                endpoint: None,
                when,
                fault,
            });
        }
        let mut lender = Lender::quick();
        lender.settings.retries.attempts_max = 1;
        let application = fixture(name);
        let access = access(&application);
        let folder = tempfile::tempdir().unwrap();
        let store = FolderStore::open(folder.path(), caudal_facts::Limits::default()).unwrap();
        let in_folder = Journal::open(store).await.unwrap();
        for journal in [Journal::in_memory(), in_folder] {
            let providers = lender.providers(&simulator);
            let sources: &[Source] = sources(&application);
            let gathered = providers
                .gather(&application, &access, sources, &journal, AMPLE)
                .await;
            let all = journal.all();
            // What banca.me is asked for has no token of its own, but a word.
            let made = all.iter().filter(|(name, _)| !name.starts_with("bancame"));
            let handles = made.flat_map(|(_, progress)| [&progress.intended, &progress.created]);
            let handles: Vec<_> = handles.flatten().map(|(handle, _)| handle).collect();
            assert!(!handles.is_empty());
            let printed = format!(
                "{lender:?} {providers:?} {access:?} {journal:?} {all:?} {gathered:?} {:?}",
                gathered.sources
            );
            hides(name, &printed);
            for handle in handles {
                assert!(!printed.contains(handle), "{name} shows {handle}");
            }
        }
    }
}
