//! Reading `[loan]`.

use caudal_facts::{Country, Currency};
use rust_decimal::Decimal;

use super::{Charge, Grace, GraceInterest, LoanTerms, OpeningCosts, System, TotalCost, Yearly};
use crate::policy::document::{Entry, Section};
use crate::policy::loan::AMOUNT_MAX;
use crate::policy::names;

/// What a share is of.
#[derive(Clone, Copy)]
enum Base {
    Amount,
    Balance,
}

const BASES: [(&str, Base); 2] = [("amount", Base::Amount), ("balance", Base::Balance)];

const SYSTEMS: [(&str, System); 3] = [
    ("french", System::French),
    ("german", System::German),
    ("bullet", System::Bullet),
];

const INTERESTS: [(&str, GraceInterest); 2] = [
    ("paid", GraceInterest::Paid),
    ("capitalised", GraceInterest::Capitalised),
];

const COSTS: [(&str, OpeningCosts); 2] = [
    ("financed", OpeningCosts::Financed),
    ("deducted", OpeningCosts::Deducted),
];

const YEARS: [(&str, Yearly); 2] = [("simple", Yearly::Simple), ("compound", Yearly::Compound)];

/// How a charge is written.
const CHARGES: &str = "write { sum = 2_500 }, or { share = 0.001, of = \"amount\" } or \"balance\"";

pub(in crate::policy::manifest) fn read(
    root: &Section<'_, '_>,
    currency: Currency,
    country: Option<Country>,
) -> LoanTerms {
    let mut terms = LoanTerms::plain(currency);
    let Some(section) = root.section("loan") else {
        return terms;
    };
    one_of(&section, "rate", &[("monthly", ())]);
    terms.system = one_of(&section, "system", &SYSTEMS).unwrap_or(terms.system);
    if let Some(step) = step(&section) {
        terms.round_installment_to = step;
    }
    terms.grace = grace(&section, terms.system).unwrap_or(terms.grace);
    terms.opening_costs = one_of(&section, "opening_costs", &COSTS).unwrap_or(terms.opening_costs);
    let share = |key| section.optional(key).and_then(|entry| share(&entry));
    terms.stamp_tax = share("stamp_tax").unwrap_or_default();
    terms.stamp_tax_monthly = share("stamp_tax_monthly").unwrap_or_default();
    terms.stamp_tax_max = share("stamp_tax_max");
    terms.vat_on_interest = share("vat_on_interest").unwrap_or_default();
    terms.vat_on_fees = share("vat_on_fees").unwrap_or_default();
    let charge = |key, usual| {
        let entry = section.optional(key)?;
        charge(&entry, usual)
    };
    terms.opening_fee = opening_fee(&section).unwrap_or_default();
    terms.monthly_fee = charge("monthly_fee", None).unwrap_or_default();
    terms.insurance_monthly = charge("insurance_monthly", Some(Base::Balance)).unwrap_or_default();
    terms.total_cost = stated(&section, country);
    section.finish();
    terms
}

/// What one of a few words stands for; `None` when it is not there or was reported.
fn one_of<T: Copy>(section: &Section<'_, '_>, key: &'static str, known: &[(&str, T)]) -> Option<T> {
    let entry = section.optional(key)?;
    let given = entry.string()?;
    let meant = known.iter().find(|(word, _)| *word == given);
    if meant.is_none() {
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        entry.report_with(
            format!("unknown {} {given:?}", entry.name),
            names::hint(&given, &words),
        );
    }
    meant.map(|(_, meaning)| *meaning)
}

fn step(section: &Section<'_, '_>) -> Option<Decimal> {
    let entry = section.optional("round_installment_to")?;
    let step = entry.decimal()?;
    if step <= Decimal::ZERO {
        entry.report(format!("{} is {step}: expected more than zero", entry.name));
        return None;
    }
    Some(step)
}

fn grace(section: &Section<'_, '_>, system: System) -> Option<Grace> {
    let entry = section.optional("grace")?;
    let section = entry.section()?;
    let months = if system == System::Bullet {
        if let Some(months) = section.optional("months") {
            months.report_with(
                "a bullet loan pays no capital before its last month",
                "leave months out",
            );
        }
        Some(0)
    } else {
        section.required("months").and_then(|entry| entry.whole())
    };
    let interest = one_of(&section, "interest", &INTERESTS);
    if section.optional("interest").is_none() {
        entry.report_with(
            format!("{}.interest is missing", entry.name),
            "write interest = \"paid\" or interest = \"capitalised\"",
        );
    }
    section.finish();
    Some(Grace {
        months: months?,
        interest: interest?,
    })
}

fn share(entry: &Entry<'_, '_>) -> Option<Decimal> {
    let share = entry.decimal()?;
    if share < Decimal::ZERO || share >= Decimal::ONE {
        entry.report_with(
            format!(
                "{} is {share}: expected at least 0 and less than 1",
                entry.name
            ),
            "a share is a fraction: 0.21 is 21 %",
        );
        return None;
    }
    Some(share)
}

/// A charge: `0.02`, `{ share = 0.02, of = "amount" }`, `{ sum = 2_500 }`, or share and sum together.
/// A share that does not say of what is of the `usual`.
fn charge(entry: &Entry<'_, '_>, usual: Option<Base>) -> Option<Charge> {
    if !entry.value.get_ref().is_table() {
        return part(entry, usual);
    }
    let section = entry.section()?;
    let share = section.optional("share");
    let base = one_of(&section, "of", &BASES);
    let of = section.optional("of");
    let fixed = section.optional("sum");
    section.finish();
    if let (None, Some(of)) = (&share, &of) {
        of.report(format!("{} says of what, but no share", entry.name));
        return None;
    }
    if share.is_none() && fixed.is_none() {
        entry.report_with(format!("{} charges nothing", entry.name), CHARGES);
        return None;
    }
    let mut charge = match &share {
        Some(share) => part(share, if of.is_some() { base } else { usual })?,
        None => Charge::default(),
    };
    if let Some(fixed) = &fixed {
        charge.fixed = sum(fixed)?;
    }
    Some(charge)
}

fn part(entry: &Entry<'_, '_>, base: Option<Base>) -> Option<Charge> {
    let Some(base) = base else {
        let message = format!("{} does not say what it is a part of", entry.name);
        entry.report_with(message, CHARGES);
        return None;
    };
    let share = share(entry)?;
    Some(match base {
        Base::Amount => Charge::of_amount(share),
        Base::Balance => Charge::of_balance(share),
    })
}

/// A fee that is paid before anything is owed.
fn opening_fee(section: &Section<'_, '_>) -> Option<Charge> {
    let entry = section.optional("opening_fee")?;
    let charge = charge(&entry, Some(Base::Amount))?;
    if !charge.of_balance.is_zero() {
        entry.report_with(
            format!("{} is paid before anything is owed", entry.name),
            "write of = \"amount\"",
        );
    }
    Some(charge)
}

fn sum(entry: &Entry<'_, '_>) -> Option<Decimal> {
    let sum = entry.decimal()?;
    if sum < Decimal::ZERO || sum > AMOUNT_MAX {
        entry.report(format!(
            "{} is {sum}: expected at least 0 and at most {AMOUNT_MAX}",
            entry.name
        ));
        return None;
    }
    Some(sum)
}

/// `total_cost` and `total_cost_year`, held against what the policy's country states.
fn stated(section: &Section<'_, '_>, country: Option<Country>) -> TotalCost {
    let year = one_of(section, "total_cost_year", &YEARS);
    let costs = [
        ("cae", TotalCost::Cae(year.unwrap_or(Yearly::Simple))),
        ("cft", TotalCost::Cft(year.unwrap_or(Yearly::Compound))),
    ];
    let cost = one_of(section, "total_cost", &costs);
    let law = match country {
        Some(Country::Cl) => Some(("cae", TotalCost::Cae(Yearly::Simple))),
        Some(Country::Ar) => Some(("cft", TotalCost::Cft(Yearly::Compound))),
        None => None,
    };
    if let (Some(given), Some((name, lawful)), Some(entry)) =
        (cost, law, section.optional("total_cost"))
        && given != lawful
    {
        entry.report_with(
            "the country's lenders state the total cost of a loan otherwise",
            format!("write total_cost = {name:?}, and leave total_cost_year out"),
        );
    }
    cost.unwrap_or(TotalCost::Unstated)
}
