//! The running portal follows a directory by itself.

use std::path::Path;

use catalog_schema::wire::SourceList;
use sextant_server::app::{App, AppOptions};
use web::portal::Portal;

use crate::world::{component, reference};

async fn start(files: &Path, data: &Path) -> App {
    let options = AppOptions { data_dir: data.into(), catalogs: vec![files.into()], ..AppOptions::default() };
    let app = App::start(options).await.unwrap();
    app.readiness().ready().await;
    app.first_scans().await;
    app
}

fn only_location(sources: &SourceList) -> &catalog_schema::wire::Location {
    &sources.items[0].locations[0]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_file_is_live_by_its_event_alone() {
    let (files, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::create_dir(files.path().join("orders")).unwrap();
    std::fs::write(files.path().join("orders/catalog-info.yaml"), component("orders")).unwrap();
    let untouched = files.path().join("menu.yaml");
    std::fs::write(&untouched, component("menu")).unwrap();
    let app = start(files.path(), data.path()).await;
    let first = app.portal().revision();
    assert_eq!(app.cell().load().entity_count(), 2);

    // Same size, same time of change: a scan would take it for unchanged.
    let modified = std::fs::metadata(&untouched).unwrap().modified().unwrap();
    let same_size = component("menu").replace("Does menu.", "Done menu.");
    let handle = std::fs::File::options().write(true).open(&untouched).unwrap();
    std::io::Write::write_all(&mut &handle, same_size.as_bytes()).unwrap();
    handle.set_modified(modified).unwrap();
    drop(handle);
    app.cell().wait_for(first + 1).await;
    let menu = app.portal().entity(&reference("component:default/menu")).await.unwrap();
    assert_eq!(menu.description.as_deref(), Some("Done menu."));

    std::fs::write(files.path().join("orders/catalog-info.yaml"), component("orders") + "  system: shop\n").unwrap();
    app.cell().wait_for(first + 2).await;
    let orders = app.portal().entity(&reference("component:default/orders")).await.unwrap();
    assert_eq!(orders.system.as_deref(), Some("system:default/shop"));
    let sources = app.portal().sources().await.unwrap();
    assert_eq!((only_location(&sources).files, only_location(&sources).claims), (2, 2));

    std::fs::remove_dir_all(files.path().join("orders")).unwrap();
    app.cell().wait_for(first + 3).await;
    assert_eq!(app.cell().load().entity_count(), 1);
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confirmed_deletion_is_made_without_a_restart() {
    let (files, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for number in 0..30 {
        std::fs::write(files.path().join(format!("{number}.yaml")), component(&format!("service-{number}"))).unwrap();
    }
    let app = start(files.path(), data.path()).await;
    let first = app.portal().revision();
    app.stop().await;
    for number in 0..20 {
        std::fs::remove_file(files.path().join(format!("{number}.yaml"))).unwrap();
    }

    let app = start(files.path(), data.path()).await;
    app.first_scans().await;
    assert_eq!((app.portal().revision(), app.cell().load().entity_count()), (first, 30));
    let name = app.portal().sources().await.unwrap().items[0].name.clone();
    let mut tx = app.store().write().await.unwrap();
    tx.decide_holds(&name, sextant_server::store::Decision::Confirmed).await.unwrap();
    tx.commit().await.unwrap();
    app.cell().wait_for(first + 1).await;
    assert_eq!(app.cell().load().entity_count(), 10);
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_portal_starts_without_the_directory_and_says_that_it_is_gone() {
    let (files, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(files.path().join("orders.yaml"), component("orders")).unwrap();
    let app = start(files.path(), data.path()).await;
    app.stop().await;
    let gone = files.path().to_owned();
    drop(files);

    let app = start(&gone, data.path()).await;
    assert!(app.portal().entity(&reference("component:default/orders")).await.is_ok());
    app.first_scans().await;
    let sources = app.portal().sources().await.unwrap();
    let location = only_location(&sources);
    assert_eq!(location.state, catalog_schema::wire::SyncState::Failed);
    assert!(location.error.as_deref().unwrap().contains("cannot be read"), "{location:?}");
    assert_eq!(location.claims, 1);
    app.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_file_can_be_a_catalog_and_is_followed_through_renames() {
    let (files, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = files.path().join("all.yaml");
    std::fs::write(&file, component("orders")).unwrap();
    std::fs::write(files.path().join("other.yaml"), component("other")).unwrap();
    let app = start(&file, data.path()).await;
    let first = app.portal().revision();
    assert_eq!(app.cell().load().entity_count(), 1);
    // As editors save: a new file is moved over the old one.
    let new = files.path().join("all.yaml.new");
    std::fs::write(&new, component("payments")).unwrap();
    std::fs::rename(&new, &file).unwrap();
    app.cell().wait_for(first + 1).await;
    assert!(app.portal().entity(&reference("component:default/payments")).await.is_ok());
    assert_eq!(app.cell().load().entity_count(), 1);
    app.stop().await;
}
