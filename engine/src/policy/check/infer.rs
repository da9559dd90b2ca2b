//! What a computed value measures, as far as it can be told from its parts. Used to show it: a
//! share as a percentage, an amount with its currency.

use super::{Checker, Expression, ExpressionKind};
use crate::policy::kind::Kind;

/// The table that an expression's row comes from.
pub(super) fn table_of(expression: &Expression) -> Option<String> {
    match &expression.kind {
        ExpressionKind::Call(name, arguments) if name == "table" => {
            match &arguments.first()?.kind {
                ExpressionKind::Text(table) => Some(table.clone()),
                _ => None,
            }
        }
        _ => None,
    }
}

impl Checker<'_> {
    /// What an expression measures; `None` when its parts do not tell.
    pub(super) fn kind_of(&self, expression: &Expression) -> Option<Kind> {
        match &expression.kind {
            ExpressionKind::Number(_) => Some(Kind::Number),
            ExpressionKind::Flag(_) => Some(Kind::Flag),
            ExpressionKind::Text(_) => Some(Kind::Text),
            ExpressionKind::Path(path) => self.kind_of_path(path),
            ExpressionKind::Property(of, name) => {
                let table = table_of(of);
                match table {
                    Some(table) => self.result_kind(&table, name),
                    None => (name == "points").then_some(Kind::Points),
                }
            }
            ExpressionKind::Call(name, arguments) => self.kind_of_call(name, arguments),
            ExpressionKind::List(_) | ExpressionKind::Map(_) | ExpressionKind::If(..) => None,
        }
    }

    pub(super) fn kind_of_path(&self, path: &[String]) -> Option<Kind> {
        if let Some(kind) = self.checked.kinds.get(&path.join(".")) {
            return Some(kind.clone());
        }
        match path {
            [local, property] => match self.locals.get(local)? {
                Some(table) => self.result_kind(table, property),
                None => (property == "points").then_some(Kind::Points),
            },
            [name] if name == "as_of" => Some(Kind::Date),
            _ => None,
        }
    }

    fn result_kind(&self, table: &str, name: &str) -> Option<Kind> {
        let table = self.subject.tables.get(table)?;
        let (_, kind) = table.results.iter().find(|(result, _)| &**result == name)?;
        Some(kind.clone())
    }

    fn kind_of_call(&self, name: &str, arguments: &[Expression]) -> Option<Kind> {
        let kinds = || arguments.iter().map(|argument| self.kind_of(argument));
        match name {
            "==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||" | "!" | "between" | "one_of"
            | "known" | "is_missing" | "is_none" | "sampled" => Some(Kind::Flag),
            "years_between" => Some(Kind::Years),
            "months_between" => Some(Kind::Months),
            "days_between" => Some(Kind::Days),
            "date" | "add_months" => Some(Kind::Date),
            "principal" | "uf" => Some(Kind::Money),
            "installment" => Some(Kind::MoneyPerMonth),
            "monthly_from_tna" | "monthly_from_tea" => Some(Kind::RatePerMonth),
            "+" | "-" | "min" | "max" | "min_known" | "max_known" | "or" | "if_none" => {
                common(kinds())
            }
            "choose" => common(kinds().skip(1)),
            "capped" => common(
                [arguments.first(), arguments.get(2)]
                    .into_iter()
                    .flatten()
                    .map(|argument| self.kind_of(argument)),
            ),
            "floor_to" | "ceil_to" | "round_to" | "or_refer" | "or_decline" | "real" => {
                self.kind_of(arguments.first()?)
            }
            "*" => product(
                self.kind_of(arguments.first()?)?,
                self.kind_of(arguments.get(1)?)?,
            ),
            "/" => quotient(
                &self.kind_of(arguments.first()?)?,
                &self.kind_of(arguments.get(1)?)?,
            ),
            _ => self.kind_of_own(name),
        }
    }

    /// What one of the policy's own functions gives, told by the last thing its body computes.
    fn kind_of_own(&self, name: &str) -> Option<Kind> {
        let functions = &self.subject.form.functions;
        let function = functions.iter().find(|function| function.name == name)?;
        // A function that calls itself says nothing about what it gives.
        if self.inferring.borrow().iter().any(|known| known == name) {
            return None;
        }
        self.inferring.borrow_mut().push(name.to_owned());
        let kind = function.body.last().and_then(|last| self.kind_of(last));
        self.inferring.borrow_mut().pop();
        kind
    }
}

/// The kind that all parts with one share; bare numbers take the others'.
fn common(kinds: impl Iterator<Item = Option<Kind>>) -> Option<Kind> {
    let mut known = kinds.flatten().filter(|kind| *kind != Kind::Number);
    let first = known.next();
    match first {
        Some(first) => known.all(|kind| kind == first).then_some(first),
        None => Some(Kind::Number),
    }
}

fn product(left: Kind, right: Kind) -> Option<Kind> {
    match (left, right) {
        (Kind::Money, Kind::RatioPerMonth) | (Kind::RatioPerMonth, Kind::Money) => {
            Some(Kind::MoneyPerMonth)
        }
        (Kind::Number | Kind::Ratio | Kind::Times, kind)
        | (kind, Kind::Number | Kind::Ratio | Kind::Times) => Some(kind),
        _ => None,
    }
}

fn quotient(left: &Kind, right: &Kind) -> Option<Kind> {
    match (left, right) {
        (Kind::Money, Kind::MoneyPerMonth) => Some(Kind::Times),
        (kind, Kind::Number | Kind::Ratio | Kind::Times) => Some(kind.clone()),
        (left, right) if left == right => Some(Kind::Ratio),
        _ => None,
    }
}
