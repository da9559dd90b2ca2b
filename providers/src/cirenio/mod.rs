//! Cirenio (Argentina): the bank report that a job leaves behind.
//!
//! The vendor's document contradicts itself in many places (types, capitals, objects against
//! lists); both readings are taken.

mod convert;
mod wire;

pub(crate) use convert::convert;
