//! Amounts of money: an exact count of a currency's smallest unit, never without the currency.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::error::Error;

/// The currencies that Chilean and Argentine reports carry.
///
/// `UF` (Unidad de Fomento) is Chile's inflation-indexed unit of account, not a coin: amounts of it
/// are kept to four decimals, as the Central Bank publishes contracts in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Currency {
    /// Chilean peso, no decimals.
    Clp,
    /// Argentine peso, two decimals.
    Ars,
    /// United States dollar, two decimals.
    Usd,
    /// Unidad de Fomento, four decimals.
    Uf,
}

impl Currency {
    /// Every currency, in the order of their codes' first use in reports.
    pub const ALL: [Self; 4] = [Self::Clp, Self::Ars, Self::Usd, Self::Uf];

    /// The three-letter code (`UF` for the Unidad de Fomento, whose ISO code is `CLF`).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Clp => "CLP",
            Self::Ars => "ARS",
            Self::Usd => "USD",
            Self::Uf => "UF",
        }
    }

    /// How many decimals an amount of this currency has.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        match self {
            Self::Clp => 0,
            Self::Ars | Self::Usd => 2,
            Self::Uf => 4,
        }
    }

    /// Reads a code as reports write it: any case, `CLF` for `UF`.
    ///
    /// # Errors
    /// [`Error::UnknownCurrency`] for any other text.
    pub fn parse(text: &str) -> Result<Self, Error> {
        match text.trim().to_ascii_uppercase().as_str() {
            "CLP" => Ok(Self::Clp),
            "ARS" => Ok(Self::Ars),
            "USD" => Ok(Self::Usd),
            "UF" | "CLF" => Ok(Self::Uf),
            _ => Err(Error::UnknownCurrency {
                value: text.to_owned(),
            }),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An exact amount in one currency, as a count of its smallest unit.
///
/// # Properties
/// - Addition and subtraction are checked: mixing currencies or leaving the range of `i64` is an
///   error, never a wrapped number.
/// - Printing and reading back give the same amount.
///
/// # Example
/// ```
/// use caudal_facts::{Currency, Money};
///
/// let rent = Money::parse("-1350.69", Currency::Ars)?;
/// assert_eq!(rent.minor(), -135_069);
/// assert_eq!(rent.to_string(), "-1350.69 ARS");
///
/// // A peso in Chile has no decimals: text that claims some is refused, not cut off.
/// assert!(Money::parse("1350.69", Currency::Clp).is_err());
/// # Ok::<(), caudal_facts::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// An amount from a count of the currency's smallest unit: `Money::from_minor(135_069,
    /// Currency::Ars)` is 1,350.69 pesos.
    #[must_use]
    pub const fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// An amount that is already exact at the currency's decimals.
    ///
    /// # Errors
    /// [`Error::TooManyDecimals`] when it is not, [`Error::AmountOutOfRange`] when it does not fit.
    pub fn exact(amount: Decimal, currency: Currency) -> Result<Self, Error> {
        let (money, rounded) = Self::rounded(amount, currency)?;
        if rounded {
            return Err(Error::TooManyDecimals {
                value: amount.to_string(),
                currency,
            });
        }
        Ok(money)
    }

    /// An amount rounded half-even to the currency's decimals, and whether rounding changed it.
    ///
    /// # Errors
    /// [`Error::AmountOutOfRange`] when it does not fit.
    ///
    /// # Example
    /// ```
    /// use caudal_facts::{Currency, Money};
    ///
    /// let (money, changed) = Money::rounded("2.345".parse()?, Currency::Usd)?;
    /// assert_eq!((money.minor(), changed), (234, true)); // half goes to the even cent
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rounded(amount: Decimal, currency: Currency) -> Result<(Self, bool), Error> {
        let at_scale = amount
            .round_dp_with_strategy(currency.decimals(), RoundingStrategy::MidpointNearestEven);
        let out_of_range = || Error::AmountOutOfRange {
            value: amount.to_string(),
            currency,
        };
        let minor = at_scale
            .checked_mul(Decimal::from(10_i64.pow(currency.decimals())))
            .and_then(|minor| i64::try_from(minor).ok())
            .ok_or_else(out_of_range)?;
        Ok((Self { minor, currency }, at_scale != amount))
    }

    /// Reads a plain decimal text: digits, an optional sign, a point before the decimals.
    ///
    /// # Errors
    /// [`Error::AmountUnreadable`], [`Error::TooManyDecimals`], [`Error::AmountOutOfRange`].
    pub fn parse(text: &str, currency: Currency) -> Result<Self, Error> {
        let amount = Decimal::from_str_exact(text.trim()).map_err(|_| Error::AmountUnreadable {
            value: text.to_owned(),
        })?;
        Self::exact(amount, currency)
    }

    /// The count of the currency's smallest unit.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    #[must_use]
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// The amount as a decimal at the currency's scale.
    #[must_use]
    pub fn amount(self) -> Decimal {
        Decimal::new(self.minor, self.currency.decimals())
    }

    /// The sum of two amounts of one currency.
    ///
    /// # Errors
    /// [`Error::CurrencyMismatch`] or [`Error::AmountOutOfRange`].
    pub fn checked_add(self, other: Self) -> Result<Self, Error> {
        if self.currency != other.currency {
            return Err(Error::CurrencyMismatch {
                left: self.currency,
                right: other.currency,
            });
        }
        let minor = self
            .minor
            .checked_add(other.minor)
            .ok_or_else(|| Error::AmountOutOfRange {
                value: format!("{self} + {other}"),
                currency: self.currency,
            })?;
        Ok(Self { minor, ..self })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount(), self.currency)
    }
}
