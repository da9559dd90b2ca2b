//! Where a simulator is, and whether it is one.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use anyhow::anyhow;
use caudal_providers::Address;
use caudal_simulator::Vendor;
use chrono::NaiveDate;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Where `caudal simulate` listens when nothing else is said.
pub(crate) const DEFAULT_PORT: u16 = 8017;

/// How the simulator's own page begins.
const PAGE_BEGINS: &str = "Simulated providers";

/// What stands on the page before the date of its reports.
const BEFORE_DATE: &str = "reports as of ";

/// The length of `2026-10-20`.
const DATE_LENGTH: usize = 10;

/// How long its page may take.
const PAGE_TIME: Duration = Duration::from_secs(2);

/// A simulator's address. It is on this machine: credentials made from a tax id go nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SimulatorAddress(SocketAddr);

impl SimulatorAddress {
    /// The one that a simulator in this process has.
    pub(crate) fn of(simulator: &caudal_simulator::Simulator) -> anyhow::Result<Self> {
        simulator
            .root()
            .as_str()
            .parse()
            .map_err(|why| anyhow!("read the simulator's own address: {why}"))
    }

    /// The date of the reports that a simulator there makes up; `None` when none is there, whatever
    /// else may listen.
    pub(super) async fn reports_as_of(self) -> Option<NaiveDate> {
        let page = tokio::time::timeout(PAGE_TIME, self.page()).await;
        let page = page.ok()?.ok()?;
        let (_, date) = page.split_once(PAGE_BEGINS)?.1.split_once(BEFORE_DATE)?;
        date.get(..DATE_LENGTH)?.parse().ok()
    }

    /// The beginning of the page at `GET /`.
    async fn page(self) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(self.0).await?;
        let request = format!(
            "GET / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.0
        );
        stream.write_all(request.as_bytes()).await?;
        let mut page = Vec::new();
        stream.take(1_024).read_to_end(&mut page).await?;
        Ok(String::from_utf8_lossy(&page).into_owned())
    }

    /// Where a vendor's interface is.
    pub(super) fn base(self, vendor: Vendor) -> anyhow::Result<Address> {
        Address::new(&format!("{self}{}", vendor.base())).map_err(|error| anyhow!(error))
    }
}

impl Default for SimulatorAddress {
    fn default() -> Self {
        Self(SocketAddr::from((Ipv4Addr::LOCALHOST, DEFAULT_PORT)))
    }
}

impl FromStr for SimulatorAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let expected = "expected http://127.0.0.1:PORT";
        let host = text.strip_prefix("http://").ok_or(expected)?;
        let host = host.strip_suffix('/').unwrap_or(host);
        let host = host.replacen("localhost:", "127.0.0.1:", 1);
        let address: SocketAddr = host.parse().map_err(|_| expected)?;
        if address.ip().is_loopback() {
            Ok(Self(address))
        } else {
            Err(format!("a simulator is on this machine only: {expected}"))
        }
    }
}

impl fmt::Display for SimulatorAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}", self.0)
    }
}
