//! Running the program, and comparing with goldens.

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::cmd::Command;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

/// The workspace's root, where README's commands are run.
pub(crate) fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The program, at the workspace's root, without the caller's colour and language wishes.
pub(crate) fn caudal(arguments: &[&str]) -> Command {
    Command::new(env!("CARGO_BIN_EXE_caudal"))
        .current_dir(root())
        .env_remove("CLICOLOR_FORCE")
        .env_remove("NO_COLOR")
        .env("COLUMNS", "100")
        .args(arguments)
}

/// A golden, compared byte for byte; `SNAPSHOTS=overwrite` writes it anew.
pub(crate) fn golden(name: &str) -> Data {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/goldens")).join(name);
    Data::read_from(&path, Some(DataFormat::Text)).raw()
}

/// Compares text with a golden.
pub(crate) fn check(text: &str, name: &str) {
    Assert::new()
        .action_env("SNAPSHOTS")
        .eq(Data::text(text), golden(name));
}

/// What the program printed, and how it ended.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the program to its end.
pub(crate) fn run(command: Command) -> Ran {
    let output = command.output().expect("the program starts");
    Ran {
        code: output.status.code().expect("the program ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("text"),
        stderr: String::from_utf8(output.stderr).expect("text"),
    }
}

/// What a program that must succeed printed.
pub(crate) fn printed(command: Command) -> String {
    let ran = run(command);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    ran.stdout
}

/// A copy of folders of the workspace, to be broken by one test.
pub(crate) fn scratch(test: &str, folders: &[&str]) -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&copy);
    for folder in folders {
        copy_folder(&root().join(folder), &copy.join(folder));
    }
    copy
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder in the target directory");
    for entry in fs::read_dir(from).expect("a folder of the workspace") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// Replaces text in a file; the text must be there.
pub(crate) fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("a text file");
    assert!(
        text.contains(from),
        "{} no longer says {from:?}",
        file.display()
    );
    fs::write(file, text.replacen(from, to, 1)).expect("a written file");
}

/// The names of the fixture applications, sorted.
pub(crate) fn applications() -> Vec<String> {
    let folder = root().join("fixtures/applications");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            path.file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

/// The arguments that decide a fixture application by its country's consumer policy.
pub(crate) fn decide(name: &str) -> [String; 7] {
    let country = name.split('-').next().expect("a country");
    [
        "decide".to_owned(),
        "--policy".to_owned(),
        format!("rules/{country}/consumer"),
        "--application".to_owned(),
        format!("fixtures/applications/{name}.json"),
        "--evidence".to_owned(),
        format!("fixtures/evidence/{name}"),
    ]
}

/// Text with a port as `PORT` and the seconds that things took as `_._`, for goldens.
pub(crate) fn redacted(text: &str, port: &str) -> String {
    let is_seconds = |word: &str| {
        let digits: Vec<char> = word.chars().collect();
        matches!(digits[..], [whole, '.', tenth] if whole.is_ascii_digit() && tenth.is_ascii_digit())
    };
    let words = text.split(' ');
    let words = words.map(|word| if is_seconds(word) { "_._" } else { word });
    let text = words.collect::<Vec<_>>().join(" ");
    if port.is_empty() {
        text
    } else {
        text.replace(port, "PORT")
    }
}
