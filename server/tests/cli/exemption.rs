//! `sextant exemption`, against a portal.

use std::fs;
use std::process::{Command, Output};

use crate::portal::Portal;
use crate::{code, stderr, stdout};

const CATALOG: &str = "\
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: orders}
spec: {type: service}
";

fn exemption(portal: &Portal, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sextant"));
    command.arg("exemption").args(arguments).args(["--server", &portal.address]);
    command.env("SEXTANT_TOKEN", portal.admin_token()).output().unwrap()
}

#[test]
fn what_is_asked_for_is_listed_and_decided() {
    let files = tempfile::tempdir().unwrap();
    fs::write(files.path().join("catalog-info.yaml"), CATALOG).unwrap();
    let portal = Portal::start(files.path());
    let until = sextant_server::clock::day(sextant_server::clock::now_ms() + 30 * 86_400_000);
    let ask = ["request", "orders", "--scorecard", "documentation", "--rule", "has-description"];
    let asked = exemption(&portal, &[&ask[..], &["--reason", "It goes.", "--until", &until]].concat());
    assert_eq!(code(&asked), 0, "{}", stderr(&asked));
    let told = stdout(&asked);
    let (id, rest) = told.split_once(' ').unwrap();
    let expected = format!("is waiting: component:default/orders, has-description of documentation, until {until}\n");
    assert_eq!(rest, expected);
    let listed = stdout(&exemption(&portal, &["list", "--state", "waiting"]));
    assert!(listed.contains(id) && listed.contains("It goes.") && listed.ends_with("1 exemption\n"), "{listed}");
    let approved = exemption(&portal, &["approve", id, "--comment", "For now.", "--format", "json"]);
    let approved: serde_json::Value = serde_json::from_str(&stdout(&approved)).unwrap();
    assert_eq!((&approved["state"], &approved["comment"]), (&"approved".into(), &"For now.".into()));
    let again = exemption(&portal, &["decline", id]);
    assert_eq!((code(&again), stderr(&again).contains("approved already")), (2, true), "{}", stderr(&again));
    assert!(stdout(&exemption(&portal, &["withdraw", id])).contains("is withdrawn"));
}
