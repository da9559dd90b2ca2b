//! Secrets: keys, tokens and passwords that neither print nor serialise.

use std::path::Path;

use http::HeaderValue;
use secrecy::{ExposeSecret as _, SecretString};

/// The longest secret that is read from a file: far more than any key or token.
const FILE_BYTES_MAX: u64 = 64 * 1024;

/// A key, token or password. It is wiped from memory when dropped, prints as `[REDACTED]`, and has
/// no `Display` and no `Serialize`.
///
/// # Example
/// ```
/// use caudal_providers::Secret;
///
/// let key = Secret::new("UeqADW-sQAoe")?;
/// assert!(!format!("{key:?}").contains("UeqADW"));
/// // A line end would end the header that the key is sent in; none is taken off by guessing.
/// assert!(Secret::new("UeqADW-sQAoe\n").is_err());
/// # Ok::<(), caudal_providers::SecretError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Secret(SecretString);

/// Why a secret could not be had. The text names where it was looked for, never what it holds.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SecretError {
    /// Nothing there.
    #[error("take a secret: it is empty")]
    Empty,
    /// Line ends, tabs and the like, which end or break what a secret is sent in.
    #[error("take a secret: it holds a control character, such as a line end")]
    ControlCharacter,
    /// The environment has no such variable, or it is not text.
    #[error("take a secret from the environment: {name} is not set\nhint: export {name}=…")]
    NotSet {
        /// The variable.
        name: String,
    },
    /// The file could not be read.
    #[error("take a secret from {file}")]
    File {
        /// The file.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file is longer than a secret can be.
    #[error("take a secret from {file}: {bytes} bytes, the limit is {FILE_BYTES_MAX} bytes")]
    FileTooLarge {
        /// The file.
        file: String,
        /// How long it is.
        bytes: u64,
    },
}

impl Secret {
    /// A secret from text, exactly: a password may begin with a space and hold any letter.
    ///
    /// # Errors
    /// [`SecretError::Empty`], [`SecretError::ControlCharacter`].
    pub fn new(text: impl AsRef<str>) -> Result<Self, SecretError> {
        let text = text.as_ref();
        if text.is_empty() {
            return Err(SecretError::Empty);
        }
        if text.chars().any(char::is_control) {
            return Err(SecretError::ControlCharacter);
        }
        Ok(Self(SecretString::from(text)))
    }

    /// The secret in an environment variable; white space around it is dropped.
    ///
    /// # Errors
    /// [`SecretError::NotSet`], and as [`new`](Self::new).
    pub fn from_environment(name: &str) -> Result<Self, SecretError> {
        let text = std::env::var(name).map_err(|_| SecretError::NotSet {
            name: name.to_owned(),
        })?;
        Self::new(text.trim())
    }

    /// The secret that a file holds, as secret managers mount them; white space around it, such as
    /// the last line's end, is dropped.
    ///
    /// # Errors
    /// [`SecretError::File`], [`SecretError::FileTooLarge`], and as [`new`](Self::new).
    pub fn from_file(path: &Path) -> Result<Self, SecretError> {
        let file = path.display().to_string();
        let io = |source| SecretError::File {
            file: file.clone(),
            source,
        };
        let bytes = std::fs::metadata(path).map_err(io)?.len();
        if bytes > FILE_BYTES_MAX {
            return Err(SecretError::FileTooLarge { file, bytes });
        }
        Self::new(std::fs::read_to_string(path).map_err(io)?.trim())
    }

    /// The secret itself. Only for writing it into a request.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The secret after a scheme (`Bearer `) as a header that prints nothing.
    pub(crate) fn header(&self, scheme: &str) -> HeaderValue {
        let text = format!("{scheme}{}", self.expose());
        // A header takes anything but control characters, and `new` let none in.
        let mut value = HeaderValue::from_bytes(text.as_bytes())
            .unwrap_or_else(|_| HeaderValue::from_static(""));
        value.set_sensitive(true);
        value
    }
}
