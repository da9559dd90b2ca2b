//! What Cirenio sends back: the applicant's redirect after the widget, and the webhook after the job.
//!
//! Both carry their news in the query. Neither is signed, so a job is real only when its hash or
//! its external id is one that the receiver expects.

use std::fmt;

/// The longest query that is read.
const QUERY_BYTES_MAX: usize = 8 * 1024;

/// What a callback or webhook says.
#[derive(Clone, PartialEq, Eq)]
pub struct JobEvent {
    /// Identifies the job.
    pub hash: String,
    /// The caller's own id, when one was given to the widget.
    pub external_id: Option<String>,
    /// Whether it went well; `None` when the event does not say it in a known way.
    pub succeeded: Option<bool>,
}

impl fmt::Debug for JobEvent {
    /// The hash opens the report, so it is not printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JobEvent")
            .field("external_id", &self.external_id)
            .field("succeeded", &self.succeeded)
            .finish_non_exhaustive()
    }
}

/// Why a query is no event of Cirenio's. No text repeats what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JobEventError {
    /// Longer than any event.
    #[error("read a callback of cirenio: {bytes} bytes, the limit is {QUERY_BYTES_MAX} bytes")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// No hash, so no job.
    #[error("read a callback of cirenio: it has no hash")]
    NoHash,
    /// A hash that cannot be one.
    #[error(
        "read a callback of cirenio: its hash is not 32 to 128 hexadecimal digits, but {length} characters"
    )]
    NotAHash {
        /// How long it is.
        length: usize,
    },
    /// A parameter that stands twice with different values.
    #[error("read a callback of cirenio: {name} stands twice")]
    Twice {
        /// The parameter.
        name: &'static str,
    },
}

impl JobEvent {
    /// Reads the query of a callback or webhook, with or without its `?`.
    ///
    /// The document calls the outcome `success`, its samples `status=success`: either is taken.
    ///
    /// # Errors
    /// [`JobEventError`]. No bytes make it panic.
    ///
    /// # Example
    /// ```
    /// use caudal_providers::cirenio::JobEvent;
    ///
    /// let hash = "63617e35f81fee114e9daec420a69f9a612f594bf82277e44c699d722130b55d";
    /// let event = JobEvent::read(&format!("?status=success&external_id=39919929&hash={hash}"))?;
    /// assert_eq!(event.external_id.as_deref(), Some("39919929"));
    /// assert_eq!(event.succeeded, Some(true));
    ///
    /// // A word that is not known is not success.
    /// assert_eq!(JobEvent::read(&format!("status=perhaps&hash={hash}"))?.succeeded, None);
    /// # Ok::<(), caudal_providers::cirenio::JobEventError>(())
    /// ```
    pub fn read(query: &str) -> Result<Self, JobEventError> {
        if query.len() > QUERY_BYTES_MAX {
            return Err(JobEventError::TooLong { bytes: query.len() });
        }
        let query = query.strip_prefix('?').unwrap_or(query);
        let parameter = |name: &'static str| -> Result<Option<String>, JobEventError> {
            let mut values = url::form_urlencoded::parse(query.as_bytes())
                .filter(|(key, _)| key == name)
                .map(|(_, value)| value.trim().to_owned());
            let first = values.next();
            // Two values leave it open which one the sender means.
            if values.any(|other| Some(&other) != first.as_ref()) {
                return Err(JobEventError::Twice { name });
            }
            Ok(first.filter(|value| !value.is_empty()))
        };
        let hash = parameter("hash")?.ok_or(JobEventError::NoHash)?;
        if !is_hash(&hash) {
            let length = hash.chars().count();
            return Err(JobEventError::NotAHash { length });
        }
        let succeeded = match (parameter("success")?, parameter("status")?) {
            (Some(word), None) | (None, Some(word)) => outcome(&word),
            (Some(flag), Some(word)) => outcome(&flag).filter(|flag| outcome(&word) == Some(*flag)),
            (None, None) => None,
        };
        Ok(Self {
            hash,
            external_id: parameter("external_id")?,
            succeeded,
        })
    }
}

/// Whether a text may be a job's hash. The document's have 63 and 64 digits.
pub(super) fn is_hash(text: &str) -> bool {
    (32..=128).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn outcome(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "success" | "true" | "1" => Some(true),
        "error" | "failed" | "failure" | "fail" | "false" | "0" => Some(false),
        _ => None,
    }
}
