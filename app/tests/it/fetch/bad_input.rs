//! What `caudal fetch` refuses: before anybody is asked, with what is wrong and no secret in it.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use snapbox::cmd::Command;

use crate::providers::Providers;
use crate::support::{caudal, check, edit, redacted, run, scratch};

const APPLICATION: &str = "fixtures/applications/ar-seed.json";

/// What stands for a key in these tests; no message may show it.
const KEY: &str = "live-key-that-nobody-may-see";

/// A copy of the applications, and the program in it, asked to fetch into `out`.
fn in_copy(situation: &str) -> (PathBuf, Command) {
    let copy = scratch(&format!("fetch-{situation}"), &["fixtures/applications"]);
    let program = caudal(&["fetch", "--application", APPLICATION, "--out", "out"]);
    (copy.clone(), program.current_dir(copy))
}

fn refused(situation: &str, program: Command, port: &str, code: i32) {
    let ran = run(program);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (code, ""),
        "{}",
        ran.stderr
    );
    assert!(!ran.stderr.contains(KEY), "{}", ran.stderr);
    check(
        &redacted(&ran.stderr, port),
        &format!("fetch/{situation}.txt"),
    );
}

#[test]
fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener
        .local_addr()
        .expect("an address")
        .port()
        .to_string();
    drop(listener);
    let (copy, program) = in_copy("nobody-listens");
    let address = format!("http://127.0.0.1:{port}");
    refused(
        "nobody-listens",
        program.args(["--simulator", &address]),
        &port,
        3,
    );
    assert!(!copy.join("out").exists());
}

#[test]
fn who_listens_is_no_simulator() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener
        .local_addr()
        .expect("an address")
        .port()
        .to_string();
    let answering = std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};
        let (mut stream, _) = listener.accept().expect("a caller");
        let mut request = [0; 256];
        let length = stream.read(&mut request).expect("a request");
        stream
            .write_all(b"HTTP/1.1 200 OK\r\n\r\nhello")
            .expect("an answer");
        String::from_utf8_lossy(&request[..length]).into_owned()
    });
    let (_, program) = in_copy("no-simulator");
    let address = format!("http://127.0.0.1:{port}");
    refused(
        "nobody-listens",
        program.args(["--simulator", &address]),
        &port,
        3,
    );
    let request = answering.join().expect("one request");
    assert!(request.starts_with("GET / HTTP/1.1"), "{request}");
}

#[test]
fn addresses_that_are_no_simulators() {
    for (situation, address) in [
        ("simulator-elsewhere", "http://10.0.0.1:8017"),
        ("simulator-https", "https://127.0.0.1:8017"),
        ("simulator-no-port", "http://127.0.0.1"),
    ] {
        let (_, program) = in_copy(situation);
        refused(situation, program.args(["--simulator", address]), "", 2);
    }
}

#[test]
fn words_that_nobody_knows() {
    let (_, program) = in_copy("source-unknown");
    refused(
        "source-unknown",
        program.args(["--source", "cirennio"]),
        "",
        2,
    );
    let (_, program) = in_copy("log-unknown");
    refused("log-unknown", program.env("CAUDAL_LOG", "loud"), "", 2);
    let (_, program) = in_copy("deadline");
    refused("deadline", program.args(["--deadline", "0"]), "", 2);
}

/// Providers' files that are refused, each by its situation.
const PROVIDERS: &[(&str, &str)] = &[
    (
        "providers-key-written",
        "[cirenio]\napi_key = \"live-key-that-nobody-may-see\"\n[khipu]\njwt = \"live-key-that-nobody-may-see\"\n",
    ),
    (
        "providers-key-elsewhere",
        "[cirenio]\napi_key = { env = \"PATH\" }\nlimits = { timeout_seconds = \"live-key-that-nobody-may-see\" }\n",
    ),
    (
        "providers-key-in-a-table",
        "[bancame]\nkey = { value = \"live-key-that-nobody-may-see\" }\n",
    ),
    (
        "providers-no-variable",
        "[cirenio]\napi_key = { env = \"CAUDAL_TEST_NOT_SET\" }\n[bancame]\nkey = { file = \"nowhere.key\" }\n",
    ),
    (
        "providers-not-secure",
        "[bcra]\nbase = \"http://api.bcra.gob.ar\"\n",
    ),
    ("providers-unknown-name", "[cirennio]\n"),
    ("providers-no-toml", "[cirenio\n"),
    (
        "providers-out-of-range",
        "[bcra]\nlimits = { timeout_seconds = 0, attempts_max = 11 }\n[gather]\npoll_min_ms = 0\n\
         [prices]\n\"cirenio/report\" = \"0.355 ARS\"\n\"cirennio/report\" = \"1 ARS\"\n",
    ),
    (
        "providers-two-authentications",
        "[khipu]\njwt = { env = \"HOME\" }\napi_key = { env = \"HOME\" }\n",
    ),
];

#[test]
fn providers_files() {
    for (situation, text) in PROVIDERS {
        let (copy, program) = in_copy(situation);
        fs::write(copy.join("providers.toml"), text).expect("written");
        refused(
            situation,
            program.args(["--providers", "providers.toml"]),
            "",
            2,
        );
        assert!(!copy.join("out").exists(), "{situation}");
    }
    let (_, program) = in_copy("providers-not-there");
    refused(
        "providers-not-there",
        program.args(["--providers", "providers.toml"]),
        "",
        2,
    );
}

/// Access files that are refused, each by its situation.
const ACCESS: &[(&str, &str)] = &[
    ("access-no-json", "{\"cirenio\": [\n"),
    ("access-unknown-name", "{\"cirennio\": []}"),
    (
        "access-wrong-type",
        "{\"cirenio\": [{\"bank_id\": \"live-key-that-nobody-may-see\", \"token\": \"x\"}]}",
    ),
    (
        "access-wrong-word",
        "{\"khipu\": [{\"bank\": \"x\", \"segment\": \"live-key-that-nobody-may-see\"}]}",
    ),
    (
        "access-incomplete",
        "{\"cirenio\": [{\"bank_id\": 1}, {\"job\": \"a\", \"token\": \"b\"}],\n\
         \"khipu\": [{\"bank\": \"../services\", \"credential\": {\"username\": \"x\"}}]}",
    ),
];

#[test]
fn access_files() {
    let providers = Providers::start();
    for (situation, text) in ACCESS {
        let (copy, program) = in_copy(situation);
        fs::write(copy.join("access.json"), text).expect("written");
        let program = program.args(["--simulator", &providers.address()]);
        refused(situation, program.args(["--access", "access.json"]), "", 2);
        assert!(!copy.join("out").exists(), "{situation}");
    }
    assert_eq!(providers.requests(), 0);
}

/// A folder that an application's evidence was fetched into, and the program in the same copy.
fn fetched(situation: &str, providers: &Providers) -> (PathBuf, impl Fn(&str) -> Command) {
    let (copy, program) = in_copy(situation);
    let address = providers.address();
    let first = program.args(["--simulator", &address, "--source", "bcra"]);
    assert_eq!(run(first).code, 0);
    let here = copy.clone();
    let again = move |application: &str| {
        caudal(&["fetch", "--out", "out", "--simulator", &address])
            .args(["--application", application])
            .current_dir(&here)
    };
    (copy, again)
}

fn bytes_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    super::files(folder)
        .into_iter()
        .map(|file| (file.clone(), fs::read(folder.join(file)).expect("a file")))
        .collect()
}

#[test]
fn folders_of_somebody_else() {
    let providers = Providers::start();
    let (copy, again) = fetched("folder-other-application", &providers);
    let before = bytes_below(&copy.join("out"));
    let other = "fixtures/applications/ar-embargo.json";
    refused("folder-other-application", again(other), "", 2);
    // The same id on another person's application.
    edit(&copy.join(other), "\"ar-embargo\"", "\"ar-seed\"");
    refused("folder-other-applicant", again(other), "", 2);
    let decide = caudal(&["decide", "--policy", "rules/ar/consumer", "--evidence"])
        .arg(copy.join("out"))
        .args(["--application", "fixtures/applications/ar-embargo.json"]);
    let ran = run(decide);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
    assert!(ran.stderr.contains("it is application"), "{}", ran.stderr);
    assert_eq!(bytes_below(&copy.join("out")), before);
}

#[test]
fn folders_of_another_kind() {
    let providers = Providers::start();
    let (copy, again) = fetched("folder-unsaid", &providers);
    fs::remove_file(copy.join("out/case.json")).expect("removed");
    refused("folder-unsaid", again(APPLICATION), "", 2);
    let (copy, _) = fetched("folder-simulated", &providers);
    fs::write(
        copy.join("providers.toml"),
        "[bcra]\nbase = \"http://127.0.0.1:9\"\n",
    )
    .expect("written");
    let real = caudal(&["fetch", "--application", APPLICATION, "--out", "out"])
        .args(["--providers", "providers.toml"])
        .current_dir(&copy);
    refused("folder-simulated", real, "", 2);
}
