//! A policy's script in typed form: what each statement is, what it reads, and where it stands.
//!
//! The form is built from rhai's syntax tree before anything runs. Everything that looks at a policy
//! without running it looks here.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

/// A place in a script file. Lines and columns count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// A script: its statements in order, and its functions.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// Top-level statements.
    pub statements: Vec<Statement>,
    /// The policy's own functions.
    pub functions: Vec<Function>,
}

/// A function of the policy's own.
#[derive(Debug, Clone)]
pub struct Function {
    /// Name.
    pub name: String,
    /// The file that it stands in, as messages name it.
    pub file: String,
    /// Parameters.
    pub params: Vec<String>,
    /// What it computes.
    pub body: Block,
}

/// What stands between braces: names, and the value that they lead to.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// `let name = …`, in order.
    pub lets: Vec<(String, Expression)>,
    /// What is computed for nothing.
    pub others: Vec<Expression>,
    /// What the block gives.
    pub value: Option<Box<Expression>>,
}

/// One statement.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Where it begins.
    pub place: Place,
    /// What it is.
    pub kind: StatementKind,
}

/// What a statement is.
#[derive(Debug, Clone)]
pub enum StatementKind {
    /// `stage(name, #{ ask, when, stop_on })`.
    Stage {
        /// The stage's name.
        name: String,
        /// Names of the sources it asks.
        ask: Vec<String>,
        /// Its condition.
        when: Option<Expression>,
        /// Which outcome of the stage ends the run.
        stop_on: StopOn,
    },
    /// `let name = …`.
    Let {
        /// The name.
        name: String,
        /// Its value.
        value: Expression,
    },
    /// A call that decides something: a rule, a condition, an offer.
    Act(Box<Act>),
    /// `for name in params.list { … }`.
    Loop {
        /// The loop's name for each value.
        name: String,
        /// The list.
        list: Expression,
        /// What is done for each.
        body: Vec<Statement>,
    },
    /// Anything else that is computed and has no effect.
    Compute(Expression),
}

/// A statement that decides.
#[derive(Debug, Clone)]
pub struct Act {
    /// Which word.
    pub verb: Verb,
    /// The reason code with its variant, or the table's name; empty for an offer.
    pub name: String,
    /// The condition, or what is offered.
    pub operand: Option<Expression>,
    /// The operand as the script writes it.
    pub text: String,
    /// A condition's details.
    pub details: Option<Expression>,
    /// The reason that an exception is made for.
    pub because: Option<Expression>,
    /// The `let` that keeps the rule's answer.
    pub kept_as: Option<String>,
}

/// Which outcome of a stage ends the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum StopOn {
    /// A decline.
    #[default]
    Decline,
    /// A decline or a referral.
    Refer,
    /// None: the run goes on.
    Never,
}

impl StopOn {
    /// The outcome of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "decline" => Some(Self::Decline),
            "refer" => Some(Self::Refer),
            "never" => Some(Self::Never),
            _ => None,
        }
    }
}

/// The words that decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// `decline(code, cond)`
    Decline,
    /// `refer(code, cond)`
    Refer,
    /// `rules(table, args)`
    Rules,
    /// `waive(code, cond, because)`
    Waive,
    /// `soften(code, cond, because)`
    Soften,
    /// `condition(code, cond, details)`
    Condition,
    /// `withhold(code, cond)`
    Withhold,
    /// `offer(quote)`
    Offer,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 8] = [
        Self::Decline,
        Self::Refer,
        Self::Rules,
        Self::Waive,
        Self::Soften,
        Self::Condition,
        Self::Withhold,
        Self::Offer,
    ];

    /// As policies write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Decline => "decline",
            Self::Refer => "refer",
            Self::Rules => "rules",
            Self::Waive => "waive",
            Self::Soften => "soften",
            Self::Condition => "condition",
            Self::Withhold => "withhold",
            Self::Offer => "offer",
        }
    }

    /// How many values it takes.
    #[must_use]
    pub const fn arities(self) -> &'static [usize] {
        match self {
            Self::Decline | Self::Refer | Self::Withhold => &[2],
            Self::Rules => &[1, 2],
            Self::Waive | Self::Soften => &[3],
            Self::Condition => &[1, 2, 3],
            Self::Offer => &[1],
        }
    }

    /// The verb with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.name() == name)
    }
}

/// An expression with its place.
#[derive(Debug, Clone)]
pub struct Expression {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub kind: ExpressionKind,
}

/// What an expression is.
#[derive(Debug, Clone)]
pub enum ExpressionKind {
    /// A number.
    Number(Decimal),
    /// `true` or `false`.
    Flag(bool),
    /// Text.
    Text(String),
    /// A name, with the properties read from it: `["product", "max_amount"]`.
    Path(Vec<String>),
    /// A property of something computed: `table("bands", …).band`.
    Property(Box<Expression>, String),
    /// A function or operator with its arguments; a method's subject comes first.
    Call(String, Vec<Expression>),
    /// A list.
    List(Vec<Expression>),
    /// `#{ name: value }`.
    Map(Vec<(String, Expression)>),
    /// `if … { … } else { … }`.
    If(Box<Expression>, Block, Block),
    /// `{ … }`.
    Block(Block),
}

impl Expression {
    /// Calls `visit` on this expression and everything in it, outermost first.
    pub fn walk<'e>(&'e self, visit: &mut impl FnMut(&'e Self)) {
        visit(self);
        match &self.kind {
            ExpressionKind::Number(_)
            | ExpressionKind::Flag(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Path(_) => {}
            ExpressionKind::Property(of, _) => of.walk(visit),
            ExpressionKind::Call(_, parts) | ExpressionKind::List(parts) => {
                for part in parts {
                    part.walk(visit);
                }
            }
            ExpressionKind::Map(entries) => {
                for (_, value) in entries {
                    value.walk(visit);
                }
            }
            ExpressionKind::If(condition, yes, no) => {
                condition.walk(visit);
                yes.walk(visit);
                no.walk(visit);
            }
            ExpressionKind::Block(block) => block.walk(visit),
        }
    }

    /// The names that it reads, in the order they are first read: `income.cv_6m`, `capacity`,
    /// `product.max_amount`.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let mut names = Vec::new();
        self.walk(&mut |expression| {
            if let ExpressionKind::Path(path) = &expression.kind {
                let name = path.join(".");
                if seen.insert(name.clone()) {
                    names.push(name);
                }
            }
        });
        names
    }
}

impl Statement {
    /// Calls `visit` on this statement and, for a loop, on those of its body.
    pub fn walk<'f>(&'f self, visit: &mut impl FnMut(&'f Self)) {
        visit(self);
        if let StatementKind::Loop { body, .. } = &self.kind {
            for statement in body {
                statement.walk(visit);
            }
        }
    }
}

impl Block {
    /// Calls `visit` on every expression in it, in the order of the script.
    pub fn walk<'e>(&'e self, visit: &mut impl FnMut(&'e Expression)) {
        let lets = self.lets.iter().map(|(_, value)| value);
        for part in lets.chain(&self.others).chain(self.value.as_deref()) {
            part.walk(visit);
        }
    }

    /// The names that it and the blocks in it define by `let`.
    #[must_use]
    pub fn locals(&self) -> Vec<&str> {
        let mut blocks = vec![self];
        self.walk(&mut |expression| match &expression.kind {
            ExpressionKind::If(_, yes, no) => blocks.extend([yes, no]),
            ExpressionKind::Block(block) => blocks.push(block),
            _ => {}
        });
        let lets = blocks.into_iter().flat_map(|block| &block.lets);
        lets.map(|(name, _)| name.as_str()).collect()
    }
}

impl Form {
    /// Calls `visit` on every statement, those of loops included.
    pub fn walk_statements<'f>(&'f self, visit: &mut impl FnMut(&'f Statement)) {
        for statement in &self.statements {
            statement.walk(visit);
        }
    }

    /// Calls `visit` on every expression of the script, those of its functions apart.
    pub fn walk<'f>(&'f self, visit: &mut impl FnMut(&'f Expression)) {
        self.walk_statements(&mut |statement| match &statement.kind {
            StatementKind::Stage { when, .. } => {
                if let Some(when) = when {
                    when.walk(visit);
                }
            }
            StatementKind::Let { value, .. } | StatementKind::Compute(value) => value.walk(visit),
            StatementKind::Act(act) => {
                for part in act.operand.iter().chain(&act.details).chain(&act.because) {
                    part.walk(visit);
                }
            }
            StatementKind::Loop { list, .. } => list.walk(visit),
        });
    }

    /// The top-level `let` names, in order.
    #[must_use]
    pub fn results(&self) -> Vec<&str> {
        self.statements
            .iter()
            .filter_map(|statement| match &statement.kind {
                StatementKind::Let { name, .. } => Some(name.as_str()),
                StatementKind::Act(act) => act.kept_as.as_deref(),
                _ => None,
            })
            .collect()
    }
}
