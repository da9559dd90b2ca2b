//! Versions of a policy side by side.

use caudal_engine::policy::{NotVersions, Policy, Versions};

use super::harness::{files, load};

fn version(id: &str, version: &str, dates: &str) -> Policy {
    let mut files = files("stage(\"s\");\n", "");
    let toml = files.0.get_mut("policy.toml").unwrap();
    *toml = toml
        .replace("id = \"test\"", &format!("id = \"{id}\""))
        .replace(
            "version = \"1\"",
            &format!("version = \"{version}\"\n{dates}"),
        );
    load(&files)
}

#[test]
fn the_date_says_which_version_decides() {
    let versions = Versions::new(vec![
        version("p", "3", "from = 2026-11-01"),
        version("p", "1", "until = 2026-09-30"),
        version("p", "2", "from = 2026-10-01\nuntil = 2026-10-15"),
    ])
    .unwrap();
    for (date, expected) in [
        ("2020-01-01", Some("1")),
        ("2026-09-30", Some("1")),
        ("2026-10-01", Some("2")),
        ("2026-10-15", Some("2")),
        ("2026-10-16", None),
        ("2026-10-31", None),
        ("2026-11-01", Some("3")),
        ("2099-01-01", Some("3")),
    ] {
        let chosen = versions.in_force(date.parse().unwrap());
        let version = chosen.map(|(_, policy)| policy.manifest().version.as_str());
        assert_eq!(version, expected, "{date}");
    }
}

#[test]
fn two_versions_of_one_date_are_refused() {
    for (situation, one, other, overlap) in [
        ("neither has dates", "", "", true),
        (
            "one ends on the day the other begins",
            "until = 2026-10-01",
            "from = 2026-10-01",
            true,
        ),
        (
            "one ends on the day before",
            "until = 2026-09-30",
            "from = 2026-10-01",
            false,
        ),
        (
            "the later one is named first",
            "from = 2026-10-01",
            "until = 2026-09-30",
            false,
        ),
        (
            "one lies in the other",
            "from = 2026-01-01",
            "from = 2026-03-01\nuntil = 2026-04-01",
            true,
        ),
    ] {
        let (one, other) = (version("p", "1", one), version("p", "2", other));
        let problem = other.overlapping("rules/p/2", &one);
        assert_eq!(problem.is_some(), overlap, "{situation}");
        let refused = Versions::new(vec![one, other]);
        assert_eq!(refused.is_err(), overlap, "{situation}");
    }
    let late = version("p", "2", "from = 2026-10-01");
    let problem = late
        .overlapping("rules/p/2", &version("p", "1", ""))
        .unwrap();
    assert_eq!(
        problem.to_string(),
        "rules/p/2/policy.toml:5:1: version \"2\" of \"p\" is in force on dates on which version \"1\" is\n  \
         hint: let the earlier one end: until = the day before the later one's from"
    );
}

#[test]
fn policies_of_two_ids_are_no_versions() {
    let policies = vec![
        version("p", "1", "until = 2026-09-30"),
        version("q", "1", "from = 2026-10-01"),
    ];
    assert_eq!(
        Versions::new(policies).unwrap_err(),
        NotVersions::DifferentIds {
            one: "p".to_owned(),
            other: "q".to_owned()
        }
    );
}
