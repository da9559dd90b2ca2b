//! Two lists laid beside each other: what both have, in order, and what only one has.

/// Above this many comparisons, what lies between the ends that agree counts as replaced.
const COMPARISONS_MAX: usize = 4_000_000;

/// A place in one list or in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    /// Both have it.
    Both(usize, usize),
    /// Only the first has it.
    First(usize),
    /// Only the second has it.
    Second(usize),
}

/// The longest run of what both lists have in one order, and the rest around it.
pub(super) fn align<T: PartialEq>(first: &[T], second: &[T]) -> Vec<Pair> {
    let same = first.iter().zip(second).take_while(|(a, b)| a == b).count();
    let (rest, other) = (&first[same..], &second[same..]);
    let ends = rest.iter().rev().zip(other.iter().rev());
    let tail = ends.take_while(|(a, b)| a == b).count();
    let (rest, other) = (&rest[..rest.len() - tail], &other[..other.len() - tail]);
    let mut pairs: Vec<Pair> = (0..same).map(|index| Pair::Both(index, index)).collect();
    pairs.extend(middle(rest, other).into_iter().map(|pair| match pair {
        Pair::Both(a, b) => Pair::Both(a + same, b + same),
        Pair::First(a) => Pair::First(a + same),
        Pair::Second(b) => Pair::Second(b + same),
    }));
    let (from, to) = (same + rest.len(), same + other.len());
    pairs.extend((0..tail).map(|index| Pair::Both(from + index, to + index)));
    pairs
}

fn middle<T: PartialEq>(first: &[T], second: &[T]) -> Vec<Pair> {
    let replaced = || {
        let gone = (0..first.len()).map(Pair::First);
        gone.chain((0..second.len()).map(Pair::Second)).collect()
    };
    if first.len().saturating_mul(second.len()) > COMPARISONS_MAX {
        return replaced();
    }
    // `longest[a][b]`: the length of the longest common run of what follows a and b.
    let width = second.len() + 1;
    let mut longest = vec![0_u32; (first.len() + 1) * width];
    for a in (0..first.len()).rev() {
        for b in (0..second.len()).rev() {
            longest[a * width + b] = if first[a] == second[b] {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut pairs = Vec::new();
    while a < first.len() && b < second.len() {
        if first[a] == second[b] {
            pairs.push(Pair::Both(a, b));
            (a, b) = (a + 1, b + 1);
        } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
            pairs.push(Pair::First(a));
            a += 1;
        } else {
            pairs.push(Pair::Second(b));
            b += 1;
        }
    }
    pairs.extend((a..first.len()).map(Pair::First));
    pairs.extend((b..second.len()).map(Pair::Second));
    pairs
}

#[cfg(test)]
mod tests {
    use super::{Pair, align};

    #[test]
    fn what_both_have_is_found_in_order() {
        let pairs = |first: &str, second: &str| {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            let (first, second) = (letters(first), letters(second));
            let told = align(&first, &second).into_iter().map(|pair| match pair {
                Pair::Both(a, _) => first[a].to_string(),
                Pair::First(a) => format!("-{}", first[a]),
                Pair::Second(b) => format!("+{}", second[b]),
            });
            told.collect::<Vec<_>>().join(" ")
        };
        for (first, second, told) in [
            ("", "", ""),
            ("abc", "abc", "a b c"),
            ("abc", "", "-a -b -c"),
            ("", "ab", "+a +b"),
            ("abc", "axc", "a -b +x c"),
            ("abcd", "bcda", "-a b c d +a"),
            ("aab", "ab", "a -a b"),
        ] {
            assert_eq!(pairs(first, second), told, "{first:?} and {second:?}");
        }
    }
}
