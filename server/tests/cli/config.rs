//! `sextant config show`.

use crate::{code, sextant, stderr, stdout};

#[test]
fn every_value_says_where_it_comes_from() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("sextant.toml"), "database_url = \"postgres://me:secret@db/catalog\"\n").unwrap();
    let output = sextant(dir.path(), &["config", "show", "--listen", "127.0.0.1:8080"]);
    assert_eq!(code(&output), 0);
    let text = stdout(&output);
    let line = |name: &str| text.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    assert!(line("listen").contains("127.0.0.1:8080") && line("listen").ends_with("flag --listen"), "{text}");
    assert!(line("database_url").ends_with("file sextant.toml") && !text.contains("secret"), "{text}");
    assert!(line("data_dir").ends_with("default"), "{text}");
}

#[test]
fn a_file_that_does_not_parse_is_named() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("sextant.toml"), "listen = 7373\n").unwrap();
    let output = sextant(dir.path(), &["config", "show"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("sextant.toml") && stderr(&output).contains("line 1"), "{}", stderr(&output));
}

#[test]
fn what_is_kept_is_configured_in_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("sextant.toml");
    std::fs::write(&path, "[retention]\nchanges = 7\nversions = 3\n").unwrap();
    let output = sextant(dir.path(), &["config", "show"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = stdout(&output);
    let words = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(words("retention.changes"), "7 file sextant.toml");
    assert_eq!(words("retention.versions"), "3 file sextant.toml");
    assert_eq!(words("retention.days"), "365 default");

    std::fs::write(&path, "[retention]\nversions = 0\n").unwrap();
    let refused = sextant(dir.path(), &["config", "show"]);
    assert_eq!(code(&refused), 2);
    assert!(stderr(&refused).contains("retention.versions = \"0\" (file sextant.toml)"), "{}", stderr(&refused));
}
