//! A start goes on from what the process before wrote down, and comes to what it would come to without.

use std::fs;

use catalog_schema::wire::{FacetQuery, ListQuery, SearchQuery};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, reference};

const IMAGE: &str = "catalog.image";

fn scorecard(expression: &str) -> String {
    format!(
        "apiVersion: sextant.dev/v1\nkind: Scorecard\nmetadata: {{name: told}}\nspec:\n  appliesTo: {{kinds: [Component]}}\n  \
         levels: [{{name: ready}}]\n  rules:\n    - {{id: tagged, title: Tagged, level: ready, expression: {expression}}}\n"
    )
}

/// A few entities that refer to each other, judged by a scorecard of their own.
async fn filled(mut world: World) -> World {
    world.write("scorecard.yaml", scorecard("size(entity.tags) > 0"));
    for name in ["orders", "cart", "menu", "billing"] {
        world.write(&format!("{name}.yaml"), component(name));
    }
    world.write("cart.yaml", format!("{}  dependsOn: [component:orders, resource:gone]\n", component("cart")));
    world.sync().await;
    world
}

/// What lists, facets and searches say of the catalog.
async fn listed(world: &World) -> Vec<String> {
    let portal = &world.portal;
    let list = portal.list(&ListQuery { limit: Some(1_000), ..ListQuery::default() }).await.unwrap();
    let mut listed: Vec<String> = list.items.iter().map(|item| format!("{item:?}")).collect();
    listed.push(format!("{:?}", portal.facets(&FacetQuery::default()).await.unwrap()));
    for word in ["orders", "does", "paid"] {
        let found = portal.search(&SearchQuery { q: word.to_owned(), ..SearchQuery::default() }).await.unwrap();
        listed.push(format!("{:?}", found.hits.iter().map(|hit| &hit.entity_ref).collect::<Vec<_>>()));
    }
    listed
}

/// The same, and all that is said of each entity.
async fn shown(world: &World) -> Vec<String> {
    let mut shown = listed(world).await;
    for entity_ref in world.refs().await {
        let entity_ref = reference(&entity_ref);
        shown.push(format!("{:?}", world.portal.entity(&entity_ref).await.unwrap()));
        shown.push(format!("{:?}", world.portal.explained(&entity_ref).await.unwrap()));
    }
    shown
}

/// The same data as a start shows it that has to read all of it.
async fn shown_anew(world: World) -> (World, Vec<String>) {
    let image = world.data.path().join(IMAGE);
    let world = world.restart_after(|| fs::remove_file(image).unwrap()).await;
    let shown = shown(&world).await;
    (world, shown)
}

#[tokio::test]
async fn a_start_reads_no_entity_back() {
    let world = filled(World::sqlite().await).await;
    let before = listed(&world).await;
    let stopped = world.stop_following().await;
    let database = SqliteConnectOptions::new().filename(stopped.data.path().join("sextant.db"));
    let mut connection = SqliteConnection::connect_with(&database).await.unwrap();
    sqlx::query(
        "update contents set entity = '{}', packed = null where hash in
         (select content from versions where ref like 'component:%')",
    )
    .execute(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();

    let world = World::over(stopped.files, stopped.data, stopped.store).await;
    assert_eq!(listed(&world).await, before);
}

on_both_engines! {
    async fn what_came_meanwhile_is_taken_in(world) {
        let world = filled(world).await;
        let mut stopped = world.stop_following().await;
        stopped.write("orders.yaml", component("orders").replace("Does orders", "Is paid for"));
        stopped.write("billing.yaml", component("billing").replace("name: billing", "name: billing\n  tags: [java]"));
        stopped.write("gone.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata: {name: gone}\nspec: {}\n");
        stopped.remove("menu.yaml");
        stopped.source.sync_whole().await.unwrap();
        let world = World::over(stopped.files, stopped.data, stopped.store).await;
        assert_eq!(world.cell.load().revision(), world.head_revision().await, "it is there at once");
        let gone_on = shown(&world).await;
        assert!(gone_on.iter().any(|text| text.contains("Is paid for")));

        let (world, anew) = shown_anew(world).await;
        assert_eq!(gone_on, anew);
        let again = world.restart().await;
        assert_eq!(shown(&again).await, anew);
    }

    async fn what_is_judged_by_another_scorecard_is_read_anew(world) {
        let mut stopped = filled(world).await.stop_following().await;
        stopped.write("scorecard.yaml", scorecard("entity.description != null"));
        stopped.source.sync_whole().await.unwrap();
        let world = World::over(stopped.files, stopped.data, stopped.store).await;
        let gone_on = shown(&world).await;
        assert_eq!(gone_on, shown_anew(world).await.1);
    }
}

#[tokio::test]
async fn an_image_that_is_damaged_or_of_another_catalog_is_none() {
    let other = World::sqlite().await;
    other.write("other.yaml", component("other"));
    let mut other = other;
    other.sync().await;
    let other = other.stop_following().await;

    let world = filled(World::sqlite().await).await;
    let before = shown(&world).await;
    let image = world.data.path().join(IMAGE);
    let world = world
        .restart_after(|| {
            let mut bytes = fs::read(&image).unwrap();
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            fs::write(&image, bytes).unwrap();
        })
        .await;
    assert_eq!(shown(&world).await, before);
    let image = world.data.path().join(IMAGE);
    let world = world
        .restart_after(|| {
            fs::copy(other.data.path().join(IMAGE), image).unwrap();
        })
        .await;
    assert_eq!(shown(&world).await, before);
}
