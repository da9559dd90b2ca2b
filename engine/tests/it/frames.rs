//! Tables against their declared schema: what is built, and what is refused.

use caudal_engine::frames::{Builder, Case, Error, Frames, Table};
use caudal_facts::categories::Category;
use caudal_facts::facts::{Loan, Provenance, Section};
use caudal_facts::{Country, Currency, Facts, Money};
use polars::prelude::{Column, DataFrame};

use crate::features::Ledger;

fn frames() -> Frames {
    let mut builder = Builder::default();
    for (id, rows) in [("a", 2), ("b", 0), ("c", 1)] {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger.account("2026-01-01");
        for day in 0..rows {
            ledger.row(&format!("2026-10-{:02}", 10 - day), 5, Category::Salary);
        }
        let case = Case {
            id,
            ..ledger.case()
        };
        builder.push(&case, &ledger.facts).expect("pushed");
    }
    builder.finish().expect("built")
}

/// What comes of tables of which one was changed.
fn changed(table: Table, change: impl Fn(DataFrame) -> Option<DataFrame>) -> Result<Frames, Error> {
    let frames = frames();
    Frames::from_tables(|which| {
        let frame = frames.table(which).clone();
        if which == table {
            change(frame)
        } else {
            Some(frame)
        }
    })
}

fn refused(table: Table, change: impl Fn(DataFrame) -> Option<DataFrame>) -> String {
    changed(table, change).expect_err("refused").to_string()
}

fn with(mut frame: DataFrame, column: Column) -> DataFrame {
    frame.with_column(column).expect("as long");
    frame
}

#[test]
fn tables_have_the_types_that_they_declare() {
    for frames in [frames(), Builder::default().finish().expect("built")] {
        for &table in Table::ALL {
            let declared = table.schema().columns;
            let frame = frames.table(table);
            assert_eq!(frame.width(), declared.len(), "{}", table.name());
            for (column, declared) in frame.columns().iter().zip(declared) {
                assert_eq!(column.name().as_str(), declared.name);
                assert_eq!(
                    *column.dtype(),
                    declared.dtype.polars(),
                    "{}.{}",
                    table.name(),
                    declared.name
                );
                assert!(
                    declared.meaning.ends_with('.'),
                    "{}.{}",
                    table.name(),
                    declared.name
                );
            }
            assert_eq!(declared[0].name, "case");
        }
    }
}

#[test]
fn rows_are_sorted_by_case_and_date() {
    let frames = frames();
    assert_eq!(frames.cases(), 3);
    let movements = frames.table(Table::Transactions);
    let case = movements
        .column("case")
        .expect("a column")
        .u32()
        .expect("numbers");
    assert_eq!(case.into_no_null_iter().collect::<Vec<_>>(), [0, 0, 2]);
    let date = movements
        .column("date")
        .expect("a column")
        .date()
        .expect("dates");
    let days: Vec<i32> = date.physical().into_no_null_iter().collect();
    assert!(days[0] < days[1]);
}

#[test]
fn what_was_built_is_accepted_again_with_further_columns() {
    let whole = changed(Table::Cases, |frame| {
        let height = frame.height();
        Some(with(
            frame,
            Column::new("branch".into(), vec!["north"; height]),
        ))
    })
    .expect("accepted");
    for &table in Table::ALL {
        assert!(
            whole.table(table).equals_missing(frames().table(table)),
            "{}",
            table.name()
        );
    }
}

#[test]
fn what_differs_from_the_schema_is_refused() {
    assert_eq!(
        refused(Table::Loans, |_| None),
        "read table loans: it is not given"
    );
    assert_eq!(
        refused(Table::Transactions, |mut frame| {
            frame.drop_in_place("category").expect("there");
            Some(frame)
        }),
        "read column transactions.category: it is not given"
    );
    assert_eq!(
        refused(Table::Transactions, |frame| Some(with(
            frame,
            Column::new("amount".into(), ["1", "2", "3"])
        ))),
        "read column transactions.amount: it is str, expected i64"
    );
    assert_eq!(
        refused(Table::Transactions, |frame| Some(with(
            frame,
            Column::new("amount".into(), [Some(1_i64), None, None])
        ))),
        "read column transactions.amount: 2 values are null and it may have none"
    );
    assert_eq!(
        refused(Table::Accounts, |frame| Some(with(
            frame,
            Column::new("case".into(), [0_u32, 1, 7])
        ))),
        "read table accounts: case 7 has no row in cases, which has 3"
    );
    let hint = "\n  hint: sort by case, movements by case, date, account, payload and row; number cases, and a case's accounts and cards, from 0";
    assert_eq!(
        refused(Table::Accounts, |frame| Some(with(
            frame,
            Column::new("case".into(), [0_u32, 2, 1])
        ))),
        format!("read table accounts: row 2 is out of order{hint}")
    );
    assert_eq!(
        refused(Table::Transactions, |frame| Some(frame.reverse())),
        format!("read table transactions: row 1 is out of order{hint}")
    );
    assert_eq!(
        refused(Table::Cases, |frame| Some(with(
            frame,
            Column::new("case".into(), [1_u32, 2, 3])
        ))),
        format!("read table cases: row 0 is out of order{hint}")
    );
}

#[test]
fn codes_and_numbers_that_stand_for_nothing_are_refused() {
    for (table, column, expected) in [
        (
            Table::Accounts,
            "kind",
            "read accounts.kind in row 1: 6 stands for nothing",
        ),
        (
            Table::Transactions,
            "currency",
            "read transactions.currency in row 1: 6 stands for nothing",
        ),
        (
            Table::Cases,
            "country",
            "read cases.country in row 1: 6 stands for nothing",
        ),
        (Table::Answers, "source", ""),
        (Table::Transactions, "category", ""),
    ] {
        let result = changed(table, |frame| {
            Some(with(frame, Column::new(column.into(), [0_u8, 6, 0])))
        });
        let found = result
            .err()
            .map_or_else(String::new, |error| error.to_string());
        assert_eq!(found, expected, "{}.{column}", table.name());
    }
    let found = refused(Table::Accounts, |frame| {
        let days = Column::new("covers_from".into(), [i32::MIN; 3]);
        let days = days.cast(&polars::prelude::DataType::Date);
        Some(with(frame, days.expect("days")))
    });
    assert_eq!(
        found,
        "read accounts.covers_from in row 0: -2147483648 stands for nothing"
    );
    let found = refused(Table::Accounts, |frame| {
        Some(with(frame, Column::new("account".into(), [0_u32, 1, 0])))
    });
    assert!(
        found.starts_with("read table accounts: row 1 is out of order"),
        "{found}"
    );
}

#[test]
fn one_row_has_one_currency() {
    let mut facts = Facts::default();
    facts.note(Section::Loans);
    facts.loans.push(Loan {
        provenance: Provenance { payload: 0, row: 0 },
        number: String::new(),
        kind: None,
        principal: Some(Money::from_minor(1, Currency::Uf)),
        outstanding: None,
        installments: None,
        next_installment: None,
        next_installment_amount: Some(Money::from_minor(1, Currency::Clp)),
        next_due_on: None,
    });
    let case = Case {
        id: "x",
        country: Country::Cl,
        currency: Currency::Clp,
        as_of: "2026-10-20".parse().expect("a date"),
        amount: None,
    };
    assert_eq!(
        Frames::of(&case, &facts).expect_err("refused").to_string(),
        "hold one row of loans in UF: another of its amounts is in CLP"
    );
}

#[test]
fn a_movement_of_no_account_is_refused() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger
        .account("2026-01-01")
        .row("2026-10-01", 1, Category::Salary);
    ledger.facts.transactions[0].account = 4;
    let frames = ledger.frames();
    let program =
        caudal_engine::features::Program::all(caudal_engine::features::Catalogue::standard());
    let error = caudal_engine::features::compute(&program, &frames, &ledger.context())
        .expect_err("refused");
    assert_eq!(
        error.to_string(),
        "read movement 0: account 4 of its case has no row in accounts"
    );
}
