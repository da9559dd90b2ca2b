//! A ZEN graph made from our own tables: a chain of nodes, each adding to what it was given.

use caudal_benches::Anything;
use serde_json::{Map, Value, json};
use zen_engine::model::GraphContent;

/// A graph in the making.
#[derive(Default)]
pub(crate) struct Graph {
    nodes: Vec<Value>,
}

impl Graph {
    /// A decision table of which the first row that holds answers. `columns` and `results` are
    /// what the table calls them and what the case calls them.
    pub(crate) fn table(
        &mut self,
        name: &str,
        csv: &str,
        columns: &[(&str, &str)],
        results: &[(&str, &str)],
    ) {
        self.decision(name, csv, columns, results, "first");
    }

    /// A decision table of which every row that holds answers.
    pub(crate) fn collect(&mut self, name: &str, csv: &str, columns: &[(&str, &str)]) {
        self.decision(name, csv, columns, &[], "collect");
    }

    /// A scorecard as a table of which every row that holds gives points.
    pub(crate) fn scorecard(&mut self, name: &str, csv: &str) {
        let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
        lines.next();
        let lines: Vec<_> = lines.collect();
        let mut characteristics: Vec<&str> = lines.iter().map(|line| line[0]).collect();
        characteristics.dedup();
        let mut table = characteristics
            .iter()
            .map(|name| format!("when {name}"))
            .collect::<Vec<_>>()
            .join(",");
        table.push_str(",then points\n");
        for line in &lines {
            for characteristic in &characteristics {
                table.push_str(if *characteristic == line[0] {
                    line[1]
                } else {
                    "any"
                });
                table.push(',');
            }
            table.push_str(line[2]);
            table.push('\n');
        }
        self.collect(name, &table, &[]);
    }

    /// Named expressions.
    pub(crate) fn expressions(&mut self, expressions: &[(&str, &str)]) {
        let expressions: Vec<Value> = expressions
            .iter()
            .map(|(key, value)| json!({ "id": key, "key": key, "value": value }))
            .collect();
        let content = json!({ "expressions": expressions, "passThrough": true });
        self.push("expressionNode", "expressions", &content);
    }

    /// The whole graph, from its input to its output.
    ///
    /// # Errors
    /// When ZEN does not understand it.
    pub(crate) fn finish(mut self) -> Result<GraphContent, Anything> {
        self.nodes
            .insert(0, json!({ "id": "in", "type": "inputNode", "name": "in" }));
        self.push("outputNode", "out", &json!({}));
        let ids: Vec<&Value> = self.nodes.iter().map(|node| &node["id"]).collect();
        let edges = ids.windows(2).enumerate();
        let edges: Vec<Value> = edges
            .map(|(number, pair)| {
                json!({ "id": format!("edge-{number}"), "type": "edge", "sourceId": pair[0], "targetId": pair[1] })
            })
            .collect();
        let graph = json!({ "nodes": self.nodes, "edges": edges });
        Ok(serde_json::from_value(graph)?)
    }

    fn decision(
        &mut self,
        name: &str,
        csv: &str,
        columns: &[(&str, &str)],
        results: &[(&str, &str)],
        hit: &str,
    ) {
        let called = |names: &[(&str, &str)], name: &str| -> String {
            let found = names.iter().find(|(column, _)| *column == name);
            found.map_or(name, |(_, called)| called).to_owned()
        };
        let mut lines = csv
            .lines()
            .map(|line| line.split([',', ';']).collect::<Vec<_>>());
        let heads = lines.next().unwrap_or_default();
        let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
        for head in &heads {
            if let Some(name) = head.strip_prefix("when ") {
                inputs.push(json!({ "id": head, "name": name, "field": called(columns, name) }));
            } else if let Some(name) = head.strip_prefix("then ") {
                outputs.push(json!({ "id": head, "name": name, "field": called(results, name) }));
            }
        }
        let rules: Vec<Value> = lines
            .map(|cells| {
                let row = heads.iter().zip(cells).map(|(head, cell)| {
                    let text = if head.starts_with("when ") {
                        condition(cell)
                    } else {
                        literal(cell)
                    };
                    ((*head).to_owned(), Value::String(text))
                });
                Value::Object(row.collect::<Map<_, _>>())
            })
            .collect();
        let mut content = json!({
            "hitPolicy": hit, "inputs": inputs, "outputs": outputs, "rules": rules, "passThrough": true,
        });
        if hit == "collect" {
            content["outputPath"] = json!(name);
        }
        self.push("decisionTableNode", name, &content);
    }

    fn push(&mut self, kind: &str, name: &str, content: &Value) {
        let id = format!("{name}-{}", self.nodes.len());
        self.nodes
            .push(json!({ "id": id, "type": kind, "name": name, "content": content }));
    }
}

/// A cell of ours as ZEN writes it.
fn condition(cell: &str) -> String {
    if cell == "any" {
        return String::new();
    }
    let words: Vec<String> = cell.split('|').map(literal).collect();
    words.join(", ")
}

/// A number, flag or range as it is; anything else is text.
fn literal(cell: &str) -> String {
    let plain = cell.parse::<rust_decimal::Decimal>().is_ok()
        || matches!(cell, "true" | "false")
        || cell.starts_with(['<', '>', '[', '(']);
    if plain {
        cell.to_owned()
    } else {
        format!("\"{cell}\"")
    }
}
