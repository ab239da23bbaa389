//! Pushes as pipelines make them, and what is there afterwards.

use serde_json::{Value, json};
use sextant_server::store::TABLES;

use crate::harness::{Answer, Portal};

pub(crate) const CI: &str = "/api/v1/sources/ci/descriptors";

/// Makes each scenario a test on SQLite and one on PostgreSQL.
macro_rules! on_both_engines {
    ($(async fn $name:ident($portal:ident) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn scenario($portal: Portal) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                scenario(Portal::start().await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            #[ignore = "needs PostgreSQL: cargo xtask test"]
            async fn postgres() {
                let database_url = Some(crate::harness::fresh_postgres_database().await);
                let options = sextant_server::app::AppOptions { database_url, ..Default::default() };
                scenario(Portal::start_with(options).await).await;
            }
        }
    )*};
}

pub(crate) async fn post(portal: &Portal, address: &str, body: &Value) -> Answer {
    portal.send_as(portal.admin().await, "POST", address, body).await
}

/// The answer to a push that must be taken.
pub(crate) async fn push(portal: &Portal, body: &Value) -> Value {
    let answer = post(portal, CI, body).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer = answer.json();
    portal.app.cell().wait_for(answer["revision"].as_u64().unwrap()).await;
    answer
}

pub(crate) fn component(name: &str, does: &str) -> String {
    format!(
        "kind: Component\nmetadata: {{name: {name}, description: {does}}}\nspec: {{type: service, lifecycle: production, owner: payments}}\n"
    )
}

/// A repository with some components at a minute of 2026-01-01.
pub(crate) fn repository(repository: &str, minute: u32, files: &[(&str, &str)]) -> Value {
    let files: Vec<Value> = files.iter().map(|(path, content)| json!({"path": path, "content": content})).collect();
    json!({
        "repository": format!("https://git.example.com/{repository}"),
        "branch": "main",
        "commit": format!("c{minute}"),
        "committed_at": format!("2026-01-01T00:{minute:02}:00Z"),
        "author": "Ada <ada@example.com>",
        "files": files,
    })
}

pub(crate) fn of_run(mut push: Value, run: &str) -> Value {
    push["run_id"] = json!(run);
    push
}

pub(crate) async fn description(portal: &Portal, name: &str) -> Value {
    portal.json(&format!("/api/v1/entities/component/default/{name}")).await["description"].clone()
}

/// How many rows each table has that a push writes.
pub(crate) async fn rows(portal: &Portal) -> Vec<(&'static str, u64)> {
    // What follows from them is written in its own time.
    let by_themselves = ["findings", "finding_days", "outcome_head", "outcomes", "transitions", "scores"];
    let mut tx = portal.app.store().read().await.unwrap();
    let mut rows = Vec::new();
    for table in TABLES.iter().filter(|table| !by_themselves.contains(&table.name)) {
        rows.push((table.name, tx.count_rows(table).await.unwrap()));
    }
    rows
}

pub(crate) use on_both_engines;
