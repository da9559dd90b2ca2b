//! `policy.toml`: what a policy is, needs and promises, in typed form.

mod accepted;
mod head;
mod inputs;
mod limits;
mod loan;
mod params;
mod prices;
mod scorecards;
mod sources;
mod tables;
mod validity;

use std::collections::{BTreeMap, BTreeSet};

use caudal_facts::{Country, Currency, Diagnostic, Source};
use chrono::NaiveDate;

pub use accepted::{Acceptance, Accepted};
pub(crate) use head::is_own_key;
pub use head::{NoOffer, Review};
pub(crate) use inputs::riskier;
pub use inputs::{InputDeclaration, WordType};
pub use limits::{Bound, OfferLimits};
pub use loan::{Charge, Grace, GraceInterest, LoanTerms, OpeningCosts, System, TotalCost, Yearly};
pub use params::{MissingAction, MissingRule, ParamDeclaration, ParamValue, ReferenceDeclaration};
pub use prices::Prices;
pub use scorecards::{Baseline, ReasonPoints, Scaling, ScorecardDeclaration};
pub use sources::{Silence, SourceRule};
pub use tables::{HitPolicy, TableDeclaration};
pub(crate) use validity::DAYS_MAX;
pub use validity::Validity;

use super::document::{Layer, Places, Problems, Section};
use super::kind::Kind;

/// A policy's manifest.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The policy's id: its folder under `rules/`.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The country whose applications it decides; `None` for examples that belong to none.
    pub country: Option<Country>,
    /// The currency that its amounts, features and offers are in.
    pub currency: Currency,
    /// The first local date it is in force.
    pub from: Option<NaiveDate>,
    /// The last.
    pub until: Option<NaiveDate>,
    /// What it means when no offer is left for known reasons.
    pub no_offer: NoOffer,
    /// How many reasons are told. Default 4.
    pub reasons_told: u32,
    /// Who keeps it.
    pub owner: Option<String>,
    /// Who signed it off.
    pub approved: Vec<String>,
    /// The policy that it differs from, relative to the folder: what it does not give itself is that
    /// one's.
    pub extends: Option<String>,
    /// Shared scripts, relative to the folder.
    pub uses: Vec<String>,
    /// What each source costs, how old it may be and what its silence means.
    pub sources: BTreeMap<Source, SourceRule>,
    /// The lender's own data, by full name.
    pub inputs: BTreeMap<String, InputDeclaration>,
    /// The policy's own words.
    pub words: BTreeMap<String, WordType>,
    /// Parameters.
    pub params: BTreeMap<String, ParamDeclaration>,
    /// Dated series.
    pub reference: BTreeMap<String, ReferenceDeclaration>,
    /// Which dated series are the rates and the price index.
    pub prices: Prices,
    /// What missing features mean, first match wins.
    pub missing: Vec<MissingRule>,
    /// Decision tables.
    pub tables: BTreeMap<String, TableDeclaration>,
    /// Scorecards.
    pub scorecards: BTreeMap<String, ScorecardDeclaration>,
    /// The contract that quotes follow.
    pub loan: LoanTerms,
    /// What every offer is held against.
    pub limits: OfferLimits,
    /// Where a person can ask for a review.
    pub review: Review,
    /// How long an answer holds.
    pub validity: Validity,
    /// Warnings that are meant as they stand.
    pub accepted: Accepted,
    /// Where its names stand in the file.
    pub(crate) places: Places,
}

impl Manifest {
    /// Reads the file's text.
    ///
    /// # Errors
    /// Everything that is wrong in it, each with its line.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, Vec<Diagnostic>> {
        let problems = Problems::default();
        let file = Layer {
            path: "policy.toml".to_owned(),
            shown: name.to_owned(),
            text: text.to_owned(),
        };
        match Self::from_layers(&[file], &problems) {
            Some(manifest) if !problems.has_errors() => Ok(manifest),
            _ => Err(problems.into_vec()),
        }
    }

    /// Reads a policy's file and those of the policies that it extends, the nearest first; `None`
    /// after reporting why they cannot be.
    pub(crate) fn from_layers(layers: &[Layer], problems: &Problems) -> Option<Self> {
        let tables = Layer::parse_all(layers, problems)?;
        let root = Layer::section(layers, &tables, problems);
        let manifest = Self::read(&root, Layer::places(layers, &tables));
        root.finish();
        manifest
    }

    /// The names of the dated series that a policy may read: those that it declares, exchange rates and the
    /// price index. In alphabetical order.
    pub(crate) fn series_names(&self) -> Vec<&str> {
        let declared = self.reference.keys().map(String::as_str);
        let foreign = Currency::ALL
            .into_iter()
            .filter(|currency| *currency != self.currency);
        let rates = foreign.map(|currency| self.prices.rate(currency));
        let names: BTreeSet<&str> = declared.chain(rates).chain([self.prices.index()]).collect();
        names.into_iter().collect()
    }

    /// Whether the figures of a dated series must be above zero: those of an exchange rate, of the price index, of an
    /// amount.
    pub(crate) fn is_above_zero(&self, series: &str) -> bool {
        let declared = self.reference.get(series).map(|series| &series.kind);
        let amounts = [Kind::Money, Kind::MoneyPerMonth, Kind::Uf];
        let mut foreign = Currency::ALL
            .into_iter()
            .filter(|currency| *currency != self.currency);
        series == self.prices.index()
            || foreign.any(|currency| self.prices.rate(currency) == series)
            || declared.is_some_and(|kind| amounts.contains(kind))
    }

    fn read(root: &Section<'_, '_>, places: Places) -> Option<Self> {
        let head = head::read(root.required_section("policy")?)?;
        let words = inputs::words(root);
        let names: Vec<String> = words.keys().cloned().collect();
        let kinds = Kinds {
            currency: head.currency,
            words: &names,
        };
        let reference = params::reference(root, kinds);
        Some(Self {
            prices: prices::read(root, head.currency, &reference),
            reference,
            sources: sources::read(root),
            inputs: inputs::read(root, kinds),
            params: params::read(root, kinds),
            missing: params::missing(root),
            tables: tables::read(root, kinds),
            scorecards: scorecards::read(root),
            loan: loan::read(root, head.currency, head.country),
            limits: limits::read(root),
            review: head::review(root),
            validity: validity::read(root),
            accepted: accepted::read(root),
            words,
            places,
            id: head.id,
            version: head.version,
            country: head.country,
            currency: head.currency,
            from: head.from,
            until: head.until,
            no_offer: head.no_offer,
            reasons_told: head.reasons_told,
            owner: head.owner,
            approved: head.approved,
            extends: head.extends,
            uses: head.uses,
        })
    }
}

/// What type names are read against.
#[derive(Clone, Copy)]
struct Kinds<'k> {
    currency: Currency,
    words: &'k [String],
}

impl Kinds<'_> {
    fn read(self, entry: &super::document::Entry<'_, '_>) -> Option<Kind> {
        match Kind::parse(&entry.string()?, self.currency, self.words) {
            Ok(kind) => Some(kind),
            Err(unknown) => {
                entry.report_as(unknown.finding, unknown.message, None);
                None
            }
        }
    }
}
