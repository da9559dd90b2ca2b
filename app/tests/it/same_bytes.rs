//! The same inputs give the same bytes, whatever the environment says.

use crate::support::{caudal, decide, run};

const ENVIRONMENTS: [&[(&str, &str)]; 5] = [
    &[("POLARS_MAX_THREADS", "1")],
    &[("POLARS_MAX_THREADS", "2")],
    &[("POLARS_MAX_THREADS", "8"), ("RAYON_NUM_THREADS", "3")],
    &[
        ("POLARS_FMT_MAX_ROWS", "1"),
        ("POLARS_FMT_TABLE_FORMATTING", "NOTHING"),
        ("POLARS_MAX_EXPR_DEPTH", "1"),
        ("POLARS_VERBOSE", "0"),
        ("POLARS_ENGINE_AFFINITY", "streaming"),
    ],
    &[
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "C"),
    ],
];

#[test]
fn no_environment_changes_a_decision() {
    for name in ["ar-two-currencies", "cl-salaried-clean"] {
        let decided = |environment: &[(&str, &str)]| {
            let command = environment.iter().fold(
                caudal(&[]).args(decide(name)).arg("--json"),
                |command, (key, value)| command.env(key, value),
            );
            let ran = run(command);
            assert_eq!(ran.code, 0, "{name} with {environment:?}: {}", ran.stderr);
            ran.stdout
        };
        let plain = decided(&[]);
        for environment in ENVIRONMENTS {
            assert_eq!(decided(environment), plain, "{name} with {environment:?}");
        }
    }
}
