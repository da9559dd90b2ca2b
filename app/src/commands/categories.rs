//! `caudal categories`: what a categories file says, and what it makes of movements.

mod texts;

use std::io::Write;

use anyhow::anyhow;
use caudal_facts::categories::{Categories, Movement};
use caudal_facts::{Diagnostic, Error, Limits, Money};

use self::texts::Texts;
use crate::cli::{CategoriesArgs, Sign};
use crate::exit::Exit;
use crate::files::{self, read_limited};
use crate::print::categories as print;

pub(crate) use texts::{Share, Text};

pub(crate) fn run(args: &CategoriesArgs, out: &mut dyn Write) -> anyhow::Result<Exit> {
    let limits = Limits::default();
    let shown = args.file.display().to_string();
    let bytes = read_limited(&args.file, limits.rules_file_bytes)?;
    let source =
        String::from_utf8(bytes).map_err(|_| anyhow!("read {shown}: it is not UTF-8 text"))?;
    let categories = match Categories::from_toml(&shown, &source, &limits) {
        Ok(categories) => categories,
        Err(Error::Invalid(found)) => return problems(args, out, &found, &source),
        Err(other) => return Err(anyhow!(other)),
    };
    if let Some(texts) = texts(args, &categories, &limits)? {
        let found = print::Found {
            file: &shown,
            categories: &categories,
            texts: texts.sorted(),
            shares: texts.shares()?,
        };
        if args.json {
            print::texts_json(out, &found)?;
        } else if args.describe.is_some() {
            print::described(out, &found, args.lang.into())?;
        } else {
            print::texts(out, &found, args.lang.into())?;
        }
        let differs = found.texts.iter().any(Text::differs);
        return Ok(if differs { Exit::Findings } else { Exit::Done });
    }
    if !categories.warnings().is_empty() {
        return problems(args, out, categories.warnings(), &source);
    }
    if args.json {
        print::entries_json(out, &shown, &categories)?;
    } else {
        print::entries(out, &shown, &categories, args.lang.into())?;
    }
    Ok(Exit::Done)
}

fn problems(
    args: &CategoriesArgs,
    out: &mut dyn Write,
    found: &[Diagnostic],
    source: &str,
) -> anyhow::Result<Exit> {
    if args.json {
        print::problems_json(out, found)?;
    } else {
        print::problems(out, found, source, args.lang.into())?;
    }
    Ok(Exit::Findings)
}

/// The movements that were given, by text; `None` when there are none to look at.
fn texts(
    args: &CategoriesArgs,
    categories: &Categories,
    limits: &Limits,
) -> anyhow::Result<Option<Texts>> {
    let mut texts = Texts::default();
    let currency = categories.country().home_currency();
    if let Some(text) = &args.describe {
        let unit = match args.sign {
            Some(Sign::In) => 1,
            Some(Sign::Out) | None => -1,
        };
        let movement = Movement {
            description: text,
            detail: None,
            amount: Money::exact(unit.into(), currency).map_err(|error| anyhow!(error))?,
            counterparty_is_applicant: false,
        };
        texts.add(categories, &movement, None);
    } else if let Some(file) = &args.statement {
        for row in files::statement(file, currency, limits)? {
            let movement = Movement {
                description: &row.description,
                detail: row.detail.as_deref(),
                amount: row.amount,
                counterparty_is_applicant: false,
            };
            texts.add(categories, &movement, row.expected);
        }
    } else if let (Some(folder), Some(application)) = (&args.evidence, &args.application) {
        let application = files::application(application, limits)?;
        if application.country != categories.country() {
            let (file, given) = (categories.country().code(), application.country.code());
            return Err(anyhow!(
                "categorise the movements: the categories are for {file}, the application is from {given}"
            ));
        }
        let evidence = files::evidence(folder, limits)?;
        let facts = caudal_providers::convert(&application, &evidence, categories);
        for row in &facts.transactions {
            let counterparty = row.counterparty.as_ref();
            let tax_id = counterparty.and_then(|other| other.tax_id.as_ref());
            let movement = Movement {
                description: &row.description,
                detail: row.detail.as_deref(),
                amount: row.amount,
                counterparty_is_applicant: tax_id == Some(&application.tax_id),
            };
            texts.add(categories, &movement, None);
        }
    } else {
        return Ok(None);
    }
    Ok(Some(texts))
}
