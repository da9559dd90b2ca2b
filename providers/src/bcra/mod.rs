//! BCRA (Argentina): the central bank's debtors' register, open to all.

mod convert;
mod wire;

pub(crate) use convert::convert;
