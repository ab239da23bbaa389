//! A blank catalog that many descriptors fill at once.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use catalog_schema::decode::DecodeOptions;
use catalog_schema::wire::{FacetQuery, ListQuery, SearchQuery};
use sextant_server::clock::Clock;
use sextant_server::follow::Follower;
use sextant_server::ingest::{FirstEnd, FirstFill, Ingest};
use sextant_server::portal::CatalogPortal;
use sextant_server::store::{CurrentVersion, Store, Tx};
use tokio::sync::{mpsc, oneshot, watch};
use web::portal::Portal;

use crate::dry_run::dry_run;
use crate::on_both_engines;
use crate::world::{World, component, directory};

/// Every index of a SQLite database, as it was made.
async fn indexes(store: &Store) -> Vec<(String, Option<String>)> {
    let mut tx = store.read().await.unwrap();
    let Tx::Sqlite(tx) = &mut tx else { return Vec::new() };
    let all = "select name, sql from sqlite_master where type = 'index' order by name";
    sqlx::query_as(all).fetch_all(&mut **tx).await.unwrap()
}

on_both_engines! {
    async fn a_catalog_that_is_filled_at_once_is_like_one_that_grew(world) {
        let before = indexes(&world.store).await;
        let mut many = String::new();
        for number in 0..1_200 {
            write!(many, "---\n{}", component(&format!("service-{number}"))).unwrap();
        }
        world.write("many.yaml", &many);
        assert_eq!(world.sync().await.created.len(), 1_200);
        // They are made when all who wait for the catalog have it.
        while indexes(&world.store).await != before {
            tokio::task::yield_now().await;
        }

        // What is described twice and what is called otherwise is found by what was indexed later.
        world.write("twice.yaml", component("service-7"));
        world.write("many.yaml", many.replace("name: service-8\n", "name: service-8-renamed\n"));
        let outcome = world.sync().await;
        assert_eq!((outcome.created.len(), outcome.deleted.len(), outcome.renamed.len()), (0, 0, 1), "{outcome:?}");
        assert_eq!(world.codes("twice.yaml").await, ["duplicate-entity"]);
    }

    async fn a_catalog_that_is_shown_as_it_is_written_is_what_is_read_back(world) {
        write_several(&world);
        world.sync().await;
        let shown = everything(&world).await;
        assert_eq!(shown.0.len(), ALL);
        let world = world.restart_after(|| ()).await;
        assert_eq!(everything(&world).await, shown);
    }

    async fn a_dry_run_hands_nothing_over(world) {
        for number in 0..2_100 {
            world.write(&format!("{number}.yaml"), component(&format!("service-{number}")));
        }
        let (waiting, mut handed) = mpsc::channel(1);
        let ingest = world.ingest.clone().handing_over(waiting);
        let said = dry_run(&ingest, world.source.location(), world.files.path(), None).await;
        assert_eq!(said.outcome.created.len(), 2_100);
        assert!(handed.try_recv().is_err(), "nobody can show what comes to nothing");
    }

    async fn what_is_handed_over_is_what_the_store_reads_back(world) {
        write_several(&world);
        let (waiting, mut handed) = mpsc::channel(1);
        let taken = tokio::spawn(async move {
            let mut first: FirstFill = handed.recv().await.expect("a blank catalog is handed over");
            let mut versions = Vec::new();
            while let Some(page) = first.versions.recv().await {
                versions.extend(page);
            }
            let whole = first.whole.await.expect("it is told what all of it becomes");
            let mut end = first.end.await.expect("it is told how it ends");
            assert_eq!((&mut end.committed).await, Ok(()), "and that it is there");
            (versions, whole, end, handed)
        });
        let ingest = world.ingest.clone().handing_over(waiting);
        let mut source = directory(&ingest, "files", world.files.path()).await;
        let outcome = source.sync_whole().await.unwrap();
        let (versions, whole, end, mut handed) = taken.await.unwrap();
        assert_eq!(whole.revision, outcome.revision);
        assert_eq!(end.mended.iter().map(|version| version.entity.name.as_str()).collect::<Vec<_>>(), ["orders"]);
        assert!(end.dropped.is_empty());
        let mut shown: BTreeMap<String, CurrentVersion> = BTreeMap::new();
        for mut version in versions {
            (version.revision, version.created_at, version.changed_at) = (whole.revision, whole.at, whole.at);
            assert!(shown.insert(version.uid.clone(), version).is_none());
        }
        shown.extend(end.mended.into_iter().map(|version| (version.uid.clone(), version)));

        let mut tx = world.store.read().await.unwrap();
        let mut stored: BTreeMap<String, CurrentVersion> = BTreeMap::new();
        loop {
            let after = stored.last_key_value().map(|(uid, _)| uid.clone()).unwrap_or_default();
            let page = tx.current_versions_after(&after, 500).await.unwrap();
            if page.is_empty() {
                break;
            }
            let page = page.into_iter().map(|version| version.decode().unwrap());
            stored.extend(page.map(|version| (version.uid.clone(), version)));
        }
        drop(tx);
        assert_eq!(stored.len(), ALL);
        for (uid, stored) in stored {
            assert_eq!(format!("{:?}", shown.remove(&uid)), format!("{:?}", Some(stored)));
        }
        assert!(shown.is_empty());

        world.write("later.yaml", component("later"));
        source.sync_whole().await.unwrap();
        assert!(handed.try_recv().is_err(), "only what a blank catalog begins with is handed over");
    }
}

#[tokio::test]
async fn indexes_that_a_process_left_out_and_did_not_make_are_made_by_the_next_one() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("sextant.db");
    let store = Store::open_sqlite(&path).await.unwrap();
    let before = indexes(&store).await;
    let mut tx = store.write().await.unwrap();
    tx.index_later().await.unwrap();
    tx.commit().await.unwrap();
    assert!(indexes(&store).await.len() < before.len());
    store.close().await;
    assert_eq!(indexes(&Store::open_sqlite(&path).await.unwrap()).await, before);
}

#[tokio::test]
async fn what_rows_refer_to_is_looked_up_again_after_a_catalog_was_filled() {
    let mut world = World::sqlite().await;
    write_several(&world);
    world.sync().await;
    let mut tx = world.store.write().await.unwrap();
    assert_eq!(tx.dangling().await.unwrap(), 0);
    let Tx::Sqlite(connection) = &mut tx else { panic!("it is SQLite") };
    let refused = sqlx::query("update claims set content = 'none'").execute(&mut **connection).await.unwrap_err();
    assert!(refused.to_string().contains("FOREIGN KEY"), "{refused}");
}

#[tokio::test]
async fn what_is_kept_of_entities_takes_less_than_twice_their_descriptors() {
    let mut world = World::sqlite().await;
    write_several(&world);
    world.sync().await;
    let mut tx = world.store.read().await.unwrap();
    let Tx::Sqlite(connection) = &mut tx else { panic!("it is SQLite") };
    let kept: i64 = sqlx::query_scalar("select sum(length(entity) + length(packed)) from contents")
        .fetch_one(&mut **connection)
        .await
        .unwrap();
    let described: u64 = std::fs::metadata(world.files.path().join("many.yaml")).unwrap().len();
    assert!(u64::try_from(kept).unwrap() < 2 * described, "{kept} bytes of {described}");
}

#[tokio::test]
async fn what_is_not_committed_is_not_shown() {
    let mut world = World::sqlite().await;
    write_several(&world);
    let (waiting, mut handed) = mpsc::channel(1);
    let taken = tokio::spawn(async move {
        let first: FirstFill = handed.recv().await.unwrap();
        let (mut versions, mut pages) = (first.versions, Vec::new());
        while let Some(page) = versions.recv().await {
            pages.push(page);
        }
        (pages, first.whole.await.unwrap(), first.end.await.unwrap())
    });
    let mut source = directory(&world.ingest.clone().handing_over(waiting), "files", world.files.path()).await;
    source.sync_whole().await.unwrap();
    let (pages, becomes, end) = taken.await.unwrap();

    // Handed to somebody else, whose store refuses it.
    let (data, (waiting, is_filled)) = (tempfile::tempdir().unwrap(), mpsc::channel(1));
    let store = Store::open_sqlite(&data.path().join("sextant.db")).await.unwrap();
    let index = data.path().join("index");
    let (hint, hints) = watch::channel(0);
    let follower = Follower::start(store.clone(), &index, None, Arc::default(), Clock::default(), hints).await.unwrap();
    let follower = follower.taking(is_filled);
    let cell = follower.cell();
    let following = tokio::spawn(follower.run());
    let ((versions, received), (whole, is_whole), (told, is_told)) =
        (mpsc::channel(8), oneshot::channel(), oneshot::channel());
    waiting.send(FirstFill { versions: received, whole: is_whole, end: is_told }).await.unwrap();
    for page in pages {
        versions.send(page).await.unwrap();
    }
    drop(versions);
    assert!(whole.send(becomes).is_ok());
    let (committed, is_committed) = oneshot::channel();
    assert!(told.send(FirstEnd { committed: is_committed, ..end }).is_ok());
    drop(committed);
    for path in ["many.yaml", "twice.yaml", "orders", "team.yaml"] {
        world.remove(path);
    }
    let ingest = Ingest::new(store.clone(), DecodeOptions::default(), hint).handing_over(waiting);
    let outcome = directory(&ingest, "files", world.files.path()).await.sync_whole().await.unwrap();
    cell.wait_for(outcome.revision).await;
    following.abort();
    world.portal = CatalogPortal::new(store, cell);
    assert_eq!(world.refs().await, ["api:default/menu", "scorecard:default/basics"]);
    let query = SearchQuery { q: "service".into(), ..SearchQuery::default() };
    assert!(world.portal.search(&query).await.unwrap().hits.is_empty(), "nor is it found");
}

/// What [`write_several`] describes.
const ALL: usize = 2_104;

/// Many components, one of them described in two formats, an API, a scorecard, and what is described twice.
fn write_several(world: &World) {
    let mut many = String::new();
    for number in 0..2_100 {
        write!(many, "---\n{}", component(&format!("service-{number}"))).unwrap();
    }
    world.write("many.yaml", &many);
    world.write("twice.yaml", component("service-7"));
    world.write("orders/.git/HEAD", "ref: refs/heads/main\n");
    world.write("orders/catalog-info.yaml", component("orders"));
    world.write(
        "orders/compass.yml",
        "configVersion: 1\nname: orders\ntypeId: SERVICE\nlabels: [pci]\nfields: {tier: 2}\n",
    );
    world.write(
        "api.yaml",
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: menu}\nspec:\n  type: openapi\n  lifecycle: production\n  \
         owner: team\n  definition: |\n    openapi: 3.0.0\n    paths: {/menu: {get: {operationId: showMenu}}}\n",
    );
    world.write(
        "scorecard.yaml",
        "apiVersion: sextant.dev/v1\nkind: Scorecard\nmetadata: {name: basics}\nspec:\n  rules:\n    - {id: described, \
         title: Is described, expression: entity.description != null}\n",
    );
    world.write(
        "team.yaml",
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: team}\nspec: {type: team, children: []}\n",
    );
}

/// Every entity as the API has it, what is found by some words, and what facets say.
async fn everything(world: &World) -> (Vec<serde_json::Value>, Vec<String>, serde_json::Value) {
    let query = ListQuery { limit: Some(1_000), ..ListQuery::default() };
    let (mut entities, mut cursor) = (Vec::new(), None);
    loop {
        let page = world.portal.list(&ListQuery { cursor: cursor.take(), ..query.clone() }).await.unwrap();
        entities.extend(page.items.iter().map(|item| serde_json::to_value(item).unwrap()));
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    let mut found = Vec::new();
    for words in ["service-11", "orders", "showMenu", "described"] {
        let query = SearchQuery { q: words.into(), ..SearchQuery::default() };
        let hits = world.portal.search(&query).await.unwrap().hits;
        found.extend(hits.into_iter().map(|hit| format!("{words}: {} {:?}", hit.entity_ref, hit.highlights)));
    }
    let facets =
        FacetQuery { facet: ["kind", "owner", "tier", "format"].map(str::to_owned).to_vec(), ..FacetQuery::default() };
    let facets = world.portal.facets(&facets).await.unwrap();
    (entities, found, serde_json::to_value(facets).unwrap())
}
