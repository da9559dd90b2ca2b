//! Why a simulator could not start or a plan of faults could not be read.

use std::path::PathBuf;

/// What went wrong. The text fits after "failed to …".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The port on loopback cannot be had: take another, or 0 for any that is free.
    #[error("listen on 127.0.0.1:{port}: {source}; hint: port 0 takes any that is free")]
    Listen {
        /// The port that was asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// A fixture that cannot be read from disk.
    #[error("read {}: {source}", file.display())]
    Io {
        /// The file or folder.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A fixture that is wrong.
    #[error("read the fixtures: {0}")]
    Fixtures(#[from] caudal_facts::Error),
    /// A plan of faults that cannot be read.
    #[error("read the plan of faults: {0}")]
    Faults(String),
    /// The simulator's own address cannot be written.
    #[error("write the simulator's address: {0}")]
    Root(#[source] url::ParseError),
    /// The client that delivers callbacks cannot be built.
    #[error("build the client that delivers callbacks: {0}")]
    Client(#[source] reqwest::Error),
}
