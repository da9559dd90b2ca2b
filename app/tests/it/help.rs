//! What the program says of itself.

use crate::support::{caudal, check, run};

#[test]
fn help_tells_commands_examples_and_exit_codes() {
    for command in [
        "",
        "decide",
        "fetch",
        "simulate",
        "check",
        "test",
        "features",
        "categories",
        "quote",
        "diff",
        "letter",
        "publish",
        "ingest",
        "rescore",
    ] {
        let arguments: Vec<&str> = [command, "--help"]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect();
        let ran = run(caudal(&arguments));
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        let name = if command.is_empty() {
            "caudal"
        } else {
            command
        };
        check(&ran.stdout, &format!("help/{name}.txt"));
    }
}
