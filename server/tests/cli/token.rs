//! `sextant token`, and the first token of a catalog.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::{code, sextant, stderr, stdout};

/// A portal over an empty directory: its address, and what it wrote until `visit` was done.
fn serving(data: &Path, visit: impl FnOnce(&str)) -> String {
    let log = data.join("log");
    let mut process = Command::new(env!("CARGO_BIN_EXE_sextant"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(data)
        .env("SEXTANT_LOG", "debug")
        .current_dir(data)
        .stdout(Stdio::piped())
        .stderr(File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    visit(line.trim().strip_prefix("listening on ").unwrap());
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(process.id().cast_signed()), nix::sys::signal::SIGTERM).unwrap();
    process.wait().unwrap();
    line + &fs::read_to_string(log).unwrap()
}

fn me(address: &str, token: &str) -> Result<serde_json::Value, ureq::Error> {
    let request = ureq::get(format!("{address}/api/v1/me")).header("authorization", format!("Bearer {token}"));
    request.call()?.body_mut().read_json()
}

#[test]
fn the_first_start_makes_an_admin_token_and_no_later_one_does() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("admin-token");
    let mut made = String::new();
    let written = serving(data.path(), |address| {
        made = fs::read_to_string(&file).unwrap().trim().to_owned();
        let admin = me(address, &made).unwrap();
        assert_eq!((&admin["name"], &admin["scopes"]), (&"admin".into(), &serde_json::json!(["admin"])));
        assert!(me(address, "sxt_wrong").is_err());
    });
    assert!(!written.contains(&made[4..]), "no log has the token");
    assert!(written.contains("admin-token"), "but where it is: {written}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    serving(data.path(), |address| {
        assert_eq!(fs::read_to_string(&file).unwrap().trim(), made);
        me(address, &made).unwrap();
    });
    let listed = sextant(data.path(), &["token", "list", "--data-dir", "."]);
    assert_eq!(stdout(&listed).lines().count(), 2, "{}", stdout(&listed));
}

#[test]
fn tokens_are_made_listed_and_ended_beside_a_running_portal() {
    let data = tempfile::tempdir().unwrap();
    let of_token = |arguments: &[&str]| sextant(data.path(), &[&["token"], arguments, &["--data-dir", "."]].concat());
    serving(data.path(), |address| {
        let made = of_token(&["create", "ci", "--scope", "push:shop", "--scope", "facts"]);
        assert_eq!(code(&made), 0, "{}", stderr(&made));
        let secret = stdout(&made).trim().to_owned();
        assert!(stderr(&made).contains("the token ci may push:shop, facts"), "{}", stderr(&made));
        assert!(!stderr(&made).contains(&secret), "only standard output has it");
        assert_eq!(me(address, &secret).unwrap()["name"], "ci");
        let listed = stdout(&of_token(&["list"]));
        assert!(listed.contains("ci     active  push:shop facts"), "{listed}");
        assert!(!listed.contains(&secret));

        let again = of_token(&["create", "ci"]);
        assert_eq!(code(&again), 2);
        assert!(stderr(&again).contains("there is a token ci already"), "{}", stderr(&again));
        assert_eq!(code(&of_token(&["revoke", "ci"])), 0);
        assert!(me(address, &secret).is_err());
        let gone = of_token(&["revoke", "ci"]);
        assert_eq!(code(&gone), 2);
        assert!(stderr(&gone).contains("`sextant token list` names them"), "{}", stderr(&gone));
    });
}

#[test]
fn what_is_no_scope_or_time_is_said() {
    let data = tempfile::tempdir().unwrap();
    for (arguments, said) in [
        (["--scope", "write"], "there is no scope \"write\""),
        (["--scope", "push:"], "scopes are read, dry-run, push:SOURCE"),
        (["--expires-in", "soon"], "write 12h, 90d or 26w, or never"),
    ] {
        let refused = sextant(data.path(), &[&["token", "create", "ci"], &arguments[..]].concat());
        assert_eq!(code(&refused), 2);
        assert!(stderr(&refused).contains(said), "{}", stderr(&refused));
    }
}
