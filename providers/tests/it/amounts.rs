//! Amounts in every writing, on both sides of what can be read.

use caudal_facts::facts::FindingCode;
use caudal_facts::{Facts, Source};

use crate::support::{entry, facts, findings};

/// A Khipu balance of this JSON amount.
fn read(amount: &str, currency: &str) -> Facts {
    let body = format!(
        r#"{{"Status": "OK", "Data": {{"Balance": [{{"AccountId": "1", "Type": "ClosingBooked",
            "CreditDebitIndicator": "Credit", "DateTime": "2026-10-20",
            "Amount": {{"Amount": {amount}, "Currency": "{currency}"}}}}]}}}}"#
    );
    facts("CL", vec![entry(Source::Khipu, "khipu", "balance", &body)])
}

#[test]
fn amounts_are_read_exactly_or_not_at_all() {
    let rounded = Some(FindingCode::AmountRounded);
    let unreadable = Some(FindingCode::ValueUnreadable);
    for (amount, currency, expected, code) in [
        // Plain, as number and as text.
        ("718.37", "USD", "718.37 USD", None),
        ("\"718.37\"", "USD", "718.37 USD", None),
        ("194000.00", "ARS", "194000.00 ARS", None),
        ("0", "CLP", "0 CLP", None),
        ("\"1500000\"", "CLP", "1500000 CLP", None),
        ("1e3", "CLP", "1000 CLP", None),
        ("\" 42 \"", "ARS", "42.00 ARS", None),
        ("\"+42\"", "ARS", "42.00 ARS", None),
        ("\"$ 1.234.567\"", "CLP", "1234567 CLP", None),
        ("\"CLP 1.234.567\"", "CLP", "1234567 CLP", None),
        // Chilean pesos have no decimals, so three digits behind a point are thousands.
        ("\"2.434.801\"", "CLP", "2434801 CLP", None),
        ("\"1.200\"", "CLP", "1200 CLP", None),
        ("\"999.999\"", "CLP", "999999 CLP", None),
        ("\"1,200\"", "CLP", "1200 CLP", None),
        ("\"1200.000\"", "CLP", "1200 CLP", None),
        ("\"0.200\"", "CLP", "0 CLP", rounded),
        ("\"718.37\"", "CLP", "718 CLP", rounded),
        ("718.5", "CLP", "718 CLP", rounded),
        ("719.5", "CLP", "720 CLP", rounded),
        ("718.0", "CLP", "718 CLP", None),
        // An unquoted number with thousands' marks is not JSON's number of the same look.
        ("1.200", "CLP", "missing", unreadable),
        ("1200.000", "CLP", "1200 CLP", None),
        // With a currency that has decimals, the same text may mean either.
        ("\"1.200\"", "ARS", "missing", unreadable),
        ("\"1,200\"", "USD", "missing", unreadable),
        ("\"38.123\"", "UF", "missing", unreadable),
        ("\"1200.000\"", "ARS", "1200.00 ARS", None),
        ("\"1.20\"", "ARS", "1.20 ARS", None),
        ("\"1,20\"", "ARS", "1.20 ARS", None),
        ("\"1.200,00\"", "ARS", "1200.00 ARS", None),
        ("\"1,200.00\"", "USD", "1200.00 USD", None),
        ("\"1.234.567\"", "ARS", "1234567.00 ARS", None),
        ("\"1.234.567,8\"", "ARS", "1234567.80 ARS", None),
        ("\"38.123,4567\"", "CLF", "38123.4567 UF", None),
        ("\"12.34.567\"", "CLP", "missing", unreadable),
        ("\"1.2345.678\"", "CLP", "missing", unreadable),
        ("\"1,234.567,8\"", "ARS", "missing", unreadable),
        // More decimals than the currency has.
        ("2.345", "USD", "2.34 USD", rounded),
        ("\"2.3450001\"", "USD", "2.35 USD", rounded),
        // No amount.
        ("null", "CLP", "missing", None),
        ("\"\"", "CLP", "missing", None),
        ("\"NaN\"", "CLP", "missing", unreadable),
        ("\"Infinity\"", "ARS", "missing", unreadable),
        ("\"-\"", "CLP", "missing", unreadable),
        ("\".\"", "CLP", "missing", unreadable),
        ("\"5.\"", "ARS", "missing", unreadable),
        ("\"doce mil ñ\"", "CLP", "missing", unreadable),
        ("\"１２\"", "CLP", "missing", unreadable),
        ("true", "CLP", "missing", unreadable),
        ("[]", "CLP", "missing", unreadable),
        ("{}", "CLP", "missing", unreadable),
        // The ends of 64 bits.
        (
            "9223372036854775807",
            "CLP",
            "9223372036854775807 CLP",
            None,
        ),
        ("9223372036854775808", "CLP", "missing", unreadable),
        ("1e400", "ARS", "missing", unreadable),
        ("1e-400", "ARS", "missing", unreadable),
        (
            "123456789012345678901234567890.12",
            "ARS",
            "missing",
            unreadable,
        ),
    ] {
        let facts = read(amount, currency);
        let balance = facts.balances.first().map(|row| row.amount.to_string());
        let balance = balance.unwrap_or("missing".to_owned());
        assert_eq!(balance, expected, "{amount} {currency}");
        let about_amount: Vec<_> = facts
            .findings
            .iter()
            .filter(|finding| !finding.message.contains("left out"))
            .map(|finding| finding.code)
            .collect();
        let expected: Vec<_> = code.into_iter().collect();
        assert_eq!(about_amount, expected, "{amount} {currency}");
    }
}

#[test]
fn a_message_shows_a_number_but_no_persons_text() {
    let facts = read("\"1.200\"", "ARS");
    let messages = findings(&facts, FindingCode::ValueUnreadable);
    assert!(messages[0].contains("\"1.200\" may mean thousands or decimals"));
    for text in [
        "\"Ana Soto\"",
        "\"12.345.6785\"",
        "\"12.345.678-5\"",
        "\"20-26756539-3\"",
    ] {
        let facts = read(text, "CLP");
        let bare = text.trim_matches('"');
        let tells = facts.findings.iter().any(|f| f.message.contains(bare));
        assert!(
            !tells && !facts.findings.is_empty(),
            "{text}: {:?}",
            facts.findings
        );
    }
}

#[test]
fn currencies_are_read_by_code_or_name() {
    for (word, expected) in [
        ("clp", "7 CLP"),
        ("CLF", "7.0000 UF"),
        ("Pesos", "7 CLP"),
        ("$", "7 CLP"),
        ("US$", "7.00 USD"),
        ("Dólares", "7.00 USD"),
        ("EUR", "missing"),
        ("", "missing"),
    ] {
        let facts = read("7", word);
        let balance = facts.balances.first().map(|row| row.amount.to_string());
        assert_eq!(balance.unwrap_or("missing".to_owned()), expected, "{word}");
    }
}
