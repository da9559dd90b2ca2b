//! CBU: the number of an Argentine bank account.

use std::fmt;

/// A CBU as a provider sent it. It prints masked.
///
/// 22 digits: bank (3), branch (4), check; account (13), check. Each check digit is the tens'
/// complement of the digits weighted 3, 1, 7, 9 from the right, as python-stdnum implements it.
/// Providers send wrong ones, so any text of digits is kept and [`is_valid`](Self::is_valid) tells.
///
/// # Example
/// ```
/// use caudal_facts::Cbu;
///
/// let cbu = Cbu::read("28505909 40090418135201").unwrap();
/// assert!(cbu.is_valid());
/// assert_eq!(cbu.bank_code(), Some("285"));
/// assert_eq!(cbu.to_string(), "CBU 285•••••••••••••••5201");
/// assert!(!Cbu::read("0072114930004141996337").unwrap().is_valid());
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cbu(String);

impl Cbu {
    /// A CBU from text with or without blanks and dashes, whatever its length and check digits.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let only_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        (only_digits && digits.len() <= 40).then_some(Self(digits))
    }

    /// Whether it has 22 digits and both check digits are right.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.0.len() == 22 && block_is_valid(&self.0[..8]) && block_is_valid(&self.0[8..])
    }

    /// The three digits of the bank's BCRA code.
    #[must_use]
    pub fn bank_code(&self) -> Option<&str> {
        self.0.get(..3)
    }

    /// The number in full.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

fn block_is_valid(block: &str) -> bool {
    let mut digits = block.chars().rev().filter_map(|c| c.to_digit(10));
    let check = digits.next();
    let weighted: u32 = digits
        .zip([3, 1, 7, 9].into_iter().cycle())
        .map(|(digit, weight)| digit * weight)
        .sum();
    check == Some((10 - weighted % 10) % 10)
}

impl fmt::Display for Cbu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = self.0.len().saturating_sub(7);
        if hidden < 7 {
            return write!(f, "CBU {}", "•".repeat(self.0.len()));
        }
        let (bank, last) = (&self.0[..3], &self.0[self.0.len() - 4..]);
        write!(f, "CBU {bank}{}{last}", "•".repeat(hidden))
    }
}

impl fmt::Debug for Cbu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
