//! From the script's tree to typed nodes; what does not go together is reported here.

mod call;
mod expression;
mod lookup;
mod operator;
mod slot;
mod statement;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use caudal_facts::Report;

pub(crate) use expression::kind_of_property;

use super::node::{Node, NodeId, Span, What};
use super::types::Type;
use super::{Reached, SlotId, Typed};
use crate::policy::check::Subject;
use crate::policy::document::Problems;
use crate::policy::findings::Finding;
use crate::policy::load;
use crate::policy::script::{Expression, Place};

/// How many nodes a script may come to once functions and loops are written out.
const NODES_MAX: usize = 20_000;
/// How deep calls of the policy's own functions may stand in each other.
const DEPTH_MAX: usize = 16;

/// Builds the typed form. Names that stand for nothing are taken as reported already.
pub(crate) fn build(
    subject: &Subject<'_>,
    slots: &HashMap<String, load::Slot>,
    problems: &Problems,
) -> Typed {
    let mut builder = Builder {
        subject,
        resolved: slots,
        problems,
        typed: Typed {
            results: subject
                .tables
                .values()
                .map(|table| (Arc::clone(&table.name), table.results.clone()))
                .collect(),
            ..Typed::default()
        },
        scope: Scope::default(),
        slot_ids: BTreeMap::new(),
        known: HashMap::new(),
        asked: BTreeMap::new(),
        depth: 0,
        branches: 0,
        results: subject
            .form
            .results()
            .into_iter()
            .map(str::to_owned)
            .collect(),
    };
    builder.scope.file = builder.script_file();
    builder.statements(&subject.form.statements, None);
    builder.typed
}

struct Builder<'b> {
    subject: &'b Subject<'b>,
    resolved: &'b HashMap<String, load::Slot>,
    problems: &'b Problems,
    typed: Typed,
    scope: Scope,
    slot_ids: BTreeMap<String, SlotId>,
    /// The first node that computes something.
    known: HashMap<What, NodeId>,
    /// How many stages so far asked each report.
    asked: BTreeMap<Report, u32>,
    depth: usize,
    /// How many branches of an `if` it is in.
    branches: usize,
    /// Every name that some `let` defines.
    results: BTreeSet<String>,
}

/// What names stand for where the builder is.
#[derive(Default, Clone)]
struct Scope {
    file: Arc<str>,
    names: BTreeMap<String, NodeId>,
}

impl Builder<'_> {
    fn script_file(&self) -> Arc<str> {
        self.file(self.subject.script).into()
    }

    fn file(&self, path: &str) -> String {
        match self.subject.root {
            "" => path.to_owned(),
            root => format!("{root}/{path}"),
        }
    }

    fn stage(&self) -> Option<usize> {
        self.typed.stages.len().checked_sub(1)
    }

    /// How much has been built so far.
    fn reached(&self) -> Reached {
        Reached {
            nodes: self.typed.nodes.len(),
            reads: self.typed.order.reads.len(),
        }
    }

    /// Adds a node.
    fn add(&mut self, what: What, ty: Type, span: Span) -> NodeId {
        let id = NodeId::new(self.typed.nodes.len());
        let nodes = &self.typed.nodes;
        let key = what.with(|operand| nodes.get(operand.index()).map_or(operand, |node| node.same));
        let same = *self.known.entry(key).or_insert(id);
        let stage = self.stage();
        self.typed.nodes.push(Node {
            what,
            ty,
            span,
            stage,
            same,
        });
        id
    }

    /// A node that nothing is known of. `why` is there when nothing about it has been reported.
    fn unknown(&mut self, span: Span, why: Option<&str>) -> NodeId {
        if let Some(why) = why {
            self.typed.open.push((span.clone(), why.into()));
        }
        let number = u32::try_from(self.typed.nodes.len()).unwrap_or(u32::MAX);
        self.add(What::Unknown(number), Type::unknown(), span)
    }

    fn ty(&self, id: NodeId) -> &Type {
        &self.typed.node(id).ty
    }

    fn span(&self, expression: &Expression) -> Span {
        let (mut first, mut last) = (expression.place, expression.place);
        expression.walk(&mut |part| {
            if part.place != Place::default() {
                first = first.min(part.place);
                last = last.max(part.place);
            }
        });
        Span {
            file: Arc::clone(&self.scope.file),
            place: first,
            last,
        }
    }

    fn report(
        &self,
        finding: &'static Finding,
        span: &Span,
        message: impl Into<String>,
        hint: Option<&str>,
    ) {
        span.report(self.problems, finding, message, hint);
    }
}
