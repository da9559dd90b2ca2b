//! What it costs to categorise a bank's text, by how many patterns the file has.
#![expect(clippy::expect_used, reason = "a benchmark stops at what is wrong")]

use std::hint::black_box;
use std::path::Path;

use caudal_facts::categories::{Categories, Movement};
use caudal_facts::{Currency, Limits, Money};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// Patterns of one entry, about as many as the shipped files have.
const OF_ENTRY: usize = 16;

const SYLLABLES: [&str; 16] = [
    "CO", "MER", "SAN", "TRA", "PA", "LI", "DER", "TEF", "BAN", "GO", "SU", "PER", "RA", "CAR",
    "MI", "NO",
];

/// A made-up brand: its syllables are those of real texts, so that the automaton has work to do.
fn pattern(number: usize) -> String {
    let syllable = |place: u32| SYLLABLES[number / 16_usize.pow(place) % 16];
    let word = format!("{}{}{}", syllable(0), syllable(1), syllable(2));
    match number % 3 {
        0 => format!("{word}*"),
        1 => word,
        _ => format!("PAGO {word}{}", syllable(3)),
    }
}

fn made_up(patterns: usize) -> Categories {
    let mut file = "version = \"1\"\ncountry = \"CL\"\n".to_owned();
    let all: Vec<_> = (0..patterns)
        .map(|number| format!("{:?}", pattern(number)))
        .collect();
    for (number, of_entry) in all.chunks(OF_ENTRY).enumerate() {
        let list = of_entry.join(", ");
        let entry =
            format!("[[entry]]\nid = \"e{number}\"\ncategory = \"shopping\"\nany = [{list}]\n");
        file.push_str(&entry);
    }
    read("made-up.toml", &file)
}

fn read(name: &str, file: &str) -> Categories {
    Categories::from_toml(name, file, &Limits::default()).expect("a file without problems")
}

fn rules(name: &str) -> String {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../rules/categories"));
    std::fs::read_to_string(folder.join(name)).expect("a shipped file")
}

fn decide_all(categories: &Categories, texts: &[String]) -> usize {
    let decided = texts.iter().map(|text| {
        categories.decide(&Movement {
            description: black_box(text),
            detail: None,
            amount: Money::from_minor(-15_900, Currency::Clp),
            counterparty_is_applicant: false,
        })
    });
    decided.filter(|decided| decided.entry.is_some()).count()
}

fn categories(criterion: &mut Criterion) {
    let cases = rules("cases/cl.csv");
    let rows = cases.lines().filter(|line| !line.starts_with('#')).skip(1);
    let texts: Vec<String> = rows
        .filter_map(|line| line.split(';').next())
        .map(ToOwned::to_owned)
        .collect();
    let mut group = criterion.benchmark_group("categorise");
    group.throughput(Throughput::Elements(texts.len() as u64));
    for patterns in [50, 500, 5_000] {
        let file = made_up(patterns);
        group.bench_function(BenchmarkId::new("made up", patterns), |bencher| {
            bencher.iter(|| decide_all(&file, &texts));
        });
    }
    let shipped = read("cl.toml", &rules("cl.toml"));
    group.bench_function("rules/categories/cl.toml", |bencher| {
        bencher.iter(|| decide_all(&shipped, &texts));
    });
    group.finish();
}

criterion_group!(benches, categories);
criterion_main!(benches);
