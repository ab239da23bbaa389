//! The unit by systemd's own check, and by its judgement of how far the service is shut in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::files::{said, text, tool};

/// Where the portal is installed; something else that can be started stands there for the check.
const PROGRAM: &str = "/usr/local/bin/sextant";

/// The unit as a file of its name.
fn unit(change: impl Fn(String) -> String) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sextant.service");
    let text = text("systemd/sextant.service");
    assert!(text.contains(&format!("\nExecStart={PROGRAM} serve\n")));
    fs::write(&path, change(text.replace(PROGRAM, "/bin/true"))).unwrap();
    (folder, path)
}

fn analyze(arguments: &[&str], unit: &Path) -> (bool, String) {
    said(Command::new(tool("SEXTANT_TEST_SYSTEMD_ANALYZE")).args(arguments).arg(unit))
}

#[test]
#[ignore = "needs systemd: cargo xtask test"]
fn systemd_takes_the_unit_without_a_word() {
    let (_folder, path) = unit(|text| text);
    assert_eq!(analyze(&["verify", "--man=no"], &path), (true, String::new()));

    // A key that it does not know is a warning to it, and would be a hole here.
    let (_folder, path) = unit(|text| text.replace("ProtectHome", "ProtectHomes"));
    assert!(analyze(&["verify", "--man=no"], &path).1.contains("ProtectHomes"));
}

#[test]
#[ignore = "needs systemd: cargo xtask test"]
fn the_service_is_shut_in() {
    // Tenths of its scale from 0, safe, to 10. It gives 0.9 now; releases of systemd differ a little.
    let judge = ["security", "--offline=true", "--threshold=15"];
    let (_folder, path) = unit(|text| text);
    let (safe, said) = analyze(&judge, &path);
    assert!(safe, "{said}");

    let (_folder, path) = unit(|text| {
        text.lines().filter(|line| !line.starts_with("SystemCallFilter")).map(|line| format!("{line}\n")).collect()
    });
    assert!(!analyze(&judge, &path).0);
}
