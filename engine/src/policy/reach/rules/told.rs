//! Every deciding statement, told stage by stage: where it fires, and who comes as far.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::policy::findings;
use crate::policy::reach::Reach;
use crate::policy::reach::region::{Region, Truth};
use crate::policy::reach::solver::Solver;
use crate::policy::script::{Place, StopOn, Verb};
use crate::policy::table::Table;
use crate::policy::typed::{NodeId, Step, StepOf};

/// How many rows of a table of rules are told: what people keep as rules is shorter by far.
const ROWS_MAX: usize = 200;

/// A rule as it was told: of the script, or a row of a table of rules.
pub(super) struct Told<'t> {
    pub(super) step: &'t Step,
    /// Of a row, its table's file and its line.
    pub(super) row: Option<(&'t str, usize)>,
    pub(super) verb: Verb,
    pub(super) code: Cow<'t, str>,
    pub(super) truth: Truth,
    /// Whether it is a row of which this is told elsewhere, or not at all.
    unheld: bool,
    /// The cases that come as far as the rule.
    pub(super) cases: Region,
}

impl Told<'_> {
    /// Whether the cases for which it fires, and does not, could be told.
    pub(super) fn is_told(&self) -> bool {
        self.unheld || (self.truth.yes.is_told() && self.truth.no.is_told())
    }

    /// Where it stands; one for all its rounds.
    pub(super) fn spot(&self) -> (Option<&str>, Place) {
        match self.row {
            Some((file, line)) => (Some(file), Place { line, column: 0 }),
            None => (None, self.step.span.place),
        }
    }
}

impl Reach<'_> {
    /// Tells every deciding statement, stage by stage.
    pub(super) fn tell(&self, solver: &mut Solver<'_>) -> Vec<Told<'_>> {
        let mut told: Vec<Told<'_>> = Vec::new();
        // The cases that the run has not ended for, and those for which the stage is not skipped.
        let (mut alive, mut here) = (Region::all(), Region::all());
        let mut begun = 0;
        for step in &self.typed.steps {
            match &step.of {
                StepOf::Stage(number) => {
                    alive = self.alive_after(*number, alive, &told[begun..], solver);
                    begun = told.len();
                    here = self.enter(*number, &alive, solver);
                }
                StepOf::Act {
                    verb, code, when, ..
                } => {
                    let truth = match when {
                        Some(when) => solver.truth(*when),
                        None => Truth::always(true),
                    };
                    told.push(Told {
                        step,
                        row: None,
                        verb: *verb,
                        code: Cow::Borrowed(code),
                        truth,
                        unheld: false,
                        cases: here.clone(),
                    });
                }
                StepOf::Rules(table, values) => {
                    if let Some(table) = self.subject.tables.get(&**table) {
                        let rows = rows_of(table, values, step, &here, solver);
                        told.extend(rows);
                    }
                }
                StepOf::Let(..) | StepOf::Offer(_) => {}
            }
        }
        told
    }

    /// The cases that go on after the stage before this one.
    fn alive_after(
        &self,
        number: usize,
        alive: Region,
        told: &[Told<'_>],
        solver: &mut Solver<'_>,
    ) -> Region {
        let Some(stage) = number
            .checked_sub(1)
            .map(|before| &self.typed.stages[before])
        else {
            return alive;
        };
        let ends = |verb: Verb| match stage.stop_on {
            StopOn::Decline => verb == Verb::Decline,
            StopOn::Refer => matches!(verb, Verb::Decline | Verb::Refer),
            StopOn::Never => false,
        };
        let excepted: BTreeSet<&str> = told
            .iter()
            .filter(|told| matches!(told.verb, Verb::Waive | Verb::Soften))
            .map(|told| base(&told.code))
            .collect();
        let skipped = stage.when.map(|when| solver.truth(when).no);
        let mut alive = alive;
        for rule in told {
            if !ends(rule.verb) || excepted.contains(base(&rule.code)) {
                continue;
            }
            let mut goes_on = rule.truth.not_true();
            if let Some(skipped) = &skipped {
                goes_on = goes_on.or(skipped);
            }
            let left = alive.and(&goes_on);
            // Where it comes to too many cases, the rule is taken as one that ends nothing.
            if left.is_told() {
                alive = left;
            }
        }
        alive
    }

    /// The cases for which a stage's rules run.
    fn enter(&self, number: usize, alive: &Region, solver: &mut Solver<'_>) -> Region {
        let stage = &self.typed.stages[number];
        let Some(when) = stage.when else {
            return alive.clone();
        };
        let truth = solver.truth(when);
        let runs = alive.and(&truth.yes.or(&truth.lacks));
        if alive.and(&truth.yes).is_none() && !alive.is_none() {
            let span = &self.typed.node(when).span;
            let message = format!(
                "stage {:?} is skipped for everybody whose data is known",
                stage.name
            );
            self.report(&findings::NEVER_FIRES, span, message, None);
        }
        if runs.is_told() { runs } else { alive.clone() }
    }
}

/// The rows of a table of rules, each as a rule.
fn rows_of<'t>(
    table: &'t Table,
    values: &[NodeId],
    step: &'t Step,
    cases: &Region,
    solver: &mut Solver<'_>,
) -> Vec<Told<'t>> {
    let mut told = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let (outcome, code) = table.rule(row);
        let Some(verb @ (Verb::Decline | Verb::Refer)) = Verb::parse(&outcome) else {
            continue;
        };
        let mut cells = row.cells.iter().zip(values);
        // A cell that holds for nothing is told of its column.
        let unheld =
            index >= ROWS_MAX || cells.any(|(cell, value)| solver.cell(cell, *value).yes.is_none());
        let mut truth = if unheld {
            Truth::untold()
        } else {
            solver.row(&row.cells, values)
        };
        if row.from.or(row.until).is_some() {
            truth.no = Region::all();
        }
        told.push(Told {
            step,
            row: Some((&table.file, row.line)),
            verb,
            code: Cow::Owned(code),
            truth,
            unheld,
            cases: cases.clone(),
        });
    }
    told
}

/// A code without its variant.
pub(super) fn base(code: &str) -> &str {
    code.split('/').next().unwrap_or(code)
}
