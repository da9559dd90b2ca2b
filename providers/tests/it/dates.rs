//! Dates and months in every form, on both sides of what can be read.

use caudal_facts::Source;
use serde_json::{Value, json};

use crate::support::{entry, enveloped, facts};

/// The booking date of a Khipu movement for an applicant in this country.
fn booked(country: &str, date: &Value) -> Option<String> {
    let row = json!({
        "AccountId": "1", "Status": "Booked", "CreditDebitIndicator": "Credit",
        "BookingDateTime": date, "Amount": {"Amount": "1", "Currency": "USD"}
    });
    let body = enveloped(&json!({ "Transaction": [row] }));
    let call = entry(Source::Khipu, "khipu", "transactions", &body);
    let facts = facts(country, vec![call]);
    facts.transactions.first().map(|row| row.date.to_string())
}

#[test]
fn date_times_become_the_local_date() {
    for (sent, chile, argentina) in [
        // As written, when it carries an offset of its own.
        ("2017-07-22T00:00:00-0400", "2017-07-22", "2017-07-22"),
        ("2017-07-21T23:59:59-04:00", "2017-07-21", "2017-07-21"),
        ("2017-07-21T23:59:59-03", "2017-07-21", "2017-07-21"),
        ("2017-07-22T00:30:00+09:00", "2017-07-22", "2017-07-22"),
        // UTC is converted: Chile is four hours behind in July, Argentina always three.
        ("2017-07-22T03:30:00Z", "2017-07-21", "2017-07-22"),
        ("2017-07-22T02:59:59.999999Z", "2017-07-21", "2017-07-21"),
        ("2017-07-22T04:00:00+0000", "2017-07-22", "2017-07-22"),
        ("2017-01-22T02:59:59+00:00", "2017-01-21", "2017-01-21"),
        ("2017-01-22T03:00:00+00:00", "2017-01-22", "2017-01-22"),
        // Midnight in UTC is a date in an instant's clothes.
        ("2017-07-22T00:00:00.000000Z", "2017-07-22", "2017-07-22"),
        ("2017-07-22T00:00:00+00:00", "2017-07-22", "2017-07-22"),
        ("2017-07-22T00:00:01Z", "2017-07-21", "2017-07-21"),
        // Without an offset it is local already.
        ("2020-06-30 00:00:00", "2020-06-30", "2020-06-30"),
        ("2020-06-30T23:59:59.123456", "2020-06-30", "2020-06-30"),
        ("2020-06-30 08:15", "2020-06-30", "2020-06-30"),
    ] {
        let sent = json!(sent);
        assert_eq!(booked("CL", &sent).as_deref(), Some(chile), "{sent}");
        assert_eq!(booked("AR", &sent).as_deref(), Some(argentina), "{sent}");
    }
}

#[test]
fn dates_are_read_in_every_order_that_says_which_is_the_year() {
    for (sent, expected) in [
        (json!("2026-10-20"), Some("2026-10-20")),
        (json!("2026/10/20"), Some("2026-10-20")),
        (json!("20-10-2026"), Some("2026-10-20")),
        (json!("20/10/2026"), Some("2026-10-20")),
        (json!("1/2/2026"), Some("2026-02-01")),
        (json!("20/10/2026 14:30:00"), Some("2026-10-20")),
        (json!("20261020"), Some("2026-10-20")),
        (json!(20_261_020), Some("2026-10-20")),
        (json!("2024-02-29"), Some("2024-02-29")),
        (json!("2026-02-29"), None),
        (json!("0000-00-00"), None),
        (json!("1899-12-31"), None),
        (json!("1900-01-01"), Some("1900-01-01")),
        (json!("2199-12-31"), Some("2199-12-31")),
        (json!("2200-01-01"), None),
        (json!("20/10/26"), None),
        (json!("13/13/2026"), None),
        (json!("2026-10-20T25:00:00Z"), None),
        (json!("2026-10-20T10:00:00+99:00"), None),
        (json!("2026-10-20Tñ"), None),
        (json!("hoy"), None),
        (json!(1_792_454_400_000_i64), None),
        (json!(20.5), None),
        (json!(true), None),
        (json!(""), None),
        (json!(null), None),
    ] {
        assert_eq!(booked("CL", &sent).as_deref(), expected, "{sent}");
    }
}

#[test]
fn months_are_read_in_every_form() {
    for (sent, expected) in [
        (json!(202_603), Some("2026-03")),
        (json!("202603"), Some("2026-03")),
        (json!("2026-03"), Some("2026-03")),
        (json!("2026/03"), Some("2026-03")),
        (json!("03-2026"), Some("2026-03")),
        (json!("3/2026"), Some("2026-03")),
        (json!("2026-03-31"), Some("2026-03")),
        (json!("31/03/2026"), Some("2026-03")),
        (json!("2026-13"), None),
        (json!("202600"), None),
        (json!(2026), None),
        (json!("marzo"), None),
        (json!({}), None),
    ] {
        let row = json!({"period": sent, "taxable_amount": "1"});
        let body = json!({"step": "READY_FOR_LOAN", "claveUnica": {"AFC": [row]}}).to_string();
        let call = entry(Source::Bancame, "bancame", "pre-loan-request", &body);
        let facts = facts("CL", vec![call]);
        let month = facts.contributions.first().map(|row| row.month.to_string());
        assert_eq!(month.as_deref(), expected, "{sent}");
    }
}
