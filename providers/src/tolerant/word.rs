//! Short values: text, yes or no, counts, percents, currencies, and words of an open list.

use caudal_facts::{Country, Currency, numeric};
use rust_decimal::Decimal;
use serde_json::Value;

use super::Read;
use super::unread::{Unread, shown_number};

/// Text, or an id that is sometimes a number.
pub(crate) fn text(value: &Value) -> Read<String> {
    match value {
        Value::Null => Ok(None),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::String(text) => {
            let text = text.trim();
            Ok((!text.is_empty()).then(|| text.to_owned()))
        }
        other => Err(Unread::expected("text", other)),
    }
}

/// `true`, `1`, `"SI"` and their opposites.
pub(crate) fn flag(value: &Value) -> Read<bool> {
    if let Value::Bool(flag) = value {
        return Ok(Some(*flag));
    }
    let Some(word) = text(value)? else {
        return Ok(None);
    };
    match word.to_lowercase().as_str() {
        "1" | "si" | "sí" | "s" | "true" | "yes" | "y" => Ok(Some(true)),
        "0" | "no" | "n" | "false" => Ok(Some(false)),
        _ => Err(Unread::expected("yes or no", value)),
    }
}

/// A count from zero, as a number or as text.
pub(crate) fn count(value: &Value) -> Read<u32> {
    let Some(written) = text(value)? else {
        return Ok(None);
    };
    let whole = numeric::decimal(&written).filter(|number| number.fract().is_zero());
    whole
        .and_then(|number| u32::try_from(number).ok())
        .map(Some)
        .ok_or_else(|| Unread::expected("a count", value))
}

/// A percentage with its sign: `"33.06%"` and `"33,06 %"` are 0.3306.
///
/// Without the sign 33.06 may be a percentage and 0.33 a fraction, so it is refused.
pub(crate) fn percent(value: &Value) -> Read<Decimal> {
    let Some(written) = text(value)? else {
        return Ok(None);
    };
    let Some(number) = written.strip_suffix('%') else {
        let shown = shown_number(&written);
        return Err(Unread::because(format!("{shown} has no percent sign")));
    };
    numeric::decimal(&number.trim().replace(',', "."))
        .and_then(|number| number.checked_div(Decimal::ONE_HUNDRED))
        .map(Some)
        .ok_or_else(|| Unread::expected("a percentage", value))
}

/// A rate that its sender documents as a fraction (`0.015` is 1.5 %); text with a percent sign is
/// a percentage all the same. One or more is refused: it was meant as a percentage.
pub(crate) fn fraction(value: &Value) -> Read<Decimal> {
    let Some(written) = text(value)? else {
        return Ok(None);
    };
    if written.ends_with('%') {
        return percent(value);
    }
    match numeric::decimal(&written.replace(',', ".")) {
        Some(rate) if rate < Decimal::ONE && !rate.is_sign_negative() => Ok(Some(rate)),
        Some(_) => Err(Unread::because(
            "a rate outside 0 to 1 without a percent sign",
        )),
        None => Err(Unread::expected("a rate", value)),
    }
}

/// A currency's code or name; the word for peso is the country's own.
pub(crate) fn currency(value: &Value, country: Country) -> Read<Currency> {
    let Some(word) = text(value)? else {
        return Ok(None);
    };
    if let Ok(currency) = Currency::parse(&word) {
        return Ok(Some(currency));
    }
    match word.to_lowercase().as_str() {
        "$" | "peso" | "pesos" => Ok(Some(country.home_currency())),
        "us$" | "u$s" | "dolar" | "dólar" | "dolares" | "dólares" => Ok(Some(Currency::Usd)),
        _ => Err(Unread::because(format!(
            "expected CLP, ARS, USD or UF, found {}",
            super::shown_word(&word)
        ))),
    }
}

/// `text` without `prefix`, whatever the case of its ASCII letters.
pub(crate) fn strip_prefix_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

/// Declares an open list of words: the known ones, and `Other` with the word as it came.
///
/// Words are compared without regard to case, with or without the `UK.OBIE.` before them.
macro_rules! open_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $($word:literal)|+,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub(crate) enum $name {
            $($(#[$variant_doc])* $variant,)+
            /// A word that Caudal does not know.
            Other(String),
        }

        impl $name {
            /// The word's meaning.
            pub(crate) fn of(word: &str) -> Self {
                let bare = crate::tolerant::strip_namespace(word);
                $($(if bare.eq_ignore_ascii_case($word) { return Self::$variant; })+)+
                Self::Other(word.to_owned())
            }
        }
    };
}
pub(crate) use open_enum;
