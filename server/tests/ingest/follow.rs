//! Projections are made from the store and can be lost.

use catalog_schema::wire::SearchQuery;
use web::portal::Portal;

use sextant_server::store::Store;

use crate::on_both_engines;
use crate::world::{World, component, reference};

async fn hits(world: &World, words: &str) -> Vec<String> {
    let query = SearchQuery { q: words.into(), ..SearchQuery::default() };
    world.portal.search(&query).await.unwrap().hits.into_iter().map(|hit| hit.entity_ref).collect()
}

on_both_engines! {
    async fn a_new_process_shows_the_same_without_reading_a_file(world) {
        world.write("orders.yaml", component("orders"));
        world.write("menu.yaml", component("menu").replace("  owner: team\n", "  owner: team\n  dependsOn: [component:orders]\n"));
        world.sync().await;
        let before = world.portal.relations(&reference("component:default/orders")).await.unwrap();
        std::fs::remove_dir_all(world.files.path()).unwrap();
        let world = world.restart().await;
        assert_eq!(world.portal.relations(&reference("component:default/orders")).await.unwrap(), before);
        assert_eq!(hits(&world, "menu").await, ["component:default/menu"]);
    }

    async fn the_index_is_rebuilt_when_its_files_are_deleted_or_damaged(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        let index = world.data.path().join("index");
        let world = world.restart_after(|| std::fs::remove_dir_all(&index).unwrap()).await;
        assert_eq!(hits(&world, "orders").await, ["component:default/orders"]);
        let world = world.restart_after(|| std::fs::write(index.join("meta.json"), "{").unwrap()).await;
        assert_eq!(hits(&world, "orders").await, ["component:default/orders"]);
    }

    async fn an_index_that_is_behind_catches_up_from_the_log(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        // The next change reaches the store while nobody follows.
        let mut world = world.stop_following().await;
        world.write("menu.yaml", component("menu"));
        world.remove("orders.yaml");
        world.source.sync_whole().await.unwrap();
        let world = world.restart().await;
        assert_eq!(hits(&world, "menu").await, ["component:default/menu"]);
        assert!(hits(&world, "orders").await.is_empty());
        assert_eq!(world.refs().await, ["component:default/menu"]);
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn a_change_is_told_to_other_processes_as_it_commits() {
    let url = crate::world::fresh_postgres_database().await;
    let (writing, listening) =
        (Store::connect_postgres(&url).await.unwrap(), Store::connect_postgres(&url).await.unwrap());
    let mut listener = listening.listen().await.unwrap().expect("other processes may write there");
    for _ in 0..2 {
        let mut tx = writing.write().await.unwrap();
        let revision = tx.next_revision().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(listener.next().await.unwrap(), Some(revision));
    }
    let data = tempfile::tempdir().unwrap();
    let embedded = Store::open_sqlite(&data.path().join("sextant.db")).await.unwrap();
    assert!(embedded.listen().await.unwrap().is_none(), "nobody else is told of there");
}
