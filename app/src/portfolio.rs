//! Portfolios on disk: folders of shards with a list of them, written whole or not at all.

mod from_folder;
mod from_lines;
mod from_movements;
mod in_order;
mod listing;
mod staging;
mod writer;

use caudal_facts::categories::Categories;
use caudal_facts::{Application, Country, Evidence, Facts};
use chrono::NaiveDate;

use crate::problems::Problems;

pub(crate) use from_folder::cases_in;
pub(crate) use from_lines::cases_of_lines;
pub(crate) use from_movements::cases_of_movements;
pub(crate) use in_order::in_order;
pub(crate) use listing::{Listing, ShardEntry};
pub(crate) use staging::Staging;
pub(crate) use writer::{PortfolioWriter, file_name};

/// A case on its way into a portfolio, or why it cannot go there.
pub(crate) struct Read {
    /// Where it was read: a file, or a line of one.
    pub(crate) from: String,
    /// The application's id, as far as it could be read.
    pub(crate) id: Option<String>,
    /// The case.
    pub(crate) case: Result<Case, String>,
}

/// A case that is still to be made of what was read, on whatever thread.
pub(crate) type Work<'w> = Box<dyn FnOnce() -> Read + Send + 'w>;

/// What is asked for, and what is known of who asks.
pub(crate) struct Case {
    /// What is asked for.
    pub(crate) request: Request,
    /// The facts.
    pub(crate) facts: Facts,
}

/// What a case asks for.
pub(crate) enum Request {
    /// What its application says.
    Application(Application),
    /// Nothing: only movements are known.
    Nothing {
        /// The case's id.
        id: String,
        /// Where it is.
        country: Country,
        /// The date that it is looked at on.
        as_of: NaiveDate,
    },
}

impl Request {
    /// The case's id.
    fn id(&self) -> &str {
        match self {
            Self::Application(application) => &application.id,
            Self::Nothing { id, .. } => id,
        }
    }
}

impl Read {
    fn new(from: String, application: &Application, case: anyhow::Result<Facts>) -> Self {
        let case = case.map(|facts| Case {
            request: Request::Application(application.clone()),
            facts,
        });
        Self {
            from,
            id: Some(application.id.clone()),
            case: case.map_err(|error| reason(&error)),
        }
    }

    fn unread(from: String, error: &anyhow::Error) -> Self {
        Self {
            from,
            id: None,
            case: Err(reason(error)),
        }
    }
}

/// The facts of an application's evidence. A portfolio is of one country: that of its categories.
fn facts(
    application: &Application,
    evidence: &Evidence,
    categories: &Categories,
) -> anyhow::Result<Facts> {
    let (here, there) = (categories.country(), application.country);
    if here != there {
        anyhow::bail!("take an application from {there}: the categories are those of {here}");
    }
    Ok(caudal_providers::convert(application, evidence, categories))
}

/// What is wrong, in one text.
fn reason(error: &anyhow::Error) -> String {
    if let Some(problems) = error.downcast_ref::<Problems>() {
        let found = problems.found().iter().map(ToString::to_string);
        return found.collect::<Vec<_>>().join("\n");
    }
    match error.downcast_ref() {
        // They tell themselves what is wrong where.
        Some(caudal_facts::Error::Invalid(_)) => error.to_string(),
        _ => format!("failed to {error:#}"),
    }
}
