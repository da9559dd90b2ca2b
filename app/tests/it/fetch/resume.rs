//! Interrupted and run again: what arrived is there, what was begun is not begun anew.

use std::path::Path;
use std::process::{Command, Stdio};

use caudal_simulator::{Fault, Vendor};

use super::{fetch, files, nowhere};
use crate::providers::Providers;
use crate::support::{root, run};

const NAME: &str = "ar-salaried-clean";

/// A run that hangs while it waits for Cirenio's report, ended by a signal.
fn interrupted(
    providers: &Providers,
    out: &Path,
    signal: &str,
    meanwhile: impl FnOnce(),
) -> Option<i32> {
    providers.fail(
        Some(Vendor::Cirenio),
        Some("GET /reports/:hash"),
        Fault::Hang,
    );
    let mut program = Command::new(env!("CARGO_BIN_EXE_caudal"))
        .current_dir(root())
        .args(["fetch", "--simulator", &providers.address()])
        .args([
            "--application",
            &format!("fixtures/applications/{NAME}.json"),
        ])
        .arg("--out")
        .arg(out)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    providers.wait_for("GET /reports/:hash");
    meanwhile();
    let sent = Command::new("kill")
        .args([signal, &program.id().to_string()])
        .status();
    assert!(sent.expect("kill runs").success());
    let status = program.wait().expect("an end");
    providers.heal();
    status.code()
}

/// Runs again, to the end.
fn resumed(providers: &Providers, out: &Path) {
    assert!(!out.join("manifest.json").exists(), "half written");
    let ran = run(fetch(providers, NAME, out));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert_eq!(providers.jobs(), 1);
    let evidence = root().join("fixtures/evidence").join(NAME);
    for file in files(&evidence) {
        if file != "manifest.json" {
            let [came, there] = [out.join(&file), evidence.join(&file)]
                .map(|path| std::fs::read(path).expect("the payload"));
            assert_eq!(came, there, "{file}");
        }
    }
}

#[test]
fn killed_at_once() {
    let providers = Providers::start();
    let out = nowhere("fetch-killed");
    assert_eq!(interrupted(&providers, &out, "-KILL", || {}), None);
    resumed(&providers, &out);
}

#[test]
fn asked_to_end() {
    for signal in ["-INT", "-TERM"] {
        let providers = Providers::start();
        let out = nowhere(&format!("fetch-interrupted{signal}"));
        let ended = interrupted(&providers, &out, signal, || {});
        assert_eq!(ended, Some(130), "{signal}");
        resumed(&providers, &out);
    }
}

#[test]
fn two_at_once() {
    let providers = Providers::start();
    let out = nowhere("fetch-two-at-once");
    interrupted(&providers, &out, "-INT", || {
        let second = run(fetch(&providers, NAME, &out));
        assert_eq!((second.code, second.stdout.as_str()), (2, ""));
        let why = "another process is gathering for this application";
        assert!(second.stderr.contains(why), "{}", second.stderr);
    });
    resumed(&providers, &out);
}
