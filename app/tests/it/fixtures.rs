//! The fixtures as the program reads them: every application with the facts of its evidence.

use std::fs;

use caudal_engine::features::{CaseContext, PriceIndex, Rates};
use caudal_engine::frames::{Case, Frames};
use caudal_facts::categories::Categories;
use caudal_facts::{Application, Country, Currency, Facts, Limits};

use crate::support::{applications, root};

/// An application and its facts.
pub(crate) struct Fixture {
    pub(crate) application: Application,
    pub(crate) facts: Facts,
}

impl Fixture {
    /// Every fixture.
    pub(crate) fn all() -> Vec<Self> {
        applications().iter().map(|name| Self::read(name)).collect()
    }

    fn read(name: &str) -> Self {
        let limits = Limits::default();
        let read = |path: String| fs::read(root().join(path)).expect("a file of the workspace");
        let bytes = read(format!("fixtures/applications/{name}.json"));
        let application = Application::from_json(name, &bytes, &limits).expect("an application");
        let country = application.country.code().to_lowercase();
        let text = String::from_utf8(read(format!("rules/categories/{country}.toml")));
        let categories = Categories::from_toml(&country, &text.expect("text"), &limits);
        let folder = root().join("fixtures/evidence").join(name);
        let evidence = caudal_providers::read_folder(&folder, &limits).expect("evidence");
        let categories = categories.expect("categories");
        let facts = caudal_providers::convert(&application, &evidence, &categories);
        Self { application, facts }
    }

    pub(crate) fn case(&self) -> Case<'_> {
        Case {
            id: &self.application.id,
            country: self.application.country,
            currency: self.application.country.home_currency(),
            as_of: self.application.as_of,
            amount: self.application.amount,
        }
    }

    pub(crate) fn frames(&self) -> Frames {
        Frames::of(&self.case(), &self.facts).expect("frames")
    }

    /// The context of its case, with the rates and the price index that the application gives.
    pub(crate) fn context(&self) -> CaseContext {
        let mut rates = Rates::default();
        for currency in Currency::ALL {
            let name = match currency {
                Currency::Usd => "usd_official".to_owned(),
                other => other.code().to_lowercase(),
            };
            if let Some(series) = self.application.reference.get(&name) {
                rates.insert(currency, series.clone());
            }
        }
        let index = match self.application.country {
            Country::Ar => "cpi",
            Country::Cl => "uf",
        };
        if let Some(series) = self.application.reference.get(index) {
            rates.insert_index(PriceIndex::new(series.clone(), None));
        }
        CaseContext {
            currency: self.application.country.home_currency(),
            as_of: self.application.as_of,
            country: self.application.country,
            rates,
        }
    }
}
