//! A report's own monthly sums, held against the movements that it lists.

use std::collections::BTreeMap;

use caudal_facts::facts::{Finding, FindingCode, StatedMonth};
use caudal_facts::{Currency, Facts, Money, Month};

/// How far two sums of one month may differ, in the currency's smallest unit: vendors add up in
/// binary floats and round, so that a cent more or less says nothing.
const TOLERANCE_MINOR: i128 = 1;

/// Money in and out of a month, both positive, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sums {
    inflow: i128,
    outflow: i128,
}

impl Sums {
    fn add(&mut self, amount: Money) {
        let minor = i128::from(amount.minor());
        if minor >= 0 {
            self.inflow += minor;
        } else {
            self.outflow -= minor;
        }
    }
}

/// Whose sums: one account's, or all accounts' of a payload and currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    Account(u32),
    All(u32, Currency),
}

/// Adds a finding for each stated month whose sums differ from each other or from its movements.
pub(crate) fn reconcile(facts: &mut Facts) {
    let listed = listed(facts);
    let mut findings = Vec::new();
    for row in &facts.stated_months {
        findings.extend(own_sums(row));
        findings.extend(against_movements(row, &listed));
    }
    facts.findings.extend(findings);
}

fn listed(facts: &Facts) -> BTreeMap<(Whose, Month), Sums> {
    let mut listed: BTreeMap<_, Sums> = BTreeMap::new();
    for row in &facts.transactions {
        let month = Month::of(row.date);
        let all = Whose::All(row.provenance.payload, row.amount.currency());
        for whose in [Whose::Account(row.account), all] {
            listed.entry((whose, month)).or_default().add(row.amount);
        }
    }
    listed
}

/// Money in less money out must be the stated difference, to the last unit.
fn own_sums(row: &StatedMonth) -> Option<Finding> {
    let (inflow, outflow, net) = (row.inflow?, row.outflow?, row.net?);
    let currency = net.currency();
    let minor = |money: Money| i128::from(money.minor());
    let computed = minor(inflow) - minor(outflow);
    let difference = computed - minor(net);
    if difference == 0 {
        return None;
    }
    let within = if difference.abs() <= TOLERANCE_MINOR {
        "within"
    } else {
        "beyond"
    };
    let message = format!(
        "{}: {inflow} in less {outflow} out is {}, stated is {net}: {} off, {within} the \
         tolerance of {}",
        row.month,
        shown(computed, currency),
        shown(difference, currency),
        shown(TOLERANCE_MINOR, currency),
    );
    Some(finding(FindingCode::StatedSumsDiffer, row, message))
}

fn against_movements(
    row: &StatedMonth,
    listed: &BTreeMap<(Whose, Month), Sums>,
) -> Option<Finding> {
    let currency = row.inflow.or(row.outflow)?.currency();
    let whose = match row.account {
        Some(account) => Whose::Account(account),
        None => Whose::All(row.provenance.payload, currency),
    };
    let sums = listed.get(&(whose, row.month)).copied().unwrap_or_default();
    let compared = [(row.inflow, sums.inflow), (row.outflow, sums.outflow)];
    let mut fewer = false;
    let mut more = false;
    for (stated, listed) in compared {
        let Some(stated) = stated else { continue };
        let difference = listed - i128::from(stated.minor());
        fewer |= difference < -TOLERANCE_MINOR;
        more |= difference > TOLERANCE_MINOR;
    }
    let code = match (fewer, more) {
        (false, false) => return None,
        (true, false) => FindingCode::StatedMonthPartlyListed,
        (_, true) => FindingCode::StatedMonthDiffers,
    };
    let stated =
        |money: Option<Money>| money.map_or("nothing".to_owned(), |money| money.to_string());
    let message = format!(
        "{}: stated {} in and {} out, movements listed come to {} in and {} out",
        row.month,
        stated(row.inflow),
        stated(row.outflow),
        shown(sums.inflow, currency),
        shown(sums.outflow, currency),
    );
    Some(finding(code, row, message))
}

fn finding(code: FindingCode, row: &StatedMonth, message: String) -> Finding {
    Finding {
        code,
        provenance: Some(row.provenance),
        message,
    }
}

/// A sum as money; one beyond what money can hold as its count of minor units.
fn shown(minor: i128, currency: Currency) -> String {
    i64::try_from(minor).map_or_else(
        |_| format!("{minor} minor units of {currency}"),
        |minor| Money::from_minor(minor, currency).to_string(),
    )
}
