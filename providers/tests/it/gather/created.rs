//! A job whose creation is in doubt: it is looked for before another is made.

use caudal_facts::Source;
use caudal_providers::cirenio::JobEvent;
use caudal_providers::{Delivery, Gathered, Journal, SystemClock, deliver_job};
use caudal_simulator::{Fault, FaultRule, Faults, Simulator, When};

use super::told;
use crate::lender::{AMPLE, Lender, access, fixture, simulator};

const NAME: &str = "ar-salaried-clean";

fn rule(endpoint: &str, when: When, fault: Fault) -> FaultRule {
    FaultRule {
        vendor: None,
        endpoint: Some(endpoint.to_owned()),
        when,
        fault,
    }
}

fn on_creation(fault: Fault) -> Vec<FaultRule> {
    vec![rule("POST /jobs", When::Nth(1), fault)]
}

async fn failing(rules: Vec<FaultRule>) -> Simulator {
    let random_per_mille = 0;
    simulator(Faults {
        rules,
        random_per_mille,
    })
    .await
}

async fn gathered(simulator: &Simulator, journal: &Journal) -> Gathered {
    let application = fixture(NAME);
    let providers = Lender::quick().providers(simulator);
    let access = access(&application);
    providers
        .gather(&application, &access, &[Source::Cirenio], journal, AMPLE)
        .await
}

/// How often a job was asked to be created, and how often the list was looked at.
fn asked(simulator: &Simulator) -> (usize, usize) {
    let times = |endpoint| simulator.count(|seen| seen.endpoint == endpoint);
    (times("POST /jobs"), times("GET /jobs"))
}

#[tokio::test]
async fn a_creation_in_doubt_is_looked_for_before_it_is_repeated() {
    // Situation, fault at the first creation, creations, looks at the list.
    let cases = [
        (
            "done, unanswered",
            Fault::ResetBeforeHeaders { effect: true },
            1,
            1,
        ),
        (
            "not done, unanswered",
            Fault::ResetBeforeHeaders { effect: false },
            2,
            3,
        ),
        ("done, cut off", Fault::ResetMidBody, 1, 1),
        ("done, cut short", Fault::TruncatedJson, 1, 1),
        ("done, without a body", Fault::EmptyBody, 1, 1),
        ("not done, broken", Fault::InternalError, 2, 3),
        (
            "not done, down",
            Fault::Unavailable {
                retry_after: caudal_simulator::RetryAfter::Absent,
            },
            2,
            3,
        ),
        (
            "not done, a proxy's page",
            Fault::HtmlErrorPage { status: 502 },
            2,
            3,
        ),
        (
            "done, oversized",
            Fault::OversizedBody { bytes: 5 << 20 },
            1,
            1,
        ),
        (
            "turned away, so surely not done",
            Fault::RateLimited {
                retry_after: caudal_simulator::RetryAfter::Seconds(1),
            },
            2,
            0,
        ),
    ];
    for (situation, fault, creations, looks) in cases {
        let simulator = failing(on_creation(fault)).await;
        let gathered = gathered(&simulator, &Journal::in_memory()).await;
        assert_eq!(told(&gathered), ["cirenio complete"], "{situation}");
        assert_eq!(asked(&simulator), (creations, looks), "{situation}");
        assert_eq!(simulator.jobs().len(), 1, "{situation}");
    }
}

#[tokio::test]
async fn without_the_list_nothing_is_created_and_the_next_run_looks_again() {
    for effect in [true, false] {
        let mut rules = on_creation(Fault::ResetBeforeHeaders { effect });
        rules.push(rule("GET /jobs", When::FirstN(4), Fault::InternalError));
        let simulator = failing(rules).await;
        let journal = Journal::in_memory();
        let first = gathered(&simulator, &journal).await;
        assert_eq!(
            told(&first),
            [
                "cirenio unavailable: cirenio-report: it is not known whether the job was created, \
                 and the list could not be had: GET /jobs of cirenio, asked 4 times: it answered \
                 HTTP 500, code \"500\""
            ],
            "effect: {effect}"
        );
        assert_eq!(asked(&simulator), (1, 4));
        let progress = journal.progress("cirenio-report");
        assert!(progress.intended.is_some() && progress.created.is_none());

        let second = gathered(&simulator, &journal).await;
        assert_eq!(told(&second), ["cirenio complete"], "effect: {effect}");
        // Found at the first look, or surely not there after the third.
        let expected = if effect { (1, 5) } else { (2, 7) };
        assert_eq!(asked(&simulator), expected, "effect: {effect}");
        assert_eq!(simulator.jobs().len(), 1, "effect: {effect}");
    }
}

#[tokio::test]
async fn a_creation_that_stays_in_doubt_is_given_up() {
    let fault = Fault::ResetBeforeHeaders { effect: false };
    let simulator = failing(vec![rule("POST /jobs", When::Always, fault)]).await;
    let journal = Journal::in_memory();
    let gathered = gathered(&simulator, &journal).await;
    assert_eq!(
        told(&gathered),
        [
            "cirenio unavailable: cirenio-report: it is not known whether the job was created, and it \
             is not in the list"
        ]
    );
    assert_eq!(asked(&simulator), (2, 3));
}

#[tokio::test]
async fn a_creation_that_is_refused_is_not_looked_for() {
    let simulator = failing(Vec::new()).await;
    let application = fixture(NAME);
    let mut access = access(&application);
    // No bank has this number.
    access.cirenio = vec![caudal_providers::CirenioAccess::Credential {
        bank_id: 999,
        token: crate::lender::secret("simulated-27333333347"),
    }];
    let providers = Lender::quick().providers(&simulator);
    let journal = Journal::in_memory();
    let gathered = providers
        .gather(&application, &access, &[Source::Cirenio], &journal, AMPLE)
        .await;
    assert_eq!(
        told(&gathered),
        [
            "cirenio unavailable: cirenio-report: POST /jobs of cirenio, asked once: it answered HTTP \
             400, code \"400\""
        ]
    );
    assert_eq!(asked(&simulator), (1, 0));
}

/// What Cirenio would call back with.
fn event(hash: &str, external_id: &str) -> JobEvent {
    let query = format!("status=success&hash={hash}&external_id={external_id}");
    JobEvent::read(&query).unwrap()
}

#[tokio::test]
async fn callbacks_of_a_job_are_told_apart() {
    let fault = Fault::Hang;
    let simulator = failing(vec![rule("GET /jobs/:hash", When::Always, fault)]).await;
    let (application, journal) = (fixture(NAME), Journal::in_memory());
    let providers = Lender::quick().providers(&simulator);
    let short = std::time::Duration::from_millis(200);
    let access = access(&application);
    let _ = providers
        .gather(&application, &access, &[Source::Cirenio], &journal, short)
        .await;
    let job = &simulator.jobs()[0];
    let (hash, id) = (job.hash.as_str(), job.external_id.as_str().unwrap());
    let other = "0".repeat(64);

    // Situation, hash, external id, what becomes of it.
    let cases = [
        ("nobody's", other.as_str(), "A-999", Delivery::Unknown),
        ("another hash for our id", &other, id, Delivery::Unknown),
        ("ours", hash, id, Delivery::Taken),
        ("ours again", hash, id, Delivery::Duplicate),
    ];
    for (situation, hash, id, expected) in cases {
        let clock = SystemClock::default();
        let delivery = deliver_job(&journal, &clock, &event(hash, id)).await;
        assert_eq!(delivery.unwrap(), expected, "{situation}");
    }

    simulator.faults().clear();
    let gathered = gathered(&simulator, &journal).await;
    assert_eq!(told(&gathered), ["cirenio complete"]);
    let late = deliver_job(&journal, &SystemClock::default(), &event(hash, id)).await;
    assert_eq!(late.unwrap(), Delivery::Duplicate);
}
