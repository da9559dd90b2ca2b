//! The spans of time that movements are added up over: thirteen months, and rings of days that runs
//! of days are made of.

use std::ops::Range;

/// The runs of days that features look at, shortest first.
pub(crate) const DAY_WINDOWS: [u16; 5] = [7, 30, 60, 90, 180];

/// How many spans there are: the decision's own month, the twelve before it, and one ring of days
/// a run, from the end of the run before to its own.
const SLOTS: usize = FIRST_RING + DAY_WINDOWS.len();

/// The slot of the first ring.
const FIRST_RING: usize = 13;

/// The slots of months.
const MONTHS: u32 = (1 << FIRST_RING) - 1;

/// A set of slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Slots(u32);

impl Slots {
    /// The month so many months before the decision's own, up to 12.
    pub(crate) const fn month(back: usize) -> Self {
        Self(1 << back)
    }

    /// The months before the decision's own, so many of them, up to 12.
    pub(crate) fn months_before(count: u8) -> Self {
        Self(((1 << count.min(12)) - 1) << 1)
    }

    /// Every month and every ring.
    pub(crate) const ALL: Self = Self((1 << SLOTS) - 1);

    /// Every month.
    pub(crate) const MONTHS: Self = Self(MONTHS);

    /// The rings of a run of so many days, if it is one of [`DAY_WINDOWS`].
    pub(crate) fn days(count: u16) -> Option<Self> {
        let position = DAY_WINDOWS.iter().position(|days| *days == count)?;
        let rings = (0..=position).map(|ring| Self(1 << (FIRST_RING + ring)));
        Some(rings.fold(Self::default(), Self::with))
    }

    /// The ring of the day so many days before the last covered one, if it is in a run.
    pub(crate) fn ring(back: i32) -> Self {
        if back < 0 {
            return Self::default();
        }
        let ring = DAY_WINDOWS.partition_point(|days| i32::from(*days) <= back);
        if ring < DAY_WINDOWS.len() {
            Self(1 << (FIRST_RING + ring))
        } else {
            Self::default()
        }
    }

    /// The months in it, as how many months before the decision's own they lie.
    pub(crate) fn months_back(self) -> impl Iterator<Item = usize> {
        self.and(Self(MONTHS)).iter()
    }

    /// The slots from its first to its last, if it has all of them.
    pub(crate) fn as_run(self) -> Option<Range<usize>> {
        let first = self.0.trailing_zeros();
        let run = self.0.checked_shr(first)?;
        let bounds = usize::try_from(first)
            .ok()
            .zip(usize::try_from(first + self.len()).ok());
        bounds
            .filter(|_| run & (run + 1) == 0)
            .map(|(first, end)| first..end)
    }

    /// What of it is days.
    pub(crate) fn without_months(self) -> Self {
        Self(self.0 & !MONTHS)
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// How many there are.
    pub(crate) const fn len(self) -> u32 {
        self.0.count_ones()
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
