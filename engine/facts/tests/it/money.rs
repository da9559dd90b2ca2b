//! Money: exact, checked, never without its currency.

use caudal_facts::numeric::decimal;
use caudal_facts::{Currency, Error, Money};
use proptest::prelude::*;

#[test]
fn text_is_read_exactly_or_refused() {
    for (text, currency, minor) in [
        ("0", Currency::Clp, Some(0)),
        ("1500000", Currency::Clp, Some(1_500_000)),
        ("1500000.0", Currency::Clp, Some(1_500_000)),
        ("1500000.5", Currency::Clp, None),
        ("-1350.69", Currency::Ars, Some(-135_069)),
        ("-1350.699", Currency::Ars, None),
        ("18.85", Currency::Usd, Some(1_885)),
        ("39500.1234", Currency::Uf, Some(395_001_234)),
        ("39500.12345", Currency::Uf, None),
        ("92233720368547758.07", Currency::Ars, Some(i64::MAX)),
        ("92233720368547758.08", Currency::Ars, None),
        ("-92233720368547758.08", Currency::Ars, Some(i64::MIN)),
        ("1,5", Currency::Usd, None),
        ("1e3", Currency::Clp, None),
        ("NaN", Currency::Clp, None),
        ("", Currency::Clp, None),
        ("٣", Currency::Clp, None),
    ] {
        let read = Money::parse(text, currency).ok().map(Money::minor);
        assert_eq!(read, minor, "{text:?} {currency}");
    }
}

#[test]
fn sums_of_two_currencies_or_past_the_range_are_errors() {
    let ars = |minor| Money::from_minor(minor, Currency::Ars);
    let usd = Money::from_minor(1, Currency::Usd);
    assert!(matches!(
        ars(1).checked_add(usd),
        Err(Error::CurrencyMismatch { .. })
    ));
    assert!(matches!(
        ars(i64::MAX).checked_add(ars(1)),
        Err(Error::AmountOutOfRange { .. })
    ));
    assert_eq!(
        ars(i64::MAX).checked_add(ars(-1)).unwrap().minor(),
        i64::MAX - 1
    );
}

#[test]
fn numbers_of_json_keep_their_own_text() {
    for (text, expected) in [
        ("209658.04", Some("209658.04")),
        ("194000.00", Some("194000.00")),
        ("0.1", Some("0.1")),
        ("1E3", Some("1000")),
        ("1.5e-3", Some("0.0015")),
        ("-0", Some("0")),
        ("1e40", None),
        ("1e-40", None),
        ("0x10", None),
        ("1_000", None),
        ("--1", None),
    ] {
        let read = decimal(text).map(|number| number.to_string());
        assert_eq!(
            read.as_deref().map(|t| t.trim_start_matches('-')),
            expected,
            "{text}"
        );
    }
}

proptest! {
    #[test]
    fn printing_and_reading_back_give_the_same_amount(minor in any::<i64>(), which in 0_usize..4) {
        let currency = Currency::ALL[which];
        let money = Money::from_minor(minor, currency);
        let text = money.to_string();
        let (amount, code) = text.split_once(' ').unwrap();
        prop_assert_eq!(Currency::parse(code).unwrap(), currency);
        prop_assert_eq!(Money::parse(amount, currency).unwrap(), money);
    }
}
