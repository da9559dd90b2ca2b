//! Rego, by regorus' virtual machine.

use std::collections::BTreeSet;
use std::hint::black_box;

use caudal_benches::Anything;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Rc, Value};

use crate::compare::rows::{Row, nested, number};
use crate::compare::thirty::Fires;
use crate::compare::timed::Contestant;

/// What is asked of the policy.
const ASKED: &str = "data.thirty.fired";

/// A machine with the rules loaded, and the cases.
pub(crate) struct Rego {
    machine: RegoVM,
    inputs: Vec<Value>,
}

impl Rego {
    /// The thirty rules.
    ///
    /// # Errors
    /// When the policy does not compile.
    pub(crate) fn new(rows: &[Row]) -> Result<Self, Anything> {
        let mut engine = Engine::new();
        let text = include_str!("../../../peers/thirty/policy.rego");
        engine.add_policy("policy.rego".to_owned(), text.to_owned())?;
        let policy = engine.compile_with_entrypoint(&Rc::from(ASKED))?;
        let mut machine = RegoVM::new();
        let program = Compiler::compile_from_policy(&policy, &[ASKED])
            .map_err(|error| format!("{error:?}"))?;
        machine.load_program(program);
        let inputs = rows.iter().map(|row| {
            let row: Vec<_> = row
                .iter()
                .map(|(name, value)| (name.clone(), number(*value)))
                .collect();
            Ok(Value::from_json_str(&nested(&row).to_string())?)
        });
        let inputs = inputs.collect::<Result<_, Anything>>()?;
        Ok(Self { machine, inputs })
    }

    fn answer(&mut self, row: usize) -> Result<Value, Anything> {
        self.machine.set_input(self.inputs[row].clone());
        let answer = self.machine.execute();
        answer.map_err(|error| format!("{error:?}").into())
    }
}

impl Contestant for Rego {
    fn name(&self) -> String {
        "regorus, its virtual machine".to_owned()
    }

    fn run_all(&mut self) -> Result<(), Anything> {
        for row in 0..self.inputs.len() {
            black_box(self.answer(row)?);
        }
        Ok(())
    }
}

impl Fires for Rego {
    fn fired(&mut self, row: usize) -> Result<BTreeSet<String>, Anything> {
        let answer = self.answer(row)?;
        let fired = answer.as_set()?.iter();
        fired
            .map(|code| Ok(code.as_string()?.to_string()))
            .collect()
    }
}
