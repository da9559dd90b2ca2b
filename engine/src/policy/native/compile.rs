//! From the typed form to a plan.

mod names;
mod node;
mod step;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use caudal_facts::Report;

use super::held::Held;
use super::plan::{Cell, Op, Plan, Ref};
use crate::policy::load::Slot;
use crate::policy::loan::TERM_MAX;
use crate::policy::manifest::Manifest;
use crate::policy::run::Rules;
use crate::policy::scorecard::Scorecard;
use crate::policy::script::ScriptLimits;
use crate::policy::table::Table;
use crate::policy::typed::{Node, NodeId, Span, Type, Typed, What, Word};
use crate::policy::value::Value;
use crate::policy::values::Layout;
use names::Names;

/// What a plan is made from.
pub(crate) struct Maker<'m> {
    pub(crate) manifest: &'m Manifest,
    pub(crate) tables: &'m BTreeMap<String, Table>,
    pub(crate) scorecards: &'m BTreeMap<String, Scorecard>,
    /// What full names stand for.
    pub(crate) slots: &'m HashMap<String, Slot>,
    /// The numbers of what is read from outside.
    pub(crate) layout: &'m Layout,
    /// Names in each reason's texts.
    pub(crate) placeholders: &'m HashMap<String, Vec<String>>,
    pub(crate) typed: &'m Typed,
    pub(crate) rules: &'m Rules,
    /// What a script may come to.
    pub(crate) limits: ScriptLimits,
}

/// Why there is no plan, and where.
type Open = (Span, Arc<str>);

impl Maker<'_> {
    /// The plan, or why there is none.
    pub(super) fn plan(&self) -> Result<Plan, Vec<Open>> {
        if !self.typed.open.is_empty() {
            return Err(self.typed.open.clone());
        }
        if self.beyond_limits() {
            let last = self.typed.nodes.last();
            let span = last.map(|node| node.span.clone()).unwrap_or_default();
            let why = "it comes to more than the limits of a script allow";
            return Err(vec![(span, why.into())]);
        }
        let mut compiler = Compiler {
            maker: self,
            plan: Plan {
                cells: 1,
                tables: self.tables.values().cloned().collect(),
                cards: self.scorecards.values().cloned().collect(),
                ..Plan::default()
            },
            refs: vec![None; self.typed.nodes.len()],
            sure: vec![false; self.typed.nodes.len()],
            pure: vec![false; self.typed.nodes.len()],
            branches: 0,
            slots: HashMap::new(),
            asked: BTreeMap::new(),
            names: Names::default(),
            fired: BTreeMap::new(),
        };
        match compiler.script() {
            Ok(()) => Ok(compiler.plan),
            Err(open) => Err(vec![open]),
        }
    }

    /// Whether a run of the script could go past a limit: the script itself says which.
    fn beyond_limits(&self) -> bool {
        let nodes = u64::try_from(self.typed.nodes.len()).unwrap_or(u64::MAX);
        let quotes = |node: &&Node| matches!(node.what, What::Word(Word::Quote, _));
        let quotes = self.typed.nodes.iter().filter(quotes).count();
        let quoted = u64::try_from(quotes).unwrap_or(u64::MAX);
        nodes.saturating_mul(OPERATIONS_OF_A_NODE) > self.limits.operations
            || quoted.saturating_mul(TERM_MAX.into()) > self.limits.quoted_months
            || self.typed.order.results.len() > self.limits.variables
    }
}

/// No value takes a script more operations than that.
const OPERATIONS_OF_A_NODE: u64 = 8;

struct Compiler<'c> {
    maker: &'c Maker<'c>,
    plan: Plan,
    /// Where each node's value is.
    refs: Vec<Option<Ref>>,
    /// Whether a node is computed in every run that comes so far.
    sure: Vec<bool>,
    /// Whether a node is the same wherever it is computed again.
    pure: Vec<bool>,
    /// How many branches of an `if` it is in.
    branches: usize,
    /// Where values from outside are, by name and how many stages had asked for them by then; and whether they are
    /// surely there.
    slots: HashMap<(String, u32), (Cell, bool)>,
    /// How many stages so far asked each report.
    asked: BTreeMap<Report, u32>,
    names: Names,
    /// Where the answers of rules are, by their steps.
    fired: BTreeMap<usize, Cell>,
}

impl Compiler<'_> {
    fn script(&mut self) -> Result<(), Open> {
        let typed = self.maker.typed;
        for node in &typed.nodes {
            if let What::Fired(step) = node.what {
                let cell = self.cell();
                self.fired.insert(step, cell);
            }
        }
        let mut from = 0;
        for (number, step) in typed.steps.iter().enumerate() {
            let reached = typed.order.steps.get(number).copied().unwrap_or_default();
            self.nodes(from, reached.nodes)?;
            from = reached.nodes;
            self.names.read(&typed.order.reads, reached.reads);
            self.step(number, step)?;
        }
        self.nodes(from, typed.nodes.len())?;
        self.results()
    }

    fn cell(&mut self) -> Cell {
        let cell = Cell(u32::try_from(self.plan.cells).unwrap_or(u32::MAX));
        self.plan.cells += 1;
        cell
    }

    fn constant(&mut self, value: Value) -> Ref {
        self.plan.constants.push(Held::Value(value));
        Ref::constant(self.plan.constants.len() - 1)
    }

    fn op(&mut self, op: Op) {
        self.plan.ops.push(op);
    }

    fn at(&self, id: NodeId) -> Result<Ref, Open> {
        let found = self.refs.get(id.index()).copied().flatten();
        found.ok_or_else(|| self.open(id, "a value is read before it is computed"))
    }

    fn all(&self, of: &[NodeId]) -> Result<Box<[Ref]>, Open> {
        of.iter().map(|id| self.at(*id)).collect()
    }

    fn ty(&self, id: NodeId) -> &Type {
        &self.maker.typed.node(id).ty
    }

    fn open(&self, id: NodeId, why: &str) -> Open {
        (self.maker.typed.node(id).span.clone(), why.into())
    }
}

/// The place of a name among the keys of a map.
fn place<T>(of: &BTreeMap<String, T>, name: &str) -> Option<u32> {
    let index = of.keys().position(|known| known == name)?;
    u32::try_from(index).ok()
}
