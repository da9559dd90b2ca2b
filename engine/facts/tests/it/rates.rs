//! Rates and their periods.

use caudal_facts::{Rate, RatePeriod};
use proptest::prelude::*;
use rust_decimal::{Decimal, MathematicalOps as _};

proptest! {
    #[test]
    fn an_effective_rate_compounds_back_to_itself(basis_points in 0_i64..50_000) {
        let yearly = Decimal::new(basis_points, 4);
        let monthly = Rate::new(yearly, RatePeriod::YearEffective).monthly().unwrap();
        let back = (Decimal::ONE + monthly).powu(12) - Decimal::ONE;
        prop_assert_eq!(back.round_dp(18), yearly.normalize());
    }

    #[test]
    fn an_effective_rate_is_never_more_a_month_than_a_nominal_one(basis_points in 0_i64..50_000) {
        let yearly = Decimal::new(basis_points, 4);
        let monthly = |period| Rate::new(yearly, period).monthly().unwrap();
        prop_assert!(monthly(RatePeriod::YearEffective) <= monthly(RatePeriod::YearNominal));
    }
}

#[test]
fn a_rate_that_takes_everything_has_no_month() {
    assert_eq!(
        Rate::new(-Decimal::ONE, RatePeriod::YearEffective).monthly(),
        None
    );
    assert_eq!(
        Rate::new(Decimal::MAX, RatePeriod::YearEffective).monthly(),
        None
    );
}
