//! What an entity was before, and what each version changed.

use catalog_schema::wire::{Difference, History, PageQuery, VersionEvent};
use serde_json::json;
use sextant_server::ingest::{Moment, ReadFile, Scope};
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, reference};

async fn history(world: &World, name: &str) -> History {
    let query = PageQuery { limit: Some(100), cursor: None };
    world.portal.history(&reference(&format!("component:default/{name}")), &query).await.unwrap()
}

fn events(history: &History) -> Vec<VersionEvent> {
    history.items.iter().map(|item| item.event).collect()
}

on_both_engines! {
    async fn every_version_says_what_it_changed(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        world.write("orders.yaml", component("orders").replace("Does orders.", "Takes orders.").replace("  owner: team\n", "  owner: team\n  dependsOn: [component:menu]\n"));
        let second = world.sync().await;
        let history = history(&world, "orders").await;
        assert_eq!(events(&history), [VersionEvent::Changed, VersionEvent::Created]);
        assert_eq!((history.total, history.deleted, history.revision), (2, false, second.revision));
        let changed = &history.items[0];
        assert_eq!((changed.revision, changed.source.as_str(), changed.path.as_str()), (second.revision, "files", "orders.yaml"));
        let told: Vec<_> = changed.changes.iter().map(|change| (change.name.as_str(), change.pointer.as_str(), &change.difference)).collect();
        let description = Difference::Value { before: json!("Does orders."), after: json!("Takes orders.") };
        let depends = Difference::List { added: vec![json!("component:menu")], removed: Vec::new(), more: 0 };
        assert_eq!(told, [
            ("Description", "/metadata/description", &description),
            ("Depends on", "/spec/dependsOn", &depends),
        ]);
    }

    async fn breaking_and_mending_moving_and_going_are_told_apart(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        world.write("orders.yaml", "kind: Component\nmetadata: {name: orders\n");
        world.sync().await;
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        world.remove("orders.yaml");
        world.write("shop/orders.yaml", component("orders"));
        world.sync().await;
        world.remove("shop");
        world.sync().await;
        let history = history(&world, "orders").await;
        assert!(history.deleted);
        assert_eq!(events(&history), [
            VersionEvent::Deleted,
            VersionEvent::Moved,
            VersionEvent::Recovered,
            VersionEvent::Stale,
            VersionEvent::Created,
        ]);
        assert!(history.items.iter().all(|item| item.changes.is_empty()));
        assert_eq!(history.items[1].path, "shop/orders.yaml");
    }

    async fn pages_meet_every_version_once_and_a_foreign_cursor_is_refused(world) {
        for round in 0..5 {
            world.write("orders.yaml", component("orders").replace("Does", &format!("Does {round} times")));
            world.sync().await;
        }
        let whole = history(&world, "orders").await;
        let mut query = PageQuery { limit: Some(2), cursor: None };
        let mut items = Vec::new();
        loop {
            let page = world.portal.history(&reference("component:default/orders"), &query).await.unwrap();
            items.extend(page.items);
            query.cursor = page.next_cursor;
            if query.cursor.is_none() { break }
        }
        assert_eq!(items, whole.items, "also what differs at the edge of a page");
        let orders = reference("component:default/orders");
        let refused = |cursor: &str| PageQuery { limit: None, cursor: Some(cursor.to_owned()) };
        assert_eq!(world.portal.history(&orders, &refused("zz")).await.unwrap_err().code, "invalid_cursor");
        let other: String = r#"["another epoch",3]"#.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(world.portal.history(&orders, &refused(&other)).await.unwrap_err().code, "cursor_expired");
        let unknown = world.portal.history(&reference("component:default/never"), &PageQuery::default()).await;
        assert_eq!(unknown.unwrap_err().code, "entity_not_found");
    }

    async fn a_commit_is_named_and_linked_where_its_repository_is_known(world) {
        let text = component("orders").replace("  description", "  links: [{url: https://github.com/acme/shop, type: repository}]\n  description");
        let location = world.ingest.register("git", "git", "acme/shop").await.unwrap();
        let moment = Moment { at: 1_700_000_000_000, commit_id: Some("c0ffee".into()), author: Some("Ada <ada@example.com>".into()) };
        let mut session = world.ingest.begin(&location, Scope::Whole).await.unwrap().made_at(moment);
        session.stage(vec![ReadFile { path: "catalog-info.yaml".into(), content: Ok(text.into_bytes()) }]).await.unwrap();
        world.cell.wait_for(session.finish().await.unwrap().revision).await;
        let item = history(&world, "orders").await.items.remove(0);
        assert_eq!(item.commit.as_deref(), Some("c0ffee"));
        assert_eq!(item.author.as_deref(), Some("Ada"));
        assert_eq!(item.changed_at, "2023-11-14T22:13:20Z");
        assert_eq!(item.commit_url.as_deref(), Some("https://github.com/acme/shop/commit/c0ffee"));
    }

    async fn nothing_is_told_that_the_catalog_does_not_show_yet(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        let mut world = world.stop_following().await;
        world.write("orders.yaml", component("orders").replace("Does", "Takes"));
        world.source.sync_whole().await.unwrap();
        let history = history(&world, "orders").await;
        assert_eq!((history.total, history.items.len(), history.revision), (1, 1, history.items[0].revision));
    }
}
