//! Tax ids: RUT (Chile) and CUIT or CUIL (Argentina), with check digits and masked printing.

use std::fmt;

use crate::error::Error;

/// A person's or company's tax id. It prints masked; [`reveal`](Self::reveal) gives it in full.
///
/// Providers' answers carry ids with wrong check digits, so [`read_rut`](Self::read_rut) and
/// [`read_cuit`](Self::read_cuit) accept any id of the right shape and [`is_valid`](Self::is_valid)
/// tells; [`parse_rut`](Self::parse_rut) and [`parse_cuit`](Self::parse_cuit) are for applications,
/// where a wrong digit is an error.
///
/// Check digits: weights 2 to 7 repeating from the right for a RUT (modulo 11, 10 written `K`), and
/// 5 4 3 2 7 6 5 4 3 2 for a CUIT (modulo 11, 10 written 9), as python-stdnum implements them.
///
/// # Example
/// ```
/// use caudal_facts::TaxId;
///
/// let rut = TaxId::parse_rut("12.531.909-2")?;
/// assert_eq!(rut.to_string(), "RUT •••••909-2");
/// assert_eq!(rut.reveal(), "12531909-2");
/// assert!(TaxId::parse_rut("12.531.909-3").is_err());
///
/// // A provider may send it all the same: it is kept, and known to be wrong.
/// assert!(!TaxId::read_cuit("20993827117").unwrap().is_valid());
/// # Ok::<(), caudal_facts::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TaxId {
    /// Chile: body digits and the check digit `0`–`9` or `K`, without separators.
    Rut(Digits),
    /// Argentina: eleven digits without separators.
    Cuit(Digits),
}

/// The characters of an id, readable only through [`TaxId`].
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digits(String);

impl fmt::Debug for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

impl TaxId {
    /// A RUT from text with or without dots, dash and `CL`, whatever its check digit.
    #[must_use]
    pub fn read_rut(text: &str) -> Option<Self> {
        let cleaned = clean(text);
        let bare = cleaned.strip_prefix("CL").unwrap_or(&cleaned);
        let (body, check) = bare.split_at_checked(bare.len().checked_sub(1)?)?;
        let well_formed = (7..=8).contains(&body.len())
            && body.bytes().all(|byte| byte.is_ascii_digit())
            && check
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'K');
        well_formed.then(|| Self::Rut(Digits(bare.to_owned())))
    }

    /// A CUIT or CUIL from text with or without dashes, whatever its check digit.
    #[must_use]
    pub fn read_cuit(text: &str) -> Option<Self> {
        let bare = clean(text);
        let well_formed = bare.len() == 11 && bare.bytes().all(|byte| byte.is_ascii_digit());
        well_formed.then_some(Self::Cuit(Digits(bare)))
    }

    /// A RUT whose check digit must be right.
    ///
    /// # Errors
    /// [`Error::TaxId`], with the id masked.
    pub fn parse_rut(text: &str) -> Result<Self, Error> {
        Self::checked(
            "RUT",
            text,
            Self::read_rut(text),
            "expected 7 or 8 digits and a check digit, such as 12.531.909-2",
        )
    }

    /// A CUIT or CUIL whose check digit and prefix must be right.
    ///
    /// # Errors
    /// [`Error::TaxId`], with the id masked.
    pub fn parse_cuit(text: &str) -> Result<Self, Error> {
        Self::checked(
            "CUIT",
            text,
            Self::read_cuit(text),
            "expected 11 digits, such as 20-26756539-3",
        )
    }

    fn checked(
        kind: &'static str,
        text: &str,
        read: Option<Self>,
        shape: &'static str,
    ) -> Result<Self, Error> {
        let refuse = |why| Error::TaxId {
            kind,
            masked: mask(&clean(text)),
            why,
        };
        let id = read.ok_or_else(|| refuse(shape))?;
        if !id.has_known_prefix() {
            return Err(refuse(
                "expected prefix 20, 23, 24, 27 (people), 30, 33, 34 (companies), 50, 51 or 55",
            ));
        }
        if !id.is_valid() {
            return Err(refuse("the check digit is wrong"));
        }
        Ok(id)
    }

    /// Whether the check digit, and a CUIT's prefix, are right.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.has_known_prefix() && self.expected_check() == self.digits().chars().last()
    }

    /// The id in full, as registries write it without dots: `12531909-2`, `20-26756539-3`.
    ///
    /// Only for what must carry it: a request to a provider, a comparison, a letter.
    #[must_use]
    pub fn reveal(&self) -> String {
        let digits = self.digits();
        match self {
            Self::Rut(_) => {
                let (body, check) = digits.split_at(digits.len().saturating_sub(1));
                format!("{body}-{check}")
            }
            Self::Cuit(_) => {
                let (prefix, rest) = digits.split_at(2.min(digits.len()));
                let (body, check) = rest.split_at(rest.len().saturating_sub(1));
                format!("{prefix}-{body}-{check}")
            }
        }
    }

    fn digits(&self) -> &str {
        match self {
            Self::Rut(Digits(digits)) | Self::Cuit(Digits(digits)) => digits,
        }
    }

    fn has_known_prefix(&self) -> bool {
        match self {
            Self::Rut(_) => true,
            Self::Cuit(Digits(digits)) => matches!(
                digits.get(..2),
                Some("20" | "23" | "24" | "27" | "30" | "33" | "34" | "50" | "51" | "55")
            ),
        }
    }

    fn expected_check(&self) -> Option<char> {
        let digits = self.digits();
        let body = digits.get(..digits.len().checked_sub(1)?)?;
        let weighted: u32 = body
            .chars()
            .rev()
            .zip([2, 3, 4, 5, 6, 7].into_iter().cycle())
            .map(|(digit, weight)| digit.to_digit(10).unwrap_or_default() * weight)
            .sum();
        let ten = match self {
            Self::Rut(_) => 'K',
            Self::Cuit(_) => '9',
        };
        match (11 - weighted % 11) % 11 {
            10 => Some(ten),
            check => char::from_digit(check, 10),
        }
    }
}

impl fmt::Display for TaxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self {
            Self::Rut(_) => "RUT",
            Self::Cuit(_) => "CUIT",
        };
        write!(f, "{kind} {}", mask(self.digits()))
    }
}

impl fmt::Debug for TaxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '.' | '-' | ' '))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// All but the last four characters as dots; a short text wholly.
fn mask(text: &str) -> String {
    let count = text.chars().count();
    let Some(hidden) = count.checked_sub(4).filter(|hidden| *hidden >= 3) else {
        return "•".repeat(count);
    };
    let shown: Vec<char> = text.chars().skip(hidden).collect();
    let (last, body) = shown
        .split_last()
        .map_or((' ', &[][..]), |(last, body)| (*last, body));
    let body: String = body.iter().collect();
    format!("{}{body}-{last}", "•".repeat(hidden))
}
