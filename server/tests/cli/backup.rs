//! `sextant backup`, `restore`, `export` and `import`: what they say, and how they end.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::installation::Installation;
use crate::{code, sextant, stderr, stdout};

fn run(directory: &Path, arguments: &[&str]) -> (i32, String) {
    let output = sextant(directory, arguments);
    (code(&output), last_line(&output))
}

fn last_line(output: &Output) -> String {
    stderr(output).lines().last().unwrap_or_default().to_owned()
}

/// Every row but the head, whose epoch is another one after a restore.
fn content(directory: &Path, data: &str) -> Vec<u8> {
    let output = sextant(directory, &["export", "--data-dir", data]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let lines = zstd::decode_all(output.stdout.as_slice()).unwrap();
    let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    let rows: Vec<_> = lines.collect();
    let (last, first) = (rows.len() - 1, 3);
    rows[first..last].join(&b'\n')
}

#[test]
fn a_backup_comes_back_whole_and_says_how_much_it_is() {
    let installation = Installation::new();
    let root = installation.root();
    fs::write(root.join("catalog.zst"), "what was there before").unwrap();
    let (code, said) = run(&root, &["backup", "catalog.zst", "--data-dir", "data"]);
    assert!(code == 0 && said.starts_with("wrote ") && said.ends_with(" rows at revision 1 to catalog.zst"), "{said}");
    let (code, restored) = run(&root, &["restore", "catalog.zst", "--data-dir", "other"]);
    assert_eq!(code, 0, "{restored}");
    assert!(restored.starts_with("read ") && restored.ends_with(" rows; the catalog is at revision 1"), "{restored}");
    assert_eq!(content(&root, "other"), content(&root, "data"));
}

#[test]
fn an_export_is_piped_into_an_import() {
    let installation = Installation::new();
    let root = installation.root();
    let exported = sextant(&root, &["export", "--data-dir", "data"]);
    assert_eq!((code(&exported), last_line(&exported).contains("standard output")), (0, true), "{}", stderr(&exported));
    fs::write(root.join("piped.zst"), &exported.stdout).unwrap();
    let imported = Command::new(env!("CARGO_BIN_EXE_sextant"))
        .args(["import", "--data-dir", "other"])
        .current_dir(&root)
        .stdin(Stdio::from(fs::File::open(root.join("piped.zst")).unwrap()))
        .output()
        .unwrap();
    assert_eq!((code(&imported), stdout(&imported).as_str()), (0, ""), "{}", stderr(&imported));
    assert_eq!(content(&root, "other"), content(&root, "data"));
}

#[test]
fn a_damaged_archive_is_found_and_changes_nothing() {
    let installation = Installation::new();
    let root = installation.root();
    assert_eq!(run(&root, &["backup", "good.zst", "--data-dir", "data"]).0, 0);
    let before = content(&root, "data");
    let good = fs::read(root.join("good.zst")).unwrap();
    let text = String::from_utf8(zstd::decode_all(good.as_slice()).unwrap()).unwrap();
    let later = zstd::encode_all(text.replacen("\"version\":1", "\"version\":2", 1).as_bytes(), 3).unwrap();
    let bad = [
        (good[..good.len() / 2].to_vec(), "of the archive: "),
        (b"not an archive".to_vec(), "line 1 of the archive: it cannot be decompressed"),
        (zstd::encode_all(text.replacen("menu", "mend", 1).as_bytes(), 3).unwrap(), "the checksum does not fit"),
        (later, "version 2 of the format"),
    ];
    for (bytes, words) in bad {
        fs::write(root.join("bad.zst"), bytes).unwrap();
        for command in ["restore", "import"] {
            let (code, said) = run(&root, &[command, "--force", "bad.zst", "--data-dir", "data"]);
            assert_eq!(code, 1, "{said}");
            assert!(said.starts_with("error: ") && said.contains(words), "{said}");
        }
        assert_eq!(content(&root, "data"), before);
    }
}

#[test]
fn a_catalog_that_is_there_is_replaced_only_when_that_is_said() {
    let installation = Installation::new();
    let root = installation.root();
    assert_eq!(run(&root, &["backup", "good.zst", "--data-dir", "data"]).0, 0);
    installation.write(3);
    installation.while_running(|| ());
    for command in ["restore", "import"] {
        let (code, said) = run(&root, &[command, "good.zst", "--data-dir", "data"]);
        let expected = "error: the database already holds a catalog, at revision 2; --force replaces all of it";
        assert_eq!((code, said.as_str()), (2, expected));
    }
    let (code, said) = run(&root, &["restore", "--force", "good.zst", "--data-dir", "data"]);
    assert!(code == 0 && said.ends_with("the catalog is at revision 1"), "{said}");
}

#[test]
fn what_is_not_there_is_named_and_nothing_is_made() {
    let installation = Installation::new();
    let root = installation.root();
    for command in ["backup", "export"] {
        let (code, said) = run(&root, &[command, "new.zst", "--data-dir", "nowhere"]);
        assert_eq!(code, 2, "{said}");
        assert!(said.starts_with("error: there is no catalog at nowhere/sextant.db; name its directory"), "{said}");
    }
    assert!(!root.join("nowhere").exists() && !root.join("new.zst").exists());
    for command in ["restore", "import"] {
        let (code, said) = run(&root, &[command, "missing.zst", "--data-dir", "other"]);
        assert_eq!(code, 3, "{said}");
        assert!(said.starts_with("error: missing.zst cannot be read: "), "{said}");
    }
    let (code, said) = run(&root, &["backup", "no/such/folder/new.zst", "--data-dir", "data"]);
    assert_eq!(code, 3, "{said}");
    assert!(said.starts_with("error: no/such/folder/new.zst cannot be written: "), "{said}");
}

/// Not as it should be done, and not harmful.
#[test]
fn a_portal_that_runs_meanwhile_shows_what_was_restored() {
    let installation = Installation::new();
    let root = installation.root();
    assert_eq!(run(&root, &["backup", "good.zst", "--data-dir", "data"]).0, 0);
    installation.write(3);
    let shown = installation.while_serving(|app| {
        let before = app.cell().load().epoch().to_owned();
        let (code, said) = run(&root, &["restore", "--force", "good.zst", "--data-dir", "data"]);
        assert_eq!(code, 0, "{said}");
        while app.cell().load().epoch() == before {
            std::thread::yield_now();
        }
        app.cell().load().entity_count()
    });
    assert_eq!(shown, 2, "what its directory says now comes with the next sync");
}
