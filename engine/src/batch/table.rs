//! Decisions as a table: one row a case, in the shard's order.

use std::io::Write;

use caudal_facts::Limits;
use polars::prelude::{
    Column, DataFrame, Int32Chunked, Int64Chunked, IntoColumn as _, KeyValueMetadata,
    ListBuilderTrait as _, ListStringChunkedBuilder, NewChunkedArray as _, ParquetCompression,
    ParquetWriter, PlSmallStr, StringChunked, UInt32Chunked,
};
use serde::Serialize;

use super::decided::{Decided, Decisions};
use crate::decision::{Brief, OfferView};
use crate::frames::Error;

/// The columns of [`Decisions::frame`] before those of the features, each with what it means.
pub const COLUMNS: [(&str, &str); 18] = [
    ("id", "The lender's own id of the application."),
    ("as_of", "The date that it was decided as of."),
    (
        "policy_hash",
        "The digest over every file of the policy that decided.",
    ),
    (
        "outcome",
        "`approve`, `refer` or `decline`; null when nothing could be decided.",
    ),
    ("error", "Why nothing could be decided."),
    (
        "stopped_at",
        "The stage that ended the run before its script did.",
    ),
    (
        "currency",
        "The code of the request's currency; null without an amount.",
    ),
    ("amount", "The amount asked for, in minor units."),
    ("term_months", "The term asked for."),
    (
        "offers",
        "What is offered, as `decide --json` writes it; only on an approval.",
    ),
    (
        "indicative_offers",
        "What could be offered if a person approves; only on a referral.",
    ),
    (
        "reasons",
        "The codes of the reasons, most severe first; a list.",
    ),
    (
        "severities",
        "What each reason weighs: `decline`, `refer` or `limit`; a list.",
    ),
    (
        "conditions",
        "The codes of what an approval depends on; a list.",
    ),
    (
        "queues",
        "The queues of people that look at a referral; a list.",
    ),
    (
        "score",
        "The points of the policy's scorecard, as decimal text.",
    ),
    (
        "missing",
        "What was missing and what was done about it, as `decide --json` writes it.",
    ),
    (
        "results",
        "The policy's named results, as `decide --json` writes them.",
    ),
];

impl Decisions {
    /// The decisions as a table: [`COLUMNS`], then for each feature that the policy reads its whole number
    /// and its state, as [`FeatureTable::frame`](crate::features::FeatureTable::frame) has them.
    ///
    /// # Errors
    /// [`Error::Polars`].
    pub fn frame(&self) -> Result<DataFrame, Error> {
        let features = self.features.frame()?;
        // Its first column is the id, which stands here already.
        let features = features.into_columns().into_iter().skip(1);
        let columns = self.own_columns().into_iter().chain(features).collect();
        DataFrame::new(self.cases.len(), columns).map_err(|source| Error::Polars {
            table: "decisions",
            source,
        })
    }

    /// Writes the table as a Parquet file, with such metadata beside its own. The same decisions give the
    /// same bytes.
    ///
    /// # Errors
    /// [`Error::Polars`].
    pub fn write(&self, out: impl Write, metadata: Vec<(String, String)>) -> Result<(), Error> {
        let mut frame = self.frame()?;
        ParquetWriter::new(out)
            .with_compression(ParquetCompression::Lz4Raw)
            .with_row_group_size(Some(Limits::SHARD_ROWS))
            .with_key_value_metadata(Some(KeyValueMetadata::from_static(metadata)))
            .set_parallel(false)
            .finish(&mut frame)
            .map(|_| ())
            .map_err(|source| Error::Polars {
                table: "decisions",
                source,
            })
    }

    fn own_columns(&self) -> [Column; COLUMNS.len()] {
        let hash = self.policy_hash.to_string();
        let dates = self.cases.iter().map(|case| case.as_of.to_epoch_days());
        let dates = Int32Chunked::from_vec("as_of".into(), dates.collect());
        let currency = |case: &Decided| Some(case.amount?.currency().code().to_owned());
        let amounts = self.cases.iter().map(|case| Some(case.amount?.minor()));
        let terms = self.cases.iter().map(|case| case.term_months);
        [
            self.text("id", |case| Some(case.id.clone())),
            dates.into_date().into_column(),
            self.text("policy_hash", |_| Some(hash.clone())),
            self.of_brief("outcome", |brief| Some(brief.outcome.name().to_owned())),
            self.text("error", |case| {
                Some(case.decision.as_ref().err()?.to_string())
            }),
            self.of_brief("stopped_at", |brief| brief.stopped_at.clone()),
            self.text("currency", currency),
            Int64Chunked::from_iter_options("amount".into(), amounts).into_column(),
            UInt32Chunked::from_iter_options("term_months".into(), terms).into_column(),
            self.of_brief("offers", |brief| offers(&brief.offers)),
            self.of_brief("indicative_offers", |brief| {
                offers(&brief.indicative_offers)
            }),
            self.lists("reasons", |brief| {
                let codes = brief.reasons.iter();
                codes.map(|reason| reason.code.as_str()).collect()
            }),
            self.lists("severities", |brief| {
                let reasons = brief.reasons.iter();
                reasons.map(|reason| reason.severity.name()).collect()
            }),
            self.lists("conditions", |brief| words(&brief.conditions)),
            self.lists("queues", |brief| words(&brief.queues)),
            self.of_brief("score", |brief| brief.score().map(str::to_owned)),
            self.of_brief("missing", |brief| json(&brief.missing)),
            self.of_brief("results", |brief| json(&brief.results)),
        ]
    }

    fn text(&self, name: &'static str, value: impl Fn(&Decided) -> Option<String>) -> Column {
        let values = self.cases.iter().map(value);
        StringChunked::from_iter_options(PlSmallStr::from_static(name), values).into_column()
    }

    fn of_brief(&self, name: &'static str, value: impl Fn(&Brief) -> Option<String>) -> Column {
        self.text(name, |case| value(case.decision.as_ref().ok()?))
    }

    /// A list of words for each case; null where nothing was decided.
    fn lists<'c>(
        &'c self,
        name: &'static str,
        words: impl Fn(&'c Brief) -> Vec<&'c str>,
    ) -> Column {
        let cases = self.cases.len();
        let mut builder =
            ListStringChunkedBuilder::new(PlSmallStr::from_static(name), cases, cases);
        for case in &self.cases {
            match &case.decision {
                Ok(brief) => builder.append_values_iter(words(brief).into_iter()),
                Err(_) => builder.append_null(),
            }
        }
        builder.finish().into_column()
    }
}

fn words(all: &[String]) -> Vec<&str> {
    all.iter().map(String::as_str).collect()
}

/// Offers as JSON; null where there is none.
fn offers(offers: &[OfferView]) -> Option<String> {
    (!offers.is_empty()).then(|| json(offers)).flatten()
}

fn json(value: &(impl Serialize + ?Sized)) -> Option<String> {
    serde_json::to_string(value).ok()
}
