//! How the rows of tables and the ranges of scorecards move what they give.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::policy::check::{Given, Subject, given};
use crate::policy::kind::Kind;
use crate::policy::manifest::HitPolicy;
use crate::policy::scorecard::{Characteristic, Scorecard};
use crate::policy::table::{Along, Course, Line, Table, course};
use crate::policy::typed::Typed;

/// What is told of one sheet, column and result.
type Told = HashMap<(String, usize, usize), Option<Rc<Course>>>;

/// How results move along columns, told once for each.
pub(super) struct Rows<'r> {
    subject: &'r Subject<'r>,
    given: Given<'r>,
    told: RefCell<Told>,
}

impl<'r> Rows<'r> {
    pub(super) fn new(subject: &'r Subject<'r>, typed: &'r Typed) -> Self {
        Self {
            subject,
            given: given(subject, typed),
            told: RefCell::default(),
        }
    }

    /// How a result of a table moves along a column, whose words may be of a type; `None` where it cannot be told.
    pub(super) fn of_table(
        &self,
        name: &str,
        column: usize,
        words: Option<&str>,
        result: &str,
    ) -> Option<Rc<Course>> {
        let table = self.subject.tables.get(name)?;
        let mut results = table.results.iter();
        let place = results.position(|(known, _)| &**known == result)?;
        let key = (format!("table {name}"), column, place);
        self.once(key, || self.along_table(table, column, words, place))
    }

    /// How the points of a scorecard move along a characteristic; `None` where it cannot be told.
    pub(super) fn of_card(
        &self,
        name: &str,
        characteristic: usize,
        words: Option<&str>,
    ) -> Option<Rc<Course>> {
        let card = self.subject.scorecards.get(name)?;
        let key = (format!("scorecard {name}"), characteristic, 0);
        self.once(key, || self.along_card(card, characteristic, words))
    }

    /// The words of a type, where their order tells of risk.
    fn words(&self, name: &str) -> Option<&'r [String]> {
        let word = self.subject.manifest.words.get(name)?;
        word.riskier().map(|_| word.values.as_slice())
    }

    fn once(
        &self,
        key: (String, usize, usize),
        tell: impl FnOnce() -> Option<Course>,
    ) -> Option<Rc<Course>> {
        if let Some(known) = self.told.borrow().get(&key) {
            return known.clone();
        }
        let course = tell().map(Rc::new);
        self.told.borrow_mut().insert(key, course.clone());
        course
    }

    fn along_table(
        &self,
        table: &Table,
        column: usize,
        words: Option<&str>,
        result: usize,
    ) -> Option<Course> {
        let domains = self.given.tables.get(&*table.name)?;
        let along = Along {
            column: table.conditions.get(column)?,
            words: match words {
                Some(name) => Some(self.words(name)?),
                None => None,
            },
        };
        let ordered = match table.results.get(result)? {
            (_, Kind::Word(name)) => Some(self.words(name)?),
            (_, Kind::Text) => return None,
            _ => None,
        };
        table.course(domains, along, result, ordered)
    }

    fn along_card(
        &self,
        card: &Scorecard,
        characteristic: usize,
        words: Option<&str>,
    ) -> Option<Course> {
        let domain = self
            .given
            .scorecards
            .get(&*card.name)?
            .get(characteristic)?;
        let of = card.characteristics.get(characteristic)?;
        let results: Vec<_> = of.ranges.iter().map(|range| Some(range.points)).collect();
        let along = Along {
            column: &of.name,
            words: match words {
                Some(name) => Some(self.words(name)?),
                None => None,
            },
        };
        let (columns, domains) = (std::slice::from_ref(&of.name), std::slice::from_ref(domain));
        // The first range that holds gives its points.
        course(
            columns,
            domains,
            &lines(of),
            along,
            HitPolicy::First,
            &results,
        )
    }
}

/// The ranges of a characteristic as a search sees them.
fn lines(of: &Characteristic) -> Vec<Line<'_>> {
    let line = |cell| Line {
        cells: vec![cell],
        in_force: None,
    };
    of.ranges.iter().map(|range| line(&range.cell)).collect()
}
