//! Numbers as files write them, one step up or down.

use std::ops::Range;

use rust_decimal::Decimal;

/// The number so many units of its last written place higher; lower if they are below zero: 0.30 is between 0.29 and 0.31.
pub(super) fn stepped(text: &str, units: i64) -> Option<String> {
    let comma = text.contains(',');
    let plain = text.replace('_', "").replace(',', ".");
    let number = caudal_facts::numeric::decimal(&plain)?;
    let decimals = plain.split_once('.').map_or(0, |(_, after)| after.len());
    let step = Decimal::try_new(units, u32::try_from(decimals).ok()?).ok()?;
    let text = format!("{:.decimals$}", number.checked_add(step)?);
    Some(if comma { text.replace('.', ",") } else { text })
}

/// The number that a text begins with, in bytes; a sign is not part of it.
pub(super) fn leading(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if !digit(0) {
        return None;
    }
    let mut end = 0;
    let mut parted = false;
    loop {
        match bytes.get(end) {
            Some(byte) if byte.is_ascii_digit() || *byte == b'_' => end += 1,
            // Two dots are a range, and a comma may part two cells: what follows tells.
            Some(b'.' | b',') if !parted && digit(end + 1) => {
                parted = true;
                end += 1;
            }
            _ => return Some(end),
        }
    }
}

/// Every number in a text, signs included; digits within words are none.
pub(super) fn all(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut before = ' ';
    let mut skip_to = 0;
    for (at, letter) in text.char_indices() {
        if at < skip_to {
            before = letter;
            continue;
        }
        let in_word = before.is_alphanumeric() || before == '_';
        if !in_word && let Some(length) = leading(&text[at..]) {
            skip_to = at + length;
            let signed = before == '-' && at > 0;
            found.push(at - usize::from(signed)..skip_to);
        }
        before = letter;
    }
    found
}
