//! What a dry run says is what the sync then does, and it writes nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use catalog_schema::wire::ChangeOutcome;
use sextant_server::ingest::{DryRun, Ingest, IngestError, ReadFile, Scope};
use sextant_server::sources::directory::DirectoryFiles;

use crate::archive::rows;
use crate::on_both_engines;
use crate::world::{World, component};

/// A dry run of the descriptors that a directory holds now, or of one of them.
pub(crate) async fn dry_run(ingest: &Ingest, location: &str, root: &Path, only: Option<&str>) -> DryRun {
    let scope = only.map_or(Scope::Whole, |path| Scope::Under(BTreeSet::from([path.to_owned()])));
    let session = ingest.begin_dry_run("files", Some(location), scope).await.unwrap();
    let mut session = session.among(Arc::new(DirectoryFiles::new(root, 1 << 20)));
    let mut files = Vec::new();
    collect(root, root, &mut files);
    files.retain(|file| only.is_none_or(|path| file.path == path));
    session.stage(files).await.unwrap();
    session.dry_run().await.unwrap()
}

fn collect(root: &Path, directory: &Path, files: &mut Vec<ReadFile>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            let below = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.push(ReadFile { path: below, content: Ok(fs::read(path).unwrap()) });
        }
    }
}

/// What both say alike: the revision is another one, and a deletion that is held back is held back since another time.
pub(crate) fn comparable(outcome: &ChangeOutcome) -> ChangeOutcome {
    let mut outcome = ChangeOutcome { revision: 0, ..outcome.clone() };
    if let Some(held) = &mut outcome.held {
        held.since.clear();
    }
    outcome
}

async fn of(world: &World) -> DryRun {
    dry_run(&world.ingest, world.source.location(), world.files.path(), None).await
}

on_both_engines! {
    async fn it_says_what_the_sync_then_does_and_writes_nothing(world) {
        for number in 0..40 {
            world.write(&format!("service-{number}.yaml"), component(&format!("service-{number}")));
        }
        let api = "kind: API\nmetadata: {name: orders}\nspec: {type: openapi, owner: team, definition: {$text: ./a.json}}\n";
        world.write("api.yaml", format!("apiVersion: backstage.io/v1alpha1\n{api}"));
        world.write("a.json", "{}");
        world.sync().await;
        let unchanged = of(&world).await;
        assert_eq!(comparable(&unchanged.outcome), ChangeOutcome::default(), "nothing is different");

        for number in 0..20 {
            world.remove(&format!("service-{number}.yaml"));
        }
        world.write("service-20.yaml", component("service-20").replace("Does", "Still does"));
        world.write("service-21.yaml", component("renamed"));
        world.write("a.json", "{\"openapi\": \"3.1.0\"}");
        // One entity in two formats is merged.
        world.write("two.yaml", component("two"));
        world.write("cortex.yaml", "openapi: 3.0.1\ninfo:\n  title: Two\n  x-cortex-tag: two\n");
        world.write("broken.yaml", "kind: Component\nmetadata: [\n");
        let before = rows(&world.store).await;
        let said = of(&world).await;
        assert_eq!(rows(&world.store).await, before, "nothing is written");
        assert!(said.diagnostics.iter().any(|found| found.file.as_deref() == Some("broken.yaml")));
        assert_eq!(said.outcome.held.as_ref().map(|held| held.entities), Some(20));
        assert_eq!(said.outcome.revision, world.head_revision().await);
        let done = world.sync().await;
        assert_eq!(comparable(&said.outcome), comparable(&done));
    }

    async fn a_writer_does_not_wait_for_it_nor_it_for_a_writer(world) {
        world.write("cart.yaml", component("cart"));
        world.sync().await;
        world.write("cart.yaml", component("cart").replace("Does", "Still does"));
        let mut writer = world.store.write().await.unwrap();
        writer.next_revision().await.unwrap();
        let said = of(&world).await;
        assert_eq!(said.outcome.updated, ["component:default/cart"]);
    }

    async fn one_that_a_sync_has_overtaken_says_nothing(world) {
        world.write("cart.yaml", component("cart"));
        world.sync().await;
        let session = world.ingest.begin_dry_run("files", Some(world.source.location()), Scope::Whole).await.unwrap();
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        assert!(matches!(session.dry_run().await, Err(IngestError::Overtaken)));
    }

    async fn of_a_location_that_is_not_there_everything_is_new(world) {
        world.write("cart.yaml", component("cart"));
        world.sync().await;
        let before = rows(&world.store).await;
        let mut session = world.ingest.begin_dry_run("elsewhere", None, Scope::Whole).await.unwrap();
        let files = [("a.yaml", component("cart")), ("b.yaml", component("orders"))];
        let files = files.map(|(path, text)| ReadFile { path: path.to_owned(), content: Ok(text.into_bytes()) });
        session.stage(files.into()).await.unwrap();
        let said = session.dry_run().await.unwrap();
        assert_eq!(said.outcome.created, ["component:default/orders"]);
        let codes: Vec<&str> = said.diagnostics.iter().map(|found| &*found.code).collect();
        assert_eq!(codes, ["duplicate-entity"], "the first to describe cart goes on doing it");
        assert_eq!(rows(&world.store).await, before);
    }
}
