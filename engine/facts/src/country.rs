//! The countries whose reports and rules Caudal knows.

use std::fmt;

use crate::error::Error;
use crate::money::Currency;
use crate::tax_id::TaxId;

/// A country: decides tax ids, home currency and which categories file applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Country {
    /// Argentina.
    Ar,
    /// Chile.
    Cl,
}

impl Country {
    /// Both countries.
    pub const ALL: [Self; 2] = [Self::Ar, Self::Cl];

    /// ISO 3166 code, upper case.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ar => "AR",
            Self::Cl => "CL",
        }
    }

    /// The country with this ISO 3166 code, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|country| country.code().eq_ignore_ascii_case(text.trim()))
    }

    /// The currency that people are paid in.
    #[must_use]
    pub const fn home_currency(self) -> Currency {
        match self {
            Self::Ar => Currency::Ars,
            Self::Cl => Currency::Clp,
        }
    }

    /// A tax id of this country, check digit and all.
    ///
    /// # Errors
    /// [`Error::TaxId`], with the id masked.
    pub fn parse_tax_id(self, text: &str) -> Result<TaxId, Error> {
        match self {
            Self::Ar => TaxId::parse_cuit(text),
            Self::Cl => TaxId::parse_rut(text),
        }
    }

    /// A tax id of this country as a provider sent it, whatever its check digit.
    #[must_use]
    pub fn read_tax_id(self, text: &str) -> Option<TaxId> {
        match self {
            Self::Ar => TaxId::read_cuit(text),
            Self::Cl => TaxId::read_rut(text),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
