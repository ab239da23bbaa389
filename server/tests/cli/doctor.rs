//! `sextant doctor`.

mod engines;

use std::fs;
use std::net::TcpListener;

use crate::installation::{Installation, listing, report, rows};
use crate::{code, sextant, stderr, stdout};

#[test]
fn a_sound_installation_is_fine_while_its_portal_runs_and_after() {
    let installation = Installation::new();
    let running = installation.while_running(|| installation.doctor(&[]));
    assert_eq!(code(&running), 0, "{}{}", stdout(&running), stderr(&running));
    installation.checkpoint();
    let before = listing(&installation.data());
    let stopped = installation.doctor(&["--deep"]);
    assert_eq!(code(&stopped), 0, "{}", stdout(&stopped));
    assert_eq!(listing(&installation.data()), before, "nothing is made, written or left");
    for output in [running, stopped] {
        let text = stdout(&output);
        let found = rows(&text);
        for check in ["configuration", "database", "schema", "sqlite", "catalog", "index", "clock", "sources"] {
            assert_eq!(found[check].0, "ok", "{check} in\n{text}");
        }
        assert!(found["database"].1.starts_with("SQLite 3."), "{text}");
        assert!(found["catalog"].1.contains("2 entities, 2 descriptions and 2 versions fit together"), "{text}");
        assert_eq!(found["index"].1, "2 entities at revision 1 of 1");
        assert!(found["sources"].1.starts_with("files: 2 entities from 1 file, last sync 20"), "{text}");
        assert!(found["disk"].1.contains(" free for data; database "), "{text}");
    }
}

#[test]
fn programs_read_json() {
    let installation = Installation::new();
    let output = installation.doctor(&["--format", "json"]);
    let report = report(&output);
    assert_eq!((report["errors"].as_u64(), report["skipped"].as_u64()), (Some(0), Some(0)), "{report:#}");
    let index = report["findings"].as_array().unwrap().iter().find(|finding| finding["check"] == "index").unwrap();
    assert_eq!((index["status"].as_str(), index["remedy"].as_str()), (Some("ok"), None));

    let missing = sextant(&installation.root(), &["doctor", "--data-dir", "nowhere", "--format", "json"]);
    let report = crate::installation::report(&missing);
    assert_eq!((code(&missing), report["status"].as_str(), report["errors"].as_u64()), (1, Some("error"), Some(1)));
    let database = &report["findings"][1];
    assert_eq!(database["found"], "there is no database at nowhere/sextant.db");
    assert!(database["remedy"].as_str().unwrap().contains("--data-dir"), "{report:#}");
    assert!(!installation.root().join("nowhere").exists());
}

#[test]
fn a_damaged_file_is_told_and_the_remedy_works() {
    let installation = Installation::new();
    assert_eq!(code(&sextant(&installation.root(), &["backup", "good.zst", "--data-dir", "data"])), 0);
    let database = installation.data().join("sextant.db");
    let mut bytes = fs::read(&database).unwrap();
    let garbage = 4_096 * 4..bytes.len();
    bytes[garbage].fill(0xa5);
    for (damage, words) in
        [(bytes, "malformed"), (b"not a database, but long enough to be one".repeat(100), "not a database")]
    {
        fs::write(&database, damage).unwrap();
        let output = installation.doctor(&[]);
        let text = stdout(&output);
        assert_eq!(code(&output), 1, "{text}");
        assert!(text.contains("error") && text.contains(words) && text.contains("`sextant restore FILE`"), "{text}");
    }
    fs::rename(&database, installation.root().join("aside.db")).unwrap();
    assert_eq!(code(&sextant(&installation.root(), &["restore", "good.zst", "--data-dir", "data"])), 0);
    let output = installation.doctor(&[]);
    let text = stdout(&output);
    assert_eq!(code(&output), 0, "{text}");
    let index = &rows(&text)["index"];
    assert_eq!(index.0, "warning", "a restored catalog has another history: {text}");
    assert!(index.1.contains("another history"), "{text}");
    installation.while_running(|| ());
    let text = stdout(&installation.doctor(&[]));
    assert_eq!(rows(&text)["index"].0, "ok", "the portal built it anew: {text}");
}

#[test]
fn an_index_that_does_not_fit_is_told() {
    let installation = Installation::new();
    let index = |words: &str| {
        let output = installation.doctor(&[]);
        let text = stdout(&output);
        assert_eq!((code(&output), rows(&text)["index"].0), (0, "warning"), "{text}");
        assert!(rows(&text)["index"].1.contains(words), "{text}");
    };
    installation.sql("update head set revision = revision + 5");
    index("is 5 revisions behind: at revision 1 of 6");
    installation.sql("update head set revision = 1, epoch = 'another'");
    index("of another history");
    fs::remove_dir_all(installation.data().join("index")).unwrap();
    index("there is no index in");
}

#[test]
fn rows_that_do_not_fit_together_are_counted() {
    let installation = Installation::new();
    let error = |statement: &'static str, words: &str| {
        installation.sql(statement);
        let output = installation.doctor(&[]);
        let text = stdout(&output);
        assert_eq!(code(&output), 1, "{text}");
        assert!(text.contains(words), "{text}");
    };
    error("update entities set revision = 7 where ref = 'component:default/menu'", "1 entity has no current version");
    error("delete from claims where ref = 'component:default/orders'", "1 entity has no descriptor");
    error("delete from contents", "2 versions have lost their content");
    error("delete from head", "the row that all changes are ordered by is gone");
}

#[test]
fn sources_that_cannot_be_read_or_wait_for_a_word_are_told() {
    let installation = Installation::new();
    installation.write(40);
    installation.while_running(|| ());
    installation.write(2);
    installation.while_running(|| ());
    let output = installation.doctor(&[]);
    let text = stdout(&output);
    assert_eq!(code(&output), 0, "{text}");
    assert!(text.contains("files: 38 entities are not described any more and kept since 20"), "{text}");
    assert!(text.contains("`sextant source confirm files` deletes them"), "{text}");

    let confirmed = sextant(&installation.root(), &["source", "confirm", "files", "--data-dir", "data"]);
    assert_eq!(code(&confirmed), 0, "{}", stderr(&confirmed));
    let text = stdout(&installation.doctor(&[]));
    assert_eq!(rows(&text)["sources"].0, "ok", "who has decided is not asked again: {text}");

    fs::write(installation.files().join("broken.yaml"), "kind: Component\nmetadata: [\n").unwrap();
    installation.while_running(|| ());
    let output = installation.doctor(&[]);
    let text = stdout(&output);
    assert_eq!(code(&output), 0, "descriptors are their authors' business: {text}");
    assert!(text.contains("error in its descriptors") && text.contains("sextant check "), "{text}");

    fs::rename(installation.files(), installation.root().join("moved")).unwrap();
    let output = installation.doctor(&[]);
    let text = stdout(&output);
    assert_eq!(code(&output), 1, "{text}");
    assert!(text.contains("files cannot be read: No such file or directory"), "{text}");
}

#[test]
fn a_configuration_that_keeps_a_portal_from_starting_is_told() {
    let installation = Installation::new();
    let configured = |text: &str| {
        fs::write(installation.root().join("sextant.toml"), text).unwrap();
        let output = installation.doctor(&[]);
        (code(&output), stdout(&output))
    };
    let (code, text) = configured("listen = 7373\n");
    assert_eq!((code, rows(&text)["configuration"].0), (1, "error"), "{text}");
    assert!(text.contains("line 1") && rows(&text)["database"].0 == "skipped", "{text}");
    let (code, text) = configured("[sources.fles]\npriority = 5\n");
    assert!(
        code == 1 && text.contains("[sources.fles] is about no source (file sextant.toml); sources: files"),
        "{text}"
    );
    let (code, text) = configured("catalog = [\"elsewhere\"]\n");
    assert!(code == 1 && text.contains("catalog names elsewhere (file sextant.toml)"), "{text}");
    let (code, text) = configured("catalog = [\"files\"]\n[sources.files]\npriority = 5\n");
    assert_eq!((code, rows(&text)["configuration"]), (0, ("ok", "sextant.toml can be used")), "{text}");
    let usage = installation.doctor(&["--format", "yaml"]);
    assert_eq!(crate::code(&usage), 2);
}

#[test]
fn a_server_that_does_not_answer_is_told_without_its_password() {
    let directory = tempfile::tempdir().unwrap();
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for (port, words) in [(closed, "Connection refused"), (silent.local_addr().unwrap().port(), "timed out")] {
        let url = format!("database_url = \"postgres://me:hunter2@127.0.0.1:{port}/catalog?password=hunter2\"\n");
        fs::write(directory.path().join("sextant.toml"), url).unwrap();
        let output = sextant(directory.path(), &["doctor"]);
        let text = stdout(&output);
        assert_eq!(code(&output), 1, "{text}{}", stderr(&output));
        let database = rows(&text)["database"];
        assert_eq!(database.0, "error", "{text}");
        assert!(database.1.starts_with(&format!("database catalog on 127.0.0.1:{port}: ")), "{text}");
        assert!(database.1.contains(words), "{text}");
        assert!(rows(&text)["configuration"].1.contains("holds the database's password"), "{text}");
        assert!(!text.contains("hunter2") && !stderr(&output).contains("hunter2"), "{text}");
    }
}

#[test]
fn a_source_that_rests_is_named_with_the_way_to_end_that() {
    let installation = Installation::new();
    let paused = sextant(&installation.root(), &["source", "pause", "files", "--data-dir", "data"]);
    assert_eq!(code(&paused), 0, "{}", stderr(&paused));
    let told = installation.doctor(&[]);
    let text = stdout(&told);
    assert!(text.contains("files: paused since 20") && text.contains("sextant source resume files"), "{text}");
    sextant(&installation.root(), &["source", "resume", "files", "--data-dir", "data"]);
    assert!(!stdout(&installation.doctor(&[])).contains("paused since"));
}
