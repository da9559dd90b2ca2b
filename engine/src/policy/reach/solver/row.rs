//! Where a row of a table holds.

use crate::policy::cell::{Cell, Literal};
use crate::policy::reach::region::{Region, Truth};
use crate::policy::typed::NodeId;
use crate::policy::value::Operator;

use super::Solver;

impl Solver<'_> {
    /// Where all cells of a row hold for the values of its columns.
    pub(in crate::policy::reach) fn row(&mut self, cells: &[Cell], values: &[NodeId]) -> Truth {
        let mut all = Truth::always(true);
        for (cell, value) in cells.iter().zip(values) {
            let here = self.cell(cell, *value);
            all = all.and(&here);
        }
        all
    }

    /// Where a cell holds for its column's value. Unlike a comparison, a range does not hold for none.
    pub(in crate::policy::reach) fn cell(&mut self, cell: &Cell, value: NodeId) -> Truth {
        if *cell == Cell::Any {
            return Truth::always(true);
        }
        self.prepare(value);
        let (missing, none) = self.absent(value);
        let present = self.present(value);
        match cell {
            Cell::Missing => Truth {
                yes: missing,
                no: present.or(&none),
                lacks: Region::none(),
            },
            Cell::None => Truth {
                yes: none,
                no: present,
                lacks: missing,
            },
            known => {
                let holds = self.known_cell(known, value);
                Truth {
                    yes: holds.yes.and(&present),
                    no: holds.no.and(&present).or(&none),
                    lacks: missing,
                }
            }
        }
    }

    /// Where a cell holds for a value that is known.
    fn known_cell(&mut self, cell: &Cell, value: NodeId) -> Truth {
        match cell {
            Cell::OneOf(literals) => {
                let mut any = Truth::always(false);
                for literal in literals {
                    let here = match literal {
                        Literal::Number(number) => {
                            self.against_figure(Operator::Equal, value, *number)
                        }
                        Literal::Text(text) => self.against_word(value, text),
                        Literal::Flag(true) => self.truth(value),
                        Literal::Flag(false) => self.truth(value).not(),
                        Literal::Date(_) => anywhere(),
                    };
                    any = any.or(&here);
                }
                any
            }
            range => match range.ends() {
                Some((low, high)) => {
                    let mut all = Truth::always(true);
                    for (end, operator) in [
                        (low, [Operator::Greater, Operator::GreaterOrEqual]),
                        (high, [Operator::Less, Operator::LessOrEqual]),
                    ] {
                        if let Some((number, inclusive)) = end {
                            let operator = operator[usize::from(inclusive)];
                            all = all.and(&self.against_figure(operator, value, number));
                        }
                    }
                    all
                }
                None => anywhere(),
            },
        }
    }
}

/// True and false everywhere, as far as can be told.
fn anywhere() -> Truth {
    Truth {
        yes: Region::all(),
        no: Region::all(),
        lacks: Region::none(),
    }
}
