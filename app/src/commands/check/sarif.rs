//! What a check found, as SARIF 2.1.0: the form that code reviews and editors read.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::io::Write;

use caudal_engine::policy::Finding;
use caudal_facts::Diagnostic;
use serde::Serialize;

use super::Checked;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    /// A column is a character, as Caudal counts them.
    column_kind: &'static str,
    results: Vec<ResultOf>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultOf {
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

/// Writes the log.
pub(super) fn write(out: &mut dyn Write, checked: &[Checked]) -> anyhow::Result<()> {
    let found = checked.iter().flat_map(|policy| &policy.found);
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "caudal",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: Finding::all().map(rule).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: found.map(result).collect(),
        }],
    };
    serde_json::to_writer_pretty(&mut *out, &log).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

fn rule(finding: &'static Finding) -> Rule {
    Rule {
        id: finding.id,
        short_description: text(finding.title),
        full_description: text(finding.explanation),
        default_configuration: Configuration {
            level: finding.level.name(),
        },
    }
}

fn result(problem: &Diagnostic) -> ResultOf {
    let known = |number: usize| (number > 0).then_some(number);
    let message = match &problem.hint {
        Some(hint) => format!("{}\nhint: {hint}", problem.message),
        None => problem.message.clone(),
    };
    ResultOf {
        rule_id: problem.id,
        rule_index: problem
            .id
            .and_then(|id| Finding::all().position(|finding| finding.id == id)),
        level: problem.level.name(),
        message: text(&message),
        locations: [Location {
            physical_location: Physical {
                artifact_location: Artifact {
                    uri: uri(&problem.file),
                },
                region: known(problem.line).map(|start_line| Region {
                    start_line,
                    start_column: known(problem.column),
                    end_column: known(problem.column)
                        .and(known(problem.length))
                        .map(|length| problem.column + length),
                }),
            },
        }],
    }
}

fn text(text: &str) -> Text {
    Text {
        text: text.to_owned(),
    }
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    let encoded = path.bytes().map(|byte| match byte {
        b'\\' => "/".to_owned(),
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    });
    encoded.collect()
}
