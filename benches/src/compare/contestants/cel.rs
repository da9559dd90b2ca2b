//! The Common Expression Language: an expression for each rule.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hint::black_box;
use std::sync::Arc;

use caudal_benches::Anything;
use cel::{Context, Env, Program, Value};

use crate::compare::rows::Row;
use crate::compare::thirty::Fires;
use crate::compare::timed::Contestant;

/// The rules by code, compiled, and a context for each case.
pub(crate) struct Cel {
    rules: Vec<(String, Program)>,
    contexts: Vec<Context<'static, 'static>>,
}

impl Cel {
    /// The thirty rules.
    ///
    /// # Errors
    /// When an expression does not compile.
    pub(crate) fn new(rows: &[Row]) -> Result<Self, Anything> {
        let environment = Arc::new(Env::stdlib());
        let text = include_str!("../../../peers/thirty/rules.cel");
        let rules = text.lines().map(|line| {
            let (code, expression) = line
                .split_once(": ")
                .ok_or_else(|| format!("no code: {line}"))?;
            let program = environment
                .compile(expression)
                .map_err(|error| format!("{code}: {error:?}"))?;
            Ok((code.to_owned(), program))
        });
        let rules = rules.collect::<Result<_, Anything>>()?;
        let contexts = rows.iter().map(|row| context(&environment, row));
        let contexts = contexts.collect::<Result<_, Anything>>()?;
        Ok(Self { rules, contexts })
    }
}

/// A case as variables: a map of doubles for each group.
fn context(environment: &Arc<Env>, row: &Row) -> Result<Context<'static, 'static>, Anything> {
    let mut groups: BTreeMap<&str, HashMap<String, Value>> = BTreeMap::new();
    for (name, number) in row {
        let (group, name) = name.split_once('.').ok_or("a name without a group")?;
        let number: f64 = number.to_string().parse()?;
        groups
            .entry(group)
            .or_default()
            .insert(name.to_owned(), Value::Float(number));
    }
    let mut context = Context::with_env(Arc::clone(environment));
    for (group, values) in groups {
        context.add_variable_from_value(group, values);
    }
    Ok(context)
}

impl Contestant for Cel {
    fn name(&self) -> String {
        "cel".to_owned()
    }

    fn run_all(&mut self) -> Result<(), Anything> {
        for context in &self.contexts {
            for (_, rule) in &self.rules {
                let fired = rule.execute(context);
                let _ = black_box(fired.map_err(|error| format!("{error:?}"))?);
            }
        }
        Ok(())
    }
}

impl Fires for Cel {
    fn fired(&mut self, row: usize) -> Result<BTreeSet<String>, Anything> {
        let mut fired = BTreeSet::new();
        for (code, rule) in &self.rules {
            match rule.execute(&self.contexts[row]) {
                Ok(Value::Bool(true)) => {
                    fired.insert(code.clone());
                }
                Ok(Value::Bool(false)) => {}
                other => return Err(format!("{code}: {other:?}").into()),
            }
        }
        Ok(fired)
    }
}
