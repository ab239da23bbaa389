//! Workflow commands.

use catalog_schema::diagnostic::{Diagnostic, codes, github};
use insta::assert_snapshot;

use crate::read;

#[test]
fn a_problem_stands_beside_its_line() {
    let decoded = read("kind: Component\nmetadata: {name: a}\nspec: {type: service, lifecycle: x, ownr: team}\n");
    assert_snapshot!(github(&decoded.diagnostics), @r"
    ::warning file=catalog-info.yaml,line=3,col=1,endLine=3,endColumn=5,title=missing-owner::the Component a has no owner%0Ahelp: write `owner:` with the team that answers for it
    ::warning file=catalog-info.yaml,line=3,col=37,endLine=3,endColumn=41,title=unknown-key::`ownr` is not a known key of spec%0Ahelp: did you mean `owner`?
    ");
}

#[test]
fn nothing_in_a_file_can_end_the_command_or_begin_another() {
    let problem = Diagnostic::new(&codes::INVALID_TAG, "100%\r\n::stop-commands::x").in_file("a,b:c%.yaml").at(1, 1);
    let text = github(&[problem]);
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.contains("file=a%2Cb%3Ac%25.yaml,"), "{text}");
    assert!(text.ends_with("::100%25%0D%0A::stop-commands::x\n"), "{text}");
}
