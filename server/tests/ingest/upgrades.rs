//! Old and new releases on one schema.

mod events;
mod v0_1;

use std::path::Path;

use sextant_server::store::{Store, StoreError, Tx};
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component};

/// Does to a database what this release does not do.
async fn change(store: &Store, statements: &[&'static str]) {
    let mut tx = store.write().await.unwrap();
    for statement in statements {
        match &mut tx {
            Tx::Sqlite(tx) => drop(sqlx::query(*statement).execute(&mut **tx).await.unwrap()),
            Tx::Postgres(tx) => drop(sqlx::query(*statement).execute(&mut **tx).await.unwrap()),
        }
    }
    tx.commit().await.unwrap();
}

const LATER: &str = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                     values (9999, 'of a later release', true, '', 0)";

/// Opens the same database again, as the next process does.
async fn reopen(world: &World) -> Result<Store, StoreError> {
    let Tx::Postgres(mut tx) = world.store.read().await.unwrap() else {
        return Store::open_sqlite(&world.data.path().join("sextant.db")).await;
    };
    let name: String = sqlx::query_scalar("select current_database()").fetch_one(&mut *tx).await.unwrap();
    let mut url = url::Url::parse(&std::env::var("SEXTANT_TEST_POSTGRES").unwrap()).unwrap();
    url.set_path(&name);
    Store::connect_postgres(url.as_str()).await
}

on_both_engines! {
    async fn a_later_schema_is_tolerated_until_it_says_that_it_must_not_be(world) {
        change(&world.store, &[LATER]).await;
        reopen(&world).await.unwrap().close().await;
        change(&world.store, &["update compatibility set min_binary = '999.1.0'"]).await;
        let refused = reopen(&world).await.unwrap_err().to_string();
        assert!(refused.contains("needs Sextant 999.1.0 or later"), "{refused}");
    }

    async fn a_migration_of_another_build_is_named(world) {
        change(&world.store, &["update _sqlx_migrations set checksum = '' where version = 2"]).await;
        let refused = reopen(&world).await.unwrap_err();
        assert!(matches!(refused, StoreError::ForeignMigration { number: 2 }), "{refused}");
    }

    async fn what_a_later_release_adds_is_in_nobodys_way(world) {
        world.write("orders.yaml", component("orders"));
        world.write("menu.yaml", component("menu"));
        world.sync().await;
        change(&world.store, &[
            "create table later (id text primary key)",
            "alter table sources add column later text",
            "alter table locations add column later text",
            "alter table files add column later text",
            "alter table claims add column later text not null default ''",
            "alter table entities add column later text not null default ''",
            "alter table versions add column later text",
            "alter table contents add column later text",
            "alter table texts add column later text",
            "alter table changes add column later text",
            "alter table diagnostics add column later text",
            "alter table holds add column later text",
            LATER,
        ]).await;
        reopen(&world).await.unwrap().close().await;
        let mut world = world.restart().await;
        world.write("orders.yaml", component("orders").replace("Does", "Still does"));
        world.write("cart.yaml", component("cart"));
        world.remove("menu.yaml");
        let outcome = world.sync().await;
        assert_eq!((outcome.created.len(), outcome.updated.len(), outcome.deleted.len()), (1, 1, 1), "{outcome:?}");
        assert_eq!(world.refs().await, ["component:default/cart", "component:default/orders"]);
        assert_eq!(world.portal.source("files").await.unwrap().locations.len(), 1);
    }
}

/// The files of a folder of `fixtures`, by name.
fn fixture(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ingest/fixtures").join(folder);
    let paths = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    paths.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read(&path).unwrap())).collect()
}
