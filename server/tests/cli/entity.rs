//! `sextant entity`, against a portal.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::portal::Portal;
use crate::{code, stderr, stdout};

fn import(portal: &Portal, here: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sextant"));
    command.args(["entity", "import"]).args(arguments).args(["--server", &portal.address]).current_dir(here);
    command.env("SEXTANT_TOKEN", portal.admin_token()).output().unwrap()
}

#[test]
fn a_table_is_rehearsed_and_taken() {
    let files = tempfile::tempdir().unwrap();
    let portal = Portal::start(files.path());
    let run = |arguments: &[&str]| import(&portal, files.path(), arguments);
    fs::write(files.path().join("table.csv"), "name,owner,size\nledger,payments,9\ntill,payments,9\n").unwrap();
    let rehearsed = run(&["table.csv", "--dry-run"]);
    assert_eq!(code(&rehearsed), 0, "{}", stderr(&rehearsed));
    let told = stdout(&rehearsed);
    assert!(told.contains("2     component:default/ledger  new"), "{told}");
    assert!(told.contains("nothing is read from the columns size\n"), "{told}");
    assert!(told.ends_with("2 entities would be new, 0 changed; nothing was written\n"), "{told}");
    assert!(stdout(&run(&["table.csv"])).contains("2 entities made, 0 changed; revision "));
    let again = stdout(&run(&["table.csv", "--format", "json"]));
    let again: serde_json::Value = serde_json::from_str(&again).unwrap();
    assert_eq!(again["rows"][1]["change"], "none");

    fs::write(files.path().join("wrong.csv"), "name,tier\nledger,9\nshop,1\n").unwrap();
    let wrong = run(&["wrong.csv"]);
    assert_eq!(code(&wrong), 1);
    assert!(stderr(&wrong).contains("tier, line 2: \"9\" is no tier"), "{}", stderr(&wrong));
    let partly = run(&["wrong.csv", "--only-right"]);
    assert_eq!(code(&partly), 1, "something was left out");
    assert!(stdout(&partly).contains("1 entity made"), "{}", stdout(&partly));
    fs::write(files.path().join("none.csv"), "a,b\n").unwrap();
    assert_eq!(code(&run(&["none.csv"])), 2);
    assert_eq!(code(&run(&["nowhere.csv"])), 3);
}
