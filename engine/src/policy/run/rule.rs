//! Everything that can leave an event, known before anything runs: what each is called, where it stands, what it shows.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use caudal_facts::Report;

use crate::policy::cell::Cell;
use crate::policy::reasons::Reasons;
use crate::policy::script::{
    Act, Expression, ExpressionKind, Form, Place, Statement, StatementKind, StopOn, Verb,
};
use crate::policy::table::Table;

/// A statement, a row of a table of rules, or a stage that can leave an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) verb: Verb,
    /// The reason code, without a variant.
    pub(crate) code: String,
    /// Code and variant, or table and line.
    pub(crate) name: String,
    /// The file it stands in, relative to the policy.
    pub(crate) file: Arc<str>,
    pub(crate) place: Place,
    /// Its condition as written.
    pub(crate) text: String,
    /// The reason that an exception is made for.
    pub(crate) because: Option<String>,
    /// The names that its condition reads.
    pub(crate) operands: Vec<String>,
    /// The names that its reason's texts show.
    pub(crate) placeholders: Vec<String>,
    /// In a loop, the loop's name.
    pub(crate) of: Option<String>,
    /// The scorecard that explains its reason.
    pub(crate) explain: Option<String>,
    /// Where its reason stands in the reasons file.
    pub(crate) rank: usize,
    /// Whether some exception is made for its reason.
    pub(crate) has_exceptions: bool,
}

/// A stage as it is written.
#[derive(Debug, Clone)]
pub(crate) struct StageRule {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) ask: Vec<Report>,
    pub(crate) stop_on: StopOn,
    /// The event of its own that refers.
    pub(crate) refers: u32,
    /// The events of sources whose silence declines, as `ask` has them.
    pub(crate) declines: Vec<u32>,
    /// The rules of its statements.
    rules: Range<u32>,
}

/// Everything of a policy that can leave an event.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    all: Vec<Rule>,
    pub(crate) stages: Vec<StageRule>,
    /// The rules of deciding statements, by the statement's place: one, or one a row of a table of rules.
    acts: HashMap<Place, Range<u32>>,
    /// `or_refer` and `or_decline`, by their place.
    answers: HashMap<Place, u32>,
}

/// What rules are made from.
pub(crate) struct RuleMaker<'m> {
    pub(crate) form: &'m Form,
    pub(crate) tables: &'m BTreeMap<String, Table>,
    pub(crate) reasons: &'m Reasons,
    /// Names in each reason's texts.
    pub(crate) placeholders: &'m HashMap<String, Vec<String>>,
    pub(crate) script: Arc<str>,
}

impl Rules {
    /// A rule by its number.
    pub(crate) fn get(&self, number: u32) -> &Rule {
        &self.all[number as usize]
    }

    /// How many there are.
    pub(crate) const fn count(&self) -> usize {
        self.all.len()
    }

    /// The rules of the statement at a place: one, or one a row of a table of rules.
    pub(crate) fn at(&self, place: Place) -> Range<u32> {
        self.acts.get(&place).cloned().unwrap_or_default()
    }

    /// The rules of the statements after so many stages have begun, from the next stage on.
    pub(crate) fn after_stages(&self, begun: usize) -> impl Iterator<Item = u32> {
        let stages = self.stages.iter().skip(begun);
        stages.flat_map(|stage| stage.rules.clone())
    }

    /// The answer to missing data that stands at a place.
    pub(crate) fn answer_at(&self, place: Place) -> Option<u32> {
        self.answers.get(&place).copied()
    }
}

impl Rule {
    /// The rule's code with its variant, without the table it stands in.
    pub(super) fn variant(&self) -> &str {
        self.name.split(" (").next().unwrap_or(&self.name)
    }
}

impl RuleMaker<'_> {
    /// Every rule of the script.
    pub(crate) fn rules(&self) -> Rules {
        let mut rules = Rules::default();
        self.statements(&self.form.statements, None, &mut rules);
        self.form
            .walk(&mut |expression| self.answer(expression, &mut rules));
        for function in &self.form.functions {
            function
                .body
                .walk(&mut |expression| self.answer(expression, &mut rules));
        }
        let excepts = |rule: &&Rule| matches!(rule.verb, Verb::Waive | Verb::Soften);
        let excepted = rules.all.iter().filter(excepts);
        let excepted: Vec<String> = excepted.map(|rule| rule.code.clone()).collect();
        for rule in &mut rules.all {
            rule.has_exceptions = excepted.contains(&rule.code);
        }
        rules
    }

    fn statements(&self, statements: &[Statement], of: Option<&str>, rules: &mut Rules) {
        for statement in statements {
            match &statement.kind {
                StatementKind::Act(act) => self.act(act, statement.place, of, rules),
                StatementKind::Loop { name, body, .. } => self.statements(body, Some(name), rules),
                StatementKind::Stage {
                    name, ask, stop_on, ..
                } => self.stage(name, ask, *stop_on, statement.place, rules),
                _ => {}
            }
        }
    }

    fn act(&self, act: &Act, place: Place, of: Option<&str>, rules: &mut Rules) {
        let base = Rule {
            text: act.text.clone(),
            of: of.map(str::to_owned),
            because: match act.because.as_ref().map(|because| &because.kind) {
                Some(ExpressionKind::Text(text)) => Some(text.clone()),
                _ => None,
            },
            operands: act
                .operand
                .as_ref()
                .map(Expression::names)
                .unwrap_or_default(),
            ..self.rule(act.verb, &act.name, place)
        };
        let first = rules.next();
        match self.tables.get(&act.name) {
            Some(table) if act.verb == Verb::Rules => {
                let rows = table.rows.iter().enumerate();
                rules
                    .all
                    .extend(rows.map(|(row, _)| self.row(&base, table, row)));
            }
            _ => rules.all.push(base),
        }
        let end = rules.next();
        rules.acts.insert(place, first..end);
        if let Some(stage) = rules.stages.last_mut() {
            stage.rules.end = end;
        }
    }

    /// One row of a table of rules.
    fn row(&self, base: &Rule, table: &Table, row: usize) -> Rule {
        let row = &table.rows[row];
        let (outcome, name) = table.rule(row);
        let verb = if outcome == "decline" {
            Verb::Decline
        } else {
            Verb::Refer
        };
        let place = Place {
            line: row.line,
            column: 1,
        };
        let columns = table.conditions.iter().zip(&row.cells);
        Rule {
            name: format!("{name} ({}:{})", table.name, row.line),
            file: table.file.as_str().into(),
            text: format!("{}:{}", table.file, row.line),
            of: base.of.clone(),
            operands: columns
                .filter(|(_, cell)| **cell != Cell::Any)
                .map(|(column, _)| column.clone())
                .collect(),
            ..self.rule(verb, &name, place)
        }
    }

    fn stage(&self, name: &str, ask: &[String], stop_on: StopOn, place: Place, rules: &mut Rules) {
        let ask: Vec<Report> = ask.iter().filter_map(|name| Report::parse(name)).collect();
        let base = Rule {
            name: format!("stage {name}"),
            text: format!("stage({name:?})"),
            ..self.rule(Verb::Refer, "", place)
        };
        let refers = rules.next();
        rules.all.push(base.clone());
        let mut declines = Vec::new();
        for report in &ask {
            declines.push(rules.next());
            rules.all.push(Rule {
                verb: Verb::Decline,
                code: format!("DATA_MISSING({report})"),
                ..base.clone()
            });
        }
        let first = rules.next();
        rules.stages.push(StageRule {
            rules: first..first,
            name: name.to_owned(),
            line: place.line,
            ask,
            stop_on,
            refers,
            declines,
        });
    }

    fn answer(&self, expression: &Expression, rules: &mut Rules) {
        let ExpressionKind::Call(word, arguments) = &expression.kind else {
            return;
        };
        let verb = match word.as_str() {
            "or_refer" => Verb::Refer,
            "or_decline" => Verb::Decline,
            _ => return,
        };
        if let Some(ExpressionKind::Text(code)) = arguments.get(1).map(|code| &code.kind) {
            rules.answers.insert(expression.place, rules.next());
            rules.all.push(self.rule(verb, code, expression.place));
        }
    }

    fn rule(&self, verb: Verb, name: &str, place: Place) -> Rule {
        let code = name.split('/').next().unwrap_or(name);
        let reason = self.reasons.get(code);
        Rule {
            verb,
            code: code.to_owned(),
            name: name.to_owned(),
            file: Arc::clone(&self.script),
            place,
            text: String::new(),
            because: None,
            operands: Vec::new(),
            placeholders: self.placeholders.get(code).cloned().unwrap_or_default(),
            of: None,
            explain: reason.and_then(|(_, reason)| reason.explain.clone()),
            rank: reason.map_or(usize::MAX, |(rank, _)| rank),
            has_exceptions: false,
        }
    }
}

impl Rules {
    /// The number of the rule that is added next.
    fn next(&self) -> u32 {
        u32::try_from(self.all.len()).unwrap_or(u32::MAX)
    }
}
