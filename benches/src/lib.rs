//! What benchmarks share: a policy's folder on disk, a case of any size, applicants to gather for, and
//! portfolios on disk.

mod asked;
mod case;
mod folder;
mod measured;
mod memory;
mod peers;
mod portfolio;
mod shards;
mod statistics;
mod thirty;

use mimalloc::MiMalloc;

pub use asked::{Anything, Asked, asked, providers};
pub use case::{application, facts};
pub use folder::Folder;
pub use measured::{Measured, measured};
pub use memory::InMemory;
pub use peers::{Peers, peers_python};
pub use portfolio::{
    CASE_MOVEMENTS, portfolio_account, portfolio_case, portfolio_categories, portfolio_movement,
};
pub use shards::ShardFolder;
pub use statistics::{MonthlyStatistics, PEERS_COLUMNS, features};
pub use thirty::thirty;

/// The program's own.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;
