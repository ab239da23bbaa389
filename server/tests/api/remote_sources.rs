//! Sources that are elsewhere, as the configuration and requests say them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use sextant_server::app::AppOptions;
use sextant_server::sources::kinds::RemoteSettings;

use crate::harness::{Answer, Portal};

/// A repository with one component.
fn repository(path: &Path, name: &str) {
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .arg("-C")
            .arg(path)
            .args(arguments);
        command.args(["--quiet"]).stdin(Stdio::null());
        assert!(command.status().unwrap().success(), "{arguments:?}");
    };
    std::fs::create_dir_all(path).unwrap();
    git(&["-c", "init.defaultBranch=main", "init"]);
    let text = format!(
        "kind: Component\nmetadata: {{name: {name}}}\nspec: {{type: service, lifecycle: production, owner: shop}}\n"
    );
    std::fs::write(path.join("catalog-info.yaml"), text).unwrap();
    std::fs::write(path.join("group.yaml"), "kind: Group\nmetadata: {name: rogue}\nspec: {type: team, children: []}\n")
        .unwrap();
    Command::new("git").arg("-C").arg(path).args(["add", "--all"]).status().unwrap();
    git(&["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "--message=x"]);
}

async fn sync(portal: &Portal, token: &str, source: &str) -> Answer {
    let request = Request::post(format!("/api/v1/sources/{source}/sync"))
        .header("authorization", format!("Bearer {token}"))
        .header("prefer", "wait=30");
    portal.send(request.body(Body::empty()).unwrap()).await
}

fn git(keys: &Value) -> RemoteSettings {
    RemoteSettings::of("git", keys.as_object().cloned().unwrap()).unwrap()
}

#[tokio::test]
async fn what_the_file_says_is_read_and_told() {
    let folder = tempfile::tempdir().unwrap();
    repository(&folder.path().join("cart"), "cart");
    let said = git(&json!({ "repositories": [folder.path().join("cart"), folder.path().join("nothing")] }));
    let remote_sources = BTreeMap::from([("platform".to_owned(), said)]);
    let portal = Portal::start_with(AppOptions { remote_sources, ..AppOptions::default() }).await;
    let admin = portal.token(&["admin"]).await;
    let read = sync(&portal, &admin, "platform").await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.text());
    let source = portal.json("/api/v1/sources/platform").await;
    assert_eq!(
        (&source["type"], &source["entities"]),
        (&json!("git"), &json!(1)),
        "a group is not taken from outside: {source}"
    );
    let remote = &source["remote"];
    assert_eq!(
        (&remote["phase"], &remote["found"], &remote["done"], &remote["failed"]),
        (&json!("idle"), &json!(2), &json!(2), &json!(1))
    );
    assert_eq!(
        (&remote["address"], &remote["interval_s"], &remote["error"]),
        (&json!("2 repositories"), &json!(300), &Value::Null)
    );
    assert!(remote["next_at"].is_string() && remote["budget"][0]["used"].as_u64().unwrap() >= 3, "{remote}");
    let failed: Vec<&Value> =
        source["locations"].as_array().unwrap().iter().filter(|place| place["state"] == "failed").collect();
    assert!(
        failed.len() == 1 && failed[0]["error"].as_str().unwrap().contains("there is no repository at"),
        "{failed:?}"
    );

    let page = portal.get("/sources/platform").await.text();
    for told in ["2 repositories", "could not be read", "calls of git", "there is no repository at"] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

#[tokio::test]
async fn a_request_adds_and_changes_what_a_request_may() {
    let portal = Portal::start().await;
    let admin = portal.token(&["admin"]).await;
    let add = async |body: Value| portal.send_as(&admin, "POST", "/api/v1/sources", &body).await;
    let repositories = json!(["https://127.0.0.1/a.git"]);
    for (wrong, told) in [
        (json!({ "name": "x", "type": "git", "repositories": ["/srv/a.git"] }), "only sextant.toml"),
        (
            json!({ "name": "x", "type": "git", "repositories": repositories, "private_networks": ["127.0.0.0/8"] }),
            "sextant.toml",
        ),
        (
            json!({ "name": "x", "type": "git", "repositories": repositories, "token": { "env": "HOME" } }),
            "SEXTANT_SECRET_",
        ),
        (json!({ "name": "x", "type": "git", "repositories": repositories, "tokn": 1 }), "tokn"),
        (json!({ "name": "x", "type": "git", "repositories": repositories, "path": "/srv" }), "`path`"),
        (json!({ "name": "x", "type": "url", "urls": ["ftp://127.0.0.1/a"] }), "neither https nor http"),
        (json!({ "name": "x", "type": "svn" }), "there are git"),
        (json!({ "name": "x", "type": "directory" }), "`path`"),
    ] {
        let (code, detail) = add(wrong).await.problem(400);
        assert!(code == "invalid_body" && detail.contains(told), "{detail}");
    }
    let body = json!({ "name": "platform", "type": "git", "repositories": repositories, "token": { "env": "SEXTANT_SECRET_GIT" } });
    let made = add(body.clone()).await;
    assert_eq!(
        (made.status, made.header("location")),
        (StatusCode::CREATED, "/api/v1/sources/platform"),
        "{}",
        made.text()
    );
    assert_eq!(made.json()["kinds"], json!(["api", "component", "resource", "system"]));
    assert_eq!(add(body).await.problem(409).0, "source_exists");

    sync(&portal, &admin, "platform").await;
    let source = portal.json("/api/v1/sources/platform").await;
    let told = source["locations"][0]["error"].as_str().unwrap_or_default();
    assert!(told.contains("none of the public internet"), "{source}");
    assert_eq!(source["managed_by"], "portal");

    let put = async |body: Value| portal.send_as(&admin, "PUT", "/api/v1/sources/platform", &body).await;
    let two = json!({ "settings": { "repositories": ["https://127.0.0.1/b.git", "https://127.0.0.1/c.git"], "interval": "1m" } });
    let changed = put(two).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text());
    let remote = &changed.json()["remote"];
    assert_eq!((&remote["address"], &remote["interval_s"]), (&json!("2 repositories"), &json!(60)));
    assert_eq!(put(json!({ "settings": { "repositories": ["/srv/a.git"] } })).await.problem(400).0, "invalid_body");
    let audit = portal.json("/api/v1/audit?subject=platform").await.to_string();
    assert!(audit.contains("add-source") && audit.contains("configure-source"), "{audit}");

    let removed = portal.send_as(&admin, "DELETE", "/api/v1/sources/platform?confirm=0", &Value::Null).await;
    assert_eq!(removed.status, StatusCode::OK, "{}", removed.text());
    assert_eq!(portal.get("/api/v1/sources/platform").await.status, StatusCode::NOT_FOUND);
}
