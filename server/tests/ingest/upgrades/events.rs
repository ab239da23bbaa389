//! A log that did not say what happened learns it.

use sextant_server::store::{Event, LogWindow, Place, Store};
use sqlx::Connection;

use crate::world::{World, component, fresh_postgres_database};

/// The log as it was before it said what happened.
const BEFORE_EVENTS: &str = "drop index changes_by_ref; alter table changes drop column event;
                             delete from _sqlx_migrations where version = 13";

/// A component that is made, changed, called otherwise, goes and comes back.
async fn a_life(world: &mut World) {
    for text in [component("menu"), component("menu").replace("Does", "Serves"), component("card")] {
        world.write("menu.yaml", text);
        world.sync().await;
    }
    world.remove("menu.yaml");
    world.sync().await;
    world.write("menu.yaml", component("card"));
    world.sync().await;
}

async fn events(store: &Store) -> Vec<(String, Event)> {
    let window = LogWindow {
        after: Place::before(0),
        before: Place::after(1_000),
        entity_ref: None,
        newest_first: false,
        size: 100,
    };
    let changes = store.read().await.unwrap().log_window(&window).await.unwrap();
    changes.into_iter().map(|change| (change.entity_ref, change.event)).collect()
}

fn lived() -> Vec<(String, Event)> {
    let [menu, card] = ["menu", "card"].map(|name| format!("component:default/{name}"));
    let menu = [Event::Created, Event::Updated, Event::Renamed].map(|event| (menu.clone(), event));
    let card = [Event::Renamed, Event::Deleted, Event::Restored].map(|event| (card.clone(), event));
    menu.into_iter().chain(card).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_log_learns_what_happened_from_the_versions() {
    let mut world = World::sqlite().await;
    a_life(&mut world).await;
    assert_eq!(events(&world.store).await, lived());
    let world = world.stop_following().await;
    world.store.close().await;
    let path = world.data.path().join("sextant.db");
    let mut connection = sqlx::SqliteConnection::connect(&format!("sqlite://{}", path.display())).await.unwrap();
    sqlx::raw_sql(BEFORE_EVENTS).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    assert_eq!(events(&Store::open_sqlite(&path).await.unwrap()).await, lived());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn an_earlier_log_learns_it_on_postgres() {
    let address = fresh_postgres_database().await;
    let mut world = World::postgres_at(&address).await;
    a_life(&mut world).await;
    assert_eq!(events(&world.store).await, lived());
    let world = world.stop_following().await;
    world.store.close().await;
    let mut connection = sqlx::PgConnection::connect(&address).await.unwrap();
    sqlx::raw_sql(BEFORE_EVENTS).execute(&mut connection).await.unwrap();
    assert_eq!(events(&Store::connect_postgres(&address).await.unwrap()).await, lived());
}
