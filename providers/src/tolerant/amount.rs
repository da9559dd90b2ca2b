//! Amounts: JSON numbers and decimal text in Chilean, Argentine and English writing.
//!
//! A point or comma with exactly three digits behind it may group thousands or begin decimals. The
//! currency decides where it can: a Chilean peso has no decimals, so `"1.200"` is 1,200 pesos. With
//! a currency that has decimals the same text is refused as ambiguous.

use caudal_facts::numeric;
use caudal_facts::{Currency, Money};
use rust_decimal::Decimal;
use serde_json::Value;

use super::unread::{Unread, shown_number};
use super::{Read, word};

/// An amount as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amount {
    /// At the currency's decimals.
    pub(crate) money: Money,
    /// Whether more decimals were sent, and rounded half-even.
    pub(crate) rounded: bool,
}

/// An amount in a currency that is known from elsewhere.
pub(crate) fn amount(value: &Value, currency: Currency) -> Read<Amount> {
    let Some(read) = decimal(value, currency)? else {
        return Ok(None);
    };
    match Money::rounded(read, currency) {
        Ok((money, rounded)) => Ok(Some(Amount { money, rounded })),
        Err(_) => Err(Unread::because(
            "an amount outside the range of 64-bit minor units",
        )),
    }
}

/// The exact number that an amount's JSON says, before it is held to the currency's decimals.
pub(crate) fn decimal(value: &Value, currency: Currency) -> Read<Decimal> {
    match value {
        Value::Null => Ok(None),
        Value::Number(number) => {
            let text = number.to_string();
            // `1.200` unquoted is 1.2 by JSON's grammar, but no Chilean amount: its sender wrote
            // thousands, or something else that only they know.
            if currency.decimals() == 0 && grouped_once(text.trim_start_matches('-'), '.') {
                return Err(ambiguous(&text));
            }
            let read = numeric::decimal(&text);
            read.map(Some).ok_or_else(|| {
                Unread::because("a number with more digits than can be held exactly")
            })
        }
        Value::String(text) if text.trim().is_empty() => Ok(None),
        Value::String(text) => written(text.trim(), currency).map(Some),
        other => Err(Unread::expected("an amount", other)),
    }
}

fn written(text: &str, currency: Currency) -> Result<Decimal, Unread> {
    let unreadable =
        || Unread::because(format!("expected an amount, found {}", shown_number(text)));
    let (negative, digits) = sign_and_digits(text, currency);
    let allowed = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    if !digits.bytes().any(|byte| byte.is_ascii_digit()) || !digits.bytes().all(allowed) {
        return Err(unreadable());
    }
    let plain = match (digits.rfind('.'), digits.rfind(',')) {
        (None, None) => Some(digits.to_owned()),
        (Some(point), Some(comma)) if point > comma => both(digits, ',', '.'),
        (Some(_), Some(_)) => both(digits, '.', ','),
        (point, _) => {
            let mark = if point.is_some() { '.' } else { ',' };
            if grouped_once(digits, mark) && currency.decimals() > 0 {
                return Err(ambiguous(text));
            }
            one(digits, mark, currency)
        }
    };
    let read = plain
        .and_then(|plain| numeric::decimal(&plain))
        .ok_or_else(unreadable)?;
    Ok(if negative { -read } else { read })
}

fn ambiguous(text: &str) -> Unread {
    let shown = shown_number(text);
    Unread::because(format!("{shown} may mean thousands or decimals"))
}

/// The sign, and what stands after it and the currency's mark, in either order.
fn sign_and_digits(text: &str, currency: Currency) -> (bool, &str) {
    let (negative, rest) = strip_sign(text);
    let mut bare = rest;
    for mark in [currency.code(), "US$", "U$S", "$"] {
        if let Some(stripped) = word::strip_prefix_ignoring_case(bare, mark) {
            bare = stripped.trim_start();
            break;
        }
    }
    if bare.len() == rest.len() {
        return (negative, rest);
    }
    let (negative_inside, digits) = strip_sign(bare);
    (negative || negative_inside, digits)
}

fn strip_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Thousands and decimals both marked: `1.234.567,89` or `1,234,567.89`.
fn both(digits: &str, thousands: char, decimals: char) -> Option<String> {
    let (whole, fraction) = digits.split_once(decimals)?;
    let only_digits = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let whole = only_digits.then(|| ungrouped(whole, thousands))??;
    Some(format!("{whole}.{fraction}"))
}

/// One kind of mark only.
fn one(digits: &str, mark: char, currency: Currency) -> Option<String> {
    let (whole, fraction) = digits.split_once(mark)?;
    let is_thousands =
        fraction.contains(mark) || (currency.decimals() == 0 && grouped_once(digits, mark));
    if is_thousands {
        return ungrouped(digits, mark);
    }
    (!whole.is_empty() && !fraction.is_empty()).then(|| format!("{whole}.{fraction}"))
}

/// `1.234.567` without its marks, if they stand where thousands' marks stand.
fn ungrouped(digits: &str, mark: char) -> Option<String> {
    let mut groups = digits.split(mark);
    let first = groups.next()?;
    let well_grouped = (1..=3).contains(&first.len())
        && groups.all(|group| group.len() == 3)
        && (!digits.contains(mark) || !first.starts_with('0'));
    well_grouped.then(|| digits.replace(mark, ""))
}

/// Whether one mark stands where a thousands' mark would: `1.200`, but not `0.200` or `1200.000`.
fn grouped_once(digits: &str, mark: char) -> bool {
    digits.matches(mark).count() == 1
        && digits
            .bytes()
            .all(|byte| byte.is_ascii_digit() || char::from(byte) == mark)
        && ungrouped(digits, mark).is_some()
}
