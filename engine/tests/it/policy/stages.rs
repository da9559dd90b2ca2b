//! Stages: what is asked, what is skipped, where a run stops.

use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_engine::facts::{Report, Source};
use caudal_engine::policy::{
    Mode, Outcome, Policy, Ruling, SourceState, Step, Subject, Value, Values,
};

use super::harness::{codes, files, load, number, rule, subject};

const SCRIPT: &str = "stage(\"first\");\ndecline(\"R1\", x.a > 3);\n\
    stage(\"bureau\", #{ ask: [\"cmf\"], when: y.b > 1 });\ndecline(\"R2\", x.p);\n\
    stage(\"offers\");\noffer(quote(1000, 0.02, 12));\n";

fn with_sources(values: &[(&str, Value)], sources: &[(Source, bool)]) -> Arc<Subject> {
    let base = subject(values);
    Arc::new(Subject {
        sources: sources
            .iter()
            .map(|(source, answered)| {
                let state = SourceState {
                    answered: *answered,
                    age_days: Some(1),
                    why: None,
                };
                (*source, state)
            })
            .collect::<BTreeMap<_, _>>(),
        values: base.values.clone(),
        application_id: Arc::clone(&base.application_id),
        as_of: base.as_of,
        co_applicant: None,
        series: Arc::default(),
    })
}

fn run(script: &str, more: &str, values: &[(&str, Value)], sources: &[(Source, bool)]) -> Ruling {
    rule(&load(&files(script, more)), with_sources(values, sources))
}

#[test]
fn a_decline_ends_the_run_and_what_follows_is_skipped() {
    let values = [("x.a", number("4"))];
    let ruling = run(SCRIPT, "", &values, &[]);
    assert_eq!(ruling.outcome, Outcome::Decline);
    assert_eq!(ruling.stopped_at.as_deref(), Some("first"));
    assert!(ruling.asked.is_empty());
    let states: Vec<_> = ruling.events().map(|e| (e.name, e.state.name())).collect();
    assert_eq!(
        states,
        [("R1", "fired"), ("R2", "skipped"), ("", "skipped")]
    );
}

#[test]
fn stop_on_never_goes_on_and_stop_on_refer_stops() {
    let values = [("x.a", number("4")), ("y.b", number("1"))];
    let never = SCRIPT.replace(
        "stage(\"first\")",
        "stage(\"first\", #{ stop_on: \"never\" })",
    );
    assert_eq!(run(&never, "", &values, &[]).stopped_at, None);
    let refers = SCRIPT.replace("decline(\"R1\"", "refer(\"R1\"").replace(
        "stage(\"first\")",
        "stage(\"first\", #{ stop_on: \"refer\" })",
    );
    let ruling = run(&refers, "", &values, &[]);
    assert_eq!(ruling.stopped_at.as_deref(), Some("first"));
    assert_eq!(ruling.outcome, Outcome::Refer);
}

#[test]
fn a_stage_whose_condition_does_not_hold_is_skipped_and_asks_nothing() {
    let values = [("x.a", number("1")), ("y.b", number("1"))];
    let ruling = run(SCRIPT, "", &values, &[]);
    assert_eq!(ruling.outcome, Outcome::Approve);
    assert!(ruling.asked.is_empty());
    assert!(
        ruling
            .events()
            .any(|e| e.name == "R2" && e.state.name() == "skipped")
    );
}

#[test]
fn a_stage_whose_condition_is_missing_refers_and_runs() {
    let values = [("x.a", number("1")), ("x.p", Value::Flag(true))];
    let ruling = run(SCRIPT, "", &values, &[(Source::Cmf, true)]);
    assert_eq!(codes(&ruling), ["R2", "DATA_MISSING(y)"]);
    assert_eq!(ruling.asked, [Report::from(Source::Cmf)]);
}

#[test]
fn a_silent_source_means_what_the_policy_says() {
    let values = [
        ("x.a", number("1")),
        ("y.b", number("2")),
        ("x.p", Value::Flag(false)),
    ];
    let silent = [(Source::Cmf, false)];
    for (meaning, outcome, expected) in [
        ("refer", Outcome::Refer, vec!["DATA_MISSING(cmf)"]),
        ("decline", Outcome::Decline, vec!["DATA_MISSING(cmf)"]),
        ("go on", Outcome::Approve, vec![]),
    ] {
        let more = format!("[sources]\ncmf = {{ missing = \"{meaning}\" }}\n");
        let ruling = run(SCRIPT, &more, &values, &silent);
        assert_eq!(
            (ruling.outcome, codes(&ruling)),
            (outcome, expected),
            "{meaning}"
        );
    }
}

#[test]
fn next_asks_for_sources_and_comes_to_the_same_ruling() {
    let policy: Policy = load(&files(SCRIPT, ""));
    let values = [
        ("x.a", number("1")),
        ("y.b", number("2")),
        ("x.p", Value::Flag(false)),
    ];
    let Ok(Step::Gather(sources)) = policy.run(with_sources(&values, &[]), Mode::Next) else {
        panic!("expected to gather");
    };
    assert_eq!(sources, [Report::from(Source::Cmf)]);
    let answered = with_sources(&values, &[(Source::Cmf, true)]);
    let Ok(Step::Ruled(next)) = policy.run(Arc::clone(&answered), Mode::Next) else {
        panic!("expected a ruling");
    };
    let decided = rule(&policy, answered);
    assert!(next.events().eq(decided.events()));
    assert_eq!(next.outcome, Outcome::Approve);
    // What declines before is not paid for.
    let declined = with_sources(&[("x.a", number("9"))], &[]);
    assert!(matches!(
        policy.run(declined, Mode::Next),
        Ok(Step::Ruled(_))
    ));
}

#[test]
fn a_feature_is_missing_until_its_source_is_asked() {
    let script = "stage(\"first\", #{ ask: [\"protests\"], when: x.p });\nstage(\"early\");\n\
                  refer(\"R1\", bureau.protests_open > 0);\n\
                  stage(\"late\", #{ ask: [\"protests\"] });\n\
                  decline(\"R2\", bureau.protests_open > 0);\noffer(quote(1000, 0.02, 12));\n";
    let mut files = files(script, "");
    let toml = files.0.get_mut("policy.toml").unwrap();
    *toml = toml.replace(
        "country = \"any\"\ncurrency = \"USD\"",
        "country = \"CL\"\ncurrency = \"CLP\"",
    );
    let policy = load(&files);
    let subject = Arc::new(Subject {
        values: Values::from([
            ("bureau.protests_open", number("0")),
            ("x.p", Value::Flag(false)),
        ]),
        ..(*with_sources(&[], &[(Source::Protests, true)])).clone()
    });
    let ruling = rule(&policy, subject);
    assert_eq!(codes(&ruling), ["DATA_MISSING(protests)"]);
    let states: Vec<_> = ruling.events().map(|e| e.state.name()).collect();
    assert_eq!(states, ["unknown", "not_fired", "fired"]);
}

#[test]
fn whether_a_source_answered_is_known_once_it_was_asked() {
    let script = "stage(\"early\");\nrefer(\"R1\", !source(\"cmf\").answered);\n\
                  stage(\"late\", #{ ask: [\"cmf\"] });\ndecline(\"R2\", !source(\"cmf\").answered);\n\
                  offer(quote(1000, 0.02, 12));\n";
    let ruling = run(script, "", &[], &[(Source::Cmf, true)]);
    let states: Vec<_> = ruling.events().map(|event| event.state.name()).collect();
    assert_eq!(states, ["unknown", "not_fired", "fired"]);
}
