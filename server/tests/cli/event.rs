//! `sextant event`, against a portal.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};

use crate::portal::Portal;
use crate::{code, sextant, stderr, stdout};

const ORDERS: &str = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: orders}\nspec: {type: service, \
                      lifecycle: production, owner: team}\n";

fn shop() -> (tempfile::TempDir, Portal) {
    let files = tempfile::tempdir().unwrap();
    let catalog = files.path().join("catalog");
    fs::create_dir_all(&catalog).unwrap();
    fs::write(catalog.join("catalog-info.yaml"), ORDERS).unwrap();
    let portal = Portal::start(&catalog);
    (files, portal)
}

/// Runs the command with the portal's token and address.
fn told(portal: &Portal, directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sextant"));
    command.env("SEXTANT_TOKEN", portal.admin_token()).current_dir(directory);
    command.args(arguments).args(["--server", &portal.address]).output().unwrap()
}

fn shown(portal: &Portal) -> Value {
    let address = format!("{}/api/v1/entities/component/default/orders/events", portal.address);
    let text = ureq::get(&address).call().unwrap().into_body().read_to_string().unwrap();
    serde_json::from_str(&text).unwrap()
}

fn event(id: usize, entity: &str) -> Value {
    json!({"specversion": "1.0", "id": id.to_string(), "source": "/ci", "type": "dev.cdevents.build.finished.0.3.0",
        "sextantentity": entity})
}

#[test]
fn a_pipeline_tells_of_its_deployment() {
    let (files, portal) = shop();
    let deployment = |more: &[&str]| {
        let line = ["event", "deployment", "component:default/orders", "--environment", "production"];
        told(&portal, files.path(), &[&line[..], &["--version", "1.2.3"], more].concat())
    };
    let first = deployment(&["--id", "run-7", "--url", "https://ci.example.com/7", "--time", "2026-11-20T09:30:00Z"]);
    assert_eq!((code(&first), stdout(&first).as_str()), (0, "1 accepted, 0 known already\n"), "{}", stderr(&first));
    let again = deployment(&["--id", "run-7"]);
    assert_eq!((code(&again), stdout(&again).as_str()), (0, "0 accepted, 1 known already\n"));
    let failed = deployment(&["--outcome", "failure", "--time", "2026-11-21T09:30:00Z"]);
    assert_eq!(code(&failed), 0, "{}", stderr(&failed));

    let shown = shown(&portal);
    assert_eq!(shown["deployed"][0]["version"], "1.2.3");
    assert_eq!(shown["deployed"][0]["url"], "https://ci.example.com/7");
    assert_eq!(shown["deployed"][0]["happened_at"], "2026-11-20T09:30:00Z", "the one that failed does not run");
    assert_eq!(shown["items"][0]["title"], "Deploying version 1.2.3 to production failed");

    assert_eq!(code(&deployment(&["--time", "yesterday"])), 2);
    assert_eq!(code(&deployment(&["--outcome", "party"])), 2);
    let nobody = ["event", "deployment", "component:default/ordres", "--environment", "a", "--version", "1"];
    let nobody = told(&portal, files.path(), &nobody);
    assert_eq!(code(&nobody), 1);
    assert!(stderr(&nobody).contains("did you mean component:default/orders?"), "{}", stderr(&nobody));
}

#[test]
fn a_file_is_sent_in_as_many_requests_as_it_needs() {
    let (files, portal) = shop();
    let push = |text: &str| {
        fs::write(files.path().join("events.jsonl"), text).unwrap();
        told(&portal, files.path(), &["event", "push", "events.jsonl"])
    };
    let lines: Vec<String> = (0..1_200).map(|id| event(id, "component:default/orders").to_string()).collect();
    let sent = push(&lines.join("\n"));
    assert_eq!((code(&sent), stdout(&sent).as_str()), (0, "1200 accepted, 0 known already\n"), "{}", stderr(&sent));
    let again = push(&format!("[{}]", lines.join(",")));
    assert_eq!(stdout(&again), "0 accepted, 1200 known already\n");

    let wrong = push(&format!("{}\n{}", event(7, "orders"), json!({"specversion": "1.0", "id": "8", "source": "/ci"})));
    assert_eq!(code(&wrong), 1);
    assert!(stderr(&wrong).contains("event 1, type: it is missing"), "{}", stderr(&wrong));
    let unknown = push(&[lines.join("\n"), event(9, "component:nobody").to_string()].join("\n"));
    assert_eq!(code(&unknown), 1);
    assert!(stderr(&unknown).contains("event 1200, sextantentity"), "{}", stderr(&unknown));
    assert_eq!(code(&push("{")), 1);
    assert_eq!(code(&told(&portal, files.path(), &["event", "push", "none.json"])), 3);
    fs::write(files.path().join("events.jsonl"), event(1, "orders").to_string()).unwrap();
    let nobody = sextant(files.path(), &["event", "push", "events.jsonl", "--server", &portal.address]);
    assert_eq!(code(&nobody), 2);
    assert!(stderr(&nobody).contains("token"), "{}", stderr(&nobody));
}
