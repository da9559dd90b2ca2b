//! Kinds of lives, so that every outcome of a policy comes up.

use super::dice::Dice;

/// How somebody lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Profile {
    /// Employed, bills paid.
    #[default]
    Salaried,
    /// Self-employed through platforms and clients.
    Gig,
    /// On a pension.
    Retired,
    /// Sells from a small shop.
    Merchant,
    /// An account opened weeks ago.
    ThinFile,
    /// Instalments take most of what comes in.
    OverIndebted,
}

impl Profile {
    /// A person's kind of life.
    pub(super) fn draw(dice: &mut Dice) -> Self {
        match dice.below(100) {
            0..45 => Self::Salaried,
            45..60 => Self::Gig,
            60..70 => Self::Retired,
            70..80 => Self::Merchant,
            80..88 => Self::ThinFile,
            _ => Self::OverIndebted,
        }
    }

    /// Whether an employer pays.
    pub(crate) const fn is_employed(self) -> bool {
        matches!(self, Self::Salaried | Self::ThinFile | Self::OverIndebted)
    }

    /// Months of movements before the month that is running.
    pub(crate) const fn months(self) -> i32 {
        match self {
            Self::ThinFile => 2,
            _ => 12,
        }
    }
}
