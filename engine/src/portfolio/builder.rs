//! Cases into shards, as many as fit.

use caudal_facts::evidence::Sha256Digest;
use caudal_facts::{Application, Facts, Limits};

use super::error::Error;
use super::shard::{Shard, hold_rows};
use crate::frames::{Case, Frames, Table};

/// Fills shards with whole cases, in the order that they are pushed.
#[derive(Debug)]
pub struct ShardBuilder {
    parts: Vec<Frames>,
    rows: Vec<usize>,
    categories: Option<Sha256Digest>,
    rows_max: usize,
}

impl Default for ShardBuilder {
    fn default() -> Self {
        Self::with_rows_max(Limits::SHARD_ROWS)
    }
}

impl ShardBuilder {
    /// Shards with at most so many rows a table, never more than [`Limits::SHARD_ROWS`]; a single
    /// case may go past it.
    #[must_use]
    pub fn with_rows_max(rows_max: usize) -> Self {
        Self {
            parts: Vec::new(),
            rows: vec![0; Table::ALL.len()],
            categories: None,
            rows_max: rows_max.min(Limits::SHARD_ROWS),
        }
    }

    /// Adds a case. Gives the shard that was full before it, if it began a new one.
    ///
    /// # Errors
    /// [`Error::TooManyRows`] for a case that fits no shard, [`Error::CoApplicant`],
    /// [`Error::Categories`], and [`Error::Tables`].
    pub fn push(&mut self, case: &Case<'_>, facts: &Facts) -> Result<Option<Shard>, Error> {
        if facts.co_applicant.is_some() {
            return Err(Error::CoApplicant);
        }
        self.push_frames(Frames::of(case, facts)?, facts.categories_sha256)
    }

    /// Adds an application, with all that a policy can ask of it beside its facts. Gives the shard
    /// that was full before it.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn push_application(
        &mut self,
        application: &Application,
        facts: &Facts,
    ) -> Result<Option<Shard>, Error> {
        if application.co_applicant.is_some() || facts.co_applicant.is_some() {
            return Err(Error::CoApplicant);
        }
        let frames = Frames::of_application(application, facts)?;
        self.push_frames(frames, facts.categories_sha256)
    }

    fn push_frames(
        &mut self,
        frames: Frames,
        categories: Option<Sha256Digest>,
    ) -> Result<Option<Shard>, Error> {
        if let (Some(first), Some(second)) = (self.categories, categories)
            && first != second
        {
            return Err(Error::Categories { first, second });
        }
        let heights = || Table::ALL.iter().map(|table| frames.table(*table).height());
        for (&table, height) in Table::ALL.iter().zip(heights()) {
            hold_rows(table, height)?;
        }
        let full = self
            .rows
            .iter()
            .zip(heights())
            .any(|(held, more)| held + more > self.rows_max);
        let shard = if full { self.take()? } else { None };
        for (held, more) in self.rows.iter_mut().zip(heights()) {
            *held += more;
        }
        self.categories = self.categories.or(categories);
        self.parts.push(frames);
        Ok(shard)
    }

    /// The last shard; `None` when no case was pushed since the one before.
    ///
    /// # Errors
    /// [`Error::Tables`].
    pub fn finish(mut self) -> Result<Option<Shard>, Error> {
        self.take()
    }

    fn take(&mut self) -> Result<Option<Shard>, Error> {
        let parts = std::mem::take(&mut self.parts);
        self.rows.fill(0);
        if parts.is_empty() {
            return Ok(None);
        }
        Shard::new(Frames::concat(&parts)?, self.categories).map(Some)
    }
}
