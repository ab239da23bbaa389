//! Every problem code that the code can answer with is explained in docs/reference/problems.md, and no other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use axum::http::StatusCode;

use crate::harness::Portal;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

#[test]
fn every_code_that_is_answered_is_explained_and_no_other() {
    let mut answered = BTreeSet::new();
    for sources in ["server/src", "web/src"] {
        collect(&Path::new(ROOT).join(sources), &mut answered);
    }
    let page = fs::read_to_string(Path::new(ROOT).join("docs/reference/problems.md")).unwrap();
    let explained: BTreeSet<String> =
        page.lines().filter_map(|line| line.strip_prefix("### ")).map(str::to_owned).collect();
    assert_eq!(answered, explained);
    for code in &explained {
        assert!(page.contains(&format!("| [`{code}`](#{code}) | ")), "{code} is not in the table");
    }
}

/// A problem's `type` is the address of such a page.
#[tokio::test]
async fn every_explanation_has_its_page() {
    let portal = Portal::start().await;
    let mut codes = BTreeSet::new();
    collect(&Path::new(ROOT).join("server/src"), &mut codes);
    for code in codes {
        let page = portal.get(&format!("/problems/{code}")).await;
        assert_eq!(page.status, StatusCode::OK, "{code}");
        assert!(page.text().contains(&format!("<code>{code}</code>")), "{code}");
    }
    let expired = portal.get("/problems/cursor_expired").await.text();
    assert!(expired.contains("the catalog was restored since"), "{expired}");
    assert!(!expired.contains("Something of ours failed"), "the next section is another page");
    assert_eq!(portal.get("/problems/no_such_code").await.status, StatusCode::NOT_FOUND);
}

fn collect(directory: &Path, codes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, codes);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            codes.extend(codes_in(&fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The code stands as a literal in front of the title, after a status or on its own, where a problem is made.
fn codes_in(text: &str) -> Vec<String> {
    let made = ["Problem::new(", "bad_request(", "unknown_name("].iter().flat_map(|call| text.split(call).skip(1));
    let literal = |rest: &str| {
        let (before, rest) = rest.split_once('"')?;
        let only_a_status = before.chars().all(|c| c.is_ascii_digit() || c == ',' || c.is_whitespace());
        let (code, _) = rest.split_once('"')?;
        only_a_status.then(|| code.to_owned())
    };
    made.filter_map(literal).collect()
}
