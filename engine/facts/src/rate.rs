//! Interest rates, which mean nothing without their period.

use rust_decimal::{Decimal, MathematicalOps as _};

/// What period a rate is stated for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RatePeriod {
    /// Per month.
    Month,
    /// Per year, nominal: TNA in Argentina. Spread evenly over the months.
    YearNominal,
    /// Per year, effective: TEA in Argentina. Compounded over the months.
    YearEffective,
}

/// A rate as a fraction (`0.02` is 2 %) and its period.
///
/// # Example
/// ```
/// use caudal_facts::{Rate, RatePeriod};
///
/// let tna = Rate::new("0.62".parse()?, RatePeriod::YearNominal);
/// assert_eq!(tna.monthly().unwrap().round_dp(6).to_string(), "0.051667");
///
/// // The same figure as an effective rate is a good deal less a month.
/// let tea = Rate::new("0.62".parse()?, RatePeriod::YearEffective);
/// assert_eq!(tea.monthly().unwrap().round_dp(6).to_string(), "0.041021");
/// # Ok::<(), rust_decimal::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    fraction: Decimal,
    period: RatePeriod,
}

impl Rate {
    /// A rate from its fraction and period.
    #[must_use]
    pub const fn new(fraction: Decimal, period: RatePeriod) -> Self {
        Self { fraction, period }
    }

    /// The fraction, for its own period.
    #[must_use]
    pub const fn fraction(self) -> Decimal {
        self.fraction
    }

    /// The period.
    #[must_use]
    pub const fn period(self) -> RatePeriod {
        self.period
    }

    /// The equivalent fraction a month: TNA ÷ 12, or (1 + TEA)^(1/12) − 1 to 24 decimals, half-even.
    ///
    /// `None` when the result is no number: an effective rate of −100 % or less, or an overflow.
    #[must_use]
    pub fn monthly(self) -> Option<Decimal> {
        let twelve = Decimal::from(12);
        match self.period {
            RatePeriod::Month => Some(self.fraction),
            RatePeriod::YearNominal => self.fraction.checked_div(twelve),
            RatePeriod::YearEffective => {
                twelfth_root(Decimal::ONE.checked_add(self.fraction)?)?.checked_sub(Decimal::ONE)
            }
        }
    }
}

/// The positive twelfth root, by Newton's method from above, to 24 decimals.
///
/// `rust_decimal`'s own `powd` goes through a logarithm and loses the last ten digits.
fn twelfth_root(value: Decimal) -> Option<Decimal> {
    if value <= Decimal::ZERO {
        return None;
    }
    let (eleven, twelve) = (Decimal::from(11), Decimal::from(12));
    // (1 + x)^12 ≥ 1 + 12x for x ≥ 0, and the root of a value below one is below one.
    let mut root = if value > Decimal::ONE {
        Decimal::ONE.checked_add(value.checked_sub(Decimal::ONE)?.checked_div(twelve)?)?
    } else {
        Decimal::ONE
    };
    for _ in 0..200 {
        let power = root.checked_powu(11)?;
        if power.is_zero() {
            return None;
        }
        let next = eleven
            .checked_mul(root)?
            .checked_add(value.checked_div(power)?)?
            .checked_div(twelve)?;
        if next >= root {
            break;
        }
        root = next;
    }
    Some(root.round_dp(24))
}
