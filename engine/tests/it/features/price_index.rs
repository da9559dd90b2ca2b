//! The index of a month, and what an amount of it is worth at the last prices known.

use caudal_engine::features::{Cause, PriceIndex};
use caudal_facts::{DatedValue, Month};

use super::ledger::date;

pub(super) fn figures(values: &[(&str, &str)]) -> Vec<DatedValue> {
    let figure = |(from, value): &(&str, &str)| DatedValue {
        from: date(from),
        value: value.parse().expect("a number"),
    };
    values.iter().map(figure).collect()
}

/// Consumer prices of every month but July, dated by its first day.
const CONSUMER: [(&str, &str); 4] = [
    ("2026-05-01", "100"),
    ("2026-06-01", "110"),
    ("2026-08-01", "121"),
    ("2026-09-01", "130.5"),
];

#[test]
fn a_month_takes_its_own_figure_and_the_newest_months_the_last_one() {
    for (situation, month, as_of, expected) in [
        (
            "a month with its figure",
            6,
            "2026-10-20",
            Ok(("110", "130.5")),
        ),
        (
            "the month of the last figure",
            9,
            "2026-10-20",
            Ok(("130.5", "130.5")),
        ),
        (
            "after the last figure",
            10,
            "2026-10-20",
            Ok(("130.5", "130.5")),
        ),
        (
            "September before it is published",
            9,
            "2026-08-31",
            Ok(("121", "121")),
        ),
        (
            "September on the day it is dated",
            9,
            "2026-09-01",
            Ok(("130.5", "130.5")),
        ),
        (
            "a month that was left out",
            7,
            "2026-10-20",
            Err(Cause::NoIndex),
        ),
        (
            "before the first figure",
            4,
            "2026-10-20",
            Err(Cause::NoIndex),
        ),
        (
            "before any figure is known",
            5,
            "2026-04-30",
            Err(Cause::NoIndex),
        ),
        (
            "a last figure of 92 days",
            9,
            "2026-12-02",
            Ok(("130.5", "130.5")),
        ),
        (
            "a last figure of 93 days",
            9,
            "2026-12-03",
            Err(Cause::NoIndex),
        ),
    ] {
        let index = PriceIndex::new(figures(&CONSUMER), None);
        let pair = index.pair(Month::new(2026, month).expect("a month"), date(as_of));
        let found = pair.map(|pair| (pair.then.value.to_string(), pair.now.value.to_string()));
        let expected = expected.map(|(then, now)| (then.to_owned(), now.to_owned()));
        assert_eq!(found, expected, "{situation}");
    }
}

#[test]
fn the_age_that_is_said_holds_on_both_sides() {
    let index = PriceIndex::new(figures(&CONSUMER), Some(10));
    let september = Month::new(2026, 9).expect("a month");
    assert!(index.pair(september, date("2026-09-11")).is_ok());
    assert_eq!(
        index.pair(september, date("2026-09-12")),
        Err(Cause::NoIndex)
    );
}

#[test]
fn a_daily_index_gives_a_month_its_last_day() {
    let uf = [
        ("2026-09-30", "39500.5"),
        ("2026-08-31", "39000"),
        ("2026-08-01", "38000"),
        ("2026-10-20", "40000"),
        ("2026-10-21", "50000"),
    ];
    let index = PriceIndex::new(figures(&uf), Some(1));
    let pair = index.pair(Month::new(2026, 8).expect("a month"), date("2026-10-20"));
    let pair = pair.expect("an index");
    assert_eq!(
        (pair.then.from, pair.now.from),
        (date("2026-08-31"), date("2026-10-20"))
    );
    assert_eq!(pair.real(39), Ok(40));
}

#[test]
fn zero_and_negative_figures_are_not_given() {
    for value in ["0", "0.00", "-3"] {
        let index = PriceIndex::new(figures(&[("2026-09-01", value)]), None);
        let pair = index.pair(Month::new(2026, 9).expect("a month"), date("2026-09-30"));
        assert_eq!(pair, Err(Cause::NoIndex), "{value}");
    }
}

#[test]
fn amounts_are_multiplied_exactly_and_rounded_half_even() {
    for (then, now, amount, expected) in [
        ("100", "100", 7, Ok(7)),
        ("100", "102.5", 20, Ok(20)),
        ("100", "102.5", 60, Ok(62)),
        ("100", "102.5", -20, Ok(-20)),
        ("100", "102.5", -60, Ok(-62)),
        ("3", "1", 2, Ok(1)),
        ("0.0001", "10000", 5, Ok(500_000_000)),
        ("1", "2", i128::from(i64::MAX), Err(Cause::Overflow)),
        ("2", "2.0", i128::from(i64::MAX), Ok(i64::MAX)),
        (
            "1",
            "79228162514264337593543950335",
            i128::from(i64::MAX),
            Err(Cause::Overflow),
        ),
    ] {
        let index = PriceIndex::new(figures(&[("2026-08-01", then), ("2026-09-01", now)]), None);
        let pair = index.pair(Month::new(2026, 8).expect("a month"), date("2026-09-30"));
        assert_eq!(
            pair.expect("an index").real(amount),
            expected,
            "{amount} × {now} ÷ {then}"
        );
    }
}
