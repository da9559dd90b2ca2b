//! How long gathering waits for what, how fresh is fresh enough, and what calls cost.

use std::collections::BTreeMap;
use std::time::Duration;

use caudal_facts::{Money, Source};

use crate::khipu::TaxFolder;

/// The settings of gathering; each call's own limits are its client's
/// [`Settings`](crate::caller::Settings).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatherSettings {
    /// The first wait before looking again at something that is not ready. Each next one is half as
    /// long again. Default 500 ms.
    pub poll_min: Duration,
    /// The longest such wait. Default 10 s.
    pub poll_max: Duration,
    /// How long to wait before looking for a thing that may or may not have been created: the
    /// provider may still be at it. Default 5 s.
    pub settle: Duration,
    /// How long to wait for a report's summaries once it is stored. Default 15 s; then it is taken
    /// without them.
    pub summaries_wait: Duration,
    /// How long a failed job may take to be recycled. Default 60 s.
    pub recycle_wait: Duration,
    /// How long a callback may take. After that the operation is asked anew. Default 15 minutes.
    pub callback_wait: Duration,
    /// Which of the tax service's folders Khipu is asked for. Default none, because the folder names
    /// the institution that receives it; the source `sii` is then banca.me's, or unavailable. Only
    /// the folder that proves income is read into facts.
    pub tax_folder: Option<TaxFolder>,
    /// How old a cached payload may be, by source. A source that is not named is always asked.
    pub max_age: BTreeMap<Source, Duration>,
    /// What a payload costs, by provider and operation: `cirenio/report`. What is not named is not
    /// counted as free, it is not counted.
    pub prices: BTreeMap<String, Money>,
}

impl Default for GatherSettings {
    fn default() -> Self {
        Self {
            poll_min: Duration::from_millis(500),
            poll_max: Duration::from_secs(10),
            settle: Duration::from_secs(5),
            summaries_wait: Duration::from_secs(15),
            recycle_wait: Duration::from_mins(1),
            callback_wait: Duration::from_mins(15),
            tax_folder: None,
            max_age: BTreeMap::new(),
            prices: BTreeMap::new(),
        }
    }
}
