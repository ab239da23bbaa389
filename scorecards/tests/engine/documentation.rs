//! Every built-in rule has a page, and the page says what the rule does.

use std::path::PathBuf;

use scorecards::builtin_scorecards;

#[test]
fn every_built_in_rule_has_a_page_that_says_what_it_does() {
    let pages = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/rules");
    for scorecard in builtin_scorecards() {
        for rule in &scorecard.rules {
            let path = pages.join(format!("{}.md", rule.id));
            let page = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(page.lines().next(), Some(format!("# {}", rule.title).as_str()));
            for line in [
                format!("| scorecard | {} (`{}`) |", scorecard.title, scorecard.name),
                format!("| weight | {} |", rule.weight),
                format!("| applies to | {} |", scorecard.applies_to.kinds.join(", ")),
                rule.expression.clone(),
            ] {
                assert!(page.lines().any(|other| other == line), "{} has no line {line:?}", path.display());
            }
        }
    }
}
