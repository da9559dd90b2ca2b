//! What is computed: nodes in their order, those of branches only where they are taken.

use std::sync::Arc;

use super::{Compiler, Open, place};
use crate::policy::Kind;
use crate::policy::manifest::ParamValue;
use crate::policy::native::plan::{Cell, Op, Property, Ref};
use crate::policy::script::object::QUOTE_PROPERTIES;
use crate::policy::typed::{Branches, NodeId, Of, SlotOf, Type, What};
use crate::policy::value::Value;

impl Compiler<'_> {
    /// The nodes of a stretch, in order.
    pub(super) fn nodes(&mut self, from: usize, to: usize) -> Result<(), Open> {
        let mut at = from;
        while at < to {
            match self.branching(at, to) {
                Some((node, branches)) => {
                    self.branch(node, branches)?;
                    at = node.index() + 1;
                }
                None => {
                    self.node(NodeId::new(at))?;
                    at += 1;
                }
            }
        }
        Ok(())
    }

    /// The outermost `if` whose branches begin here and that is not being written already.
    fn branching(&self, at: usize, to: usize) -> Option<(NodeId, Branches)> {
        let all = self.maker.typed.order.branches.iter();
        let begin = all.filter(|(node, branches)| branches.yes == at && node.index() < to);
        begin
            .max_by_key(|(node, _)| node.index())
            .map(|(node, branches)| (*node, *branches))
    }

    fn branch(&mut self, node: NodeId, branches: Branches) -> Result<(), Open> {
        let What::If(condition, yes, no) = self.maker.typed.node(node).what else {
            return Err(self.open(node, "branches belong to no if"));
        };
        let condition = self.at(condition)?;
        let to = self.cell();
        let fork = self.plan.ops.len();
        self.op(Op::Jump(0));
        self.branches += 1;
        self.nodes(branches.yes, branches.no)?;
        let of = self.at(yes)?;
        self.op(Op::Copy { of, to });
        let skip = self.plan.ops.len();
        self.op(Op::Jump(0));
        let otherwise = self.here();
        self.nodes(branches.no, node.index())?;
        let of = self.at(no)?;
        self.op(Op::Copy { of, to });
        self.branches -= 1;
        let end = self.here();
        self.plan.ops[fork] = Op::Branch {
            condition,
            otherwise,
        };
        self.plan.ops[skip] = Op::Jump(end);
        let pure = self.maker.typed.node(node).what.operands();
        let pure = pure.iter().all(|of| self.pure[of.index()]);
        self.keep(node, to.into(), pure);
        Ok(())
    }

    fn here(&self) -> u32 {
        u32::try_from(self.plan.ops.len()).unwrap_or(u32::MAX)
    }

    fn keep(&mut self, node: NodeId, of: Ref, pure: bool) {
        let index = node.index();
        self.refs[index] = Some(of);
        self.sure[index] = self.branches == 0;
        self.pure[index] = pure;
    }

    fn node(&mut self, id: NodeId) -> Result<(), Open> {
        let typed = self.maker.typed;
        let node = typed.node(id);
        let pure = node.what.operands().iter().all(|of| self.pure[of.index()]);
        // The very same was computed before, and cannot have changed.
        if pure && node.same != id && self.sure[node.same.index()] && self.pure[node.same.index()] {
            let same = self.at(node.same)?;
            self.keep(id, same, true);
            return Ok(());
        }
        for of in node.what.operands() {
            if self.is_list(of) {
                return Err(self.open(id, "a list of reasons is computed with"));
            }
        }
        let of = match &node.what {
            What::Number(number) => self.constant(Value::Number(*number)),
            What::Flag(flag) => self.constant(Value::Flag(*flag)),
            What::Text(text) => self.constant(Value::Text(Arc::clone(text))),
            What::AsOf => Cell(0).into(),
            What::Read(slot, asked) => {
                let slot = typed.slot(*slot);
                match (&slot.of, &slot.kind) {
                    (SlotOf::Param(ParamValue::Number(number)), kind) if *kind != Kind::Uf => {
                        self.constant(Value::Number(*number))
                    }
                    (SlotOf::Param(ParamValue::Flag(flag)), _) => self.constant(Value::Flag(*flag)),
                    _ => self.slot(&slot.name, asked.0, &node.span)?,
                }
            }
            What::Fired(step) => match self.fired.get(step) {
                Some(cell) => (*cell).into(),
                None => return Err(self.open(id, "a rule's answer is kept nowhere")),
            },
            What::If(..) => return Err(self.open(id, "an if has no branches")),
            What::Unknown(_) => return Err(self.open(id, "it cannot be told what this is")),
            what => {
                let to = self.cell();
                let op = self.computes(id, what, to)?;
                self.op(op);
                to.into()
            }
        };
        let again = matches!(node.what, What::Answered(..) | What::Scorecard(..));
        self.keep(id, of, pure && !again);
        Ok(())
    }

    fn is_list(&self, id: NodeId) -> bool {
        matches!(&self.maker.typed.node(id).what, What::Property(_, name) if &**name == "reasons")
            && self.ty(id).of == Of::Unknown
    }

    fn computes(&mut self, id: NodeId, what: &What, to: Cell) -> Result<Op, Open> {
        Ok(match what {
            What::Apply(operator, left, right) => Op::Apply {
                operator: *operator,
                left: self.at(*left)?,
                right: self.at(*right)?,
                to,
            },
            What::Not(of) => Op::Not {
                of: self.at(*of)?,
                to,
            },
            What::Negate(of) => Op::Negate {
                of: self.at(*of)?,
                to,
            },
            What::Word(word, of) => Op::Word {
                word: *word,
                of: self.all(of)?,
                to,
            },
            What::Capped(of, code, cap) => Op::Capped {
                of: self.at(*of)?,
                code: self.code(code),
                cap: self.at(*cap)?,
                to,
            },
            What::Answered(of, ..) => Op::Answered {
                of: self.at(*of)?,
                act: self.answer(id)?,
                to,
            },
            What::Table(name, of) => Op::Table {
                table: self.found(id, place(self.maker.tables, name))?,
                of: self.all(of)?,
                to,
            },
            What::Scorecard(name, of) => Op::Scorecard {
                card: self.found(id, place(self.maker.scorecards, name))?,
                of: self.all(of)?,
                to,
            },
            What::Source(report, _) => Op::Source {
                report: *report,
                to,
            },
            What::Property(of, name) => Op::Property {
                of: self.at(*of)?,
                property: self.property(self.ty(*of), name),
                to,
            },
            _ => return Err(self.open(id, "it is computed in no way")),
        })
    }

    pub(super) fn found(&self, id: NodeId, place: Option<u32>) -> Result<u32, Open> {
        place.ok_or_else(|| self.open(id, "a table is not there"))
    }

    /// The place of a limit's code.
    fn code(&mut self, code: &Arc<str>) -> u32 {
        let codes = &mut self.plan.codes;
        let known = codes.iter().position(|known| known == code);
        let place = known.unwrap_or_else(|| {
            codes.push(Arc::clone(code));
            codes.len() - 1
        });
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    /// What a name is of what is so typed.
    pub(super) fn property(&self, owner: &Type, name: &str) -> Property {
        match (&owner.of, name) {
            (Of::Row(table), _) => {
                let table = self.maker.tables.get(&**table);
                let results = table.map_or(&[][..], |table| &table.results);
                let column = results.iter().position(|(result, _)| &**result == name);
                let column = column.and_then(|column| u32::try_from(column).ok());
                column.map_or(Property::Other, Property::Column)
            }
            (Of::Score(_), "points") => Property::Points,
            (Of::Score(_), "odds") => Property::Odds,
            (Of::Score(_), "reasons") => Property::Reasons,
            (Of::Source(_), "answered") => Property::Answered,
            (Of::Source(_), "offered") => Property::Offered,
            (Of::Source(_), "age_days") => Property::AgeDays,
            (Of::Quote, _) => {
                let known = QUOTE_PROPERTIES.into_iter().find(|known| *known == name);
                known.map_or(Property::Other, Property::Figure)
            }
            _ => Property::Other,
        }
    }
}
