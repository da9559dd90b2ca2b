//! Khipu's error codes, and whether asking again may help.

use std::fmt;

use crate::caller::Again;
use crate::tolerant::shown_word;

/// An error code: a letter and three digits.
///
/// # Example
/// ```
/// use caudal_providers::caller::Again;
/// use caudal_providers::khipu::{Class, Code};
///
/// assert_eq!(Code::parse("E101").class(), Class::LogOn);
/// // Trying a refused password again would lock the applicant out of the bank.
/// assert_eq!(Code::parse("E101").class().again(), Again::No);
/// assert_eq!(Code::parse("E200").class().again(), Again::IfHarmless);
/// // A code that is not documented is kept, and never a reason to ask again.
/// assert_eq!(Code::parse("Z9").class(), Class::Other);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Code {
    text: String,
    class: Class,
}

/// What an error code is about. The document gives the classes, Caudal what follows from each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// `A…`: the key or token is missing, wrong or has run out. The same one stays so.
    Authentication,
    /// `E000`: an error without a name. It may be a refused log-on, so it is not tried again.
    Generic,
    /// `E1…`: the bank refused the log-on: wrong credentials, or a blocked user. Not tried again: a
    /// few attempts more lock the applicant out.
    LogOn,
    /// `E2…`: the bank's site is not available, which passes.
    SiteUnavailable,
    /// `E3…`: the site has no such data. It will not have them a second later either.
    NoData,
    /// `E4…`: a parameter of the user's is wrong, and stays wrong.
    Parameters,
    /// `E5…`: automatic payments, which Caudal does not ask for and would not try twice.
    AutomaticPayment,
    /// `E999`: a message of the site's own, for a person to read.
    Custom,
    /// `D…`: information that the operation needs was not given.
    MissingInformation,
    /// `F…`: the data could not be processed; another extraction may be read.
    Processing,
    /// `T…`: time ran out, which says nothing of the next time.
    TimeOut,
    /// `I…`: Khipu's own machines, which are mended.
    Infrastructure,
    /// `P…`: the request is not as the document wants it. The same one stays so.
    RequestParameter,
    /// Not in the document.
    Other,
}

impl Code {
    /// Reads a code; any text is one.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        Self {
            text: text.to_owned(),
            class: Class::of(text),
        }
    }

    /// The code as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it is about.
    #[must_use]
    pub const fn class(&self) -> Class {
        self.class
    }

    /// Whether it looks like a code, and so may be shown.
    pub(crate) fn is_plain(&self) -> bool {
        shown_word(&self.text).starts_with('"')
    }
}

impl fmt::Display for Code {
    /// What stands in the code's place may be anything, so only what looks like a code is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown_word(&self.text))
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({self}, {:?})", self.class)
    }
}

impl Class {
    /// Whether to ask again. The document does not say; each class gives its reason.
    #[must_use]
    pub const fn again(self) -> Again {
        match self {
            Self::SiteUnavailable | Self::Processing | Self::TimeOut | Self::Infrastructure => {
                Again::IfHarmless
            }
            Self::Authentication
            | Self::Generic
            | Self::LogOn
            | Self::NoData
            | Self::Parameters
            | Self::AutomaticPayment
            | Self::Custom
            | Self::MissingInformation
            | Self::RequestParameter
            | Self::Other => Again::No,
        }
    }

    fn of(text: &str) -> Self {
        let (letter, digits) = match text.split_at_checked(1) {
            Some((letter, digits)) if digits.len() == 3 => (letter, digits),
            _ => return Self::Other,
        };
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::Other;
        }
        match (letter, digits) {
            ("A" | "a", _) => Self::Authentication,
            ("D" | "d", _) => Self::MissingInformation,
            ("F" | "f", _) => Self::Processing,
            ("T" | "t", _) => Self::TimeOut,
            ("I" | "i", _) => Self::Infrastructure,
            ("P" | "p", _) => Self::RequestParameter,
            ("E" | "e", "000") => Self::Generic,
            ("E" | "e", "999") => Self::Custom,
            ("E" | "e", digits) => match digits.as_bytes().first() {
                Some(b'1') => Self::LogOn,
                Some(b'2') => Self::SiteUnavailable,
                Some(b'3') => Self::NoData,
                Some(b'4') => Self::Parameters,
                Some(b'5') => Self::AutomaticPayment,
                _ => Self::Other,
            },
            _ => Self::Other,
        }
    }
}
