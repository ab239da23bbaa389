//! A blank catalog that many descriptors fill at once.

use std::fmt::Write as _;

use sextant_server::store::{Store, Tx};

use crate::on_both_engines;
use crate::world::{World, component};

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
        assert_eq!(indexes(&world.store).await, before);

        // What is described twice and what is called otherwise is found by what was indexed later.
        world.write("twice.yaml", component("service-7"));
        world.write("many.yaml", many.replace("name: service-8\n", "name: service-8-renamed\n"));
        let outcome = world.sync().await;
        assert_eq!((outcome.created.len(), outcome.deleted.len(), outcome.renamed.len()), (0, 0, 1), "{outcome:?}");
        assert_eq!(world.codes("twice.yaml").await, ["duplicate-entity"]);
    }
}
