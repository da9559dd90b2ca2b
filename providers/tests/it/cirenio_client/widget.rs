//! The widget's address.

use caudal_providers::ClientError;
use caudal_providers::cirenio::Widget;

const BACK: &str = "https://lender.example/back";

#[test]
fn the_parameters_are_the_documents_and_encoded() {
    let plain = Widget::new("PUBLIC_KEY", BACK).unwrap();
    let back = "callback=https%3A%2F%2Flender.example%2Fback";
    let start = format!("https://app.cirenio.com/?public_key=PUBLIC_KEY&{back}");
    assert_eq!(plain.url().as_str(), start);
    let whole = plain
        .webhook("https://lender.example/hook?a=b")
        .unwrap()
        .external_id("A-1 & Ñandú");
    let more =
        "&webhook=https%3A%2F%2Flender.example%2Fhook%3Fa%3Db&external_id=A-1+%26+%C3%91and%C3%BA";
    assert_eq!(whole.url().as_str(), format!("{start}{more}"));
    let pairs = whole.url();
    let id = pairs.query_pairs().find(|(name, _)| name == "external_id");
    assert_eq!(id.unwrap().1, "A-1 & Ñandú");
}

#[test]
fn the_widget_may_be_a_simulators() {
    let widget = Widget::new("KEY", BACK).unwrap();
    let widget = widget.at("http://127.0.0.1:8017/cirenio-app/").unwrap();
    assert!(
        widget
            .url()
            .as_str()
            .starts_with("http://127.0.0.1:8017/cirenio-app/?public_key=KEY&")
    );
}

#[test]
fn addresses_are_https_and_a_key_is_needed() {
    assert!(matches!(
        Widget::new(" ", BACK),
        Err(ClientError::Invalid { .. })
    ));
    for address in [
        "",
        "lender.example",
        "http://lender.example",
        "javascript:alert(1)",
        "https://",
    ] {
        assert!(Widget::new("KEY", address).is_err(), "{address:?}");
        let widget = Widget::new("KEY", BACK).unwrap();
        assert!(widget.clone().webhook(address).is_err(), "{address:?}");
        assert!(widget.at(address).is_err(), "{address:?}");
    }
}
