//! docs/benchmarks.md: a section for each bench, which that bench alone writes.

use std::fs;

use crate::failure::Failure;
use crate::workspace;

const HEAD: &str = "\
# Benchmarks

Figures of this project's own benches. Each section is written by the command that it names, with `--write`; the others
stay as they are. Times are wall times.
";

/// Puts the section of a bench into the page, in place of what it said before.
pub(super) fn write(bench: &str, section: &str) -> Result<(), Failure> {
    let path = workspace::root().join("docs").join("benchmarks.md");
    let before = fs::read_to_string(&path).unwrap_or_else(|_| HEAD.to_owned());
    fs::write(&path, with(&before, bench, section)).map_err(|error| Failure::file(&path, &error))
}

fn with(page: &str, bench: &str, section: &str) -> String {
    let (begin, end) = (format!("<!-- bench {bench} -->\n"), format!("<!-- end of bench {bench} -->\n"));
    let section = format!("{begin}{section}{end}");
    match (page.find(&begin), page.find(&end)) {
        (Some(from), Some(to)) if from < to => format!("{}{section}{}", &page[..from], &page[to + end.len()..]),
        _ => format!("{page}\n{section}"),
    }
}

#[cfg(test)]
mod tests {
    use super::with;

    #[test]
    fn a_section_takes_its_own_place_and_leaves_the_others() {
        let one = with("# Head\n", "one", "1\n");
        let both = with(&one, "two", "2\n");
        assert!(both.starts_with("# Head\n") && both.contains("1\n") && both.contains("2\n"), "{both}");
        assert_eq!(with(&both, "one", "1\n"), both);
        let changed = with(&both, "one", "new\n");
        assert!(changed.contains("new\n") && changed.contains("2\n") && !changed.contains("1\n"), "{changed}");
    }
}
