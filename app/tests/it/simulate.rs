//! `caudal simulate`: the providers as a program of their own.

#[cfg(unix)]
use std::io::{BufRead as _, BufReader, Read as _};
#[cfg(unix)]
use std::process::{Command, Stdio};

use crate::providers::Providers;
use crate::support::{caudal, check, redacted, run, scratch};

#[cfg(unix)]
#[test]
fn it_says_where_it_is_and_ends_when_asked() {
    for signal in ["-INT", "-TERM"] {
        let mut program = Command::new(env!("CARGO_BIN_EXE_caudal"))
            .args(["simulate", "--port", "0", "--as-of", "2026-10-20"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut said = String::new();
        let stdout = program.stdout.take().expect("a pipe");
        for line in BufReader::new(stdout).lines() {
            let line = line.expect("text");
            said.push_str(&line);
            said.push('\n');
            if line.starts_with("Ctrl-C") {
                break;
            }
        }
        let status = Command::new("kill")
            .args([signal, &program.id().to_string()])
            .status();
        assert!(status.expect("kill runs").success());
        assert_eq!(program.wait().expect("an end").code(), Some(0), "{signal}");
        let port = said.split("127.0.0.1:").nth(1).expect("an address");
        let port = port.split('/').next().expect("a port");
        check(&redacted(&said, port), "simulate/says.txt");
        let mut log = String::new();
        let mut stderr = program.stderr.take().expect("a pipe");
        stderr.read_to_string(&mut log).expect("text");
        assert!(log.contains("simulating"), "{log}");
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let providers = Providers::start();
    let ran = run(caudal(&["simulate", "--port", &providers.port()]));
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains(&providers.port()), "{}", ran.stderr);
    assert!(ran.stderr.contains("--port 0"), "{}", ran.stderr);
}

#[test]
fn faults_that_nobody_knows_are_refused_with_those_that_are() {
    let folder = scratch("simulate-faults", &[]);
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, plan) in [
        ("unknown-fault", r#"{"rules": [{"fault": "fire"}]}"#),
        (
            "unknown-endpoint",
            r#"{"rules": [{"vendor": "bcra", "endpoint": "GET /debts", "fault": "hang"}]}"#,
        ),
        ("too-many", r#"{"random_per_mille": 1001}"#),
    ] {
        std::fs::write(folder.join("faults.json"), plan).expect("written");
        let ran = run(
            caudal(&["simulate", "--port", "0", "--faults", "faults.json"]).current_dir(&folder),
        );
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{name}");
        check(&ran.stderr, &format!("simulate/{name}.txt"));
    }
}
