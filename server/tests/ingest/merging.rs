//! Several descriptors of one entity: in one repository they are one, elsewhere they are in each other's way.

use catalog_schema::merge::Precedence;
use catalog_schema::model::Format;
use catalog_schema::wire::Descriptor;

use crate::on_both_engines;
use crate::world::{World, component};

/// What a Compass file beside the component's descriptor says.
fn compass(name: &str) -> String {
    format!(
        "configVersion: 1\nname: {name}\ntypeId: SERVICE\ndescription: From Compass.\nfields: {{tier: 2, lifecycle: Deprecated}}\nlabels: [pci]\n"
    )
}

/// The files that contribute, the primary one first.
fn files(descriptor: &Descriptor) -> Vec<&str> {
    descriptor.files.iter().map(|file| file.path.as_str()).collect()
}

on_both_engines! {
    async fn formats_of_one_repository_are_one_entity(world) {
        world.write("orders/.git/HEAD", "");
        world.write("orders/catalog-info.yaml", component("orders"));
        let first = world.sync().await;
        let before = world.entity("component:default/orders").await.unwrap();
        world.write("orders/docs/compass.yml", compass("orders"));
        let outcome = world.sync().await;
        assert_eq!((outcome.revision, outcome.updated.as_slice()), (first.revision + 1, ["component:default/orders".to_owned()].as_slice()));

        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.uid, orders.format, orders.path.as_str()), (before.uid.clone(), Format::Backstage, "orders/catalog-info.yaml"));
        assert_eq!((orders.description.as_deref(), orders.tier), (Some("Does orders."), Some(2)));
        assert_eq!(orders.tags, ["pci"]);
        assert_eq!(orders.descriptor.unwrap()["spec"]["compass"]["description"], "From Compass.");
        assert!(world.diagnostics().await.iter().all(|item| item.diagnostic.code != "duplicate-entity"));
        assert!(orders.also_described_by.is_empty());
        let descriptor = world.descriptor("component:default/orders").await;
        assert_eq!(files(&descriptor), ["orders/catalog-info.yaml", "orders/docs/compass.yml"]);

        // What is said again is no news, and neither is what makes no difference.
        assert_eq!(world.sync().await.revision, outcome.revision);
        world.write("orders/docs/compass.yml", format!("# ours\n{}", compass("orders")));
        assert!(world.sync().await.updated.is_empty());

        // With the file go its fields.
        world.remove("orders/docs");
        world.sync().await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.uid, orders.tier, orders.tags.len()), (before.uid, None, 0));
    }

    async fn the_next_format_takes_over_as_the_same_entity(world) {
        world.write("catalog-info.yaml", component("orders"));
        world.write("compass.yml", compass("orders"));
        world.sync().await;
        let uid = world.entity("component:default/orders").await.unwrap().uid;
        world.remove("catalog-info.yaml");
        let outcome = world.sync().await;
        assert!(outcome.created.is_empty() && outcome.deleted.is_empty(), "{outcome:?}");
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.uid, orders.format, orders.path.as_str()), (uid.clone(), Format::Compass, "compass.yml"));
        assert_eq!((orders.description.as_deref(), orders.owner), (Some("From Compass."), None));

        world.write("catalog-info.yaml", component("orders"));
        world.sync().await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.uid, orders.format), (uid, Format::Backstage));
    }

    async fn a_repository_keeps_its_place_when_the_format_that_came_first_goes(world) {
        world.write("catalog-info.yaml", component("orders"));
        world.sync().await;
        let elsewhere = tempfile::tempdir().unwrap();
        std::fs::write(elsewhere.path().join("orders.yaml"), component("orders")).unwrap();
        let mut other = crate::world::directory(&world.ingest, "other", elsewhere.path()).await;
        other.sync_whole().await.unwrap();
        world.write("compass.yml", compass("orders"));
        world.sync().await;
        world.remove("catalog-info.yaml");
        world.sync().await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.source.as_str(), orders.path.as_str()), ("files", "compass.yml"));
    }

    async fn one_format_twice_is_a_duplicate_and_other_repositories_are_in_the_way(world) {
        world.write("a/.git/HEAD", "");
        world.write("b/.git/HEAD", "");
        world.write("a/catalog-info.yaml", component("orders"));
        world.write("a/compass.yml", compass("orders"));
        world.write("a/more/compass.yml", compass("orders").replace("tier: 2", "tier: 4"));
        world.write("b/compass.yml", compass("orders").replace("tier: 2", "tier: 3"));
        world.sync().await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.path.as_str(), orders.tier), ("a/catalog-info.yaml", Some(2)));
        let also: Vec<_> = orders.also_described_by.iter().map(|place| (place.source.as_str(), place.path.as_str(), place.line)).collect();
        assert_eq!(also, [("files", "a/more/compass.yml", 1), ("files", "b/compass.yml", 1)]);
        let descriptor = world.descriptor("component:default/orders").await;
        assert_eq!(descriptor.also_described_by, orders.also_described_by);
        assert_eq!(files(&descriptor), ["a/catalog-info.yaml", "a/compass.yml"]);
        // Each is told which one is in its place: that of its format, or the one that is shown.
        let told = |path: &'static str, all: &[catalog_schema::wire::LocatedDiagnostic]| {
            let of_file = all.iter().filter(|item| item.diagnostic.file.as_deref() == Some(path) && item.diagnostic.code == "duplicate-entity");
            of_file.map(|item| item.diagnostic.message.clone()).collect::<Vec<_>>()
        };
        let all = world.diagnostics().await;
        assert!(told("a/catalog-info.yaml", &all).is_empty() && told("a/compass.yml", &all).is_empty());
        assert!(told("a/more/compass.yml", &all)[0].contains("by a/compass.yml line 1"), "{all:#?}");
        assert!(told("b/compass.yml", &all)[0].contains("by a/catalog-info.yaml line 1"), "{all:#?}");

        world.remove("a");
        world.sync().await;
        let after = world.entity("component:default/orders").await.unwrap();
        assert_eq!((after.uid, after.path.as_str(), after.tier), (orders.uid, "b/compass.yml", Some(3)));
        assert!(after.also_described_by.is_empty());
        assert!(world.diagnostics().await.iter().all(|item| item.diagnostic.code != "duplicate-entity"));
    }

    async fn files_are_apart_once_one_of_them_has_a_repository_of_its_own(world) {
        world.write("catalog-info.yaml", component("orders"));
        world.write("copy/compass.yml", compass("orders"));
        world.sync().await;
        assert_eq!(world.entity("component:default/orders").await.unwrap().tier, Some(2));
        world.write("copy/.git/HEAD", "");
        world = world.restart().await;
        world.sync().await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.tier, orders.also_described_by.len()), (None, 1));
    }

    async fn an_entity_is_stale_with_any_of_its_files(world) {
        world.write("catalog-info.yaml", component("orders"));
        world.write("compass.yml", compass("orders"));
        world.sync().await;
        world.write("compass.yml", format!("{}description: [\n", compass("orders")));
        world.sync().await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.stale, orders.tier), (true, Some(2)));
        let descriptor = world.descriptor("component:default/orders").await;
        assert!(!descriptor.stale, "its own file is sound");
        let stale: Vec<_> = descriptor.files.iter().map(|file| (file.path.as_str(), file.stale, file.diagnostics.len())).collect();
        assert_eq!(stale, [("catalog-info.yaml", false, 0), ("compass.yml", true, 1)]);
        world.write("compass.yml", compass("orders"));
        world.sync().await;
        assert!(!world.entity("component:default/orders").await.unwrap().stale);
    }

    async fn another_precedence_looks_again_at_what_several_formats_describe(world) {
        world.write("alone.yaml", component("alone"));
        world.write("catalog-info.yaml", component("orders"));
        world.write("compass.yml", compass("orders"));
        let first = world.sync().await;
        assert_eq!(world.ingest.apply_precedence().await.unwrap().revision, first.revision, "it is believed already");

        let compass_first = Precedence::of(&["compass"]).unwrap();
        world = world.restart_believing(compass_first.clone()).await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.format, orders.description.as_deref()), (Format::Compass, Some("From Compass.")));
        assert_eq!((orders.lifecycle.as_deref(), orders.entity_revision), (Some("deprecated"), first.revision + 1));
        assert_eq!(orders.owner.as_deref(), Some("group:default/team"), "only the other one says so");
        assert_eq!(world.entity("component:default/alone").await.unwrap().entity_revision, first.revision);
        assert_eq!(world.descriptor("component:default/orders").await.path, "compass.yml");

        // The files say nothing new, and neither does a precedence that is there already.
        assert_eq!(world.sync().await.revision, first.revision + 1);
        world = world.restart_believing(compass_first).await;
        assert_eq!(world.entity("component:default/orders").await.unwrap().revision, first.revision + 1);
        // One that makes no difference to anything takes no revision.
        world = world.restart_believing(Precedence::of(&["compass", "port"]).unwrap()).await;
        assert_eq!(world.entity("component:default/orders").await.unwrap().revision, first.revision + 1);
    }

    async fn the_origin_of_each_value_is_told_with_what_it_won_over(world) {
        world.write("teams.yaml", "# nothing\n");
        world.write("catalog-info.yaml", format!("{}---\n{}", component("menu"), component("orders")));
        world.write("compass.yml", compass("orders"));
        world.sync().await;
        let descriptor = world.descriptor("component:default/orders").await;
        let of = |field: &str| descriptor.origins.iter().find(|origin| origin.field == field).unwrap();
        let lifecycle = of("lifecycle");
        assert_eq!((lifecycle.value.as_str(), lifecycle.file.as_str(), lifecycle.line), ("production", "catalog-info.yaml", 18));
        let overridden = &lifecycle.overridden[0];
        assert_eq!((overridden.value.as_str(), overridden.file.as_str(), overridden.line), ("deprecated", "compass.yml", 5));
        assert_eq!((of("tier").file.as_str(), of("tier").format, of("tier").line), ("compass.yml", Format::Compass, 5));
        assert_eq!((descriptor.files[0].start_line, descriptor.files[0].primary, descriptor.files[1].primary), (11, true, false));
        assert_eq!(descriptor.text, descriptor.files[0].text);
        assert!(descriptor.files[1].text.contains("From Compass."));
    }
}
