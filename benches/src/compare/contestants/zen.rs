//! The ZEN engine: a decision graph as JSON, compiled.

use std::collections::BTreeSet;
use std::hint::black_box;

use caudal_benches::Anything;
use tokio::runtime::{Builder, Runtime};
use zen_engine::model::GraphContent;
use zen_engine::{Decision, EvaluationOptions, Variable};

use crate::compare::rows::{Row, nested, number};
use crate::compare::thirty::Fires;
use crate::compare::timed::Contestant;

/// A compiled graph and the cases it decides.
pub(crate) struct Zen {
    decision: Decision,
    inputs: Vec<Variable>,
    runtime: Runtime,
    trace: bool,
}

impl Zen {
    /// The thirty rules.
    ///
    /// # Errors
    /// When the graph is not understood.
    pub(crate) fn thirty(rows: &[Row], trace: bool) -> Result<Self, Anything> {
        let graph = serde_json::from_str(include_str!("../../../peers/thirty/zen.json"))?;
        let inputs = rows.iter().map(|row| {
            let row: Vec<_> = row
                .iter()
                .map(|(name, value)| (name.clone(), number(*value)))
                .collect();
            nested(&row)
        });
        Self::new(graph, inputs, trace)
    }

    /// A graph over some cases.
    ///
    /// # Errors
    /// When there is no graph, or no runtime for its futures.
    pub(crate) fn new(
        graph: GraphContent,
        inputs: impl Iterator<Item = serde_json::Value>,
        trace: bool,
    ) -> Result<Self, Anything> {
        let mut decision = Decision::from(graph);
        decision.compile();
        Ok(Self {
            decision,
            inputs: inputs.map(Variable::from).collect(),
            runtime: Builder::new_current_thread().build()?,
            trace,
        })
    }

    /// What it answers for a case.
    ///
    /// # Errors
    /// Whatever the engine says.
    pub(crate) fn answer(&self, row: usize) -> Result<serde_json::Value, Anything> {
        let options = self.options();
        let input = self.inputs[row].clone();
        let answer = self
            .runtime
            .block_on(self.decision.evaluate_with_opts(input, options));
        Ok(answer
            .map_err(|error| format!("{error:?}"))?
            .result
            .to_value())
    }

    fn options(&self) -> EvaluationOptions {
        EvaluationOptions {
            trace: self.trace,
            ..EvaluationOptions::default()
        }
    }
}

impl Contestant for Zen {
    fn name(&self) -> String {
        let trace = if self.trace {
            "with its trace"
        } else {
            "without a trace"
        };
        format!("zen-engine, compiled, {trace}")
    }

    fn run_all(&mut self) -> Result<(), Anything> {
        self.runtime.block_on(async {
            for input in &self.inputs {
                let answer = self
                    .decision
                    .evaluate_with_opts(input.clone(), self.options());
                let answer = answer.await.map_err(|error| format!("{error:?}"))?;
                black_box(answer);
            }
            Ok(())
        })
    }
}

impl Fires for Zen {
    fn fired(&mut self, row: usize) -> Result<BTreeSet<String>, Anything> {
        let answer = self.answer(row)?;
        let answer = answer.as_object().ok_or("no object")?;
        let fired = answer
            .iter()
            .filter(|(_, fired)| **fired == serde_json::Value::Bool(true));
        Ok(fired.map(|(code, _)| code.clone()).collect())
    }
}
