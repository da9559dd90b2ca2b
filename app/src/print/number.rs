//! Shares as people of the language write them.

use caudal_engine::policy::Language;
use rust_decimal::{Decimal, RoundingStrategy};

/// A share in per cent with two decimals, rounded half-even: 0.0125 is `1,25 %`.
pub(crate) fn percent(share: Decimal, language: Language) -> String {
    let Some(mut percent) = share.checked_mul(Decimal::ONE_HUNDRED) else {
        return share.to_string();
    };
    percent = percent.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven);
    percent.rescale(2);
    format!("{} %", language.number(percent))
}
