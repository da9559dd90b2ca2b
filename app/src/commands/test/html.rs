//! Coverage as one page that needs nothing else: each file with its lines in colour.

use std::fmt::{Arguments, Write as _};

use caudal_engine::policy::Files as _;

use super::Tested;
use super::coverage::of;
use super::lines::{Line, by_line};
use crate::print::html::escaped;

const HEAD: &str = "<!doctype html>
<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Coverage of policies</title>
<meta name=\"viewport\" content=\"width=device-width\">
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1b1f24; }
table.source { border-collapse: collapse; width: 100%; font: 13px/1.45 ui-monospace, monospace; }
table.source td { padding: 0 .6rem; white-space: pre-wrap; vertical-align: top; }
td.number { color: #6e7781; text-align: right; width: 3rem; }
tr.whole td { background: #e6f4ea; } tr.part td { background: #fff4ce; } tr.none td { background: #fde7e9; }
p.lacks { margin: 0; color: #8a1c1c; } summary { cursor: pointer; font-weight: 600; }
.key span { padding: 0 .5rem; margin-right: .5rem; }
@media (prefers-color-scheme: dark) {
  body { background: #0d1117; color: #e6edf3; } p.lacks { color: #ffa198; }
  tr.whole td { background: #12321d; } tr.part td { background: #3a2f0b; } tr.none td { background: #3d1418; }
}
</style></head><body><h1>Coverage of policies</h1>
<p>Green: every rule, condition and row of the line is covered. Yellow: some. Red: none. What is lacking stands under
the line; point at a line to see what was counted.</p>
";

/// The page of these policies.
pub(super) fn page(tested: &[Tested<'_>]) -> String {
    let mut page = HEAD.to_owned();
    for policy in tested {
        one(&mut page, policy);
    }
    page.push_str("</body></html>\n");
    page
}

fn one(page: &mut String, policy: &Tested<'_>) {
    let coverage = &policy.coverage;
    push(
        page,
        format_args!(
            "<h2>{}</h2><p>{} rules, {} conditions, {} rows of tables.</p>\n",
            escaped(&policy.folder.shown()),
            of(coverage.of_rules()),
            of(coverage.of_conditions()),
            of(coverage.of_rows()),
        ),
    );
    for (file, lines) in by_line(coverage) {
        let lacking = lines.values().any(|line| !line.lacks.is_empty());
        let open = if lacking { " open" } else { "" };
        let name = escaped(&file);
        push(
            page,
            format_args!("<details{open}><summary>{name}</summary><table class=\"source\">\n"),
        );
        let text = policy.folder.read(&file).unwrap_or_default();
        for (index, source) in text.lines().enumerate() {
            row(page, index + 1, source, lines.get(&(index + 1)));
        }
        page.push_str("</table></details>\n");
    }
}

fn row(page: &mut String, number: usize, source: &str, line: Option<&Line>) {
    let (class, title) = line.map_or((String::new(), String::new()), |line| {
        let title = escaped(&line.counts.join("\n"));
        (
            format!(" class=\"{}\"", class(line)),
            format!(" title=\"{title}\""),
        )
    });
    push(
        page,
        format_args!(
            "<tr{class}{title}><td class=\"number\">{number}</td><td>{}",
            escaped(source)
        ),
    );
    for lack in line.iter().flat_map(|line| &line.lacks) {
        push(
            page,
            format_args!("<p class=\"lacks\">{}</p>", escaped(lack)),
        );
    }
    page.push_str("</td></tr>\n");
}

/// Whether all, some or nothing of a line is covered.
fn class(line: &Line) -> &'static str {
    let went = line.ways.iter().filter(|taken| **taken > 0).count();
    match (line.lacks.is_empty(), line.hits, went) {
        (true, ..) => "whole",
        (false, 0, _) | (false, _, 0) => "none",
        _ => "part",
    }
}

fn push(page: &mut String, text: Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = page.write_fmt(text);
}
