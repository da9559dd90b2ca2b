//! Decisions as a table: one row a case, in the shard's order.

use std::borrow::Cow;
use std::io::Write;

use caudal_facts::Limits;
use polars::prelude::{
    Column, DataFrame, Int32Chunked, Int64Chunked, IntoColumn as _, KeyValueMetadata,
    ListBuilderTrait as _, ListStringChunkedBuilder, NewChunkedArray as _, ParquetCompression,
    ParquetWriter, PlSmallStr, StringChunkedBuilder, UInt32Chunked,
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
        let amounts = self.cases.iter().map(|case| Some(case.amount?.minor()));
        let terms = self.cases.iter().map(|case| case.term_months);
        [
            self.text("id", |case| Some(Cow::Borrowed(&*case.id))),
            dates.into_date().into_column(),
            self.text("policy_hash", |_| Some(Cow::Borrowed(&*hash))),
            self.of_brief("outcome", |brief| Some(brief.outcome.name().into())),
            self.text("error", |case| {
                Some(case.decision.as_ref().err()?.to_string().into())
            }),
            self.of_brief("stopped_at", |brief| {
                Some(brief.stopped_at.as_ref()?.into())
            }),
            self.text("currency", |case| {
                Some(case.amount?.currency().code().into())
            }),
            Int64Chunked::from_iter_options("amount".into(), amounts).into_column(),
            UInt32Chunked::from_iter_options("term_months".into(), terms).into_column(),
            self.of_brief("offers", |brief| offers(&brief.offers)),
            self.of_brief("indicative_offers", |brief| {
                offers(&brief.indicative_offers)
            }),
            self.lists("reasons", |brief| {
                brief.reasons.iter().map(|reason| reason.code.as_str())
            }),
            self.lists("severities", |brief| {
                brief.reasons.iter().map(|reason| reason.severity.name())
            }),
            self.lists("conditions", |brief| {
                brief.conditions.iter().map(String::as_str)
            }),
            self.lists("queues", |brief| brief.queues.iter().map(String::as_str)),
            self.of_brief("score", |brief| Some(brief.score.as_ref()?.into())),
            self.of_brief("missing", |brief| match &brief.missing[..] {
                [] => Some("[]".into()),
                missing => json(missing),
            }),
            self.of_brief("results", |brief| Some(brief.results.as_str().into())),
        ]
    }

    fn text<'c>(
        &'c self,
        name: &'static str,
        value: impl Fn(&'c Decided) -> Option<Cow<'c, str>>,
    ) -> Column {
        let name = PlSmallStr::from_static(name);
        let mut builder = StringChunkedBuilder::new(name, self.cases.len());
        for case in &self.cases {
            builder.append_option(value(case));
        }
        builder.finish().into_column()
    }

    fn of_brief<'c>(
        &'c self,
        name: &'static str,
        value: impl Fn(&'c Brief) -> Option<Cow<'c, str>>,
    ) -> Column {
        self.text(name, |case| value(case.decision.as_ref().ok()?))
    }

    /// A list of words for each case; null where nothing was decided.
    fn lists<'c, W: Iterator<Item = &'c str>>(
        &'c self,
        name: &'static str,
        words: impl Fn(&'c Brief) -> W,
    ) -> Column {
        let cases = self.cases.len();
        let mut builder =
            ListStringChunkedBuilder::new(PlSmallStr::from_static(name), cases, cases);
        for case in &self.cases {
            match &case.decision {
                Ok(brief) => builder.append_values_iter(words(brief)),
                Err(_) => builder.append_null(),
            }
        }
        builder.finish().into_column()
    }
}

/// Offers as JSON; null where there is none.
fn offers(offers: &[OfferView]) -> Option<Cow<'static, str>> {
    (!offers.is_empty()).then(|| json(offers)).flatten()
}

fn json(value: &(impl Serialize + ?Sized)) -> Option<Cow<'static, str>> {
    serde_json::to_string(value).ok().map(Cow::Owned)
}
