//! What a person can change about themselves from here on.
//!
//! Only what stands here is ever suggested to somebody as a change. Who they are, and what they did not pay in the
//! past, is not: such a suggestion would be a mockery, whatever a threshold says.

use super::feature::Feature;

/// Features that earning, spending, repaying or showing more can move.
const ACTIONABLE: [&str; 17] = [
    "balance.days_le_0_90d",
    "card.installments_next_month",
    "card.used",
    "card.utilisation",
    "data.full_months",
    "debt.consumer_balance",
    "debt.direct_total",
    "debt.loan_installments_next",
    "debt.payments_seen_3m",
    "employment.income_3m",
    "expenses.essential_3m",
    "income.conservative_6m",
    "income.cv_6m",
    "income.last_month",
    "income.verified_monthly_6m",
    "stress.gambling_share_90d",
    "tax.fees_monthly_6m",
];

impl Feature {
    /// Whether a person can do something about it.
    #[must_use]
    pub fn is_actionable(&self) -> bool {
        ACTIONABLE.contains(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::ACTIONABLE;
    use crate::features::Catalogue;

    #[test]
    fn what_can_be_changed_is_in_the_catalogue_and_no_past_default() {
        for name in ACTIONABLE {
            let feature = Catalogue::standard().get(name);
            assert!(feature.is_some(), "{name}");
            assert!(
                !name.contains("overdue") && !name.starts_with("bureau."),
                "{name}"
            );
        }
    }
}
