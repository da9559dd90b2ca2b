//! Laws of the catalogue's declarations.

use caudal_engine::features::{Catalogue, Program, Unit, Window};

#[test]
fn every_declaration_is_whole() {
    for feature in Catalogue::standard().iter() {
        let name = feature.name;
        let (group, rest) = name.split_once('.').expect("a group and a name");
        assert_eq!(feature.group(), group);
        assert!(
            rest.bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'),
            "{name}"
        );
        for sentence in [feature.es, feature.en, feature.missing] {
            assert!(
                sentence.ends_with('.') && sentence.len() > 10,
                "{name}: {sentence:?}"
            );
        }
        assert!(
            !feature.sources.ar.is_empty() || !feature.sources.cl.is_empty(),
            "{name}"
        );
        let suffix = feature.window.map(|window| format!("_{window}"));
        if let Some(Window::Days(_)) = feature.window {
            assert!(
                suffix.is_some_and(|suffix| name.ends_with(&suffix)),
                "{name}"
            );
        }
    }
}

#[test]
fn names_are_unique_and_found() {
    let catalogue = Catalogue::standard();
    let mut names: Vec<_> = catalogue.iter().map(|feature| feature.name).collect();
    assert!(names.iter().all(|name| catalogue.get(name).is_some()));
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(catalogue.get("income.").is_none());
}

#[test]
fn a_misspelt_name_gets_its_nearest() {
    let catalogue = Catalogue::standard();
    assert_eq!(
        catalogue.nearest("debt.overdue_90plus"),
        Some("debt.overdue_90_plus")
    );
    assert_eq!(catalogue.nearest("weather.tomorrow"), None);
    let unknown =
        Program::compile(catalogue, &["tax.fees_monthly_6m", "card.utilization", "x"]).unwrap_err();
    let texts: Vec<String> = unknown.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "find feature \"card.utilization\"\n  hint: did you mean card.utilisation?",
            "find feature \"x\""
        ]
    );
}

#[test]
fn units_are_written_as_policies_write_them() {
    let names: Vec<_> = [
        Unit::Money,
        Unit::MoneyPerMonth,
        Unit::Ratio,
        Unit::Times,
        Unit::Count,
        Unit::Days,
        Unit::Months,
        Unit::Flag,
    ]
    .into_iter()
    .map(Unit::name)
    .collect();
    assert_eq!(
        names,
        [
            "money",
            "money/month",
            "ratio",
            "times",
            "count",
            "days",
            "months",
            "flag"
        ]
    );
}

/// Every version of the catalogue with the digest of its declarations, oldest first.
const VERSIONS: &str = include_str!("catalogue_versions.csv");

#[test]
fn a_changed_declaration_has_a_new_version() {
    let lines = VERSIONS.lines().filter(|line| !line.starts_with('#'));
    let versions: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once(';')).collect();
    for (at, (version, digest)) in versions.iter().enumerate() {
        let again = versions[at + 1..]
            .iter()
            .any(|(other, same)| other == version || same == digest);
        assert!(!again, "version {version} stands twice");
    }
    let current = (
        Catalogue::version(),
        Catalogue::standard().digest().to_string(),
    );
    let last = versions
        .last()
        .map(|(version, digest)| (*version, (*digest).to_owned()));
    assert_eq!(
        last.as_ref(),
        Some(&current),
        "the declarations changed: raise Catalogue::version and add a line to catalogue_versions.csv"
    );
}
