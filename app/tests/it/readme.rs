//! What README shows is what happens.

use std::fs;

use caudal_engine::batch::COLUMNS;

use crate::support::{caudal, root, run};

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("README.md")
}

/// The lines of the code block that follows a text.
fn block_after<'t>(text: &'t str, before: &str) -> &'t str {
    let (_, rest) = text.split_once(before).expect(before);
    let (_, rest) = rest.split_once("```").expect("a code block");
    let (_, rest) = rest.split_once('\n').expect("a code block's first line");
    rest.split_once("```").expect("a code block's end").0
}

#[test]
fn the_first_command_prints_what_is_shown() {
    let readme = readme();
    let commands = block_after(&readme, "# Caudal");
    let first = commands.lines().next().expect("a command");
    let arguments = first.strip_prefix("cargo run -- ").expect("cargo run");
    let arguments: Vec<&str> = arguments.split(' ').collect();
    let ran = run(caudal(&arguments));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(
        block_after(&readme, "The first prints"),
        ran.stdout,
        "README.md shows another output than the program prints",
    );
}

#[test]
fn the_second_command_is_the_test_command() {
    let commands = readme();
    let commands = block_after(&commands, "# Caudal");
    assert_eq!(commands.lines().nth(1), Some("cargo test --workspace"));
}

#[test]
fn the_columns_of_decisions_are_listed() {
    let readme = readme();
    let (_, rest) = readme
        .split_once("| column | what it is |\n| --- | --- |\n")
        .expect("a table of columns");
    let (table, _) = rest.split_once("\n\n").expect("its end");
    let rows = COLUMNS.map(|(name, meaning)| format!("| `{name}` | {meaning} |"));
    assert_eq!(table.lines().collect::<Vec<_>>(), rows);
}
