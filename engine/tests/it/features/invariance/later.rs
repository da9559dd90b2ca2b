//! What is dated after the decision changes nothing, whatever table it is in.

use caudal_engine::frames::Table;
use caudal_facts::Month;
use caudal_facts::facts::StatedMonth;
use proptest::prelude::*;

use super::changed;
use crate::features::random::{MovementPlan, PriceFigure, RegisterRow, amounts, world};

/// Tables whose rows have no date of their own: they hold on the report's date, and a later one is
/// a later report.
const UNDATED: [Table; 11] = [
    Table::Cases,
    Table::Answers,
    Table::Sections,
    Table::Findings,
    Table::Accounts,
    Table::Holders,
    Table::Cards,
    Table::Loans,
    Table::Debts,
    Table::CreditLines,
    Table::PreApprovals,
];

/// Registers of dated rows, as random rows number them.
const DATED: [u8; 8] = [1, 3, 5, 6, 10, 11, 12, 13];

/// A row of a register that happens whole months after the decision.
fn later_row() -> impl Strategy<Value = RegisterRow> {
    (
        0..DATED.len() + 1,
        40_i64..300,
        1..9_000_i64,
        any::<bool>(),
        0..6_u32,
    )
        .prop_map(|(register, ahead, amount, flag, number)| RegisterRow {
            // A return of the year after is the only row that is dated by a year.
            register: DATED.get(register).copied().unwrap_or(7),
            is_foreign: false,
            amounts: [Some(amount); 4],
            back: Some(-ahead),
            // Delinquencies have even numbers, and the returns that carry line 170 of next year.
            number: if DATED.get(register).is_some_and(|register| *register < 13) {
                number
            } else {
                4
            },
            flag: Some(flag),
        })
}

fn later_movement() -> impl Strategy<Value = MovementPlan> {
    (1_i64..90, -5_000_i64..5_000).prop_map(|(ahead, amount)| MovementPlan {
        account: 0,
        back: -ahead,
        amount,
        category: caudal_facts::categories::Category::Salary,
        text: "REMUNERACION EMPRESA EJEMPLO 09",
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_row_after_the_decision_changes_nothing(
        mut before in world(&amounts()),
        rows in prop::collection::vec(later_row(), 0..20),
        movements in prop::collection::vec(later_movement(), 0..8),
        balance in (1_i64..90, -9_i64..9),
        price in (1_i64..90, 1_i64..900_000),
    ) {
        before.movements.retain(|movement| movement.back >= 0);
        let mut after = before.clone();
        after.registers.extend(rows);
        after.movements.extend(movements);
        after.prices.push(PriceFigure { back: -price.0, value: price.1 });
        after.accounts[0].days.push((-balance.0, balance.1));
        let mut with = after.ledger();
        let later = Month::of(with.as_of).plus(1);
        let money = with.facts.accounts[0].currency;
        let money = Some(caudal_facts::Money::from_minor(9_999, money));
        let provenance = with.provenance();
        with.facts.stated_months.push(StatedMonth {
            provenance,
            account: Some(0),
            month: later,
            inflow: money,
            outflow: money,
            net: None,
            closing: money,
        });
        let touched = changed(&before.ledger().features(), &with.features());
        prop_assert_eq!(touched, Vec::<&str>::new());
    }
}

#[test]
fn every_table_is_dated_or_is_not() {
    // Movements, balances, stated months, returns, leaves and the registers above; alimony has no date.
    let dated = 5 + DATED.len();
    assert_eq!(UNDATED.len() + dated + 1, Table::ALL.len());
}
