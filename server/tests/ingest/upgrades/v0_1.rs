//! From the first schema on. `fixtures/v0_1.{sqlite,postgres}.sql` are databases that a build of commit 689fa15 made, which
//! has migration 0001 and no other. On each engine it served a directory and, after a restart, the same directory as it is in
//! `fixtures/v0_1/`: before that, `orders.yaml` said less, `broken.yaml` was sound, and there was a `gone.yaml`. Then
//! `sqlite3 sextant.db .dump` and `pg_dump --inserts --no-owner` wrote the databases down; the directory's path was replaced
//! by `/srv/files`, and what only `psql` understands was left out.

use std::collections::BTreeMap;
use std::path::Path;

use catalog_schema::wire::{PageQuery, VersionEvent};
use sextant_server::store::Store;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, PgPool, SqlitePool};
use tempfile::TempDir;
use web::portal::Portal;

use super::fixture;
use crate::world::{World, component, fresh_postgres_database, reference};

const REFS: [&str; 8] = [
    "component:default/broken",
    "component:default/kitchen-display",
    "component:default/menu",
    "component:default/orders",
    "component:default/twice",
    "group:default/kitchen",
    "resource:default/orders-db",
    "system:default/shop",
];

/// The files as they are now, somewhere.
fn files() -> TempDir {
    let files = tempfile::tempdir().unwrap();
    for (name, content) in fixture("v0_1") {
        std::fs::write(files.path().join(name), content).unwrap();
    }
    files
}

/// A dump, of the directory that is read.
fn dump(name: &str, files: &Path) -> AssertSqlSafe<String> {
    let (_, text) = fixture("").into_iter().find(|(file, _)| file == name).unwrap();
    AssertSqlSafe(String::from_utf8(text).unwrap().replace("/srv/files", files.to_str().unwrap()))
}

/// Identities by reference, also of what is gone, as the dump has them.
type Identities = BTreeMap<String, String>;

const IDENTITIES: &str = "select distinct ref, uid from versions";

async fn the_catalog_goes_on(files: TempDir, store: Store, identities: &Identities) {
    let mut world = World::over(files, tempfile::tempdir().unwrap(), store).await;
    assert_eq!(world.refs().await, REFS);
    is_as_it_was(&world, identities).await;

    let before = world.store.read().await.unwrap().head().await.unwrap();
    let outcome = world.sync().await;
    assert!(outcome.created.is_empty() && outcome.deleted.is_empty() && outcome.renamed.is_empty(), "{outcome:?}");
    assert!(outcome.held.is_none(), "{outcome:?}");
    // Every file is read again by the newer reader. What it understands better gets a version that tells of no change.
    for updated in &outcome.updated {
        let history = world.portal.history(&reference(updated), &PageQuery::default()).await.unwrap();
        assert_eq!(history.items[0].changes, [], "{updated}");
    }
    is_as_it_was(&world, identities).await;
    let settled = world.sync().await;
    assert_eq!(settled.revision, outcome.revision, "the second sync finds nothing more to do");
    let after = world.store.read().await.unwrap().head().await.unwrap();
    assert_eq!(after.epoch, before.epoch);

    world.write("gone.yaml", component("gone"));
    world.write("menu.yaml", component("menu"));
    let outcome = world.sync().await;
    assert_eq!(
        (outcome.created.as_slice(), outcome.updated.as_slice()),
        (["component:default/gone".to_owned()].as_slice(), ["component:default/menu".to_owned()].as_slice())
    );
    assert_eq!(world.entity("component:default/gone").await.unwrap().uid, identities["component:default/gone"]);
}

async fn is_as_it_was(world: &World, identities: &Identities) {
    for entity_ref in REFS {
        let entity = world.entity(entity_ref).await.unwrap();
        assert_eq!(entity.uid, identities[entity_ref], "{entity_ref}");
        assert_eq!(entity.stale, entity_ref == "component:default/broken", "{entity_ref}");
    }
    let orders = world.portal.history(&reference("component:default/orders"), &PageQuery::default()).await.unwrap();
    let told: Vec<_> =
        orders.items.iter().filter(|item| item.revision < 3).map(|item| (item.event, item.changes.len())).collect();
    assert_eq!(told, [(VersionEvent::Changed, 1), (VersionEvent::Created, 0)]);
    let gone = world.portal.history(&reference("component:default/gone"), &PageQuery::default()).await.unwrap();
    let events: Vec<VersionEvent> = gone.items.iter().map(|item| item.event).collect();
    assert_eq!(events, [VersionEvent::Deleted, VersionEvent::Created]);
    assert!(world.descriptor("component:default/orders").await.text.contains("and remembers them"));
    assert!(!world.codes("broken.yaml").await.is_empty(), "what is wrong is still said");
    assert_eq!(world.codes("b-twice.yaml").await, ["duplicate-entity"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite() {
    let (files, data) = (files(), tempfile::tempdir().unwrap());
    let path = data.path().join("sextant.db");
    let pool =
        SqlitePool::connect_with(SqliteConnectOptions::new().filename(&path).create_if_missing(true)).await.unwrap();
    sqlx::raw_sql(dump("v0_1.sqlite.sql", files.path())).execute(&pool).await.unwrap();
    let identities: Vec<(String, String)> = sqlx::query_as(IDENTITIES).fetch_all(&pool).await.unwrap();
    pool.close().await;
    let store = Store::open_sqlite(&path).await.unwrap();
    the_catalog_goes_on(files, store, &identities.into_iter().collect()).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn postgres() {
    let (files, url) = (files(), fresh_postgres_database().await);
    let pool = PgPool::connect(&url).await.unwrap();
    sqlx::raw_sql(dump("v0_1.postgres.sql", files.path())).execute(&pool).await.unwrap();
    pool.close().await;
    let pool = PgPool::connect(&url).await.unwrap();
    let identities: Vec<(String, String)> = sqlx::query_as(IDENTITIES).fetch_all(&pool).await.unwrap();
    let store = Store::connect_postgres(&url).await.unwrap();
    the_catalog_goes_on(files, store, &identities.into_iter().collect()).await;
}
