//! What is refused before it is sent to Khipu.

use caudal_facts::{Country, TaxId};
use caudal_providers::khipu::{BankPath, BankRequest, Segment};

use super::{client, demo, done, with_callback};
use crate::fake_transport::told;

#[tokio::test]
async fn the_vendors_limits_are_held_before_anything_is_sent() {
    let account = |number: &str| BankRequest::of_account(number);
    let to = |url: &str| BankRequest {
        callback_url: Some(url.parse().unwrap()),
        ..BankRequest::of_account("1")
    };
    let with = |name: &str| account("1").with(name, "2");
    let long = |length| BankRequest {
        account_number: Some("1".to_owned()),
        ..with_callback(length)
    };
    let insecure = to("http://lender.example/khipu");
    let own = "have a place of their own";
    let cases = [
        (account(&"1".repeat(20)), ""),
        (account(&"1".repeat(21)), "21 characters, the limit is 20"),
        (account(" "), "AccountNumber is empty"),
        (BankRequest::default(), "AccountNumber is missing"),
        (long(255), ""),
        (long(256), "256 characters, the limit is 255"),
        (to("http://127.0.0.1:8017/khipu"), ""),
        (insecure, "only https"),
        (to("https://a:b@lender.example/"), "user name or password"),
        (with("BookingDateStart"), ""),
        (with("AccountNumber"), own),
        (with("AccountCredential"), own),
    ];
    for (row, (request, expected)) in cases.into_iter().enumerate() {
        let (client, transport) = client([done()]);
        let outcome = client.balance(&demo(), &request).await.map(|_| ());
        let refused = !expected.is_empty();
        assert_eq!(outcome.is_err(), refused, "{row}: {outcome:?}");
        assert!(told(&outcome).contains(expected), "{row}: {outcome:?}");
        assert_eq!(transport.attempts(), usize::from(!refused), "{row}");
    }
}

#[test]
fn a_bank_is_a_host_name() {
    let label = "a".repeat(250);
    let (longest, too_long) = (format!("{label}.cl"), format!("{label}a.cl"));
    let cases = [
        ("demo-bank.khipu.com", true),
        ("bci.cl", true),
        ("BCI.cl", true),
        (longest.as_str(), true),
        (too_long.as_str(), false),
        ("", false),
        (".", false),
        ("..", false),
        ("bci.cl.", false),
        ("-bci.cl", false),
        ("bci-.cl", false),
        ("bci.cl/accounts", false),
        ("bci.cl:443", false),
        ("bci cl", false),
        ("bánco.cl", false),
        ("bci.cl?x", false),
    ];
    for (bank, allowed) in cases {
        let path = BankPath::new(Country::Cl, Segment::Business, bank);
        assert_eq!(path.is_ok(), allowed, "{bank:?}");
    }
}

#[tokio::test]
async fn an_operation_leads_downwards() {
    let longest = "a".repeat(128);
    let too_long = "a".repeat(129);
    let cases = [
        ("products/loans", true),
        ("booked/month/LCY/statements", true),
        ("credit-card/unbilled-transactions", true),
        (&longest, true),
        (&too_long, false),
        ("", false),
        ("/", false),
        ("accounts/", false),
        ("/accounts", false),
        ("a//b", false),
        ("../services", false),
        (".", false),
        ("a?b", false),
        ("a%2fb", false),
        (":operation", false),
    ];
    for (operation, allowed) in cases {
        let (client, transport) = client([done()]);
        let of_bank = client
            .operation(&demo(), operation, &BankRequest::default())
            .await;
        let of_site = client
            .service("sii.cl", operation, &BankRequest::default())
            .await;
        assert_eq!(
            (of_bank.is_ok(), of_site.is_ok()),
            (allowed, allowed),
            "{operation:?}"
        );
        assert_eq!(
            transport.attempts(),
            if allowed { 2 } else { 0 },
            "{operation:?}"
        );
    }
}

#[tokio::test]
async fn an_id_of_another_country_is_not_sent() {
    let (client, transport) = client([done()]);
    let cuit = TaxId::parse_cuit("20-26756539-3").unwrap();
    let none = BankRequest::default();
    let outcome = client.boletin_comercial(&cuit, &none).await;
    assert_eq!(told(&outcome), "ask khipu: RutAfectado is not a RUT");
    let outcome = client.alimony_registry(&cuit, &none).await;
    assert_eq!(told(&outcome), "ask khipu: DebtorId is not a RUT");
    assert_eq!(transport.attempts(), 0);
}

#[tokio::test]
async fn a_certificate_is_of_a_year() {
    for (year, allowed) in [(999, false), (1_000, true), (9_999, true), (10_000, false)] {
        let (client, transport) = client([done()]);
        let none = BankRequest::default();
        let outcome = client.afc_contributions_certificate(year, &none).await;
        assert_eq!(outcome.is_ok(), allowed, "{year}");
        assert_eq!(transport.attempts(), usize::from(allowed), "{year}");
    }
}
