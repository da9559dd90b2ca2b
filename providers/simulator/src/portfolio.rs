//! Whole applicants for portfolios of any size: the people whom the providers are simulated for, as the facts
//! that their reports would become, without the reports.

mod application;
mod bank;
mod registers;

use caudal_facts::categories::Categories;
use caudal_facts::evidence::{Sha256Digest, Status};
use caudal_facts::facts::{Answer, PayloadRef, Provenance, Section};
use caudal_facts::{Application, Country, Facts, Money, Source, TaxId};
use chrono::NaiveDate;

use crate::applicants::{Dice, Person, with_check_digit};

/// Made-up applicants of a country, each from its number alone.
///
/// # Properties
/// - The same seed, date, categories and number give the same applicant on every machine.
/// - No two numbers give the same application or tax id.
#[derive(Debug)]
pub struct Applicants<'c> {
    seed: u64,
    as_of: NaiveDate,
    categories: &'c Categories,
}

impl<'c> Applicants<'c> {
    /// How many there are: as many as have a tax id of their own.
    pub const MAX: u64 = 10_000_000;

    /// The applicants of the categories' country, all on one date.
    #[must_use]
    pub const fn new(seed: u64, as_of: NaiveDate, categories: &'c Categories) -> Self {
        Self {
            seed,
            as_of,
            categories,
        }
    }

    /// The applicant with a number below [`MAX`](Self::MAX), and what all their reports say.
    #[must_use]
    pub fn applicant(&self, number: u64) -> Option<(Application, Facts)> {
        let country = self.categories.country();
        let tax_id = tax_id(country, number)?;
        let person = Person::new(self.seed, &tax_id, self.as_of);
        let application = application::application(&person, number);
        let mut reports = Reports::new(&person, number, self.categories);
        bank::add(&mut reports);
        match country {
            Country::Ar => registers::add_argentine(&mut reports),
            Country::Cl => registers::add_chilean(&mut reports),
        }
        let mut facts = reports.facts;
        facts.answers.sort_by_key(|answer| answer.source);
        Some((application, facts))
    }
}

/// What reports say of a person, as it is put together.
struct Reports<'p> {
    person: &'p Person,
    categories: &'p Categories,
    digest: Sha256Digest,
    dice: Dice,
    facts: Facts,
}

impl<'p> Reports<'p> {
    fn new(person: &'p Person, number: u64, categories: &'p Categories) -> Self {
        Self {
            person,
            categories,
            digest: Sha256Digest::of(&number.to_le_bytes()),
            dice: person.dice("reports"),
            facts: Facts {
                categories_sha256: Some(categories.sha256()),
                ..Facts::default()
            },
        }
    }

    /// Notes what a source did: one in a hundred gives nothing. Gives the number of its payload, if it
    /// gives one.
    fn answer(
        &mut self,
        (source, provider, operation): (Source, &str, &str),
        report_date: NaiveDate,
        sections: &[Section],
    ) -> Option<u32> {
        let is_silent = self.dice.per_mille(10);
        let payload = u32::try_from(self.facts.payloads.len()).unwrap_or_default();
        let status = if is_silent {
            let why = "the simulated provider gave nothing".to_owned();
            Status::Unavailable { why }
        } else {
            self.facts.payloads.push(PayloadRef {
                source,
                provider: provider.to_owned(),
                operation: operation.to_owned(),
                file: format!("{provider}-{operation}.json"),
                sha256: self.digest,
                obtained_at: None,
            });
            for section in sections {
                self.facts.note(*section);
            }
            Status::Complete
        };
        self.facts.answers.push(Answer {
            source,
            provider: provider.to_owned(),
            status,
            obtained_at: None,
            report_date: Some(report_date),
            covers_from: None,
            payloads: if is_silent { Vec::new() } else { vec![payload] },
        });
        (!is_silent).then_some(payload)
    }

    /// An amount in the person's home currency.
    fn money(&self, minor: i64) -> Money {
        Money::from_minor(minor, self.person.country.home_currency())
    }
}

/// Places in a payload, one after the other.
fn places(payload: u32) -> impl Iterator<Item = Provenance> {
    (0..).map(move |row| Provenance { payload, row })
}

/// The tax id of an applicant.
fn tax_id(country: Country, number: u64) -> Option<TaxId> {
    if number >= Applicants::MAX {
        return None;
    }
    match country {
        Country::Cl => with_check_digit(country, &format!("{}", 10_000_000 + number)),
        Country::Ar => {
            let body = 20_000_000 + number;
            // A few bodies have no check digit under the first prefix.
            let mut ids = [20, 27, 23].into_iter();
            ids.find_map(|prefix| with_check_digit(country, &format!("{prefix}{body}")))
        }
    }
}
