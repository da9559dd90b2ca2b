//! How much of the fixtures' money the shipped categories explain.

use std::fs;
use std::path::Path;

use caudal_facts::categories::{Categories, Category};
use caudal_facts::{Application, Limits};
use caudal_providers::{convert, read_folder};

/// Of each hundred of an applicant's money, at least this much has a category.
const CATEGORISED_MIN: u128 = 95;

#[test]
fn the_shipped_categories_explain_the_fixtures_movements() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let limits = Limits::default();
    let mut checked = 0;
    for entry in fs::read_dir(root.join("fixtures/evidence")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_str().unwrap();
        let file = root.join(format!("fixtures/applications/{name}.json"));
        let application = Application::from_json(name, &fs::read(file).unwrap(), &limits).unwrap();
        let country = application.country.code().to_lowercase();
        let file = root.join(format!("rules/categories/{country}.toml"));
        let text = fs::read_to_string(file).unwrap();
        let categories = Categories::from_toml("categories", &text, &limits).unwrap();
        let facts = convert(
            &application,
            &read_folder(&folder, &limits).unwrap(),
            &categories,
        );

        let mut all = 0_u128;
        let mut without = 0_u128;
        // Amounts of different currencies are not added: one home currency is what counts here.
        let home = application.country.home_currency();
        for row in facts
            .transactions
            .iter()
            .filter(|row| row.amount.currency() == home)
        {
            let size = u128::from(row.amount.minor().unsigned_abs());
            all += size;
            if row.category == Category::Uncategorised {
                without += size;
            }
        }
        assert!(all > 0, "{name} moves no money");
        assert!(
            without * 100 <= all * (100 - CATEGORISED_MIN),
            "{name}: {without} of {all} has no category"
        );
        checked += 1;
    }
    assert!(checked >= 16, "{checked}");
}
