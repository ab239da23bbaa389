//! `sextant source`.

use std::fs;
use std::path::Path;

use catalog_schema::decode::DecodeOptions;
use sextant_server::ingest::Ingest;
use sextant_server::sources::directory::{DirectorySource, NamedDirectory};
use sextant_server::store::{AuditFilter, Store};
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::{code, sextant, stderr, stdout};

/// Reads what is below `files` into the catalog of `data`; answers how many entities were deleted.
fn sync(files: &Path, data: &Path) -> usize {
    Runtime::new().unwrap().block_on(async {
        let store = Store::open_sqlite(&data.join("sextant.db")).await.unwrap();
        let (hint, _) = watch::channel(0);
        let ingest = Ingest::new(store.clone(), DecodeOptions::default(), hint);
        let directory = NamedDirectory { name: "shop".to_owned(), root: files.to_owned() };
        let mut source = DirectorySource::register(ingest, directory, 1 << 20).await.unwrap();
        let outcome = source.sync_whole().await.unwrap();
        store.close().await;
        outcome.deleted.len()
    })
}

#[test]
fn a_held_deletion_is_listed_kept_and_let_go() {
    let (files, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let component = |number: u32| {
        format!("kind: Component\nmetadata: {{name: service-{number}}}\nspec: {{type: service, owner: team}}\n---\n")
    };
    fs::write(files.path().join("all.yaml"), (0..30).map(component).collect::<String>()).unwrap();
    sync(files.path(), data.path());
    fs::write(files.path().join("all.yaml"), (0..3).map(component).collect::<String>()).unwrap();
    assert_eq!(sync(files.path(), data.path()), 0);

    let of_source = |arguments: &[&str]| sextant(data.path(), &[&["source"], arguments, &["--data-dir", "."]].concat());
    let listed = of_source(&["list"]);
    let text = stdout(&listed);
    assert_eq!(code(&listed), 0, "{}", stderr(&listed));
    assert!(text.contains("shop  directory") && text.contains("30 entities"), "{text}");
    assert!(text.contains("27 entities are not described any more and kept since"), "{text}");
    assert!(text.contains("component:default/service-10\n") && text.contains("and 17 more"), "{text}");
    assert!(text.contains("`sextant source confirm shop`"), "{text}");

    let discarded = of_source(&["discard", "shop"]);
    assert_eq!((code(&discarded), stdout(&discarded).as_str()), (0, "discarded; shop keeps them\n"));
    assert_eq!(sync(files.path(), data.path()), 0);
    assert!(stdout(&of_source(&["list"])).contains("they are kept"), "after a sync, too");

    let confirmed = of_source(&["confirm", "shop"]);
    assert_eq!((code(&confirmed), stderr(&confirmed).as_str()), (0, ""));
    assert_eq!(sync(files.path(), data.path()), 27);
    assert!(!stdout(&of_source(&["list"])).contains("any more"));

    let actions: Vec<String> = Runtime::new().unwrap().block_on(async {
        let store = Store::open_sqlite(&data.path().join("sextant.db")).await.unwrap();
        let entries = store.read().await.unwrap().audit_before(&AuditFilter::default(), None, 100).await.unwrap();
        store.close().await;
        entries.into_iter().filter(|entry| entry.actor == "cli").map(|entry| entry.action).collect()
    });
    assert_eq!(actions, ["confirm-deletion", "discard-deletion"]);

    let nothing = of_source(&["confirm", "shop"]);
    assert_eq!((code(&nothing), stderr(&nothing).as_str()), (2, "error: nothing is held back of the source shop\n"));
    let unknown = of_source(&["confirm", "shpo"]);
    assert_eq!(code(&unknown), 2);
    assert!(stderr(&unknown).contains("there is no source shpo"), "{}", stderr(&unknown));
}

#[test]
fn a_directory_without_a_catalog_is_not_made_one() {
    let data = tempfile::tempdir().unwrap();
    let output = sextant(data.path(), &["source", "list", "--data-dir", "nowhere"]);
    assert_eq!((code(&output), stderr(&output).as_str()), (2, "error: there is no catalog in nowhere\n"));
    assert!(!data.path().join("nowhere").exists());
}

#[test]
fn a_directory_is_read_once_and_says_what_changed() {
    let data = tempfile::tempdir().unwrap();
    let shop = data.path().join("shop");
    fs::create_dir(&shop).unwrap();
    let component =
        |name: &str| format!("kind: Component\nmetadata: {{name: {name}}}\nspec: {{type: service, owner: team}}\n");
    fs::write(shop.join("orders.yaml"), component("orders")).unwrap();
    let of_source =
        |arguments: &[&str]| sextant(data.path(), &[&["source", "sync", "--data-dir", "data"], arguments].concat());

    let nowhere = of_source(&[]);
    assert_eq!((code(&nowhere), stderr(&nowhere).as_str()), (2, "error: there is no catalog in data\n"));
    let first = of_source(&["--catalog", "shop"]);
    let expected = "shop: 1 created; revision 1\n  created component:default/orders\n";
    assert_eq!((code(&first), stdout(&first).as_str()), (0, expected), "{}", stderr(&first));

    fs::write(shop.join("orders.yaml"), component("orders").replace("service", "website")).unwrap();
    fs::write(shop.join("menu.yaml"), component("menu")).unwrap();
    let second = of_source(&["shop"]);
    let expected = "shop: 1 created, 1 updated; revision 2\n  created component:default/menu\n  updated component:default/orders\n";
    assert_eq!((code(&second), stdout(&second).as_str()), (0, expected));
    let nothing = of_source(&[]);
    assert_eq!((code(&nothing), stdout(&nothing).as_str()), (0, "shop: nothing changed; revision 2\n"));

    let unknown = of_source(&["shpo"]);
    assert_eq!(code(&unknown), 2);
    assert!(stderr(&unknown).contains("there is no directory shpo"), "{}", stderr(&unknown));
    fs::rename(&shop, data.path().join("moved")).unwrap();
    let gone = of_source(&["shop"]);
    assert_eq!(code(&gone), 3);
    assert!(stderr(&gone).contains("shop was not read, the catalog keeps what it had"), "{}", stderr(&gone));
}
