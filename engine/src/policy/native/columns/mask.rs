//! A condition over many cases: a bit each.

/// How many bits a word has.
const WORD: usize = 64;

/// A bit for each of some cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mask {
    rows: usize,
    /// The bits after the last case are zero.
    words: Vec<u64>,
}

impl Mask {
    /// No case of so many.
    pub(super) fn none(rows: usize) -> Self {
        Self {
            rows,
            words: vec![0; rows.div_ceil(WORD)],
        }
    }

    /// Every case of so many.
    pub(super) fn all(rows: usize) -> Self {
        Self::of(rows, |_| true)
    }

    /// The cases for which something holds.
    #[inline]
    pub(super) fn of(rows: usize, holds: impl Fn(usize) -> bool) -> Self {
        let word = |word: usize| {
            let first = word * WORD;
            let last = rows.min(first + WORD);
            (first..last).fold(0, |bits, row| {
                bits | (u64::from(holds(row)) << (row - first))
            })
        };
        Self {
            rows,
            words: (0..rows.div_ceil(WORD)).map(word).collect(),
        }
    }

    pub(super) const fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn has(&self, row: usize) -> bool {
        let word = self.words.get(row / WORD).copied().unwrap_or_default();
        word >> (row % WORD) & 1 == 1
    }

    pub(super) fn add(&mut self, row: usize) {
        if let Some(word) = self.words.get_mut(row / WORD) {
            *word |= 1 << (row % WORD);
        }
    }

    pub(super) fn remove(&mut self, row: usize) {
        if let Some(word) = self.words.get_mut(row / WORD) {
            *word &= !(1 << (row % WORD));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    pub(super) fn and(&self, other: &Self) -> Self {
        self.with(other, |one, other| one & other)
    }

    pub(super) fn or(&self, other: &Self) -> Self {
        self.with(other, |one, other| one | other)
    }

    pub(super) fn without(&self, other: &Self) -> Self {
        self.with(other, |one, other| one & !other)
    }

    /// The cases in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(place, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = usize::try_from(rest.trailing_zeros()).ok()?;
                rest &= rest.checked_sub(1)?;
                Some(place * WORD + bit)
            })
        })
    }

    fn with(&self, other: &Self, both: impl Fn(u64, u64) -> u64) -> Self {
        let words = self.words.iter().zip(&other.words);
        Self {
            rows: self.rows,
            words: words.map(|(one, other)| both(*one, *other)).collect(),
        }
    }
}
