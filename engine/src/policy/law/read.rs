//! Reading a country's law packs.

use std::collections::BTreeMap;
use std::sync::Arc;

use caudal_facts::categories::Category;
use caudal_facts::{Country, Currency, Diagnostic};
use toml::de::DeTable;

use super::{
    Carried, Citation, FIGURES, FactAge, Law, LeastValidity, MaximumRate, Prohibition,
    RATE_CONDITIONS,
};
use crate::policy::document::{Entry, Layer, Problems, Section};
use crate::policy::kind::Kind;
use crate::policy::manifest::{HitPolicy, TableDeclaration};
use crate::policy::table::Table;
use crate::policy::{findings, names};

/// Reads law packs, one after the other.
pub(crate) struct LawReader<'r> {
    pub(crate) country: Country,
    pub(crate) problems: &'r Problems,
    /// The files that the pack names, by the paths that it names them by.
    pub(crate) files: BTreeMap<String, Layer>,
    pub(crate) law: Law,
}

impl LawReader<'_> {
    /// The files that a pack names.
    pub(crate) fn names(text: &str) -> Vec<String> {
        let Ok(table) = DeTable::parse(text) else {
            return Vec::new();
        };
        let offers = table.get_ref().get("offer");
        let offers = offers.and_then(|offers| offers.get_ref().as_table());
        offers
            .into_iter()
            .flat_map(DeTable::values)
            .filter_map(|offer| {
                let rate = offer.get_ref().as_table()?.get("monthly_rate_max")?;
                let file = rate.get_ref().as_table()?.get("file")?;
                file.get_ref().as_str().map(str::to_owned)
            })
            .collect()
    }

    /// Reads one file; what is wrong in it is reported.
    pub(crate) fn read(mut self, pack: Layer) -> Law {
        let layers = [pack];
        let Some(tables) = Layer::parse_all(&layers, self.problems) else {
            return self.law;
        };
        let root = Layer::section(&layers, &tables, self.problems);
        if let Some(version) = self.head(&root) {
            let path = layers[0].path.clone();
            self.law.versions.insert(path, version);
        }
        for (_, section) in sections(&root, "prohibited") {
            let names = section.required("names").and_then(|entry| entry.strings());
            let categories = section
                .optional("categories")
                .and_then(|entry| categories(&entry));
            let unless = section.optional("unless").and_then(|entry| entry.string());
            if let (Some(names), Some(law)) = (names, citation(section)) {
                self.law.prohibited.push(Prohibition {
                    names,
                    categories: categories.unwrap_or_default(),
                    unless,
                    law,
                });
            }
        }
        for (_, section) in sections(&root, "facts") {
            let years = |key| section.required(key).and_then(|entry| entry.whole());
            let (due, settled) = (years("max_years"), years("max_years_settled"));
            if let (Some(years), Some(years_settled), Some(law)) = (due, settled, citation(section))
            {
                self.law.facts.push(FactAge {
                    years,
                    years_settled,
                    law,
                });
            }
        }
        for (_, section) in sections(&root, "offer") {
            self.offer(section);
        }
        for (_, section) in sections(&root, "review") {
            self.law.review.extend(citation(section));
        }
        root.finish();
        self.law
    }

    fn head(&self, root: &Section<'_, '_>) -> Option<String> {
        let section = root.required_section("law")?;
        let country = section.required("country")?;
        let version = section.required("version").and_then(|entry| entry.string());
        if country.string()?.as_str() != self.country.code() {
            let message = format!("this folder is for the law of {}", self.country.code());
            country.report(message);
        }
        section.finish();
        version
    }

    /// What an offer must carry, or the most that it may charge.
    fn offer(&mut self, section: Section<'_, '_>) {
        let carries = section.optional("carries").and_then(|entry| {
            let figures = entry.strings()?;
            for figure in &figures {
                if !FIGURES.contains(&figure.as_str()) {
                    let message = format!("no offer has a figure {figure:?}");
                    entry.report_with(message, names::hint(figure, &FIGURES));
                }
            }
            Some(figures)
        });
        let days = section.optional("valid_days_min");
        let days = days.and_then(|entry| entry.whole());
        let rate = section
            .section("monthly_rate_max")
            .and_then(|section| self.rate(section));
        let Some(law) = citation(section) else {
            return;
        };
        if let Some((currency, table, column)) = rate {
            self.law.rates.push(MaximumRate {
                currency,
                table,
                column,
                law: law.clone(),
            });
        }
        if let Some(days) = days {
            let law = law.clone();
            self.law.validity.push(LeastValidity { days, law });
        }
        if let Some(figures) = carries {
            self.law.carried.push(Carried { figures, law });
        }
    }

    fn rate(&self, section: Section<'_, '_>) -> Option<(Currency, Table, Arc<str>)> {
        let currency = section.required("currency");
        let currency = currency.and_then(|entry| {
            let currency = Currency::parse(&entry.string()?);
            if let Err(error) = &currency {
                entry.report(format!("failed to {error}"));
            }
            currency.ok()
        });
        let file = section.required("file").and_then(|entry| entry.string());
        let column = section.required("column").and_then(|entry| entry.string());
        section.finish();
        let (currency, file, column) = (currency?, file?, column?);
        let layer = self.files.get(&file)?;
        let declaration = TableDeclaration {
            hit: HitPolicy::Unique,
            file: layer.shown.clone(),
            then: BTreeMap::from([(column.clone(), Kind::RatePerMonth)]),
            ranges: BTreeMap::new(),
        };
        let words = BTreeMap::new();
        let mut table = Table::read("law", &declaration, &words, &layer.text, self.problems)?;
        for condition in &table.conditions {
            if !RATE_CONDITIONS.contains(&condition.as_str()) {
                let message = format!("a table of maximum rates cannot look at {condition:?}");
                let hint = format!("it can look at {}", RATE_CONDITIONS.join(", "));
                let problem = Diagnostic::at(&layer.shown, (table.header_line, 0), message);
                self.problems
                    .push(&findings::WRONG_COLUMN, problem.hint(hint));
            }
        }
        table.file.clone_from(&layer.path);
        Some((currency, table, column.into()))
    }
}

/// The tables below a key, by name.
fn sections<'a, 't>(root: &Section<'a, 't>, key: &'static str) -> Vec<(String, Section<'a, 't>)> {
    let Some(section) = root.section(key) else {
        return Vec::new();
    };
    let entries = section.entries().into_iter();
    entries
        .filter_map(|(name, entry)| Some((name, Entry::section(&entry)?)))
        .collect()
}

/// Where it stands in the law; the section has nothing else that is known.
fn citation(section: Section<'_, '_>) -> Option<Citation> {
    let text = |key| section.required(key).and_then(|entry| entry.string());
    let (cites, es, en) = (text("cites"), text("es"), text("en"));
    let checked = section.required("checked").and_then(|entry| entry.flag());
    section.finish();
    Some(Citation {
        cites: cites?,
        checked: checked?,
        es: es?,
        en: en?,
    })
}

/// Categories of movements, by name.
fn categories(entry: &Entry<'_, '_>) -> Option<Vec<Category>> {
    let known: Vec<&str> = Category::ALL
        .iter()
        .map(|category| category.name())
        .collect();
    let named = entry.list()?;
    let named = named.iter().filter_map(|entry| {
        let name = entry.string()?;
        let category = Category::parse(&name);
        if category.is_none() {
            let message = format!("unknown category {name:?}");
            entry.report_with(message, names::hint(&name, &known));
        }
        category
    });
    Some(named.collect())
}
