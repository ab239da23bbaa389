//! What is dropped after its time, and what stays.

use std::time::Duration;

use catalog_schema::wire::{ChangeQuery, PageQuery, SearchQuery, VersionEvent};
use sextant_server::clock::now_ms;
use sextant_server::config::{Flags, Settings};
use sextant_server::ingest::{ReadFile, Scope};
use sextant_server::retention::{Retention, Swept, sweep};
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, reference};

const DAY: i64 = 86_400_000;
const KEEP: Retention = Retention {
    changes: 2,
    versions: 3,
    age: Duration::from_secs(365 * 86_400),
    events: Duration::from_secs(400 * 86_400),
};

async fn write_rounds(world: &mut World, rounds: u32) {
    for round in 0..rounds {
        world.write("orders.yaml", component("orders").replace("Does", &format!("Does {round} times")));
        world.sync().await;
    }
}

on_both_engines! {
    async fn the_newest_versions_stay_with_what_they_need_and_older_ones_go(world) {
        write_rounds(&mut world, 6).await;
        let orders = reference("component:default/orders");
        let before = world.portal.history(&orders, &PageQuery::default()).await.unwrap();
        let swept = sweep(&world.store, &KEEP, now_ms() + 400 * DAY).await.unwrap();
        let expected =
            Swept { changes: 3, versions: 3, contents: 3, texts: 3, audit: 7, transitions: 0, events: 0, facts: 0, exemptions: 0, deliveries: 0, score_days: 0, initiative_days: 0, addresses: 0 };
        assert_eq!(swept, expected);
        let after = world.portal.history(&orders, &PageQuery::default()).await.unwrap();
        assert_eq!((after.total, after.shortened), (3, true));
        assert_eq!(after.items[..2], before.items[..2], "also what they changed");
        assert_eq!(after.items[2].event, VersionEvent::Earliest, "not as if it had been added then");
        assert!(world.descriptor("component:default/orders").await.text.contains("Does 5 times"));
        let again = sweep(&world.store, &KEEP, now_ms() + 400 * DAY).await.unwrap();
        assert_eq!(again, Swept::default());
        // The oldest text comes back as if it had never been there.
        world.write("orders.yaml", component("orders").replace("Does", "Does 0 times"));
        world.sync().await;
        assert!(world.descriptor("component:default/orders").await.text.contains("Does 0 times"));
    }

    async fn the_configuration_file_says_what_is_kept(world) {
        write_rounds(&mut world, 6).await;
        let file = world.data.path().join("sextant.toml");
        std::fs::write(&file, "[retention]\nchanges = 2\nversions = 3\ndays = 30\nevent_days = 60\n").unwrap();
        let settings = Settings::resolve(Flags { config: Some(file), ..Flags::default() }, |_| None).unwrap();
        let policy = settings.retention.policy();
        let days = |days: u64| Duration::from_secs(days * 86_400);
        assert_eq!(policy, Retention { changes: 2, versions: 3, age: days(30), events: days(60) });
        let swept = sweep(&world.store, &policy, now_ms() + 29 * DAY).await.unwrap();
        assert_eq!((swept.changes, swept.versions), (3, 0), "younger than 30 days");
        let swept = sweep(&world.store, &policy, now_ms() + 31 * DAY).await.unwrap();
        assert_eq!((swept.changes, swept.versions), (0, 3), "all but three");
    }

    async fn what_is_young_stays_whatever_its_number(world) {
        write_rounds(&mut world, 6).await;
        let keep = Retention { changes: 100, versions: 1, ..KEEP };
        assert_eq!(sweep(&world.store, &keep, now_ms() + 2 * DAY).await.unwrap(), Swept::default());
    }

    async fn an_entity_that_is_gone_is_forgotten_after_its_time(world) {
        world.write("menu.yaml", component("menu"));
        write_rounds(&mut world, 1).await;
        world.remove("orders.yaml");
        world.sync().await;
        let keep = Retention { changes: 100, ..KEEP };
        assert_eq!(sweep(&world.store, &keep, now_ms() + 2 * DAY).await.unwrap(), Swept::default());
        let swept = sweep(&world.store, &keep, now_ms() + 400 * DAY).await.unwrap();
        assert_eq!((swept.versions, swept.contents, swept.texts), (2, 1, 1));
        let history = world.portal.history(&reference("component:default/orders"), &PageQuery::default()).await;
        assert_eq!(history.unwrap_err().code, "entity_not_found");
        assert_eq!(world.refs().await, ["component:default/menu"]);
    }

    async fn what_a_sync_under_way_has_stored_stays(world) {
        write_rounds(&mut world, 1).await;
        let location = world.ingest.register("push", "push", "here").await.unwrap();
        let mut session = world.ingest.begin(&location, Scope::Whole).await.unwrap();
        session.stage(vec![ReadFile { path: "menu.yaml".into(), content: Ok(component("menu").into_bytes()) }]).await.unwrap();
        assert_eq!(sweep(&world.store, &KEEP, now_ms() + DAY / 2).await.unwrap(), Swept::default());
        world.cell.wait_for(session.finish().await.unwrap().revision).await;
        assert_eq!(world.refs().await, ["component:default/menu", "component:default/orders"]);
    }

    async fn who_is_before_the_horizon_begins_anew(world) {
        write_rounds(&mut world, 2).await;
        let mut world = world.stop_following().await;
        world.write("menu.yaml", component("menu"));
        for round in 0..4 {
            world.write("orders.yaml", component("orders").replace("Does", &format!("Later {round}")));
            world.source.sync_whole().await.unwrap();
        }
        sweep(&world.store, &KEEP, now_ms()).await.unwrap();
        // The index on disk is of a revision that the log does not continue any more.
        let world = world.restart().await;
        assert_eq!(world.refs().await, ["component:default/menu", "component:default/orders"]);
        let query = SearchQuery { q: "later".into(), ..SearchQuery::default() };
        assert_eq!(world.portal.search(&query).await.unwrap().hits.len(), 1);
        let since = |revision: u64| ChangeQuery { since: Some(revision.to_string()), ..ChangeQuery::default() };
        assert_eq!(world.portal.changes(&since(1)).await.unwrap_err().code, "revision_gone");
        let oldest = world.store.read().await.unwrap().head().await.unwrap().oldest_revision;
        let page = world.portal.changes(&since(oldest)).await.unwrap();
        assert_eq!((page.oldest_revision, page.items.len()), (oldest, 3), "the limit falls into the first of them");
    }
}
