//! Khipu's callbacks: taken, repeated, late, lost, forged, failed, and come while nobody gathers.

use std::time::Duration;

use caudal_facts::{Application, Limits, Source};
use caudal_providers::khipu::callback;
use caudal_providers::{Delivery, Gathered, Journal, Providers, deliver};
use caudal_simulator::{Fault, FaultRule, Faults, Simulator, When};

use super::{contents, contents_of_fixture, is_whole, told};
use crate::callback_host::CallbackHost;
use crate::lender::{AMPLE, CHILE, Lender, access, clock, fixture, simulator};
use crate::support::enveloped;

const NAME: &str = "cl-salaried-clean";
const PAYLOAD: &str = "khipu-protests-consulta-rut";

/// A lender with a place where Khipu calls back.
struct Office {
    simulator: Simulator,
    host: CallbackHost,
    application: Application,
    journal: Journal,
    providers: Providers,
}

impl Office {
    /// An office that waits so long for a callback, whose first one meets this fault.
    async fn new(callback_wait: Duration, fault: Option<Fault>) -> Self {
        let rule = |fault| FaultRule {
            vendor: None,
            endpoint: None,
            when: When::Nth(1),
            fault,
        };
        let simulator = simulator(Faults {
            rules: fault.map(rule).into_iter().collect(),
            random_per_mille: 0,
        })
        .await;
        let application = fixture(NAME);
        let journal = Journal::in_memory();
        let host = CallbackHost::start(clock()).await;
        let mut lender = Lender::quick();
        lender.waits.callback_wait = callback_wait;
        let address = host.address(&application.id, &journal);
        let providers = lender.providers(&simulator).with_callbacks(address);
        Self {
            simulator,
            host,
            application,
            journal,
            providers,
        }
    }

    async fn gathered(&self, sources: &[Source], time: Duration) -> Gathered {
        let access = access(&self.application);
        self.providers
            .gather(&self.application, &access, sources, &self.journal, time)
            .await
    }

    fn asked(&self) -> usize {
        self.simulator.seen().len()
    }

    /// The token of the protests' callback.
    fn token(&self) -> String {
        self.journal.progress(PAYLOAD).intended.unwrap().0
    }
}

#[tokio::test]
async fn everything_comes_by_callback() {
    let office = Office::new(AMPLE, None).await;
    let gathered = office.gathered(&CHILE, AMPLE).await;
    assert!(is_whole(&gathered), "{:#?}", told(&gathered));
    assert_eq!(contents(&gathered.evidence), contents_of_fixture(NAME));
    let deliveries = office.host.deliveries();
    // Accounts, three operations on each of two, two years of contributions, three registers.
    assert_eq!(deliveries.len(), 12);
    assert!(deliveries.iter().all(|each| *each == Some(Delivery::Taken)));
    let protests = gathered
        .sources
        .iter()
        .find(|report| report.source == "protests");
    assert_eq!(protests.unwrap().effort.attempts, 1);
}

#[tokio::test]
async fn a_repeated_callback_is_dropped() {
    let office = Office::new(AMPLE, Some(Fault::DuplicateCallback)).await;
    let gathered = office.gathered(&[Source::Protests], AMPLE).await;
    assert!(is_whole(&gathered), "{:#?}", told(&gathered));
    office
        .simulator
        .wait_until_called(|calls| calls.len() == 2)
        .await;
    let expected = [Some(Delivery::Taken), Some(Delivery::Duplicate)];
    assert_eq!(office.host.deliveries(), expected);
}

#[tokio::test]
async fn a_lost_callback_is_asked_for_anew_once_it_is_not_to_be_expected() {
    let wait = Duration::from_millis(60);
    let office = Office::new(wait, Some(Fault::LostCallback)).await;
    let first = office.gathered(&[Source::Protests], AMPLE).await;
    let not_in_time =
        "protests unavailable: khipu-protests-consulta-rut: khipu did not call back in time";
    assert_eq!(told(&first), [not_in_time]);
    let token = office.token();
    let second = office.gathered(&[Source::Protests], AMPLE).await;
    assert!(is_whole(&second), "{:#?}", told(&second));
    assert_eq!(office.asked(), 2);
    assert_ne!(
        office.token(),
        token,
        "each operation has a token of its own"
    );
}

#[tokio::test]
async fn a_late_callback_is_a_duplicate_after_it_was_asked_for_anew() {
    let late = Fault::LateCallback { ms: 200 };
    let office = Office::new(Duration::from_millis(40), Some(late)).await;
    let first = office.gathered(&[Source::Protests], AMPLE).await;
    assert_eq!(first.sources[0].status, "unavailable");
    let second = office.gathered(&[Source::Protests], AMPLE).await;
    assert!(is_whole(&second), "{:#?}", told(&second));
    office
        .simulator
        .wait_until_called(|calls| calls.len() == 2)
        .await;
    let expected = [Some(Delivery::Taken), Some(Delivery::Duplicate)];
    assert_eq!(office.host.deliveries(), expected);
}

#[tokio::test]
async fn while_it_may_still_come_nothing_is_asked_anew() {
    let office = Office::new(AMPLE, Some(Fault::LostCallback)).await;
    for _ in 0..2 {
        let gathered = office
            .gathered(&[Source::Protests], Duration::from_millis(40))
            .await;
        let by_deadline =
            "protests unavailable: khipu-protests-consulta-rut: no answer by the deadline";
        assert_eq!(told(&gathered), [by_deadline]);
        assert_eq!(office.asked(), 1);
    }
}

#[tokio::test]
async fn a_callback_between_two_runs_is_used_by_the_next() {
    let late = Fault::LateCallback { ms: 100 };
    let office = Office::new(AMPLE, Some(late)).await;
    let first = office
        .gathered(&[Source::Protests], Duration::from_millis(30))
        .await;
    assert_eq!(first.sources[0].status, "unavailable");
    office
        .simulator
        .wait_until_called(|calls| calls.len() == 1)
        .await;
    assert_eq!(office.host.deliveries(), [Some(Delivery::Taken)]);
    let second = office.gathered(&[Source::Protests], AMPLE).await;
    assert!(is_whole(&second), "{:#?}", told(&second));
    assert_eq!(office.asked(), 1);
}

#[tokio::test]
async fn a_callback_that_says_no_is_kept_and_asked_for_anew() {
    // The fixture has no tax folder, so Khipu calls back with E300.
    let office = Office::new(AMPLE, None).await;
    let says_no =
        "sii unavailable: khipu-sii-carpeta-tributaria: khipu called back with code \"E300\"";
    for asked in [1, 2] {
        let gathered = office.gathered(&[Source::Sii], AMPLE).await;
        assert_eq!(told(&gathered), [says_no]);
        assert_eq!(office.asked(), asked);
    }
}

#[tokio::test]
async fn a_forged_callback_counts_for_nothing() {
    let office = Office::new(AMPLE, Some(Fault::LostCallback)).await;
    let time = Duration::from_millis(40);
    office.gathered(&[Source::Protests], time).await;
    let progress = office.journal.progress(PAYLOAD);
    let (operation, _) = progress.created.clone().unwrap();
    let body = enveloped(&serde_json::json!({ "RutFinancialReport": {} }));
    let ours = body.replace("6baf6c19-e485-463b-ae24-a821b025c8a4", &operation);
    let token = office.token();
    // Situation, query, body, what becomes of it.
    let cases = [
        ("no token", String::new(), &ours, Delivery::Unknown),
        ("a guess", "token=f3a1".to_owned(), &ours, Delivery::Unknown),
        (
            "the operation's id for a token",
            format!("token={operation}"),
            &ours,
            Delivery::Unknown,
        ),
        (
            "another operation",
            format!("token={token}"),
            &body,
            Delivery::Unknown,
        ),
        ("Khipu's", format!("token={token}"), &ours, Delivery::Taken),
        (
            "the same again",
            format!("token={token}"),
            &ours,
            Delivery::Duplicate,
        ),
    ];
    for (situation, query, body, expected) in cases {
        let event = callback::read(&query, body.as_bytes(), &Limits::default()).unwrap();
        let delivery = deliver(&office.journal, &*clock(), &event).await.unwrap();
        assert_eq!(delivery, expected, "{situation}");
        let arrived = office.journal.progress(PAYLOAD).arrived.is_some();
        assert_eq!(arrived, expected != Delivery::Unknown, "{situation}");
    }
    let gathered = office.gathered(&[Source::Protests], time).await;
    assert!(is_whole(&gathered), "{:#?}", told(&gathered));
    let payload = gathered.evidence.entries[0].payload.as_ref().unwrap();
    assert_eq!(payload.bytes(), ours.as_bytes());
}

#[tokio::test]
async fn of_two_callbacks_at_once_one_is_kept() {
    let office = Office::new(AMPLE, Some(Fault::LostCallback)).await;
    office
        .gathered(&[Source::Protests], Duration::from_millis(40))
        .await;
    let (operation, _) = office.journal.progress(PAYLOAD).created.unwrap();
    let query = format!("token={}", office.token());
    let event = |protests: usize| {
        let rows = vec![serde_json::json!({ "amount": 1 }); protests];
        let data = serde_json::json!({ "RutFinancialReport": { "protestos": rows } });
        let body = enveloped(&data).replace("6baf6c19-e485-463b-ae24-a821b025c8a4", &operation);
        callback::read(&query, body.as_bytes(), &Limits::default()).unwrap()
    };
    let (one, other, clock) = (event(1), event(2), clock());
    let both = tokio::join!(
        deliver(&office.journal, &*clock, &one),
        deliver(&office.journal, &*clock, &other)
    );
    let expected = (Delivery::Taken, Delivery::Duplicate);
    assert_eq!((both.0.unwrap(), both.1.unwrap()), expected);
    let arrived = office.journal.progress(PAYLOAD).arrived.unwrap();
    let kept = office.journal.payload(&arrived.file, &arrived.sha256).await;
    assert_eq!(kept.unwrap(), one.body.bytes());
}
