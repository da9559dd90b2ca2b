//! Lineage: the rows add up to the terms, the terms reduce to the number, for every feature of every
//! fixture; and what the program prints of it.

use caudal_engine::exact::{Fault, fit, mean, median, ratio, variation};
use caudal_engine::features::{
    Catalogue, Cause, Lineage, Program, Reduction, TermOf, Unit, Value, compute, lineage,
};
use caudal_engine::frames::Table;

use crate::fixtures::Fixture;
use crate::support::{caudal, check, decide, run};

#[test]
fn rows_add_up_to_every_feature_of_every_fixture() {
    let catalogue = Catalogue::standard();
    let all = Program::all(catalogue);
    let mut reduced = 0;
    for fixture in Fixture::all() {
        let (frames, context) = (fixture.frames(), fixture.context());
        let values = compute(&all, &frames, &context).expect("computed");
        for (feature, value) in values.iter() {
            let program = Program::compile(catalogue, &[feature.name]).expect("a feature");
            let told = lineage(&program, &frames, &context, &fixture.facts).expect("told");
            let what = format!("{} of {}", feature.name, fixture.application.id);
            assert_eq!(told.value, *value, "{what}");
            check_rows(&told, &what);
            reduced += usize::from(check_terms(&told, &what));
        }
    }
    assert!(reduced > 500, "only {reduced} numbers were reduced again");
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
                // What relates two figures tells the terms of both, counts among them.
                let mixed = told.reduction == Reduction::Relation;
                assert!(
                    (home || mixed) && (alike || foreign),
                    "{what}: {:?}",
                    row.at
                );
            }
        }
    }
}

/// The terms reduced again, where the reduction is one of terms; whether it was.
fn check_terms(told: &Lineage, what: &str) -> bool {
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
    let expected = match told.reduction {
        Reduction::Mean => mean(&numbers),
        Reduction::Median => median(&numbers),
        Reduction::Variation => variation(&numbers),
        Reduction::Above => count(|number| *number > 0),
        Reduction::Below => count(|number| *number < 0),
        Reduction::Conservative => {
            mean(&numbers).and_then(|mean| Ok(mean.min(median(&numbers)?).min(numbers[0])))
        }
        Reduction::Sum => fit(of_series(0)),
        Reduction::Largest => numbers.iter().copied().max().ok_or(Fault::DivisionByZero),
        Reduction::LargestRow => {
            let rows = told.terms.iter().flat_map(|term| &term.rows);
            fit(rows.map(|row| row.number.abs()).max().unwrap_or_default())
        }
        Reduction::Share => ratio(of_series(0), of_series(1)),
        Reduction::Any => Ok(i64::from(of_series(0) > 0)),
        Reduction::Block => return check_block(told, &numbers, what),
        _ => return false,
    };
    assert_eq!(Value::from(expected), told.value, "{what}");
    true
}

/// A block's number is one of the terms that it tells, their mean or how many are not above zero.
fn check_block(told: &Lineage, numbers: &[i64], what: &str) -> bool {
    let Value::Known(value) = told.value else {
        return false;
    };
    // A deviation, and days below a share of income, are made of more than what is told.
    let told_only = ["balance.deviation_90d", "balance.days_low_90d"];
    if told_only.iter().any(|name| what.starts_with(name)) {
        return false;
    }
    let mean = mean(numbers);
    let below = numbers.iter().filter(|number| **number <= 0).count();
    let is_one = numbers.contains(&value);
    let counted = i64::try_from(below) == Ok(value);
    assert!(is_one || mean == Ok(value) || counted, "{what}");
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
    for feature in ["income.last_month", "income.last_month_real"] {
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
