//! The feature catalogue: a list, one feature, a reference page, JSON.

use std::io::{self, Write};

use caudal_engine::features::{Catalogue, Feature, Riskier};
use caudal_engine::policy::Language;
use caudal_facts::{Country, Source};
use serde::Serialize;

use super::table::Table;
use super::text::{heading, item};

/// A list, group by group.
pub(crate) fn list(
    out: &mut dyn Write,
    features: &[&Feature],
    language: Language,
) -> io::Result<()> {
    for group in features.chunk_by(|left, right| left.group() == right.group()) {
        heading(out, group[0].group())?;
        let mut table = Table::new(&[]);
        for feature in group {
            let meaning = meaning(feature, language).to_owned();
            table.row([
                feature.name.to_owned(),
                feature.unit.name().to_owned(),
                meaning,
            ]);
        }
        table.write(out, 2)?;
        writeln!(out)?;
    }
    let count = features.len();
    match language {
        Language::Spanish => writeln!(out, "{count} variables, catálogo {}", Catalogue::version()),
        Language::English => writeln!(out, "{count} features, catalogue {}", Catalogue::version()),
    }
}

/// Everything that is declared of one feature.
pub(crate) fn one(out: &mut dyn Write, feature: &Feature, language: Language) -> io::Result<()> {
    let es = language == Language::Spanish;
    let pick = |spanish: &'static str, english: &'static str| if es { spanish } else { english };
    heading(out, feature.name)?;
    item(out, 2, "", meaning(feature, language))?;
    writeln!(out)?;
    let mut table = Table::new(&[]);
    let mut row = |label: &str, text: String| table.row([label.to_owned(), text]);
    row(pick("unidad", "unit"), feature.unit.name().to_owned());
    for country in Country::ALL {
        let label = format!("{} {}", pick("fuentes", "sources"), country.code());
        let names = names(feature.sources.of(country));
        row(
            &label,
            if names.is_empty() {
                "—".to_owned()
            } else {
                names.join(", ")
            },
        );
    }
    if let Some(window) = feature.window {
        row(pick("ventana", "window"), window.to_string());
    }
    if let Some(riskier) = feature.riskier {
        let text = match riskier {
            Riskier::Higher => pick("cuanto más alto", "the higher"),
            Riskier::Lower => pick("cuanto más bajo", "the lower"),
        };
        row(pick("más riesgo", "riskier"), text.to_owned());
    }
    row(
        pick("falta cuando", "missing when"),
        feature.missing.to_owned(),
    );
    if let Some(none) = &feature.none {
        let sentence = if es { none.es } else { none.en };
        row(pick("ninguno si", "none when"), sentence.to_owned());
    }
    if let Some(definition) = feature.definition {
        row(pick("definición", "definition"), definition.to_owned());
    }
    table.write(out, 2)
}

/// The reference page.
pub(crate) fn markdown(out: &mut dyn Write, features: &[&Feature]) -> io::Result<()> {
    writeln!(out, "# Features\n")?;
    writeln!(
        out,
        "What a policy can read of an applicant: {} features, catalogue {}. \
         Written by `caudal features --markdown`; do not edit.",
        features.len(),
        Catalogue::version(),
    )?;
    for group in features.chunk_by(|left, right| left.group() == right.group()) {
        writeln!(out, "\n## {}\n", group[0].group())?;
        writeln!(
            out,
            "| feature | unit | window | AR | CL | riskier | meaning | significado | missing when | none when |"
        )?;
        writeln!(
            out,
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
        )?;
        for feature in group {
            let cells = [
                format!("`{}`", feature.name),
                feature.unit.name().to_owned(),
                feature
                    .window
                    .map(|window| window.to_string())
                    .unwrap_or_default(),
                names(feature.sources.ar).join(", "),
                names(feature.sources.cl).join(", "),
                feature.riskier.map_or("", riskier).to_owned(),
                feature.en.to_owned(),
                feature.es.to_owned(),
                feature.missing.to_owned(),
                feature.none.as_ref().map_or("", |none| none.en).to_owned(),
            ];
            let cells = cells.map(|cell| cell.replace('|', "\\|"));
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct CatalogueJson {
    catalogue_version: &'static str,
    features: Vec<FeatureJson>,
}

#[derive(Serialize)]
struct FeatureJson {
    name: &'static str,
    es: &'static str,
    en: &'static str,
    unit: &'static str,
    window: Option<String>,
    sources: SourcesJson,
    riskier: Option<&'static str>,
    missing: &'static str,
    none: Option<SentenceJson>,
    definition: Option<&'static str>,
}

#[derive(Serialize)]
struct SourcesJson {
    ar: Vec<&'static str>,
    cl: Vec<&'static str>,
}

#[derive(Serialize)]
struct SentenceJson {
    es: &'static str,
    en: &'static str,
}

/// The declarations, for programs.
pub(crate) fn json(out: &mut dyn Write, features: &[&Feature]) -> io::Result<()> {
    let catalogue = CatalogueJson {
        catalogue_version: Catalogue::version(),
        features: features
            .iter()
            .map(|feature| FeatureJson {
                name: feature.name,
                es: feature.es,
                en: feature.en,
                unit: feature.unit.name(),
                window: feature.window.map(|window| window.to_string()),
                sources: SourcesJson {
                    ar: names(feature.sources.ar),
                    cl: names(feature.sources.cl),
                },
                riskier: feature.riskier.map(riskier),
                missing: feature.missing,
                none: feature.none.as_ref().map(|none| SentenceJson {
                    es: none.es,
                    en: none.en,
                }),
                definition: feature.definition,
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &catalogue)?;
    writeln!(out)
}

const fn meaning(feature: &Feature, language: Language) -> &'static str {
    match language {
        Language::Spanish => feature.es,
        Language::English => feature.en,
    }
}

fn names(sources: &[Source]) -> Vec<&'static str> {
    sources.iter().map(|source| source.name()).collect()
}

const fn riskier(riskier: Riskier) -> &'static str {
    match riskier {
        Riskier::Higher => "higher",
        Riskier::Lower => "lower",
    }
}
