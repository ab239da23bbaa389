//! Problems that a file allows itself.

use catalog_schema::diagnostic::concise;
use insta::assert_snapshot;

use crate::read;

const HEAD: &str = "kind: Component\nmetadata:\n  name: a\n";

#[test]
fn a_comment_holds_for_its_line_or_for_the_next_one_with_something_on_it() {
    let decoded = read(&format!(
        "{HEAD}  lables: {{}} # sextant: allow(unknown-key) read by our deploy tool\n\
         # sextant: allow(missing-owner, missing-type): being founded\n\n# another comment\n\
         spec:\n  lifecycle: production\n"
    ));
    assert_eq!(decoded.diagnostics, []);
    let reasons: Vec<_> = decoded.allowed.iter().map(|one| (&*one.code, one.allowed.as_deref().unwrap())).collect();
    assert_eq!(
        reasons,
        [
            ("unknown-key", "read by our deploy tool"),
            ("missing-type", "being founded"),
            ("missing-owner", "being founded")
        ]
    );
    assert_eq!(decoded.suppressions.unused("catalog-info.yaml", |_| true), []);
}

#[test]
fn what_is_wrong_with_a_comment_is_told() {
    let decoded = read(&format!(
        "# sextant: allow(unknwon-key) x\n# sextant: allow missing-owner\n# sextant: allow() x\n\
         # sextant: allow(invalid-yaml) x\n{HEAD}spec: {{type: x, lifecycle: x}} # sextant: allow(missing-owner)\n"
    ));
    assert_snapshot!(concise(&decoded.diagnostics), @r"
    catalog-info.yaml:1:1: warning[invalid-suppression]: there is no diagnostic code unknwon-key
    catalog-info.yaml:2:1: warning[invalid-suppression]: only `allow(…)` can follow `sextant:`
    catalog-info.yaml:3:1: warning[invalid-suppression]: `allow()` names no code
    catalog-info.yaml:4:1: warning[invalid-suppression]: invalid-yaml cannot be allowed by a comment
    catalog-info.yaml:8:31: warning[suppression-without-reason]: the comment allows a problem without a reason
    ");
    assert_eq!(decoded.allowed.len(), 1, "it is allowed all the same");
}

#[test]
fn what_allows_nothing_is_told_unless_it_was_not_looked_for() {
    let decoded = read(&format!(
        "{HEAD}# sextant: allow(missing-owner, backstage-invalid) x\nspec: {{type: x, lifecycle: x, owner: t}}\n"
    ));
    let unused = decoded.suppressions.unused("catalog-info.yaml", |code| !code.name.starts_with("backstage"));
    assert_snapshot!(concise(&unused), @"catalog-info.yaml:4:1: warning[unused-suppression]: nothing on line 5 is a case of missing-owner");
}

#[test]
fn a_number_sign_in_a_text_begins_no_comment() {
    let decoded = read(&format!(
        "{HEAD}  title: \"a # sextant: allow(x) y\"\n  description: |\n    # sextant: allow(y) z\n\
         spec: {{type: x, lifecycle: x, owner: t}}\n"
    ));
    assert_eq!(decoded.diagnostics, []);
    assert_eq!(decoded.suppressions, catalog_schema::suppress::Suppressions::default());
}

#[test]
fn a_file_full_of_comments_is_told_of_a_bounded_number() {
    let decoded = read(&"# sextant: allow(x)\n".repeat(50_000));
    assert!((1..=2_000).contains(&decoded.diagnostics.len()), "{}", decoded.diagnostics.len());
    let decoded = read(&format!("# sextant: allow({}) y\n{HEAD}", "unknwon-key,".repeat(50_000)));
    assert!(concise(&decoded.diagnostics).contains("more codes than one line can have a reason for"));
}
