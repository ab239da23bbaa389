//! What files say, and what the catalog makes of it.

use catalog_schema::wire::ListQuery;
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, directory, reference};

on_both_engines! {
    async fn a_saved_file_is_shown_and_a_removed_one_goes(world) {
        world.write("orders/catalog-info.yaml", component("orders"));
        world.write("menu/compass.yml", "configVersion: 1\nname: menu\ntypeId: SERVICE\n");
        let first = world.sync().await;
        assert_eq!(first.created, ["component:default/menu", "component:default/orders"]);
        assert_eq!(world.refs().await, ["component:default/menu", "component:default/orders"]);

        world.write("orders/catalog-info.yaml", component("orders").replace("Does orders.", "Takes orders."));
        let second = world.sync().await;
        assert_eq!(second.updated, ["component:default/orders"]);
        assert_eq!(second.revision, first.revision + 1);
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!(orders.description.as_deref(), Some("Takes orders."));
        assert_eq!(orders.descriptor.unwrap()["metadata"]["description"], "Takes orders.");

        world.remove("menu");
        let third = world.sync().await;
        assert_eq!(third.deleted, ["component:default/menu"]);
        assert_eq!(world.entity("component:default/menu").await.unwrap_err().code, "entity_not_found");
    }

    async fn nothing_changed_takes_no_revision(world) {
        world.write("a.yaml", component("a"));
        world.write("broken.yaml", "kind: Component\nmetadata: [\n");
        world.write("ci.yaml", "jobs: {build: {steps: []}}\n");
        let first = world.sync().await;
        let again = world.sync().await;
        assert_eq!((again.revision, again.updated.len()), (first.revision, 0));
        // Read anew from nothing but the disk, too: a new process knows no file's time of change.
        let mut world = world.restart().await;
        assert_eq!(world.sync().await.revision, first.revision);
    }

    async fn a_file_that_breaks_keeps_its_last_good_version_marked_stale(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        world.write("orders.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: orders\n  description: \"unclosed\nspec: {}\n");
        let outcome = world.sync().await;
        assert_eq!((outcome.updated.as_slice(), outcome.deleted.len()), (["component:default/orders".to_owned()].as_slice(), 0));
        let orders = world.entity("component:default/orders").await.unwrap();
        assert!(orders.stale);
        assert_eq!(orders.description.as_deref(), Some("Does orders."));
        let descriptor = world.descriptor("component:default/orders").await;
        assert!(descriptor.stale && descriptor.text.contains("Does orders."), "{descriptor:?}");
        assert_eq!(descriptor.diagnostics.len(), 1);
        assert_eq!(world.codes("orders.yaml").await, ["invalid-yaml"]);

        world.write("orders.yaml", component("orders"));
        world.sync().await;
        assert!(!world.entity("component:default/orders").await.unwrap().stale);
        assert!(world.diagnostics().await.is_empty());
    }

    async fn a_scorecard_that_is_wrong_keeps_its_last_good_version_marked_stale(world) {
        let scorecard = |expression: &str| format!(
            "apiVersion: sextant.dev/v1\nkind: Scorecard\nmetadata:\n  name: readiness\n  description: {expression}\nspec:\n  rules:\n  - id: has-runbook\n    title: Has a runbook\n    expression: \"{expression}\"\n"
        );
        world.write("all.yaml", format!("{}---\n{}", component("a"), scorecard("size(links.runbook) > 0")));
        world.sync().await;
        let changed = component("a").replace("Does a.", "Does more.");
        world.write("all.yaml", format!("{changed}---\n{}", scorecard("size(links.runbok) > 0")));
        world.sync().await;
        let readiness = world.entity("scorecard:default/readiness").await.unwrap();
        assert!(readiness.stale);
        assert_eq!(readiness.description.as_deref(), Some("size(links.runbook) > 0"));
        assert_eq!(world.entity("component:default/a").await.unwrap().description.as_deref(), Some("Does more."));
        assert!(!world.entity("component:default/a").await.unwrap().stale);
        let told = world.diagnostics().await.remove(0).diagnostic;
        assert_eq!((told.code.as_ref(), told.line, told.column), ("scorecard-expression", Some(20), Some(23)));

        world.write("all.yaml", format!("{changed}---\n{}", scorecard("size(links.chat) > 0")));
        world.sync().await;
        let readiness = world.entity("scorecard:default/readiness").await.unwrap();
        assert_eq!((readiness.stale, readiness.description.as_deref()), (false, Some("size(links.chat) > 0")));
        assert!(world.diagnostics().await.is_empty());
    }

    async fn what_comes_back_is_what_it_was(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        let before = world.entity("component:default/orders").await.unwrap();
        world.remove("orders.yaml");
        world.sync().await;
        world.write("moved/orders.yaml", component("orders"));
        let outcome = world.sync().await;
        assert_eq!(outcome.created, ["component:default/orders"]);
        let after = world.entity("component:default/orders").await.unwrap();
        assert_eq!((&after.uid, &after.created_at), (&before.uid, &before.created_at));
        assert_ne!(after.entity_revision, before.entity_revision);
    }

    async fn a_new_name_in_the_same_document_is_a_new_name_of_the_same_thing(world) {
        world.write("orders.yaml", component("orders"));
        world.write("menu.yaml", component("menu").replace("  owner: team\n", "  owner: team\n  dependsOn: [component:orders]\n"));
        world.sync().await;
        let before = world.entity("component:default/orders").await.unwrap();
        world.write("orders.yaml", component("order-intake"));
        let outcome = world.sync().await;
        assert_eq!((outcome.created.len(), outcome.updated.len(), outcome.deleted.len()), (0, 0, 0), "{outcome:?}");
        assert_eq!((outcome.renamed[0].from.as_str(), outcome.renamed[0].to.as_str()), ("component:default/orders", "component:default/order-intake"));
        assert_eq!(world.refs().await, ["component:default/menu", "component:default/order-intake"]);
        let after = world.entity("component:default/order-intake").await.unwrap();
        assert_eq!((&after.uid, &after.created_at), (&before.uid, &before.created_at));
        // Those who use the old name are told.
        let menu = world.portal.relations(&reference("component:default/menu")).await.unwrap();
        assert!(menu.items.iter().any(|item| item.entity_ref == "component:default/orders" && item.dangling), "{menu:?}");
        let world = world.restart().await;
        assert_eq!(world.entity("component:default/order-intake").await.unwrap().uid, before.uid);
    }

    async fn a_name_that_somebody_has_is_not_given_to_another(world) {
        world.write("orders.yaml", component("orders"));
        world.write("menu.yaml", component("menu"));
        world.sync().await;
        let menu = world.entity("component:default/menu").await.unwrap().uid;
        let orders = world.entity("component:default/orders").await.unwrap().uid;
        world.write("orders.yaml", component("menu"));
        let outcome = world.sync().await;
        assert_eq!(outcome.deleted, ["component:default/orders"]);
        assert!(outcome.renamed.is_empty());
        assert_eq!(world.entity("component:default/menu").await.unwrap().uid, menu);
        // The one that went comes back under its own name, as itself.
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        assert_eq!(world.entity("component:default/orders").await.unwrap().uid, orders);
    }

    async fn one_broken_document_does_not_cost_its_neighbours(world) {
        world.write("all.yaml", format!("{}---\nkind: [\n---\n{}", component("a"), component("b")));
        world.sync().await;
        assert_eq!(world.refs().await, ["component:default/a", "component:default/b"]);
        let b = world.descriptor("component:default/b").await;
        let line = b.text.lines().nth(b.start_line as usize - 1).unwrap();
        assert_eq!(line, "apiVersion: backstage.io/v1alpha1");
        assert_eq!(world.codes("all.yaml").await, ["invalid-yaml"]);
    }

    async fn documents_that_a_broken_one_swallows_are_kept_stale(world) {
        world.write("all.yaml", format!("{}---\n{}---\n{}", component("a"), component("b"), component("c")));
        world.sync().await;
        world.write("all.yaml", "kind: [\n");
        let outcome = world.sync().await;
        assert!(outcome.deleted.is_empty(), "{outcome:?}");
        assert_eq!(world.refs().await.len(), 3);
        assert!(world.entity("component:default/c").await.unwrap().stale);
    }

    async fn a_document_that_moves_within_its_file_is_the_same_entity(world) {
        world.write("all.yaml", format!("{}---\n{}", component("a"), component("b")));
        world.sync().await;
        let before = world.entity("component:default/b").await.unwrap();
        world.write("all.yaml", format!("{}---\n{}", component("b"), component("a")));
        let outcome = world.sync().await;
        assert!(outcome.created.is_empty() && outcome.updated.is_empty() && outcome.deleted.is_empty(), "{outcome:?}");
        let after = world.entity("component:default/b").await.unwrap();
        assert_eq!((after.uid, after.entity_revision), (before.uid, before.entity_revision));
        assert_eq!(world.descriptor("component:default/b").await.start_line, 1);
    }

    async fn the_same_reference_twice_is_kept_twice_shown_once_and_said(world) {
        world.write("a/catalog-info.yaml", component("orders"));
        world.write("b/catalog-info.yaml", component("orders").replace("Does orders.", "Another one."));
        world.sync().await;
        assert_eq!(world.refs().await.len(), 1);
        assert_eq!(world.entity("component:default/orders").await.unwrap().path, "a/catalog-info.yaml");
        assert_eq!(world.codes("b/catalog-info.yaml").await, ["duplicate-entity"]);
        assert!(world.codes("a/catalog-info.yaml").await.is_empty());

        // The loser takes over when the winner lets go, as the same entity.
        let uid = world.entity("component:default/orders").await.unwrap().uid;
        world.remove("a");
        world.sync().await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.uid, orders.description.as_deref()), (uid, Some("Another one.")));
        assert!(world.diagnostics().await.is_empty());
    }

    async fn the_first_of_two_sources_wins_whatever_is_read_last(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        let other_files = tempfile::tempdir().unwrap();
        let path = other_files.path().join("orders.yaml");
        std::fs::write(&path, component("orders").replace("Does orders.", "From elsewhere.")).unwrap();
        let mut other = directory(&world.ingest, "other", other_files.path()).await;
        let outcome = other.sync_whole().await.unwrap();
        world.cell.wait_for(outcome.revision).await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.source.as_str(), orders.description.as_deref()), ("files", Some("Does orders.")));

        world.remove("orders.yaml");
        world.sync().await;
        assert_eq!(world.entity("component:default/orders").await.unwrap().source, "other");
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        assert_eq!(world.entity("component:default/orders").await.unwrap().source, "other", "it claimed first by now");
    }

    async fn only_the_named_places_are_read(world) {
        world.write("a/catalog-info.yaml", component("a"));
        world.write("b/catalog-info.yaml", component("b"));
        world.sync().await;
        world.write("a/catalog-info.yaml", component("a2"));
        world.write("b/catalog-info.yaml", component("b2"));
        let outcome = world.sync_places(&["a"]).await.unwrap();
        assert_eq!(outcome.renamed.len(), 1, "{outcome:?}");
        assert_eq!(outcome.renamed[0].to, "component:default/a2");
        assert_eq!(world.refs().await, ["component:default/a2", "component:default/b"]);
        world.remove("b");
        let outcome = world.sync_places(&["b"]).await.unwrap();
        assert_eq!(outcome.deleted, ["component:default/b"]);
    }

    async fn a_directory_that_is_not_there_any_more_loses_nothing(world) {
        world.write("a.yaml", component("a"));
        world.sync().await;
        std::fs::remove_dir_all(world.files.path()).unwrap();
        assert!(world.source.sync_whole().await.is_err());
        assert!(world.sync_places(&["a.yaml"]).await.is_err());
        let world = world.restart().await;
        assert_eq!(world.refs().await, ["component:default/a"]);
        assert!(!world.descriptor("component:default/a").await.text.is_empty());
    }

    async fn relations_find_their_target_when_it_comes_and_scores_with_them(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        let orders = reference("component:default/orders");
        let owner = |items: &[catalog_schema::wire::RelatedEntity]| items.iter().find(|item| item.relation == "ownedBy").unwrap().dangling;
        assert!(owner(&world.portal.relations(&orders).await.unwrap().items));
        let orphans = ListQuery { filter: vec!["failing=ownership/owner-exists".to_owned()], ..ListQuery::default() };
        assert_eq!(world.portal.list(&orphans).await.unwrap().total, 1);
        let failed = world.entity("component:default/orders").await.unwrap().health.unwrap();

        world.write("team.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: team\nspec:\n  type: team\n  children: []\n");
        world.sync().await;
        assert!(!owner(&world.portal.relations(&orders).await.unwrap().items));
        let passed = world.entity("component:default/orders").await.unwrap().health.unwrap();
        assert_eq!(world.portal.list(&orphans).await.unwrap().total, 0);
        // Of the team that came it is known that it is one, and that it has neither people nor a channel.
        let expected = (failed.passed + 2, failed.failed + 2, failed.unknown - 4);
        assert_eq!((passed.passed, passed.failed, passed.unknown), expected);
    }
}
