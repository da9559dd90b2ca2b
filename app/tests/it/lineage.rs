//! Lineage: the rows add up to the terms, the terms reduce to the number, for every feature of every
//! fixture; and what the program prints of it.

use caudal_engine::exact::{Fault, deviation, fit, mean, median, ratio, variation};
use caudal_engine::features::{
    Catalogue, Cause, Figure, Lineage, Program, Reduction, TermOf, Unit, Value, Window, compute,
    lineage,
};
use caudal_engine::frames::Table;
use caudal_facts::Source;
use chrono::{NaiveDate, TimeDelta};

use crate::fixtures::Fixture;
use crate::support::{caudal, check, decide, run};

#[test]
fn rows_add_up_to_every_feature_of_every_fixture() {
    let catalogue = Catalogue::standard();
    let all = Program::all(catalogue);
    let (mut reduced, mut related) = (0, 0);
    for fixture in Fixture::all() {
        let (frames, context) = (fixture.frames(), fixture.context());
        let values = compute(&all, &frames, &context).expect("computed");
        for (feature, value) in values.iter() {
            let program = Program::compile(catalogue, &[feature.name]).expect("a feature");
            let told = lineage(&program, &frames, &context, &fixture.facts).expect("told");
            let what = format!("{} of {}", feature.name, fixture.application.id);
            assert_eq!(told.value, *value, "{what}");
            check_rows(&told, &what);
            reduced += usize::from(check_terms(&told, last_day(&fixture), &what));
            related += usize::from(check_figures(&told, &what));
        }
    }
    assert!(reduced > 500, "only {reduced} numbers were reduced again");
    assert!(related > 20, "only {related} figures were related again");
}

/// The figures of a feature related again, each the feature of its name with its rows among all that
/// were read; whether there are any.
fn check_figures(told: &Lineage, what: &str) -> bool {
    let is_read = |at| told.rows.iter().any(|row| row.at == at);
    for figure in &told.figures {
        if let Figure::Feature(part) = figure {
            check_rows(part, what);
            check_figures(part, what);
            // A figure after one that is missing is not asked for.
            let is_known = matches!(told.value, Value::Known(_));
            let all_read = part.rows.iter().all(|row| is_read(row.at));
            assert!(all_read || !is_known, "{what}");
        }
    }
    let numbers: Option<Vec<i128>> = told
        .figures
        .iter()
        .map(|figure| match figure.value() {
            Value::Known(number) => Some(number.into()),
            Value::None | Value::Missing(_) => None,
        })
        .collect();
    let Some(numbers) = numbers else {
        assert!(!matches!(told.value, Value::Known(_)), "{what}");
        return false;
    };
    let expected = match (told.reduction, &numbers[..]) {
        (Reduction::Ratio, [first, second]) => ratio(*first, *second),
        (Reduction::Change { spans }, [first, second]) => {
            let second = second * i128::from(spans);
            ratio(first - second, second)
        }
        (Reduction::RatioWithRequest, [first, second, third]) => ratio(first + second, *third),
        (other, numbers) => {
            assert!(numbers.is_empty(), "{what} is not related again: {other:?}");
            return false;
        }
    };
    assert_eq!(Value::from(expected), told.value, "{what}");
    true
}

/// Every counted row is among the rows, and a movement in the case's currency counts as its amount.
fn check_rows(told: &Lineage, what: &str) {
    for term in &told.terms {
        let sum: i128 = term.rows.iter().map(|row| row.number).sum();
        if !matches!(term.of, TermOf::Day(_)) {
            assert_eq!(sum, term.number, "{what}");
        }
        for counted in &term.rows {
            let row = told.rows.iter().find(|row| row.at == counted.at);
            let row = row.expect("what counts is listed");
            assert!(row.payload.is_some(), "{what}: {:?}", row.at);
            if row.at.table == Table::Transactions && term.unit == Unit::Money {
                let amount = row.amount.expect("an amount");
                let home = told.terms.iter().all(|term| term.unit == Unit::Money);
                let size = i128::from(amount.minor()).abs();
                let alike = counted.number.abs() == size;
                let foreign = amount.currency().decimals() > 0;
                assert!(home && (alike || foreign), "{what}: {:?}", row.at);
            }
        }
    }
}

/// The last day that a fixture's bank report covers.
fn last_day(fixture: &Fixture) -> NaiveDate {
    let banks = [Source::Cirenio, Source::Khipu];
    let answers = banks.iter().filter_map(|bank| fixture.facts.answer(*bank));
    let dates = answers.filter_map(|answer| {
        let obtained = answer.obtained_at.map(|at| at.date_naive());
        answer.report_date.or(obtained)
    });
    let as_of = fixture.context().as_of;
    dates.min().unwrap_or(as_of).min(as_of)
}

/// The days that have a term.
fn days(told: &Lineage) -> Vec<NaiveDate> {
    let days = told.terms.iter().filter_map(|term| match term.of {
        TermOf::Day(day) => Some(day),
        _ => None,
    });
    days.collect()
}

/// The longest run of the feature's days without a term, the ends of the run included.
fn longest_gap(told: &Lineage, window: i64, last: NaiveDate) -> i64 {
    let days = days(told);
    let run = (0..window).map(|back| last - TimeDelta::days(back));
    let (mut longest, mut gap) = (0, 0);
    for day in run {
        gap = if days.contains(&day) { 0 } else { gap + 1 };
        longest = longest.max(gap);
    }
    longest
}

/// n·(n·Sxy − Sx·Sy) ÷ ((n·Sxx − Sx²)·Sy), the months numbered from the earliest.
fn slope(numbers: &[i64]) -> Result<i64, Fault> {
    let points = || (1_i128..).zip(numbers.iter().rev().copied().map(i128::from));
    let sum = |of: fn((i128, i128)) -> i128| points().map(of).sum::<i128>();
    let count = sum(|_| 1);
    let (x, y) = (sum(|(x, _)| x), sum(|(_, y)| y));
    let (xx, xy) = (sum(|(x, _)| x * x), sum(|(x, y)| x * y));
    ratio(count * (count * xy - x * y), (count * xx - x * x) * y)
}

/// The later half against the half before.
fn trend(numbers: &[i64]) -> Result<i64, Fault> {
    let sum = |numbers: &[i64]| numbers.iter().copied().map(i128::from).sum::<i128>();
    let (later, before) = numbers.split_at(numbers.len() / 2);
    ratio(sum(later) - sum(before), sum(before))
}

/// How many days are below a tenth of the mean of the months.
fn days_low(told: &Lineage) -> Result<i64, Fault> {
    let of = |is_day: bool| -> Result<Vec<i64>, Fault> {
        let terms = told.terms.iter();
        let terms = terms.filter(|term| matches!(term.of, TermOf::Day(_)) == is_day);
        terms.map(|term| fit(term.number)).collect()
    };
    let low = mean(&of(false)?)? / 10;
    let below = of(true)?.iter().filter(|balance| **balance < low).count();
    i64::try_from(below).map_err(|_| Fault::Overflow)
}

/// The terms reduced again, where the reduction is one of terms; whether it was.
fn check_terms(told: &Lineage, last: NaiveDate, what: &str) -> bool {
    let numbers: Vec<i64> = told
        .terms
        .iter()
        .filter_map(|term| term.real.or_else(|| fit(term.number).ok()))
        .collect();
    let of_series = |series: usize| -> i128 {
        let terms = told.terms.iter().filter(|term| term.series == series);
        terms.map(|term| term.number).sum()
    };
    let count = |holds: fn(&i64) -> bool| {
        let count = numbers.iter().copied().filter(holds).count();
        i64::try_from(count).map_err(|_| Fault::Overflow)
    };
    let unknown = [Cause::NotStated, Cause::NotCovered, Cause::NoIndex].map(Value::Missing);
    if told.terms.is_empty() || unknown.contains(&told.value) {
        return false;
    }
    let window = match told.feature.window {
        Some(Window::Days(days)) => i64::from(days),
        _ => 0,
    };
    let length = |number: usize| i64::try_from(number).map_err(|_| Fault::Overflow);
    let expected = match told.reduction {
        Reduction::Mean => mean(&numbers),
        Reduction::Median => median(&numbers),
        Reduction::Variation => variation(&numbers),
        Reduction::Above => count(|number| *number > 0),
        Reduction::Below => count(|number| *number < 0),
        Reduction::Conservative => {
            mean(&numbers).and_then(|mean| Ok(mean.min(median(&numbers)?).min(numbers[0])))
        }
        Reduction::Sum | Reduction::Distinct => fit(of_series(0)),
        Reduction::Largest => numbers.iter().copied().max().ok_or(Fault::DivisionByZero),
        Reduction::LargestRow => {
            let rows = told.terms.iter().flat_map(|term| &term.rows);
            fit(rows.map(|row| row.number.abs()).max().unwrap_or_default())
        }
        Reduction::Share => ratio(of_series(0), of_series(1)),
        Reduction::Any => Ok(i64::from(of_series(0) > 0)),
        Reduction::Trend => trend(&numbers),
        Reduction::Slope => slope(&numbers),
        Reduction::Streak => length(numbers.iter().take_while(|number| **number > 0).count()),
        Reduction::Least => numbers.iter().copied().min().ok_or(Fault::DivisionByZero),
        Reduction::Days => length(days(told).len()),
        Reduction::DayShare => {
            length(days(told).len()).and_then(|days| ratio(days.into(), window.into()))
        }
        Reduction::LongestGap => Ok(longest_gap(told, window, last)),
        Reduction::Deviation => deviation(&numbers),
        Reduction::NotAbove => count(|number| *number <= 0),
        Reduction::DaysLow => days_low(told),
        // A block tells no terms; nothing that tells some is left out.
        other => {
            assert_eq!(other, Reduction::Block, "{what} is not reduced again");
            return false;
        }
    };
    assert_eq!(Value::from(expected), told.value, "{what}");
    true
}

fn told(name: &str, more: &[&str]) -> crate::support::Ran {
    let arguments = decide(name);
    let mut arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    arguments.extend(more);
    run(caudal(&arguments))
}

#[test]
fn a_number_is_shown_with_what_made_it() {
    for (name, feature, language) in [
        ("ar-seed", "income.verified_monthly_6m", "en"),
        ("cl-salaried-clean", "income.verified_monthly_6m", "es"),
        ("cl-salaried-clean", "balance.min_30d", "en"),
        ("ar-salaried-clean", "income.verified_monthly_3m_real", "es"),
        ("ar-salaried-clean", "bureau.debt_growth_6m_real", "en"),
        ("cl-salaried-clean", "cashflow.in_out_ratio_90d", "en"),
        (
            "cl-salaried-clean",
            "affordability.leverage_with_request_6m",
            "es",
        ),
        ("ar-salaried-clean", "affordability.leverage_6m", "en"),
        ("cl-salaried-clean", "declared.tax_gap_12m", "en"),
        ("cl-protests-open", "bureau.protests_open", "es"),
        ("cl-protests-down", "bureau.protests_open", "en"),
    ] {
        let ran = told(name, &["--explain-feature", feature, "--lang", language]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{name} {feature}");
        check(
            &ran.stdout,
            &format!("lineage/{name}.{feature}.{language}.txt"),
        );
        let widest = ran.stdout.lines().map(|line| line.chars().count()).max();
        assert!(
            widest <= Some(100),
            "{name} {feature} is {widest:?} columns wide"
        );
    }
}

#[test]
fn a_number_is_told_to_programs() {
    for feature in [
        "income.last_month",
        "income.last_month_real",
        "affordability.leverage_with_request_6m",
    ] {
        let ran = told(
            "cl-salaried-clean",
            &["--explain-feature", feature, "--json"],
        );
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        check(
            &ran.stdout,
            &format!("lineage/cl-salaried-clean.{feature}.json"),
        );
    }
}

#[test]
fn a_feature_that_is_not_there() {
    for (name, said) in [
        (
            "income.verified_monthly",
            "did you mean \"income.verified_monthly_3m\"?",
        ),
        ("xyz", "`caudal features` lists them"),
    ] {
        let ran = told("cl-salaried-clean", &["--explain-feature", name]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
}
