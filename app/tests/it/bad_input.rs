//! Bad input: one clear message with file, place, value and hint; exit code 2; nothing half written.

use std::fs;
use std::path::Path;

use crate::support::{caudal, check, decide, edit, root, run, scratch};

const APPLICATION: &str = "fixtures/applications/ar-seed.json";
const POLICY: &str = "rules/ar/consumer";
const PAYLOAD: &str = "fixtures/evidence/ar-seed/cirenio-report.json";

/// Breaks a copy of the project, decides the seed in it, and compares the message with its golden.
fn refused(situation: &str, breaking: impl FnOnce(&Path)) {
    let folders = [
        "rules",
        "fixtures/applications",
        "fixtures/evidence/ar-seed",
    ];
    let copy = scratch(situation, &folders);
    breaking(&copy);
    let ran = run(caudal(&[]).args(decide("ar-seed")).current_dir(&copy));
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
    check(&ran.stderr, &format!("bad-input/{situation}.txt"));
}

#[test]
fn application_that_is_no_json() {
    refused("application-no-json", |copy| {
        fs::write(
            copy.join(APPLICATION),
            "{\"id\": \"ar-seed\",\n  \"country\" \"AR\"}",
        )
        .expect("written");
    });
}

#[test]
fn application_with_an_unknown_name() {
    refused("application-unknown-name", |copy| {
        edit(&copy.join(APPLICATION), "\"request\"", "\"reqest\"");
    });
}

#[test]
fn application_with_a_wrong_check_digit() {
    refused("application-check-digit", |copy| {
        edit(&copy.join(APPLICATION), "20-26756539-3", "20-26756539-4");
    });
}

#[test]
fn application_in_a_currency_that_nobody_knows() {
    refused("application-unknown-currency", |copy| {
        edit(&copy.join(APPLICATION), "\"ARS\"", "\"EUR\"");
    });
}

#[test]
fn application_in_a_currency_that_the_policy_does_not_know() {
    refused("application-other-currency", |copy| {
        edit(&copy.join(APPLICATION), "\"ARS\"", "\"USD\"");
    });
}

#[test]
fn application_with_an_input_of_the_wrong_type() {
    refused("application-input-type", |copy| {
        edit(
            &copy.join(APPLICATION),
            "\"applicant.retired\": false",
            "\"applicant.retired\": 3",
        );
    });
}

#[test]
fn application_over_the_size_limit() {
    refused("application-too-large", |copy| {
        fs::write(copy.join(APPLICATION), vec![b' '; (1 << 20) + 1]).expect("written");
    });
}

#[test]
fn application_that_is_not_there() {
    refused("application-not-there", |copy| {
        fs::remove_file(copy.join(APPLICATION)).expect("removed");
    });
}

#[test]
fn payload_over_the_size_limit() {
    refused("payload-too-large", |copy| {
        let file = fs::File::create(copy.join(PAYLOAD)).expect("created");
        file.set_len((16 << 20) + 1).expect("a sparse file");
    });
}

#[test]
fn payload_other_than_the_manifest_states() {
    refused("payload-digest", |copy| {
        edit(&copy.join(PAYLOAD), "{", "{ ");
    });
}

#[test]
fn manifest_with_an_unknown_source() {
    refused("manifest-unknown-source", |copy| {
        let manifest = copy.join("fixtures/evidence/ar-seed/manifest.json");
        edit(
            &manifest,
            "\"source\": \"cirenio\"",
            "\"source\": \"cirennio\"",
        );
    });
}

#[test]
fn rule_with_a_typo() {
    refused("rule-typo", |copy| {
        let script = copy.join(POLICY).join("policy.rhai");
        edit(&script, "data.holder_matches", "data.holder_maches");
    });
}

#[test]
fn rule_that_does_not_parse_and_a_table_that_is_not_there() {
    refused("rules-several", |copy| {
        let script = copy.join(POLICY).join("policy.rhai");
        edit(&script, "decline(\"UNDER_AGE\",", "decline(\"UNDER_AGE\" ");
        fs::remove_file(copy.join(POLICY).join("tables/pricing.csv")).expect("removed");
    });
}

#[test]
fn policy_that_reads_outside_the_rules() {
    refused("policy-outside", |copy| {
        fs::write(copy.join("secret.rhai"), "").expect("written");
        let manifest = copy.join(POLICY).join("policy.toml");
        edit(
            &manifest,
            "[policy]",
            "[policy]\nuse = [\"../../../secret.rhai\"]",
        );
    });
}

#[cfg(unix)]
#[test]
fn policy_with_a_link_that_leads_outside_the_rules() {
    refused("policy-link-outside", |copy| {
        let table = copy.join(POLICY).join("tables/pricing.csv");
        fs::rename(&table, copy.join("pricing.csv")).expect("moved");
        std::os::unix::fs::symlink(copy.join("pricing.csv"), table).expect("linked");
    });
}

#[test]
fn policy_file_over_the_size_limit() {
    refused("policy-file-too-large", |copy| {
        let manifest = copy.join(POLICY).join("policy.toml");
        fs::write(manifest, vec![b'#'; (4 << 20) + 1]).expect("written");
    });
}

#[test]
fn policy_for_another_country() {
    refused("policy-other-country", |copy| {
        let [from, to] = ["rules/cl", "rules/ar"].map(|folder| copy.join(folder));
        fs::remove_dir_all(&to).expect("removed");
        fs::rename(from, to).expect("moved");
    });
}

#[test]
fn policy_that_is_none() {
    refused("policy-none", |copy| {
        fs::remove_file(copy.join(POLICY).join("policy.toml")).expect("removed");
    });
}

#[test]
fn categories_that_are_not_there() {
    refused("categories-none", |copy| {
        fs::remove_file(copy.join("rules/categories/ar.toml")).expect("removed");
    });
}

#[test]
fn categories_with_an_unknown_category() {
    refused("categories-unknown", |copy| {
        let categories = copy.join("rules/categories/ar.toml");
        edit(
            &categories,
            "category = \"reversal\"",
            "category = \"reversel\"",
        );
    });
}

#[test]
fn no_message_shows_a_whole_tax_id() {
    for situation in ["application-check-digit", "application-no-json"] {
        let golden = root().join(format!("app/tests/it/goldens/bad-input/{situation}.txt"));
        let text = fs::read_to_string(golden).expect("a golden");
        assert!(!text.contains("26756539"), "{situation} shows it:\n{text}");
    }
}

#[test]
fn wrong_usage_ends_with_2() {
    for (arguments, golden) in [
        (&["decide", "--policy", POLICY][..], "usage"),
        (
            &[
                "decide",
                "--policy",
                POLICY,
                "--application",
                APPLICATION,
                "--simulate",
                "--evidence",
                "x",
            ],
            "usage-both",
        ),
        (
            &[
                "decide",
                "--policy",
                POLICY,
                "--application",
                APPLICATION,
                "--evidence",
                "x",
                "--seed",
                "1",
            ],
            "usage-seed",
        ),
    ] {
        let ran = run(caudal(arguments));
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
        check(&ran.stderr, &format!("bad-input/{golden}.txt"));
    }
}
