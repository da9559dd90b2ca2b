//! Streams: what comes again and again, how sure it is, and what was due and did not come.

use caudal_engine::features::{Cause, Value};
use caudal_facts::categories::Category::{
    self, Fees, LoanPayment, Pension, Salary, Subscription, TransferIn, Uncategorised,
};

use caudal_facts::TaxId;
use caudal_facts::facts::Counterparty;

use super::ledger::Ledger;

/// A case covered for long, and payments of one side.
fn paid(category: Category, text: &str, payments: &[(&str, i64)]) -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2025-01-01");
    also(&mut ledger, category, text, payments);
    ledger
}

fn also(ledger: &mut Ledger, category: Category, text: &str, payments: &[(&str, i64)]) {
    for &(day, amount) in payments {
        ledger.row(day, amount, category).says(text);
    }
}

const MONTHLY: [(&str, i64); 6] = [
    ("2026-04-30", 900),
    ("2026-05-29", 900),
    ("2026-06-30", 900),
    ("2026-07-31", 900),
    ("2026-08-31", 900),
    ("2026-09-30", 900),
];

#[test]
fn a_salary_every_month_is_income_of_high_confidence() {
    paid(Salary, "REMUNERACION EMPRESA EJEMPLO 09/2026", &MONTHLY)
        .known("income.streams_6m", 1)
        .known("income.streams_active_6m", 1)
        .known("income.stream_monthly_6m", 900)
        .known("income.stream_conservative_6m", 900)
        .known("income.stream_least_6m", 900)
        .known("income.stream_cv_6m", 0)
        .known("income.stream_trend_6m", 0)
        .known("income.stream_share_of_inflow_6m", 1_000_000)
        .known("income.top_source_share_6m", 1_000_000)
        // Intervals 29, 32, 31, 31, 30: the median is 31, the median deviation 1.
        .known("income.top_source_regularity_6m", 967_742)
        .known("income.top_source_stability_6m", 1_000_000)
        .known("income.top_source_confidence_6m", 3)
        .known("income.pay_day_6m", 30)
        .known("income.last_pay_days_6m", 20)
        .known("income.salary_recency_days_12m", 20)
        .known("income.thirteenth_salary_12m", 0)
        .known("income.consecutive_months_6m", 6);
}

#[test]
fn a_stream_needs_three_days_of_payment() {
    let two = &MONTHLY[4..];
    paid(Salary, "SUELDO", two)
        .known("income.streams_6m", 0)
        .known("income.stream_monthly_6m", 0)
        .check("income.top_source_regularity_6m", Value::None)
        .check("income.pay_day_6m", Value::None);
    paid(Salary, "SUELDO", &MONTHLY[3..]).known("income.streams_6m", 1);
    // Two payments of one day are one day.
    let twice = [two[0], two[1], two[1]];
    paid(Salary, "SUELDO", &twice).known("income.streams_6m", 0);
}

#[test]
fn the_cadence_is_that_of_most_intervals() {
    let every = |days: &[i64]| {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger.account("2025-01-01");
        let mut day = ledger.as_of;
        ledger.dated(0, day, 100, TransferIn);
        for back in days {
            day -= chrono::TimeDelta::days(*back);
            ledger.dated(0, day, 100, TransferIn);
        }
        ledger.value("income.streams_6m")
    };
    for (days, streams) in [
        (&[5, 5][..], 1),
        (&[4, 4], 0),
        (&[9, 9], 1),
        (&[10, 10], 0),
        (&[12, 12], 1),
        (&[11, 11], 0),
        (&[17, 17], 1),
        (&[18, 18], 0),
        (&[26, 26], 1),
        (&[25, 25], 0),
        (&[35, 35], 1),
        (&[36, 36], 0),
        // Seven of ten within three days of the median are enough, six are not.
        (&[30, 30, 30, 30, 30, 30, 30, 40, 20, 20], 1),
        (&[30, 30, 30, 30, 30, 30, 40, 40, 20, 20], 0),
    ] {
        assert_eq!(every(days), Value::Known(streams), "{days:?}");
    }
}

#[test]
fn two_of_three_make_medium_and_fewer_low() {
    let uneven: Vec<(&str, i64)> = MONTHLY
        .iter()
        .zip([100, 900, 300, 700, 200, 800])
        .map(|((day, _), amount)| (*day, amount))
        .collect();
    for (category, payments, confidence, monthly) in [
        (TransferIn, &MONTHLY[..], 2, 900),
        // September's 800 holds a 13th salary: the median of 500 counts.
        (Salary, &uneven, 2, 450),
        (TransferIn, &uneven, 1, 0),
        (Pension, &MONTHLY, 3, 900),
        (Fees, &MONTHLY, 2, 900),
    ] {
        paid(category, "ABONO DE ALGUIEN", payments)
            .known("income.top_source_confidence_6m", confidence)
            .known("income.stream_monthly_6m", monthly);
    }
}

#[test]
fn a_stream_is_active_for_one_and_a_half_intervals() {
    // The median interval is 31 days: 46 days after 30 September it is, 47 days after it is not.
    for (as_of, active) in [("2026-11-15", 1), ("2026-11-16", 0)] {
        let mut ledger = Ledger::chile(as_of);
        ledger.account("2025-01-01");
        also(&mut ledger, Salary, "SUELDO", &MONTHLY);
        ledger.known("income.streams_active_6m", active);
    }
}

#[test]
fn other_sides_are_told_by_their_words() {
    let mut ledger = paid(
        Uncategorised,
        "ABONO 0001 EMPRESA EJEMPLO ABRIL",
        &MONTHLY[..3],
    );
    also(
        &mut ledger,
        Uncategorised,
        "abono 77 empresa ejemplo septiembre",
        &MONTHLY[3..],
    );
    also(&mut ledger, Uncategorised, "12345", &MONTHLY);
    ledger
        .known("income.streams_6m", 1)
        .known("income.stream_monthly_6m", 900)
        .known("income.stream_share_of_inflow_6m", 500_000);
    let mut two = paid(TransferIn, "TEF DE PERSONA EJEMPLO", &MONTHLY);
    also(&mut two, TransferIn, "TEF DE OTRA EJEMPLO", &MONTHLY);
    two.known("income.streams_6m", 2)
        .known("income.top_source_share_6m", 500_000);
}

#[test]
fn a_thirteenth_salary_is_set_apart() {
    // September pays twice: the payment further from the median is extra.
    let mut ledger = paid(Salary, "SUELDO", &MONTHLY);
    also(&mut ledger, Salary, "SUELDO", &[("2026-09-15", 450)]);
    ledger
        .known("income.thirteenth_salary_12m", 1)
        .known("income.stream_monthly_6m", 900)
        .known("income.verified_monthly_6m", 975);
    // One payment with the 13th salary in it counts as the median.
    let mut one = MONTHLY;
    one[5].1 = 1_170;
    paid(Salary, "SUELDO", &one)
        .known("income.thirteenth_salary_12m", 1)
        .known("income.stream_monthly_6m", 900);
    // July is no month of 13th salaries, but what is far above the others counts as the median too.
    let mut high = MONTHLY;
    high[3].1 = 9_000;
    paid(Salary, "SUELDO", &high)
        .known("income.thirteenth_salary_12m", 0)
        .known("income.stream_monthly_6m", 900);
    // A text that says so is one by itself.
    paid(Salary, "PAGO AGUINALDO", &[("2026-05-02", 5)]).known("income.thirteenth_salary_12m", 1);
}

#[test]
fn what_is_not_income_makes_no_stream() {
    for category in [
        Category::LoanDisbursement,
        Category::CashAdvance,
        Category::CreditLineDraw,
        Category::InvestmentRedemption,
        Category::PensionWithdrawal,
        Category::OwnTransfer,
        Category::Reversal,
        Category::Refund,
    ] {
        paid(category, "ABONO", &MONTHLY)
            .known("income.streams_6m", 0)
            .known("income.stream_monthly_6m", 0);
    }
}

#[test]
fn streams_need_coverage() {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2026-09-01");
    for name in [
        "income.streams_6m",
        "income.pay_day_6m",
        "expenses.recurring_count_6m",
    ] {
        ledger.check(name, Value::Missing(Cause::NotCovered));
    }
}

/// Instalments of −100 on these days.
fn loan(days: &[&str]) -> Ledger {
    let payments: Vec<(&str, i64)> = days.iter().map(|day| (*day, -100)).collect();
    paid(LoanPayment, "CUOTA CREDITO FINANCIERA EJEMPLO", &payments)
}

#[test]
fn an_instalment_that_did_not_come_is_missed_after_ten_days() {
    for (days, missed) in [
        (
            &["2026-07-10", "2026-08-10", "2026-09-10", "2026-10-10"][..],
            0,
        ),
        // Due on 9 or 10 October: ten days late on the 20th is not yet missed.
        (&["2026-07-10", "2026-08-10", "2026-09-10"], 0),
        (&["2026-07-07", "2026-08-07", "2026-09-07"], 1),
        // August was left out, between two that came.
        (
            &[
                "2026-05-10",
                "2026-06-10",
                "2026-07-10",
                "2026-09-10",
                "2026-10-10",
            ],
            1,
        ),
        // Three in a row, none of them before the 90 days.
        (&["2026-04-05", "2026-05-05", "2026-06-05", "2026-07-05"], 3),
        // The last payment is older than 120 days: it has ended.
        (&["2026-03-10", "2026-04-10", "2026-05-10", "2026-06-10"], 0),
    ] {
        loan(days)
            .known("debt.missed_payments_90d", missed)
            .known("expenses.recurring_missed_90d", missed);
    }
}

#[test]
fn lenders_are_told_by_their_words() {
    let mut ledger = loan(&["2026-10-01", "2026-08-01"]);
    also(
        &mut ledger,
        LoanPayment,
        "PAGO OTRA FINANCIERA",
        &[("2026-09-01", -7)],
    );
    ledger
        .known("debt.lenders_paid_30d", 1)
        .known("debt.lenders_paid_90d", 2);
}

#[test]
fn expenses_that_go_on_are_summed_by_month() {
    let mut ledger = loan(&["2026-07-10", "2026-08-10", "2026-09-10", "2026-10-10"]);
    let out: Vec<(&str, i64)> = MONTHLY.iter().map(|(day, _)| (*day, -30)).collect();
    also(&mut ledger, Subscription, "STREAMING", &out);
    also(&mut ledger, Category::Groceries, "JUMBO", &out);
    ledger
        .known("expenses.recurring_count_6m", 2)
        .known("expenses.recurring_monthly_3m", 130);
}

#[test]
fn money_that_leaves_within_two_days_only_passes_through() {
    let check = |rows: &[(&str, i64)], share: Value, flag: i64| {
        let mut ledger = Ledger::chile("2026-10-20");
        ledger.account("2025-01-01");
        for &(day, amount) in rows {
            ledger.row(day, amount, Uncategorised).says(day);
        }
        ledger
            .check("stress.pass_through_share_90d", share)
            .known("stress.pass_through_90d", flag);
    };
    check(&[], Value::Missing(Cause::DivisionByZero), 0);
    let came = ("2026-10-01", 1_000);
    check(&[came, ("2026-10-03", -901)], Value::Known(901_000), 1);
    check(&[came, ("2026-10-03", -900)], Value::Known(900_000), 0);
    check(&[came, ("2026-10-04", -950)], Value::Known(0), 0);
    check(&[came, ("2026-10-02", -5_000)], Value::Known(1_000_000), 1);
    // What came in less than two days ago may still leave: it does not count.
    check(
        &[("2026-10-19", 100)],
        Value::Missing(Cause::DivisionByZero),
        0,
    );
}

/// Payments of these texts, one after the other, each from a side of this tax id and name.
fn from_sides(
    category: Category,
    texts: &[&str],
    side: impl Fn(usize) -> (&'static str, &'static str),
    sign: i64,
) -> Ledger {
    let mut ledger = Ledger::chile("2026-10-20");
    ledger.account("2025-01-01");
    for (at, (&(day, amount), text)) in MONTHLY.iter().zip(texts.iter().cycle()).enumerate() {
        ledger.row(day, sign * amount, category).says(text);
        let (tax_id, name) = side(at);
        let last = ledger.facts.transactions.last_mut().expect("a movement");
        let counterparty = Counterparty {
            tax_id: TaxId::parse_rut(tax_id).ok(),
            name: (!name.is_empty()).then(|| name.to_owned()),
        };
        let is_told = counterparty.tax_id.is_some() || counterparty.name.is_some();
        last.counterparty = is_told.then_some(counterparty);
    }
    ledger
}

#[test]
fn the_other_side_makes_a_stream_before_words_do() {
    const ONE: &str = "12531909-2";
    const OTHER: &str = "11111111-1";
    let texts = ["ABONO UNO", "TEF DOS", "PAGO TRES"];
    for (situation, texts, sides, streams) in [
        (
            "words that change, a side that does not",
            &texts[..],
            [(ONE, ""), (ONE, "")],
            1,
        ),
        (
            "a side told by its tax id, whatever its name",
            &texts[..],
            [(ONE, "Ejemplo SpA"), (ONE, "EJEMPLO S.A.")],
            1,
        ),
        (
            "a side told by its name",
            &texts[..],
            [("", "Ejemplo  Spá"), ("", "EJEMPLO SPA")],
            1,
        ),
        (
            "words that change, nobody told",
            &texts[..],
            [("", ""), ("", "")],
            0,
        ),
        (
            "one text of two sides, each every other month",
            &texts[..1],
            [(ONE, ""), (OTHER, "")],
            0,
        ),
        (
            "one text, nobody told",
            &texts[..1],
            [("", ""), ("", "")],
            1,
        ),
    ] {
        let ledger = from_sides(TransferIn, texts, |at| sides[at % 2], 1);
        assert_eq!(
            ledger.value("income.streams_6m"),
            Value::Known(streams),
            "{situation}"
        );
    }
}

#[test]
fn what_is_paid_to_one_side_is_told_apart_by_category() {
    let side = |_: usize| ("12531909-2", "Banco Ejemplo");
    let mut ledger = from_sides(LoanPayment, &["CUOTA", "PAGO", "DEBITO"], side, -1);
    let insurance = from_sides(
        Category::Insurance,
        &["PRIMA", "SEGURO", "POLIZA"],
        side,
        -1,
    );
    ledger.known("expenses.recurring_count_6m", 1);
    ledger
        .facts
        .transactions
        .extend(insurance.facts.transactions);
    ledger.known("expenses.recurring_count_6m", 2);
}
