//! A small ledger to write cases with: what tests state, everything else plain.

use caudal_engine::features::{
    CaseContext, Catalogue, FeatureRow, PriceIndex, Program, Rates, Value, compute,
};
use caudal_engine::frames::{Case, Frames};
use caudal_facts::categories::Category;
use caudal_facts::evidence::Status;
use caudal_facts::facts::{Account, AccountKind, Answer, Provenance, Section, Transaction};
use caudal_facts::{Country, Currency, DatedValue, Facts, Money, Source};
use chrono::NaiveDate;

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A case in the making.
pub(crate) struct Ledger {
    pub(crate) facts: Facts,
    pub(crate) country: Country,
    pub(crate) as_of: NaiveDate,
    pub(crate) rates: Rates,
    /// The figures of the price index among the rates.
    pub(crate) prices: Vec<DatedValue>,
    rows: u32,
}

impl Ledger {
    /// A Chilean bank report as of a date, without accounts.
    pub(crate) fn chile(as_of: &str) -> Self {
        Self::of(Country::Cl, as_of)
    }

    /// An Argentine one.
    pub(crate) fn argentina(as_of: &str) -> Self {
        Self::of(Country::Ar, as_of)
    }

    fn of(country: Country, as_of: &str) -> Self {
        let mut ledger = Self {
            facts: Facts::default(),
            country,
            as_of: date(as_of),
            rates: Rates::default(),
            prices: Vec::new(),
            rows: 0,
        };
        let bank = match country {
            Country::Ar => Source::Cirenio,
            Country::Cl => Source::Khipu,
        };
        ledger.answer(bank, as_of);
        ledger.facts.note(Section::Accounts);
        ledger
    }

    /// A source that answered, with a report of a date.
    pub(crate) fn answer(&mut self, source: Source, report_date: &str) -> &mut Self {
        self.facts.answers.retain(|answer| answer.source != source);
        self.facts.answers.push(Answer {
            source,
            provider: "test".to_owned(),
            status: Status::Complete,
            obtained_at: None,
            report_date: Some(date(report_date)),
            covers_from: None,
            payloads: Vec::new(),
        });
        self
    }

    /// A source that answered with one section.
    pub(crate) fn section(&mut self, source: Source, section: Section) -> &mut Self {
        let as_of = self.as_of.to_string();
        if self.facts.answer(source).is_none() {
            self.answer(source, &as_of);
        }
        self.facts.note(section);
        self
    }

    /// The price index.
    pub(crate) fn index(&mut self, figures: Vec<DatedValue>) -> &mut Self {
        self.rates
            .insert_index(PriceIndex::new(figures.clone(), None));
        self.prices = figures;
        self
    }

    /// A current account in the home currency, covered from a date if one is given.
    pub(crate) fn account(&mut self, covers_from: &str) -> &mut Self {
        self.account_in(self.country.home_currency(), covers_from)
    }

    /// A current account in a currency.
    pub(crate) fn account_in(&mut self, currency: Currency, covers_from: &str) -> &mut Self {
        let provenance = self.provenance();
        self.facts.accounts.push(Account {
            provenance,
            number: format!("{}", self.facts.accounts.len()),
            cbu: None,
            kind: AccountKind::Current,
            currency,
            balance: None,
            holders: Vec::new(),
            covers_from: (!covers_from.is_empty()).then(|| date(covers_from)),
            opened_on: None,
        });
        self
    }

    /// A movement of the first account.
    pub(crate) fn row(&mut self, day: &str, minor: i64, category: Category) -> &mut Self {
        self.row_of(0, day, minor, category)
    }

    /// A movement of an account.
    pub(crate) fn row_of(
        &mut self,
        account: u32,
        day: &str,
        minor: i64,
        category: Category,
    ) -> &mut Self {
        self.dated(account, date(day), minor, category)
    }

    pub(crate) fn dated(
        &mut self,
        account: u32,
        day: NaiveDate,
        minor: i64,
        category: Category,
    ) -> &mut Self {
        let index = usize::try_from(account).expect("a small number");
        let currency = self.facts.accounts[index].currency;
        let provenance = self.provenance();
        self.facts.transactions.push(Transaction {
            provenance,
            account,
            id: None,
            date: day,
            ordinal: 0,
            amount: Money::from_minor(minor, currency),
            description: "movement".to_owned(),
            detail: None,
            counterparty: None,
            category,
            category_entry: None,
            balance_after: None,
        });
        self
    }

    /// The bank's text of the last movement.
    pub(crate) fn says(&mut self, text: &str) -> &mut Self {
        let last = self.facts.transactions.last_mut().expect("a movement");
        text.clone_into(&mut last.description);
        self
    }

    /// The balance after the last movement.
    pub(crate) fn after(&mut self, minor: i64) -> &mut Self {
        let last = self.facts.transactions.last_mut().expect("a movement");
        last.balance_after = Some(Money::from_minor(minor, last.amount.currency()));
        self
    }

    pub(crate) fn provenance(&mut self) -> Provenance {
        self.rows += 1;
        Provenance {
            payload: 0,
            row: self.rows,
        }
    }

    pub(crate) fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.country.home_currency())
    }

    pub(crate) fn case(&self) -> Case<'static> {
        Case {
            id: "case-1",
            country: self.country,
            currency: self.country.home_currency(),
            as_of: self.as_of,
            amount: None,
        }
    }

    pub(crate) fn context(&self) -> CaseContext {
        CaseContext {
            currency: self.country.home_currency(),
            as_of: self.as_of,
            country: self.country,
            rates: self.rates.clone(),
        }
    }

    pub(crate) fn frames(&self) -> Frames {
        Frames::of(&self.case(), &self.facts).expect("frames")
    }

    /// Every feature.
    pub(crate) fn features(&self) -> FeatureRow {
        let program = Program::all(Catalogue::standard());
        compute(&program, &self.frames(), &self.context()).expect("features")
    }

    /// One feature.
    #[track_caller]
    pub(crate) fn value(&self, name: &str) -> Value {
        let program = Program::compile(Catalogue::standard(), &[name]).expect("a feature");
        let row = compute(&program, &self.frames(), &self.context()).expect("features");
        *row.get(name).expect("computed")
    }

    /// One feature, held against what it should be.
    #[track_caller]
    pub(crate) fn check(&self, name: &str, expected: Value) -> &Self {
        assert_eq!(self.value(name), expected, "{name}");
        self
    }

    /// One known feature.
    #[track_caller]
    pub(crate) fn known(&self, name: &str, expected: i64) -> &Self {
        self.check(name, Value::Known(expected))
    }
}

#[test]
fn a_plain_case_has_its_numbers() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-04-01");
    for (day, pay) in [
        ("2026-04-30", 900_000),
        ("2026-05-29", 900_000),
        ("2026-06-30", 910_000),
        ("2026-07-31", 905_000),
        ("2026-08-31", 950_000),
        ("2026-09-30", 899_999),
        ("2026-10-15", 77),
    ] {
        ledger.row(day, pay, Category::Salary);
    }
    ledger.row("2026-09-02", -300_000, Category::Rent);
    ledger
        .known("income.verified_monthly_3m", 918_333)
        .known("income.verified_monthly_6m", 910_833)
        .known("income.conservative_6m", 899_999)
        .known("income.last_month", 899_999)
        .known("income.months_with_6m", 6)
        .known("cashflow.outflow_avg_3m", 100_000)
        .known("expenses.rent_3m", 100_000)
        .known("expenses.essential_3m", 0)
        .known("data.full_months", 6)
        .known("data.history_days", 203)
        .known("data.recency_days", 5)
        .known("cashflow.inflow_30d", 900_076);
}
