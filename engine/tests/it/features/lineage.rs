//! Lineage: the rows that a feature rests on add up to its number.

use caudal_engine::exact::divide;
use caudal_engine::features::{Catalogue, Explanation, Program, Value, explain};
use caudal_engine::frames::{Frames, Table};
use caudal_facts::categories::Category;
use caudal_facts::facts::{DebtKind, DebtLine, Section};
use caudal_facts::{Currency, Month, Source};
use proptest::prelude::*;

use super::ledger::Ledger;
use super::random::{ledger, rows};

fn explained(ledger: &Ledger) -> (Frames, Explanation) {
    let frames = ledger.frames();
    let program = Program::all(Catalogue::standard());
    let explanation = explain(&program, &frames, &ledger.context()).expect("computed");
    (frames, explanation)
}

/// The sum of a column over the rows of a feature.
fn resum(frames: &Frames, explanation: &Explanation, name: &str, column: &str) -> i128 {
    let rows = explanation.rows_of(name).expect("computed");
    rows.iter()
        .map(|at| {
            let table = frames.table(at.table);
            let amounts = table
                .column(column)
                .expect("a column")
                .i64()
                .expect("amounts");
            i128::from(amounts.get(at.row).unwrap_or_default())
        })
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn movements_add_up_to_the_feature(rows in rows()) {
        check_sums(&ledger(&rows, 420));
    }

    #[test]
    fn listening_changes_no_number(rows in rows(), covered in 0_u64..430) {
        let ledger = ledger(&rows, covered);
        let (_, explanation) = explained(&ledger);
        let alone = ledger.features();
        let values = alone.iter().map(|(_, value)| value);
        prop_assert!(explanation.row.iter().map(|(_, value)| value).eq(values));
    }
}

fn check_sums(ledger: &Ledger) {
    let (frames, explanation) = explained(ledger);
    let known = |name: &str| match explanation.row.get(name) {
        Some(Value::Known(value)) => i128::from(*value),
        other => panic!("{name} is {other:?}"),
    };
    for (name, sign) in [("cashflow.inflow_30d", 1), ("cashflow.outflow_30d", -1)] {
        let sum = resum(&frames, &explanation, name, "amount") * sign;
        assert_eq!(sum, known(name), "{name}");
    }
    for (name, months, sign) in [
        ("income.verified_monthly_6m", 6, 1),
        ("cashflow.net_avg_3m", 3, 1),
        ("debt.payments_seen_3m", 3, -1),
        ("cashflow.own_transfers_in_3m", 3, 1),
    ] {
        let sum = resum(&frames, &explanation, name, "amount") * sign;
        let mean = divide(sum, months).expect("months");
        assert_eq!(mean, known(name), "{name}");
    }
    let name = "data.transactions_90d";
    let counted = explanation.rows_of(name).expect("computed").len();
    assert_eq!(i128::try_from(counted).expect("small"), known(name));
}

#[test]
fn registers_add_up_to_the_feature() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.section(Source::Cmf, Section::Debts);
    for (kind, total) in [
        (DebtKind::Consumer, 10),
        (DebtKind::Mortgage, 500),
        (DebtKind::Consumer, 7),
    ] {
        let line = DebtLine {
            provenance: ledger.provenance(),
            institution: None,
            indirect: false,
            kind: Some(kind),
            total: Some(ledger.money(total)),
            current: None,
            late_30_89: None,
            late_90_plus: None,
        };
        ledger.facts.debts.push(line);
    }
    let (frames, explanation) = explained(&ledger);
    let rows = explanation
        .rows_of("debt.consumer_balance")
        .expect("computed");
    assert_eq!(
        rows.iter().map(|at| (at.table, at.row)).collect::<Vec<_>>(),
        [(Table::Debts, 0), (Table::Debts, 2)]
    );
    assert_eq!(
        resum(&frames, &explanation, "debt.consumer_balance", "total"),
        17
    );
    assert_eq!(explanation.rows_of("no.such"), None);
}

#[test]
fn rows_without_a_rate_are_told_and_not_summed() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger
        .account_in(Currency::Usd, "2026-01-01")
        .account("2026-01-01");
    ledger.row_of(0, "2026-09-05", 100, Category::Salary);
    ledger.row_of(1, "2026-09-06", 30, Category::Salary);
    let (_, explanation) = explained(&ledger);
    let rows = |name: &str| {
        explanation
            .rows_of(name)
            .expect("computed")
            .iter()
            .map(|at| at.row)
            .collect::<Vec<_>>()
    };
    assert_eq!(rows("data.amounts_without_rate"), [0]);
    assert_eq!(rows("income.last_month"), [1]);
    assert_eq!(rows("data.transactions_90d"), [0, 1]);
}

#[test]
fn the_month_by_month_table_agrees_with_the_features() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-06-15");
    ledger.facts.accounts[0].balance = Some(ledger.money(1_000));
    for (day, amount, category) in [
        ("2026-06-20", 50, Category::Salary),
        ("2026-08-31", 900, Category::Salary),
        ("2026-09-01", -300, Category::Rent),
        ("2026-10-20", 40, Category::Refund),
    ] {
        ledger.row(day, amount, category);
    }
    let months =
        caudal_engine::features::monthly(&ledger.frames(), &ledger.context()).expect("computed");
    let seen: Vec<_> = months
        .iter()
        .map(|row| {
            (
                row.month.number(),
                row.covered,
                row.inflow,
                row.outflow,
                row.net,
                row.closing,
                row.income,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (6, false, 50, 0, 50, Some(360), 50),
            (7, true, 0, 0, 0, Some(360), 0),
            (8, true, 900, 0, 900, Some(1_260), 900),
            (9, true, 0, 300, -300, Some(960), 0),
            (10, true, 40, 0, 40, Some(1_000), 0),
        ]
    );
    assert!(
        months
            .iter()
            .all(|row| row.month >= Month::new(2026, 6).expect("a month"))
    );
}
