//! RUT, CUIT and CBU: check digits as python-stdnum has them, and nothing printed in full.

use caudal_facts::{Cbu, Country, TaxId};
use proptest::prelude::*;

#[test]
fn ruts() {
    for (text, valid) in [
        ("76086428-5", true),
        ("12531909-2", true),
        ("12.531.909-2", true),
        ("10626628-K", true),
        ("10626628-k", true),
        ("CL 6447064-7", true),
        ("11.111.111-1", true),
        ("12345675-0", true),
        ("12345670-K", true),
        ("12531909-3", false),
        ("123456-0", false),
        ("123456789-0", false),
        ("1253190K-2", false),
        ("", false),
        ("-", false),
        ("ñandú", false),
    ] {
        assert_eq!(TaxId::parse_rut(text).is_ok(), valid, "{text}");
    }
}

#[test]
fn cuits() {
    for (text, valid) in [
        ("20-05536168-2", true),
        ("20-26756539-3", true),
        ("30653311857", true),
        ("33-50000159-9", true),
        ("20-12345676-9", true),
        ("23-12345676-9", true),
        ("20267565392", false),
        ("20993827117", false),
        ("99-26756539-3", false),
        ("2026756539", false),
        ("202675653933", false),
        ("", false),
    ] {
        assert_eq!(TaxId::parse_cuit(text).is_ok(), valid, "{text}");
    }
}

#[test]
fn cbus() {
    for (text, valid) in [
        ("2850590940090418135201", true),
        ("28505909 40090418135201", true),
        ("0940099324001313220028", true),
        ("0110097630009704213797", true),
        ("0070034420000002310035", true),
        ("2810590940090418135201", false),
        ("0072114930004141996337", false),
        ("292828271717171717172", false),
    ] {
        assert_eq!(Cbu::read(text).unwrap().is_valid(), valid, "{text}");
    }
    assert_eq!(Cbu::read("not a number"), None);
}

#[test]
fn an_error_shows_the_id_masked() {
    let error = TaxId::parse_cuit("20993827117").unwrap_err().to_string();
    assert!(
        !error.contains("20993827117") && !error.contains("9938271"),
        "{error}"
    );
    assert_eq!(error, "read CUIT •••••••711-7: the check digit is wrong");
}

proptest! {
    #[test]
    fn no_print_of_an_id_shows_all_of_it(body in 1_000_000_u32..99_999_999, check in "[0-9K]") {
        let text = format!("{body}-{check}");
        if let Some(id) = TaxId::read_rut(&text) {
            let printed = format!("{id} {id:?}");
            prop_assert!(!printed.contains(&body.to_string()), "{}", printed);
            prop_assert_eq!(id.reveal(), text);
        }
    }

    #[test]
    fn any_text_can_be_tried(text in any::<String>()) {
        for country in Country::ALL {
            let _ = country.parse_tax_id(&text).map_err(|error| error.to_string());
        }
        let _ = Cbu::read(&text).map(|cbu| (cbu.is_valid(), cbu.to_string()));
    }

    #[test]
    fn exactly_one_check_digit_is_right(body in 1_000_000_u32..99_999_999) {
        let right = "0123456789K".chars().filter(|check| {
            TaxId::parse_rut(&format!("{body}{check}")).is_ok()
        });
        prop_assert_eq!(right.count(), 1);
    }
}
