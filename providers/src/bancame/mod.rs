//! banca.me (Chile): pre-loan requests, with the public reports that the applicant's Clave Única
//! opens.
//!
//! The insides of the reports are undocumented, so each is read as the Chilean report it carries.

mod convert;
mod wire;

pub(crate) use convert::{CARRIED, convert};
