//! What of a bank's text names the other side: its words, without numbers and dates.

use caudal_facts::categories::normalise;

/// Words that change from month to month of one payer's text.
const MONTHS: [&str; 24] = [
    "ENERO",
    "FEBRERO",
    "MARZO",
    "ABRIL",
    "MAYO",
    "JUNIO",
    "JULIO",
    "AGOSTO",
    "SEPTIEMBRE",
    "OCTUBRE",
    "NOVIEMBRE",
    "DICIEMBRE",
    "ENE",
    "FEB",
    "MAR",
    "ABR",
    "MAY",
    "JUN",
    "JUL",
    "AGO",
    "SEP",
    "OCT",
    "NOV",
    "DIC",
];

/// FNV-1a with 128 bits: the same on any machine, and two texts that share a number by chance are
/// out of the question.
const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

/// A number that texts share whose words, in capitals and without accents, are the same; digits,
/// signs and names of months do not count. Zero for a text without words.
pub(crate) fn words(text: &str) -> u128 {
    if text.is_ascii() {
        return of_ascii(text);
    }
    of_ascii(&normalise(text))
}

/// A number that equal texts share, every character counting.
pub(crate) fn whole(text: &str) -> u128 {
    text.bytes().fold(OFFSET, feed)
}

/// Whether one of the words is among these, which are in capitals.
pub(crate) fn has_word(text: &str, words: &[&str]) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| words.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

fn of_ascii(text: &str) -> u128 {
    let is_word = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let mut state = OFFSET;
    let mut found = false;
    for word in text.as_bytes().split(|byte| !is_word(byte)) {
        let is_month = || {
            let mut names = MONTHS.iter().map(|name| name.as_bytes());
            (3..=10).contains(&word.len()) && names.any(|name| name.eq_ignore_ascii_case(word))
        };
        if word.is_empty() || is_month() {
            continue;
        }
        found = true;
        for byte in word {
            state = feed(state, byte.to_ascii_uppercase());
        }
        state = feed(state, b' ');
    }
    if found { state } else { 0 }
}

const fn feed(state: u128, byte: u8) -> u128 {
    (state ^ byte as u128).wrapping_mul(PRIME)
}
