//! The tables of providers/README.md, held to the code both ways.

use std::collections::BTreeSet;
use std::path::Path;

use caudal_providers::caller::{Again, Endpoint};
use caudal_providers::khipu::Code;
use caudal_providers::{bancame, bcra, cirenio, khipu};

use super::{route, subjects, written};

const README: &str = include_str!("../../../README.md");

/// Where a service goes that has no endpoint of its own. The simulator has no other services.
const ANY_SERVICE: &str = "POST /v1/cl/services/:site/:operation";

/// A row of the endpoints' table: provider, endpoint, method, route, test.
type Row = [&'static str; 5];

/// The cells of the table under a heading, without their code marks.
fn table<const COLUMNS: usize>(heading: &str) -> Vec<[&'static str; COLUMNS]> {
    let (_, below) = README.split_once(&format!("\n## {heading}\n")).unwrap();
    let rows = below.lines().skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|')).skip(2);
    let cells = |row: &'static str| {
        let cells = row.trim_matches('|').split('|');
        let cells: Vec<_> = cells.map(|cell| cell.trim().trim_matches('`')).collect();
        cells.try_into().unwrap()
    };
    rows.map(cells).collect()
}

fn endpoints() -> Vec<&'static Endpoint> {
    let all = cirenio::ENDPOINTS.iter().chain(&khipu::ENDPOINTS);
    let all = all.chain(&bancame::ENDPOINTS).chain(&bcra::ENDPOINTS);
    all.collect()
}

#[test]
fn every_endpoint_has_a_route_and_a_subject() {
    let covered: BTreeSet<_> = subjects()
        .iter()
        .map(|subject| (subject.endpoint.provider, subject.written()))
        .collect();
    for endpoint in endpoints() {
        let written = written(endpoint);
        if written == ANY_SERVICE {
            assert_eq!(route(endpoint), None);
            continue;
        }
        assert!(route(endpoint).is_some(), "{written} has no route");
        let key = (endpoint.provider, written);
        assert!(covered.contains(&key), "{key:?} is in no check");
    }
    assert_eq!(covered.len(), endpoints().len() - 1);
}

#[test]
fn the_table_of_endpoints_is_that_of_the_code() {
    let rows: Vec<Row> = table("Endpoints");
    let listed: Vec<_> = rows
        .iter()
        .map(|[provider, path, ..]| (*provider, *path))
        .collect();
    let known = endpoints();
    let known: Vec<_> = known
        .iter()
        .map(|endpoint| (endpoint.provider, written(endpoint)))
        .collect();
    let known: Vec<_> = known
        .iter()
        .map(|(provider, path)| (*provider, path.as_str()))
        .collect();
    assert_eq!(listed, known);

    let subjects = subjects();
    for [provider, path, method, simulated, test] in rows {
        let subject = subjects.iter().find(|subject| {
            (subject.endpoint.provider, subject.written().as_str()) == (provider, path)
        });
        match subject {
            Some(subject) => assert_eq!((subject.method, subject.route()), (method, simulated)),
            None => assert_eq!((path, simulated), (ANY_SERVICE, "–")),
        }
        let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
        assert!(tests.join(test).is_file(), "{path}: no test {test}");
    }
}

#[test]
fn the_table_of_khipus_codes_is_that_of_the_code() {
    let rows: Vec<[&str; 4]> = table("What is asked again");
    assert_eq!(rows.len(), 14);
    let mut classes = Vec::new();
    for [codes, _, again, _] in rows {
        let sample = match codes {
            "any other" => "Z9".to_owned(),
            codes => format!("{:0<4}", codes.trim_end_matches('…')),
        };
        let class = Code::parse(&sample).class();
        let word = match class.again() {
            Again::Yes => "yes",
            Again::IfHarmless => "where harmless",
            Again::No => "no",
        };
        assert_eq!(again, word, "{codes}");
        assert!(!classes.contains(&class), "{codes} stands twice");
        classes.push(class);
    }
}
