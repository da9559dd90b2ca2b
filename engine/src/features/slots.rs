//! The spans of time that movements are added up over: thirteen months and two runs of days.

/// How many spans there are: the decision's own month, the twelve before it, 30 and 90 days.
pub(crate) const SLOTS: usize = 15;

/// The runs of days, in the order of their slots.
pub(crate) const DAY_WINDOWS: [u16; 2] = [30, 90];

/// The slot of the first run of days.
const FIRST_DAYS: usize = 13;

/// A set of slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Slots(u16);

impl Slots {
    /// The month so many months before the decision's own, up to 12.
    pub(crate) const fn month(back: usize) -> Self {
        Self(1 << back)
    }

    /// The run of so many days, if it is one of [`DAY_WINDOWS`].
    pub(crate) fn days(count: u16) -> Option<Self> {
        let position = DAY_WINDOWS.iter().position(|days| *days == count)?;
        Some(Self(1 << (FIRST_DAYS + position)))
    }

    /// The months in it, as how many months before the decision's own they lie.
    pub(crate) fn months_back(self) -> impl Iterator<Item = usize> {
        (0..=12).filter(move |back| self.meets(Self::month(*back)))
    }

    /// What of it is days.
    pub(crate) fn without_months(self) -> Self {
        Self(
            self.months_back()
                .fold(self.0, |rest, back| rest & !(1 << back)),
        )
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Positions of the slots, ascending.
    pub(crate) fn iter(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let slot = usize::try_from(rest.trailing_zeros()).ok()?;
            rest &= rest.checked_sub(1)?;
            Some(slot)
        })
    }
}
