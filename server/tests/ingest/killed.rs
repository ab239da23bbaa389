//! The process is killed while it reads; the next one shows what an undisturbed run shows.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sextant_server::app::{App, AppOptions};

use crate::world::component;

const KILLS: u64 = 20;

fn write_catalog(root: &Path) {
    for number in 0..400 {
        let folder = root.join(format!("repository-{number}"));
        std::fs::create_dir_all(&folder).unwrap();
        let name = format!("service-{number}");
        let dependency = format!("  dependsOn: [component:service-{}]\n", (number + 1) % 400);
        std::fs::write(folder.join("catalog-info.yaml"), component(&name) + &dependency).unwrap();
    }
}

fn serve(catalog: &Path, data: &Path) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sextant"))
        .args(["serve", "--listen", "127.0.0.1:0"])
        .arg("--catalog")
        .arg(catalog)
        .arg("--data-dir")
        .arg(data)
        .env("SEXTANT_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("listening on http://127.0.0.1:"), "{line:?}");
    child
}

/// Everything that a reader sees, but for identities and revisions, which may differ from run to run.
async fn shown(catalog: &Path, data: &Path) -> BTreeSet<String> {
    let app = App::start(AppOptions { data_dir: data.into(), catalogs: vec![catalog.into()], ..AppOptions::default() })
        .await
        .unwrap();
    app.readiness().ready().await;
    // Ready with what the store had; the comparison is with what the directory has now.
    app.first_scans().await;
    let head = app.store().read().await.unwrap().head().await.unwrap();
    app.cell().wait_for(head.revision).await;
    let live = app.cell().load();
    let shown = live
        .records()
        .map(|record| {
            let relations = sextant_server::graph::relations(&live, &record.entity_ref).unwrap().items;
            let relations: Vec<String> = relations
                .iter()
                .map(|item| format!("{} {} {}", item.relation, item.entity_ref, item.dangling))
                .collect();
            let description = live.entity(&record.entity_ref).unwrap().description;
            format!("{} {} {description:?} {relations:?}", record.entity_ref, record.stale)
        })
        .collect();
    app.stop().await;
    shown
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_moment_nothing_is_lost_or_half_shown() {
    let files = tempfile::tempdir().unwrap();
    write_catalog(files.path());
    let undisturbed = tempfile::tempdir().unwrap();
    let expected = shown(files.path(), undisturbed.path()).await;
    assert_eq!(expected.len(), 400);

    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let data = tempfile::tempdir().unwrap();
    for round in 0..KILLS {
        // A fresh data directory every fourth round: the first read is the longest; in between, repositories change.
        let data_dir = data.path().join(format!("data-{}", round / 4));
        let changed = files.path().join(format!("repository-{}/catalog-info.yaml", round * 7));
        let original = std::fs::read_to_string(&changed).unwrap();
        std::fs::write(&changed, original.replace("Does ", "Really does ")).unwrap();
        let mut child = serve(files.path(), &data_dir);
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The moment is the experiment; nothing is waited for.
        std::thread::sleep(Duration::from_millis((state >> 33) % 250));
        child.kill().unwrap();
        child.wait().unwrap();
        std::fs::write(&changed, original).unwrap();
        if round % 4 == 3 {
            assert_eq!(shown(files.path(), &data_dir).await, expected, "after round {round}");
        }
    }
}
