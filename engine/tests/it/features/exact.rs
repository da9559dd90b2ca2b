//! Exact statistics: both sides of each rounding, and the ends of the range.

use caudal_engine::exact::{Fault, deviation, divide, mean, median, ratio, variation};
use proptest::prelude::*;

#[test]
fn halves_go_to_the_even_one() {
    for (numerator, denominator, expected) in [
        (1, 2, 0),
        (3, 2, 2),
        (-1, 2, 0),
        (-3, 2, -2),
        (5, -2, -2),
        (-5, -2, 2),
        (7, 3, 2),
        (8, 3, 3),
        (-7, 3, -2),
        (-8, 3, -3),
        (0, 9, 0),
        (i128::MAX, 1, i128::MAX),
        (i128::MIN, 1, i128::MIN),
    ] {
        assert_eq!(
            divide(numerator, denominator),
            Ok(expected),
            "{numerator}/{denominator}"
        );
    }
    assert_eq!(divide(1, 0), Err(Fault::DivisionByZero));
    assert_eq!(divide(i128::MIN, -1), Err(Fault::Overflow));
}

#[test]
fn statistics_of_nothing_are_divisions_by_zero() {
    assert_eq!(mean(&[]), Err(Fault::DivisionByZero));
    assert_eq!(median(&[]), Err(Fault::DivisionByZero));
    assert_eq!(variation(&[]), Err(Fault::DivisionByZero));
    assert_eq!(variation(&[-1, 1]), Err(Fault::DivisionByZero));
}

#[test]
fn extremes_do_not_wrap() {
    let ends = [i64::MAX, i64::MAX, i64::MIN];
    assert_eq!(mean(&[i64::MAX; 12]), Ok(i64::MAX));
    assert_eq!(mean(&[i64::MIN; 12]), Ok(i64::MIN));
    assert_eq!(median(&[i64::MAX, i64::MAX]), Ok(i64::MAX));
    assert_eq!(median(&ends), Ok(i64::MAX));
    assert_eq!(ratio(i128::from(i64::MAX), 1), Err(Fault::Overflow));
    assert_eq!(ratio(i128::MAX, 1), Err(Fault::Overflow));
    assert_eq!(variation(&ends), Err(Fault::Overflow));
    assert_eq!(variation(&[1 << 57, 0]), Ok(1_000_000));
}

#[test]
fn deviation_is_exact_at_the_half() {
    for (values, expected) in [
        (&[0, 1][..], Ok(0)),
        (&[0, 3], Ok(2)),
        (&[-3, 0], Ok(2)),
        (&[0, 5], Ok(2)),
        (&[7], Ok(0)),
        (&[2, 4, 4, 4, 5, 5, 7, 9], Ok(2)),
        (&[], Err(Fault::DivisionByZero)),
        (&[i64::MAX, i64::MIN], Err(Fault::Overflow)),
    ] {
        assert_eq!(deviation(values), expected, "{values:?}");
    }
}

#[test]
fn variation_is_exact_at_the_half() {
    // Deviation 1 and mean 2,000,000: half a millionth, to the even one.
    assert_eq!(variation(&[1_999_999, 2_000_001]), Ok(0));
    // Deviation 3 and mean 2,000,000: one and a half.
    assert_eq!(variation(&[1_999_997, 2_000_003]), Ok(2));
    assert_eq!(variation(&[5, 5, 5]), Ok(0));
    assert_eq!(variation(&[0, 0, 3]), Ok(1_414_214));
}

proptest! {
    #[test]
    fn divide_is_nearest(numerator in any::<i64>(), denominator in any::<i64>()) {
        prop_assume!(denominator != 0);
        let (numerator, denominator) = (i128::from(numerator), i128::from(denominator));
        let quotient = divide(numerator, denominator).expect("it fits");
        let twice_off = 2 * (numerator - quotient * denominator).abs();
        prop_assert!(twice_off <= denominator.abs());
        prop_assert!(twice_off < denominator.abs() || quotient % 2 == 0);
    }

    #[test]
    fn variation_is_nearest(values in prop::collection::vec(0_i64..1_000_000, 1..12)) {
        let total: i128 = values.iter().copied().map(i128::from).sum();
        prop_assume!(total > 0);
        let count = i128::try_from(values.len()).expect("small");
        let squares: i128 = values.iter().map(|value| i128::from(*value).pow(2)).sum();
        let target = 4_000_000_000_000 * (count * squares - total.pow(2));
        let found = i128::from(variation(&values).expect("it fits"));
        prop_assert!(((2 * found + 1) * total).pow(2) >= target);
        prop_assert!(found == 0 || ((2 * found - 1) * total).pow(2) <= target);
    }

    #[test]
    fn median_is_in_the_middle(values in prop::collection::vec(any::<i64>(), 1..15)) {
        let middle = median(&values).expect("there are values");
        let below = values.iter().filter(|value| **value < middle).count();
        let above = values.iter().filter(|value| **value > middle).count();
        prop_assert!(below * 2 <= values.len() && above * 2 <= values.len());
    }
}
