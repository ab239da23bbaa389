//! `sextant explain`.

use std::path::Path;

use crate::{code, sextant, stderr, stdout};

#[test]
fn a_code_is_explained_and_all_are_listed() {
    let here = Path::new(".");
    let one = sextant(here, &["explain", "invalid-name"]);
    assert_eq!(code(&one), 0);
    assert!(stdout(&one).starts_with("invalid-name (warning)\n"), "{}", stdout(&one));
    let all = stdout(&sextant(here, &["explain"]));
    assert!(all.lines().count() > 30 && all.contains("duplicate-key"), "{all}");
    let none = sextant(here, &["explain", "nonsense"]);
    assert_eq!(code(&none), 2);
    assert!(stderr(&none).contains("\"nonsense\""), "{}", stderr(&none));
}
