//! `[scorecards]`: how scorecards are read, what points are held against, and what they stand for.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::policy::document::{Entry, Section};
use crate::policy::names;

/// A scorecard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScorecardDeclaration {
    /// The CSV file, relative to the policy; `scorecards/NAME.csv` unless said otherwise.
    pub file: String,
    /// Points before any characteristic. Default 0.
    pub initial: Decimal,
    /// Whether more points are better. Default true.
    pub higher_is_better: bool,
    /// Which points give reasons: those below the baseline, or those above it. The default is what is worse.
    pub reason_points: ReasonPoints,
    /// What the points of a characteristic are held against.
    pub baseline: Baseline,
    /// What points stand for.
    pub scaling: Option<Scaling>,
}

/// Which points of a characteristic are a reason: PMML's `reasonCodeAlgorithm`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonPoints {
    /// As many as they are below the baseline: `pointsBelow`.
    Below,
    /// As many as they are above it: `pointsAbove`.
    Above,
}

/// What the points of a characteristic are held against: PMML's `baselineScore`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Baseline {
    /// The most points that a range of it gives.
    Most,
    /// The fewest.
    Fewest,
    /// These points, for every characteristic.
    Points(Decimal),
    /// Points of its own, by the characteristic's name.
    Each(BTreeMap<String, Decimal>),
}

/// What points stand for: odds, good to bad, that double every so many points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scaling {
    /// Points that stand for the odds.
    pub points: Decimal,
    /// The odds at those points: 50 are fifty good to one bad.
    pub odds: Decimal,
    /// How many points double them.
    pub double: Decimal,
}

pub(super) fn read(root: &Section<'_, '_>) -> BTreeMap<String, ScorecardDeclaration> {
    let Some(section) = root.section("scorecards") else {
        return BTreeMap::new();
    };
    section
        .entries()
        .into_iter()
        .filter_map(|(name, entry)| {
            let section = entry.section()?;
            let declaration = scorecard(&name, &section);
            section.finish();
            Some((name, declaration))
        })
        .collect()
}

fn scorecard(name: &str, section: &Section<'_, '_>) -> ScorecardDeclaration {
    let good = section.optional("good");
    let good = good.and_then(|entry| one_of(&entry, &[("higher", true), ("lower", false)]));
    let higher_is_better = good.unwrap_or(true);
    let worse = if higher_is_better {
        ReasonPoints::Below
    } else {
        ReasonPoints::Above
    };
    let known = [
        ("below", ReasonPoints::Below),
        ("above", ReasonPoints::Above),
    ];
    let reason_points = section
        .optional("reason_points")
        .and_then(|entry| one_of(&entry, &known))
        .unwrap_or(worse);
    let usual = match reason_points {
        ReasonPoints::Below => Baseline::Most,
        ReasonPoints::Above => Baseline::Fewest,
    };
    ScorecardDeclaration {
        file: section
            .optional("file")
            .and_then(|entry| entry.string())
            .unwrap_or_else(|| format!("scorecards/{name}.csv")),
        initial: section
            .optional("initial")
            .and_then(|entry| entry.decimal())
            .unwrap_or_default(),
        higher_is_better,
        reason_points,
        baseline: section
            .optional("baseline")
            .and_then(|entry| baseline(&entry))
            .unwrap_or(usual),
        scaling: section.section("scaling").and_then(scaling),
    }
}

fn baseline(entry: &Entry<'_, '_>) -> Option<Baseline> {
    if entry.value.get_ref().is_table() {
        let entries = entry.section()?.entries().into_iter();
        let each = entries.map(|(name, entry)| Some((name, entry.decimal()?)));
        return each.collect::<Option<_>>().map(Baseline::Each);
    }
    if entry.value.get_ref().is_str() {
        return one_of(
            entry,
            &[("most", Baseline::Most), ("fewest", Baseline::Fewest)],
        );
    }
    entry.decimal().map(Baseline::Points)
}

fn scaling(section: Section<'_, '_>) -> Option<Scaling> {
    let number = |key| {
        let entry = section.required(key)?;
        let number = entry.decimal()?;
        if key != "points" && number <= Decimal::ZERO {
            entry.report_with(
                format!("{} is {number}", entry.name),
                "write a number above zero",
            );
            return None;
        }
        Some(number)
    };
    let (points, odds, double) = (number("points"), number("odds"), number("double"));
    section.finish();
    Some(Scaling {
        points: points?,
        odds: odds?,
        double: double?,
    })
}

fn one_of<T: Clone>(entry: &Entry<'_, '_>, known: &[(&str, T)]) -> Option<T> {
    let text = entry.string()?;
    if let Some((_, value)) = known.iter().find(|(word, _)| *word == text) {
        return Some(value.clone());
    }
    let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
    entry.report_with(format!("unknown word {text:?}"), names::hint(&text, &words));
    None
}
