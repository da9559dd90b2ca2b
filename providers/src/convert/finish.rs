//! What is decided once all rows stand: order, ordinals, categories.

use std::collections::HashMap;

use caudal_facts::categories::{Categories, Movement};
use caudal_facts::{Application, Facts, TaxId};

/// Sorts the transactions, numbers those that are alike, and gives each its category. What moves between two people
/// who ask for one loan is own money, as between two accounts of one.
pub(super) fn finish(
    facts: &mut Facts,
    (application, other): (&Application, Option<&TaxId>),
    categories: &Categories,
) {
    facts.categories_sha256 = Some(categories.sha256());
    facts
        .transactions
        .sort_by_key(|row| (row.date, row.account, row.provenance));
    let mut alike: HashMap<_, u32> = HashMap::new();
    for row in &mut facts.transactions {
        let key = (row.account, row.date, row.amount, row.description.clone());
        let next = alike.entry(key).or_default();
        row.ordinal = *next;
        *next = next.saturating_add(1);

        let counterparty = row.counterparty.as_ref();
        let tax_id = counterparty.and_then(|other| other.tax_id.as_ref());
        let decided = categories.decide(&Movement {
            description: &row.description,
            detail: row.detail.as_deref(),
            amount: row.amount,
            counterparty_is_applicant: tax_id
                .is_some_and(|id| *id == application.tax_id || Some(id) == other),
        });
        row.category = decided.category;
        row.category_entry = decided.entry.map(ToOwned::to_owned);
    }
}
