//! The values of a trial.

use std::io::{self, Write};

use caudal_engine::policy::Language;

use super::{View, section};
use crate::print::Table;
use crate::print::value::named;

impl View<'_> {
    /// What was tried; nothing for a decision that is one.
    pub(super) fn trial(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.decision.trial.is_empty() {
            return Ok(());
        }
        section(
            out,
            match self.language {
                Language::Spanish => "Ensayo: con estos valores, que no son los de la solicitud",
                Language::English => "Trial: with these values, which are not the application's",
            },
        )?;
        let mut table = Table::new(&[]);
        for tried in &self.decision.trial {
            let shown = |state| named(self.policy, &tried.name, state, self.language);
            let was = tried.was.as_ref().map_or_else(|| "-".to_owned(), shown);
            let change = format!("{was} → {}", shown(&tried.value));
            table.row([tried.name.clone(), change]);
        }
        table.write(out, 2)
    }
}
