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

/// Words of a bank's text that name a 13th salary.
const THIRTEENTH: [&str; 3] = ["AGUINALDO", "AGUINALDOS", "SAC"];

/// Adds a text's words, in capitals and without accents, each with a blank after it; digits, signs
/// and names of months do not count.
pub(super) fn add_words(text: &str, to: &mut String) {
    if text.is_ascii() {
        add(text, to);
    } else {
        add(&normalise(text), to);
    }
}

/// Whether one of the words names a 13th salary.
pub(super) fn names_thirteenth(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| {
        THIRTEENTH
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
    })
}

fn add(text: &str, to: &mut String) {
    let words = text.split(|c: char| !c.is_ascii_alphabetic() && c.is_ascii());
    for word in words.filter(|word| !word.is_empty()) {
        let start = to.len();
        to.push_str(word);
        let capitals = &mut to[start..];
        capitals.make_ascii_uppercase();
        if MONTHS.contains(&&*capitals) {
            to.truncate(start);
        } else {
            to.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{add_words, names_thirteenth};

    #[test]
    fn texts_of_one_side_have_the_same_words() {
        let cases = [
            ("numbers differ", "PAGO 123 ACME", "PAGO 9-8 ACME"),
            ("capitals differ", "Pago Acme", "PAGO ACME"),
            ("accents differ", "Pensión ACME", "PENSION ACME"),
            ("months differ", "SUELDO ENERO ACME", "SUELDO FEB ACME"),
        ];
        for (situation, one, other) in cases {
            let mut words = (String::new(), String::new());
            add_words(one, &mut words.0);
            add_words(other, &mut words.1);
            assert_eq!(words.0, words.1, "{situation}");
            assert!(!words.0.is_empty(), "{situation}");
        }
    }

    #[test]
    fn a_text_of_numbers_has_no_words() {
        let mut words = String::new();
        add_words("0012-34 / 5 MAYO", &mut words);
        assert_eq!(words, "");
    }

    #[test]
    fn only_a_whole_word_names_a_13th_salary() {
        assert!(names_thirteenth("ACRED. SAC 06/26"));
        assert!(names_thirteenth("Aguinaldo fiestas patrias"));
        assert!(!names_thirteenth("SACOS Y BOLSAS"));
    }
}
