//! Coverage as lcov's tracefile: lines, and each rule and condition as a branch.

use std::fmt::Write as _;

use super::Tested;
use super::lines::by_line;

/// The tracefile of these policies.
pub(super) fn tracefile(tested: &[Tested<'_>]) -> String {
    let mut text = String::from("TN:\n");
    for policy in tested {
        for (file, lines) in by_line(&policy.coverage) {
            let shown = policy.folder.shown();
            let mut block = format!("SF:{shown}/{file}\n");
            let (mut ways, mut went) = (0, 0);
            for (number, line) in &lines {
                for (branch, taken) in line.ways.iter().enumerate() {
                    ways += 1;
                    went += usize::from(*taken > 0);
                    // A line that was never reached has branches that were not even tried.
                    let taken = match line.hits {
                        0 => "-".to_owned(),
                        _ => taken.to_string(),
                    };
                    push(&mut block, format_args!("BRDA:{number},0,{branch},{taken}"));
                }
            }
            push(&mut block, format_args!("BRF:{ways}"));
            push(&mut block, format_args!("BRH:{went}"));
            for (number, line) in &lines {
                push(&mut block, format_args!("DA:{number},{}", line.hits));
            }
            let hit = lines.values().filter(|line| line.hits > 0).count();
            push(&mut block, format_args!("LF:{}", lines.len()));
            push(&mut block, format_args!("LH:{hit}"));
            block.push_str("end_of_record\n");
            text.push_str(&block);
        }
    }
    text
}

fn push(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = writeln!(text, "{line}");
}
