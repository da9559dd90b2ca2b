//! Made-up applicants: the same for the same number, and nobody twice.

use std::collections::BTreeSet;

use caudal_facts::categories::{Categories, Category};
use caudal_facts::{Application, Country, Facts, Limits, Source};
use caudal_simulator::Applicants;
use chrono::NaiveDate;

/// Categories of a country that know a salary.
fn categories(country: Country) -> Categories {
    let word = match country {
        Country::Ar => "HABERES",
        Country::Cl => "SUELDOS",
    };
    let text = format!(
        "version = \"1\"\ncountry = \"{}\"\n[[entry]]\nid = \"pay\"\ncategory = \"salary\"\nsign = \"in\"\nany = [\"{word}\"]\n",
        country.code()
    );
    Categories::from_toml("test.toml", &text, &Limits::default()).unwrap()
}

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 20).unwrap()
}

fn made(seed: u64, country: Country, number: u64) -> (Application, Facts) {
    let categories = categories(country);
    let applicants = Applicants::new(seed, as_of(), &categories);
    applicants.applicant(number).unwrap()
}

#[test]
fn a_number_is_one_applicant() {
    for country in Country::ALL {
        assert_eq!(made(1, country, 5), made(1, country, 5));
        assert_ne!(made(1, country, 5).1, made(2, country, 5).1);
        assert_ne!(made(1, country, 5).1, made(1, country, 6).1);
    }
}

#[test]
fn nobody_comes_twice() {
    for country in Country::ALL {
        let categories = categories(country);
        let applicants = Applicants::new(3, as_of(), &categories);
        let mut ids = BTreeSet::new();
        let mut people = BTreeSet::new();
        for number in (0..300).chain(Applicants::MAX - 50..Applicants::MAX) {
            let (application, _) = applicants.applicant(number).unwrap();
            assert!(application.tax_id.is_valid());
            assert!(ids.insert(application.id));
            assert!(people.insert(application.tax_id));
        }
        assert!(applicants.applicant(Applicants::MAX).is_none());
    }
}

#[test]
fn what_is_known_of_them_is_what_policies_ask_for() {
    let expected: [(Country, &[Source]); 2] = [
        (Country::Ar, &[Source::Cirenio, Source::Bcra]),
        (
            Country::Cl,
            &[
                Source::Khipu,
                Source::Bancame,
                Source::Afc,
                Source::Cmf,
                Source::Sii,
                Source::Protests,
                Source::Alimony,
            ],
        ),
    ];
    for (country, sources) in expected {
        let mut has_pay = 0;
        for number in 0..40 {
            let (application, facts) = made(9, country, number);
            assert_eq!(application.country, country);
            let answers: Vec<Source> = facts.answers.iter().map(|each| each.source).collect();
            assert_eq!(answers, sources);
            let movements = &facts.transactions;
            assert!(movements.is_sorted_by_key(|row| (row.date, row.account, row.provenance)));
            assert!(movements.iter().all(|row| row.date <= application.as_of));
            let is_pay = |category| category == Category::Salary;
            has_pay += usize::from(movements.iter().any(|row| is_pay(row.category)));
        }
        assert!(has_pay > 5, "{has_pay} of 40 are paid");
    }
}
