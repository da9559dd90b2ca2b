//! `[policy]` and `[review]`: identity, validity, and whom to ask.

use caudal_facts::{Country, Currency};
use chrono::NaiveDate;

use crate::policy::document::{Entry, Section};

/// What it means when no offer is left for known reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoOffer {
    /// Decline, with the reasons of the withheld offers.
    Decline,
    /// A person looks at it.
    Refer,
}

/// Where a person can ask for an explanation or a human review.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// The queue that referred cases go to.
    pub queue: Option<String>,
    /// Where the applicant can ask.
    pub contact: Option<String>,
}

pub(super) struct Head {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) country: Option<Country>,
    pub(super) currency: Currency,
    pub(super) from: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
    pub(super) no_offer: NoOffer,
    pub(super) reasons_told: u32,
    pub(super) owner: Option<String>,
    pub(super) approved: Vec<String>,
    pub(super) extends: Option<String>,
    pub(super) uses: Vec<String>,
}

/// Keys of `[policy]` that hold for the policy that they are written in and for none that extends it: a challenger is a
/// policy of its own.
const OWN_KEYS: [&str; 4] = ["id", "version", "approved", "extends"];

/// Whether a key of `[policy]` is never inherited.
pub(crate) fn is_own_key(key: &str) -> bool {
    OWN_KEYS.contains(&key)
}

/// A value that was reported as wrong.
struct Refused;

pub(super) fn read(whole: Section<'_, '_>) -> Option<Head> {
    let section = &whole;
    let optional = |key| section.optional(key);
    // Those of OWN_KEYS.
    let own = |key| section.required_own(key).and_then(|entry| entry.string());
    let (id, version) = (own("id"), own("version"));
    let country = country(section);
    let currency = currency(section);
    let from = optional("from").and_then(|entry| entry.date());
    let until = optional("until").and_then(|entry| {
        let until = entry.date()?;
        if from.is_some_and(|from| from > until) {
            entry.report(format!("{} is before policy.from", entry.name));
        }
        Some(until)
    });
    let head = Head {
        no_offer: no_offer(section),
        reasons_told: optional("reasons_told").map_or(Some(4), |entry| reasons_told(&entry))?,
        owner: optional("owner").and_then(|entry| entry.string()),
        approved: section
            .optional_own("approved")
            .and_then(|entry| entry.strings())
            .unwrap_or_default(),
        extends: section
            .optional_own("extends")
            .and_then(|entry| entry.string()),
        uses: optional("use")
            .and_then(|entry| entry.strings())
            .unwrap_or_default(),
        id: id?,
        version: version?,
        country: country.ok()?,
        currency: currency?,
        from,
        until,
    };
    whole.finish();
    Some(head)
}

/// How many reasons are told: whoever is declined is told one.
fn reasons_told(entry: &Entry<'_, '_>) -> Option<u32> {
    let told = entry.whole()?;
    if told == 0 {
        let hint = "at least 1: whoever is declined is told why";
        entry.report_with(format!("{} is 0", entry.name), hint);
    }
    Some(told)
}

/// The country, none for `any`.
fn country(section: &Section<'_, '_>) -> Result<Option<Country>, Refused> {
    let entry = section.required("country").ok_or(Refused)?;
    let text = entry.string().ok_or(Refused)?;
    if text == "any" {
        return Ok(None);
    }
    let country = Country::parse(&text);
    if country.is_none() {
        entry.report_with(
            format!("unknown country {text:?}"),
            "known are \"AR\", \"CL\" and \"any\" for examples",
        );
    }
    country.map(Some).ok_or(Refused)
}

fn currency(section: &Section<'_, '_>) -> Option<Currency> {
    let entry = section.required("currency")?;
    match Currency::parse(&entry.string()?) {
        Ok(currency) => Some(currency),
        Err(error) => {
            entry.report(format!("failed to {error}"));
            None
        }
    }
}

fn no_offer(section: &Section<'_, '_>) -> NoOffer {
    let Some(entry) = section.optional("no_offer") else {
        return NoOffer::Refer;
    };
    match entry.string().as_deref() {
        Some("decline") => NoOffer::Decline,
        Some("refer") | None => NoOffer::Refer,
        Some(other) => {
            entry.report_with(
                format!("unknown no_offer {other:?}"),
                "known are \"decline\" and \"refer\"",
            );
            NoOffer::Refer
        }
    }
}

pub(super) fn review(root: &Section<'_, '_>) -> Review {
    let Some(section) = root.section("review") else {
        return Review::default();
    };
    let text = |key| {
        let entry = section.optional(key)?;
        let text = entry.string()?;
        if text.trim().is_empty() {
            let hint = "say it, or leave the key out";
            entry.report_with(format!("{} says nothing", entry.name), hint);
        }
        Some(text)
    };
    let review = Review {
        queue: text("queue"),
        contact: text("contact"),
    };
    section.finish();
    review
}
