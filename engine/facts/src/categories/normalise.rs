//! Bank texts in one form, so that a pattern is written once.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Upper case, accents dropped, every run of digits a single `#`, every run of blanks a single space.
///
/// # Example
/// ```
/// use caudal_facts::categories::normalise;
///
/// assert_eq!(normalise("Acreditación  de haberes 30-71234567-8"), "ACREDITACION DE HABERES #-#-#");
/// ```
#[must_use]
pub fn normalise(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let letters = text.nfd().filter(|c| !is_combining_mark(*c));
    for c in letters.flat_map(char::to_uppercase) {
        let c = if c.is_numeric() {
            '#'
        } else if c.is_whitespace() || c.is_control() {
            ' '
        } else {
            c
        };
        let repeats = matches!(c, '#' | ' ') && normal.ends_with(c);
        if !repeats {
            normal.push(c);
        }
    }
    normal.trim().to_owned()
}
