//! Cases around every threshold, written for a person to confirm.

use std::io::Write;

use anyhow::anyhow;
use caudal_engine::policy::Boundaries;

use crate::files::PolicyFolder;
use crate::print::counted;
use crate::problems::Problems;

/// Where they are written, in a policy's folder.
const FILE: &str = "cases/generated.toml";

/// Writes a policy's boundary cases.
pub(super) fn run(
    folder: &PolicyFolder,
    base: Option<&str>,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let root = folder.shown();
    let base = base_of(folder, base)?;
    let policy = folder.load_whole()?;
    let found = Boundaries::of(&policy, &root, &base, FILE, folder).map_err(|found| {
        let source = folder.clone();
        let doing = format!("read base {base} of {root}");
        Problems::in_rules(doing, found, move |file| source.source(file))
    })?;
    folder.create(FILE, &found.text)?;
    let cases = counted(found.cases, "case", "cases");
    writeln!(
        out,
        "{root}/{FILE}: {cases} to confirm. Each expects what the policy answers now."
    )?;
    Ok(())
}

fn base_of(folder: &PolicyFolder, named: Option<&str>) -> anyhow::Result<String> {
    let root = folder.shown();
    let bases = folder.bases()?;
    match (named, bases.as_slice()) {
        (Some(name), bases) if bases.iter().any(|base| base == name) => Ok(name.to_owned()),
        (Some(name), bases) => Err(anyhow!(
            "find base {name:?}: {root}/cases holds {}",
            bases.join(", ")
        )),
        (None, [only]) => Ok(only.clone()),
        (None, []) => Err(anyhow!(
            "find a base in {root}/cases: no file's name begins with _"
        )),
        (None, several) => Err(anyhow!(
            "choose a base in {root}/cases: it holds {}\nhint: name one with --base",
            several.join(", ")
        )),
    }
}
