//! A whole case at random: accounts that state balances, movements, streams of payments, registers.

use caudal_facts::categories::Category;
use caudal_facts::facts::{AccountKind, Balance, StatedMonth};
use caudal_facts::{Country, Currency, DatedValue, Money, Month, Source};
use chrono::{Days, NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::registers::{self, RegisterRow};
use crate::features::ledger::{Ledger, date};

/// What a random case is made of, small enough to be read when a law fails.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) country: Country,
    pub(crate) as_of: &'static str,
    /// How many days before the decision the bank report is of.
    pub(crate) report_age: u64,
    pub(crate) accounts: Vec<AccountPlan>,
    pub(crate) movements: Vec<MovementPlan>,
    pub(crate) registers: Vec<RegisterRow>,
    pub(crate) prices: Vec<PriceFigure>,
}

/// A figure of the price index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PriceFigure {
    /// How many days before the decision it is dated, later ones below zero.
    pub(crate) back: i64,
    /// In thousandths.
    pub(crate) value: i64,
}

/// An account, and which of its balances the report states.
#[derive(Debug, Clone)]
pub(crate) struct AccountPlan {
    pub(crate) kind: AccountKind,
    pub(crate) is_foreign: bool,
    pub(crate) covered_days: u64,
    pub(crate) opening: i64,
    /// Whether the balance of the report's own date is stated.
    pub(crate) at_report: bool,
    /// Whether the balance after every movement is.
    pub(crate) after_movements: bool,
    /// So many days before the decision, and how far the stated balance is off.
    pub(crate) days: Vec<(i64, i64)>,
    /// So many months before the decision's own, and how far the stated closing is off.
    pub(crate) months: Vec<(i32, i64)>,
}

/// A movement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MovementPlan {
    pub(crate) account: usize,
    /// How many days before the decision, later ones below zero.
    pub(crate) back: i64,
    pub(crate) amount: i64,
    pub(crate) category: Category,
    pub(crate) text: &'static str,
}

/// Texts of movements, each with words of its own; the last has none.
const TEXTS: [&str; 5] = [
    "REMUNERACION EMPRESA EJEMPLO 09",
    "TEF PERSONA EJEMPLO",
    "CUOTA CREDITO FINANCIERA EJEMPLO 7",
    "PAGO AUTOMATICO",
    "0012",
];

/// Categories that pay or are paid again and again.
const RECURRING: [Category; 7] = [
    Category::Salary,
    Category::Pension,
    Category::TransferIn,
    Category::Uncategorised,
    Category::LoanPayment,
    Category::Rent,
    Category::Subscription,
];

/// Amounts that often repeat, so that some pair.
pub(crate) fn amounts() -> BoxedStrategy<i64> {
    prop_oneof![
        3 => prop::sample::select(vec![100_i64, -100, 250, -250, 1_000, -1_000, 0]),
        3 => -5_000_i64..5_000,
        1 => any::<i32>().prop_map(i64::from),
    ]
    .boxed()
}

/// A case with amounts like these.
pub(crate) fn world(amount: &BoxedStrategy<i64>) -> BoxedStrategy<World> {
    let accounts = prop::collection::vec(account(amount.clone()), 1..4);
    let movements = prop::collection::vec(movement(amount.clone()), 0..70);
    let streams = prop::collection::vec(stream(amount.clone()), 0..4);
    let registers = prop::collection::vec(registers::row(amount.clone()), 0..60);
    let place = (
        prop::sample::select(vec![Country::Cl, Country::Ar]),
        prop::sample::select(vec!["2026-10-20", "2026-03-31", "2026-01-01"]),
        0_u64..4,
    );
    let months = registers::months(amount.clone());
    let registers = (registers, months).prop_map(|(rows, months)| [rows, months].concat());
    (place, accounts, movements, streams, registers, prices())
        .prop_map(
            |(
                (country, as_of, report_age),
                accounts,
                mut movements,
                streams,
                registers,
                prices,
            )| {
                movements.extend(streams.into_iter().flatten());
                for movement in &mut movements {
                    movement.account %= accounts.len();
                }
                World {
                    country,
                    as_of,
                    report_age,
                    accounts,
                    movements,
                    registers,
                    prices,
                }
            },
        )
        .boxed()
}

fn account(amount: BoxedStrategy<i64>) -> impl Strategy<Value = AccountPlan> {
    let kind = prop_oneof![
        6 => Just(AccountKind::Current),
        1 => Just(AccountKind::Savings),
        1 => Just(AccountKind::CreditCard),
    ];
    let covered = prop_oneof![4 => Just(420_u64), 1 => 0_u64..430];
    let off = || prop_oneof![5 => Just(0_i64), 1 => -9_i64..9];
    let states = (
        prop::bool::weighted(0.7),
        any::<bool>(),
        prop::collection::vec((0_i64..120, off()), 0..4),
        prop::collection::vec((0..7_i32, off()), 0..3),
    );
    (kind, prop::bool::weighted(0.15), covered, amount, states).prop_map(
        |(kind, is_foreign, covered_days, opening, states)| AccountPlan {
            kind,
            is_foreign,
            covered_days,
            opening,
            at_report: states.0,
            after_movements: states.1,
            days: states.2,
            months: states.3,
        },
    )
}

fn movement(amount: BoxedStrategy<i64>) -> impl Strategy<Value = MovementPlan> {
    let back = prop_oneof![4 => 0_i64..130, 2 => -3_i64..430, 2 => 18_i64..24];
    let category = prop_oneof![
        2 => prop::sample::select(Category::ALL),
        1 => prop::sample::select(super::CATEGORIES.to_vec()),
    ];
    (
        0..3_usize,
        back,
        amount,
        category,
        prop::sample::select(&TEXTS[..]),
    )
        .prop_map(|(account, back, amount, category, text)| MovementPlan {
            account,
            back,
            amount,
            category,
            text,
        })
}

/// A figure of nearly every month, some of them not, the last one sometimes too old; and a few more.
fn prices() -> impl Strategy<Value = Vec<PriceFigure>> {
    let value = 50_000_i64..400_000;
    let month = (prop::bool::weighted(0.97), 0_i64..5, value.clone());
    let months = (0_i64..4, prop::collection::vec(month, 0..18));
    let more = prop::collection::vec((-40_i64..400, value), 0..4);
    (months, more).prop_map(|((first, months), more)| {
        let monthly = (first..).zip(months);
        let given = monthly.filter(|(_, (is_given, ..))| *is_given);
        given
            .map(|(month, (_, late, value))| (month * 30 + late, value))
            .chain(more)
            .map(|(back, value)| PriceFigure { back, value })
            .collect()
    })
}

/// Payments of one side at nearly equal intervals, of nearly equal amounts.
fn stream(amount: BoxedStrategy<i64>) -> impl Strategy<Value = Vec<MovementPlan>> {
    let step = prop::sample::select(vec![7_i64, 14, 30, 31, 45]);
    let payments = prop::collection::vec((-2_i64..3, -20_i64..20), 3..14);
    let said = (
        prop::sample::select(RECURRING.to_vec()),
        prop::sample::select(&TEXTS[..]),
    );
    (0..3_usize, 0_i64..40, step, amount, payments, said).prop_map(
        |(account, first, step, amount, payments, (category, text))| {
            let sizes = (0_i64..).zip(payments);
            sizes
                .map(|(number, (late, more))| MovementPlan {
                    account,
                    back: first + number * step + late,
                    amount: amount.saturating_add(more * amount.signum()),
                    category,
                    text,
                })
                .collect()
        },
    )
}

impl World {
    /// The case.
    pub(crate) fn ledger(&self) -> Ledger {
        let mut ledger = match self.country {
            Country::Cl => Ledger::chile(self.as_of),
            Country::Ar => Ledger::argentina(self.as_of),
        };
        let report_date = ledger.as_of - Days::new(self.report_age);
        ledger.facts.answers[0].report_date = Some(report_date);
        ledger.rates.insert(Currency::Usd, rates(ledger.as_of));
        let home = self.country.home_currency();
        for plan in &self.accounts {
            let from = (ledger.as_of - Days::new(plan.covered_days)).to_string();
            ledger.account_in(if plan.is_foreign { Currency::Usd } else { home }, &from);
            ledger.facts.accounts.last_mut().expect("an account").kind = plan.kind;
        }
        let figures = self.prices.iter().map(|figure| DatedValue {
            from: ledger.as_of - TimeDelta::days(figure.back),
            value: rust_decimal::Decimal::new(figure.value, 3),
        });
        ledger.index(figures.collect());
        self.move_money(&mut ledger);
        for (number, plan) in self.accounts.iter().enumerate() {
            self.state(&mut ledger, number, plan, report_date);
        }
        registers::fill(&mut ledger, &self.registers);
        ledger
    }

    /// The movements, oldest first as a report may list them.
    fn move_money(&self, ledger: &mut Ledger) {
        let mut movements = self.movements.clone();
        movements.sort_by_key(|movement| std::cmp::Reverse(movement.back));
        let mut balances: Vec<i128> = self
            .accounts
            .iter()
            .map(|plan| i128::from(plan.opening))
            .collect();
        for plan in movements {
            let day = ledger.as_of - TimeDelta::days(plan.back);
            let number = u32::try_from(plan.account).expect("a few");
            ledger
                .dated(number, day, plan.amount, plan.category)
                .says(plan.text);
            let balance = &mut balances[plan.account];
            *balance += i128::from(plan.amount);
            if let Ok(balance) = i64::try_from(*balance)
                && self.accounts[plan.account].after_movements
            {
                ledger.after(balance);
            }
        }
    }

    /// What the report states of an account besides balances after movements.
    fn state(&self, ledger: &mut Ledger, number: usize, plan: &AccountPlan, report: NaiveDate) {
        let account = u32::try_from(number).expect("a few");
        let currency = ledger.facts.accounts[number].currency;
        let as_of = ledger.as_of;
        let money = |day: NaiveDate, off: i64| {
            let moved = self.movements.iter().filter(|movement| {
                movement.account == number && as_of - TimeDelta::days(movement.back) <= day
            });
            let moved: i128 = moved.map(|movement| i128::from(movement.amount)).sum();
            let minor = i64::try_from(i128::from(plan.opening) + moved + i128::from(off));
            minor.ok().map(|minor| Money::from_minor(minor, currency))
        };
        if plan.at_report {
            ledger.facts.accounts[number].balance = money(report, 0);
        }
        for &(back, off) in &plan.days {
            let day = as_of - TimeDelta::days(back);
            let provenance = ledger.provenance();
            ledger
                .facts
                .balances
                .extend(money(day, off).map(|amount| Balance {
                    provenance,
                    account,
                    date: day,
                    amount,
                    credit_line: None,
                }));
        }
        for &(back, off) in &plan.months {
            let month = Month::of(as_of).plus(-back);
            let provenance = ledger.provenance();
            ledger.facts.stated_months.push(StatedMonth {
                provenance,
                account: Some(account),
                month,
                inflow: None,
                outflow: None,
                net: None,
                closing: money(month.last_day(), off),
            });
        }
    }
}

/// A rate every nine days, but none for two months of the year.
fn rates(as_of: NaiveDate) -> Vec<DatedValue> {
    let dates = (0_u64..60).map(|number| as_of - Days::new(9 * number));
    let given = dates.filter(|day| !(date("2025-08-01")..date("2025-10-01")).contains(day));
    given
        .zip(0_i64..)
        .map(|(from, number)| DatedValue {
            from,
            value: rust_decimal::Decimal::new(95_025 + 37 * number, 2),
        })
        .collect()
}

/// The bank report of a country.
pub(crate) const fn bank(country: Country) -> Source {
    match country {
        Country::Ar => Source::Cirenio,
        Country::Cl => Source::Khipu,
    }
}
