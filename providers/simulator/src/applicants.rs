//! Who is asked about: from credential to tax id, and from tax id to a life that adds up.

pub(crate) mod bancame;
pub(crate) mod bcra;
mod catalogue;
mod cirenio;
mod dice;
mod identity;
pub(crate) mod khipu;
mod ledger;
mod life;
mod money;
mod person;
mod products;
mod profile;
pub(crate) mod registries;

use caudal_facts::TaxId;

use crate::world::World;

pub(crate) use cirenio::report as cirenio_report;
pub(crate) use dice::Dice;
pub(crate) use identity::{applicant_of_text, derived, plain_tax_id, with_check_digit};
pub(crate) use ledger::{Account, Coin, Kind};
pub(crate) use money::installment;
pub(crate) use person::Person;
pub(crate) use profile::Profile;

/// The generated applicant with a tax id.
pub(crate) fn person(world: &World, tax_id: &TaxId) -> Person {
    Person::new(world.settings.seed, tax_id, world.as_of)
}
