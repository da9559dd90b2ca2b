//! A generated applicant: who they are and everything that the providers know of them.

use caudal_facts::{Country, Month, TaxId};
use chrono::NaiveDate;

use super::dice::Dice;
use super::identity::with_check_digit;
use super::ledger::{Account, Coin};
use super::life;
use super::products::{Deposit, Loan};
use super::profile::Profile;

/// Given names; everybody's surname is Ejemplo.
const NAMES: [&str; 12] = [
    "ANA", "BRUNO", "CARLA", "DIEGO", "ELENA", "FELIPE", "GABRIELA", "HUGO", "IRENE", "JAVIER",
    "LUCIA", "MARTIN",
];

/// Everything about one applicant.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// Tax id.
    pub(crate) tax_id: TaxId,
    /// Where they live.
    pub(crate) country: Country,
    /// The date of every report.
    pub(crate) as_of: NaiveDate,
    /// `EJEMPLO` and a given name.
    pub(crate) name: String,
    /// How they live.
    pub(crate) profile: Profile,
    /// A month's net income now, in minor units.
    pub(crate) income: i64,
    /// Whether they are late with something.
    pub(crate) is_late: bool,
    /// The employer's tax id and the month that the job began.
    pub(crate) employer: (TaxId, Month),
    /// Accounts of the bank, cards last.
    pub(crate) accounts: Vec<Account>,
    /// Loans.
    pub(crate) loans: Vec<Loan>,
    /// Fixed-term deposits.
    pub(crate) deposits: Vec<Deposit>,
    seed: u64,
}

impl Person {
    /// The applicant with a tax id, as of a date: the same for the same seed, always.
    pub(crate) fn new(seed: u64, tax_id: &TaxId, as_of: NaiveDate) -> Self {
        let country = match tax_id {
            TaxId::Rut(_) => Country::Cl,
            TaxId::Cuit(_) => Country::Ar,
        };
        let mut dice = Dice::new(seed, &format!("person {}", tax_id.reveal()));
        let profile = Profile::draw(&mut dice);
        let income = dice.between(55, 220) * 1_000_000;
        // Pesos of Argentina have cents; of Chile, a tenth of the cents is about as much.
        let income = if country == Country::Ar {
            income
        } else {
            income / 100
        };
        let employer = match country {
            Country::Cl => format!("76{:06}", dice.below(1_000)),
            Country::Ar => format!("3070{:06}", dice.below(1_000)),
        };
        let employer = with_check_digit(country, &employer).unwrap_or_else(|| tax_id.clone());
        let name = format!("EJEMPLO {}", dice.pick(&NAMES));
        let is_late = match profile {
            Profile::OverIndebted => dice.per_mille(700),
            _ => dice.per_mille(40),
        };
        let job_months = match profile {
            Profile::ThinFile => 3,
            _ => i32::try_from(dice.between(6, 60)).unwrap_or_default(),
        };
        let mut person = Self {
            tax_id: tax_id.clone(),
            country,
            as_of,
            name,
            profile,
            income,
            is_late,
            employer: (employer, Month::of(as_of).plus(-job_months)),
            accounts: Vec::new(),
            loans: Vec::new(),
            deposits: Vec::new(),
            seed,
        };
        life::live(&mut person);
        person
    }

    /// The dice for one purpose.
    pub(crate) fn dice(&self, purpose: &str) -> Dice {
        let key = format!("{} {} {purpose}", self.tax_id.reveal(), self.as_of);
        Dice::new(self.seed, &key)
    }

    /// The home currency.
    pub(crate) const fn coin(&self) -> Coin {
        match self.country {
            Country::Ar => Coin::Ars,
            Country::Cl => Coin::Clp,
        }
    }

    /// The tax id as documents of the country print it: `15.555.555-6`, `27333333347`.
    pub(crate) fn printed_tax_id(&self) -> String {
        printed(&self.tax_id)
    }

    /// The months with movements, the running one last.
    pub(crate) fn months(&self) -> impl Iterator<Item = Month> + use<> {
        let now = Month::of(self.as_of);
        (-self.profile.months()..=0).map(move |back| now.plus(back))
    }

    /// The months that contributions and fees are known for: as many as the job has, at most 24.
    pub(crate) fn worked_months(&self) -> impl Iterator<Item = Month> + use<> {
        let last = Month::of(self.as_of).index() - 1;
        let first = self.employer.1.index().max(last - 23);
        (first..=last).rev().map(Month::from_index)
    }

    /// The net income of a month: prices and pay rise, faster in Argentina, every second month.
    pub(crate) fn income_in(&self, month: Month) -> i64 {
        let back = (Month::of(self.as_of).index() - month.index()).clamp(0, 60);
        let (step, rise) = match self.country {
            Country::Ar => (2, 1_042),
            Country::Cl => (12, 1_040),
        };
        let rises = (back + step - 1) / step;
        (0..rises).fold(self.income, |income, _| {
            super::money::divided(i128::from(income) * 1_000, rise)
        })
    }
}

/// A tax id as documents of its country print it.
pub(crate) fn printed(tax_id: &TaxId) -> String {
    let plain = tax_id.reveal();
    match tax_id {
        TaxId::Cuit(_) => plain.replace('-', ""),
        TaxId::Rut(_) => {
            let (body, check) = plain.split_once('-').unwrap_or((&plain, ""));
            let grouped: Vec<_> = body
                .as_bytes()
                .rchunks(3)
                .rev()
                .map(String::from_utf8_lossy)
                .collect();
            format!("{}-{check}", grouped.join("."))
        }
    }
}
