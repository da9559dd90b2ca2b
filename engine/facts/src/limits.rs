//! How large an input may be. Going past a limit is an error that names the limit and the value.

/// Limits on what is read, all in one place. Each has a default that real reports stay far under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one application file. Default 1 MiB.
    pub application_bytes: u64,
    /// Bytes of one line that holds an application and all its evidence. Default 64 MiB.
    pub case_bytes: u64,
    /// Bytes of the list of a portfolio's shards. Default 64 MiB.
    pub portfolio_bytes: u64,
    /// Bytes of one evidence manifest. Default 1 MiB.
    pub manifest_bytes: u64,
    /// Bytes of one provider payload. Default 16 MiB, about 60,000 transactions.
    pub payload_bytes: u64,
    /// Entries of one evidence manifest. Default 1,000.
    pub manifest_entries: u64,
    /// Rows that one payload may become. Default 200,000.
    pub payload_rows: u64,
    /// Bytes of one file of a policy or of the categories. Default 4 MiB.
    pub rules_file_bytes: u64,
    /// Files of one reference folder. Default 100.
    pub reference_files: u64,
    /// Figures of all series of one reference folder. Default 200,000.
    pub reference_figures: u64,
    /// Patterns of one categories file. Default 20,000.
    pub category_patterns: u64,
    /// Bytes of one pattern of a categories file. Default 200.
    pub category_pattern_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            application_bytes: 1 << 20,
            case_bytes: 64 << 20,
            portfolio_bytes: 64 << 20,
            manifest_bytes: 1 << 20,
            payload_bytes: 16 << 20,
            manifest_entries: 1_000,
            payload_rows: 200_000,
            rules_file_bytes: 4 << 20,
            reference_files: 100,
            reference_figures: 200_000,
            category_patterns: 20_000,
            category_pattern_bytes: 200,
        }
    }
}

impl Limits {
    /// Rows of one table in one shard of a portfolio, which is also one row group of its file.
    pub const SHARD_ROWS: usize = 500_000;

    /// Bytes of the file of one table of a shard: a kilobyte for each of its rows.
    pub const SHARD_FILE_BYTES: u64 = 512 << 20;

    /// Rows of one row group of a Parquet file that others wrote; one is in memory at a time.
    pub const ROW_GROUP_ROWS: usize = 4 << 20;

    /// Bytes of such a row group, written out.
    pub const ROW_GROUP_BYTES: usize = 512 << 20;

    /// Holds a size against its limit.
    ///
    /// # Errors
    /// [`OverLimit`](crate::Error::OverLimit), naming what was read, its size and the limit.
    pub fn hold(
        what: &str,
        value: u64,
        limit: u64,
        unit: &'static str,
    ) -> Result<(), crate::Error> {
        if value > limit {
            return Err(crate::Error::OverLimit {
                what: what.to_owned(),
                value,
                limit,
                unit,
            });
        }
        Ok(())
    }
}
