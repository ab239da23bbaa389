//! `sextant serve`, as far as its start can fail; that it serves is what the other tests are about.

use crate::{code, sextant, stderr};

#[test]
fn a_start_that_fails_says_why_and_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let open = sextant(dir.path(), &["serve", "--listen", "0.0.0.0:0"]);
    assert_eq!(code(&open), 2);
    assert!(stderr(&open).contains("--allow-unguarded-read"), "{}", stderr(&open));

    let nowhere = sextant(dir.path(), &["serve", "--listen", "127.0.0.1:0", "--catalog", "nowhere"]);
    assert_eq!(code(&nowhere), 3);
    assert!(stderr(&nowhere).contains("the catalog nowhere cannot be read"), "{}", stderr(&nowhere));

    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let busy = sextant(dir.path(), &["serve", "--listen", &address]);
    assert_eq!(code(&busy), 3);
    assert!(stderr(&busy).contains(&format!("cannot listen on {address}")), "{}", stderr(&busy));
}
