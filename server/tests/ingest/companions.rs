//! Files that descriptors name: an API's definition beside its descriptor.

use std::time::{Duration, SystemTime};

use crate::on_both_engines;
use crate::world::{World, component, directory};

fn api(target: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: orders-api\nspec:\n  type: openapi\n  \
         lifecycle: production\n  owner: team\n  definition:\n    $text: {target}\n"
    )
}

async fn definition(world: &World) -> serde_json::Value {
    let api = world.entity("api:default/orders-api").await.unwrap();
    api.descriptor.unwrap()["spec"]["definition"].clone()
}

on_both_engines! {
    async fn a_definition_follows_its_file(world) {
        world.write("shop/catalog-info.yaml", api("./openapi.yaml"));
        world.write("shop/openapi.yaml", "openapi: 3.0.0\n");
        world.sync().await;
        assert_eq!(definition(&world).await, "openapi: 3.0.0\n");
        let before = world.sync().await.revision;
        assert_eq!(world.sync().await.revision, before, "nothing changed, so no revision");

        // The event names the definition only; the descriptor stays as it is.
        world.write("shop/openapi.yaml", "openapi: 3.1.0\n");
        let outcome = world.sync_places(&["shop/openapi.yaml"]).await.unwrap();
        assert_eq!(outcome.updated, ["api:default/orders-api"]);
        assert_eq!(definition(&world).await, "openapi: 3.1.0\n");

        // A scan sees it as well, though the descriptor's size and time are those of before.
        world.write("shop/openapi.yaml", "openapi: 3.2.0\n");
        assert_eq!(world.sync().await.updated, ["api:default/orders-api"]);

        world.remove("shop/openapi.yaml");
        world.sync_places(&["shop/openapi.yaml"]).await.unwrap();
        assert_eq!(world.codes("shop/catalog-info.yaml").await, ["missing-file"]);
        assert!(world.entity("api:default/orders-api").await.is_ok(), "the API itself is still there");
        world.write("shop/openapi.yaml", "openapi: 3.2.0\n");
        world.sync_places(&["shop/openapi.yaml"]).await.unwrap();
        assert_eq!(world.codes("shop/catalog-info.yaml").await, Vec::<String>::new());
    }

    async fn what_changed_since_the_whole_tree_was_read_is_read(world) {
        // Old enough that a file that looks the same is the same.
        let settle = |world: &World, path: &str| {
            let file = std::fs::File::options().write(true).open(world.files.path().join(path)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(3600)).unwrap();
        };
        world.write("shop/catalog-info.yaml", api("./openapi.yaml"));
        world.write("shop/openapi.yaml", "openapi: 3.0.0\n");
        world.write("orders.yaml", component("orders"));
        world.write("menu.yaml", component("menu"));
        for path in ["shop/catalog-info.yaml", "shop/openapi.yaml", "orders.yaml", "menu.yaml"] {
            settle(&world, path);
        }
        let whole = world.sync().await;
        assert_eq!(world.source.sync_changed().await.unwrap().revision, whole.revision, "nothing changed");

        world.write("shop/openapi.yaml", "openapi: 3.1.0\n");
        world.write("orders.yaml", component("orders") + "  system: shop\n");
        world.write("new/menu.yaml", component("drinks"));
        let outcome = world.source.sync_changed().await.unwrap();
        assert_eq!(outcome.created, ["component:default/drinks"]);
        assert_eq!(outcome.updated, ["api:default/orders-api", "component:default/orders"]);

        world.remove("menu.yaml");
        assert_eq!(world.source.sync_changed().await.unwrap().deleted, ["component:default/menu"]);
    }

    async fn files_that_nobody_names_cost_nothing(world) {
        world.write("shop/catalog-info.yaml", api("./openapi.yaml"));
        world.write("shop/openapi.yaml", "openapi: 3.0.0\n");
        world.sync().await;
        let synced = |world: &World| world.store.clone();
        let last_sync = async |world: &World| synced(world).read().await.unwrap().locations().await.unwrap()[0].last_sync;
        let before = last_sync(&world).await;
        world.write("shop/target/output.o", format!("{:?}", SystemTime::now()));
        world.sync_places(&["shop/target/output.o"]).await.unwrap();
        assert_eq!(last_sync(&world).await, before, "not even a sync was recorded");
    }

    async fn nothing_is_read_outside_of_the_repository(world) {
        world.write("secret.txt", "a secret");
        world.write("shop/.git/HEAD", "ref: refs/heads/main\n");
        world.write("shop/api/catalog-info.yaml", api("../../secret.txt"));
        world.sync().await;
        assert_eq!(world.codes("shop/api/catalog-info.yaml").await, ["file-outside"]);
        assert!(!definition(&world).await.to_string().contains("a secret"));

        #[cfg(unix)]
        {
            let link = world.files.path().join("shop/api/link.txt");
            std::os::unix::fs::symlink(world.files.path().join("secret.txt"), link).unwrap();
            world.write("shop/api/catalog-info.yaml", api("./link.txt"));
            world.sync().await;
            assert_eq!(world.codes("shop/api/catalog-info.yaml").await, ["invalid-file"]);
            assert!(!definition(&world).await.to_string().contains("a secret"));
        }
    }

    async fn who_answers_is_taken_from_codeowners_where_nobody_says_it(world) {
        let unowned = "kind: Component\nmetadata: {name: pay}\nspec:\n  type: service\n  lifecycle: production\n";
        world.write("shop/.git/HEAD", "ref: refs/heads/main\n");
        world.write("shop/services/pay/catalog-info.yaml", unowned);
        world.sync().await;
        let owner = async |world: &World| world.entity("component:default/pay").await.unwrap().effective_owner;
        assert_eq!(owner(&world).await, None);
        assert_eq!(world.codes("shop/services/pay/catalog-info.yaml").await, ["missing-owner"]);

        // The event names the new file only.
        world.write("shop/CODEOWNERS", "* @acme/shop\n/services/ @jane @acme/payments\n");
        world.sync_places(&["shop/CODEOWNERS"]).await.unwrap();
        let found = owner(&world).await.unwrap();
        assert_eq!((found.entity_ref.as_str(), found.via.as_str()), ("group:default/payments", "codeowners"));
        assert_eq!((found.file.as_deref(), found.line), (Some("shop/CODEOWNERS"), Some(2)));
        assert_eq!(world.codes("shop/services/pay/catalog-info.yaml").await, ["codeowners-owner"]);
        assert_eq!(world.entity("component:default/pay").await.unwrap().owner, None, "nobody declared it");

        // One in a place that comes before counts.
        world.write("shop/.github/CODEOWNERS", "* @acme/all\n");
        world.sync_places(&["shop/.github/CODEOWNERS"]).await.unwrap();
        assert_eq!(owner(&world).await.unwrap().entity_ref, "group:default/all");
        world.remove("shop/.github/CODEOWNERS");
        world.sync_places(&["shop/.github/CODEOWNERS"]).await.unwrap();
        assert_eq!(owner(&world).await.unwrap().entity_ref, "group:default/payments");

        world.write("shop/services/pay/catalog-info.yaml", format!("{unowned}  owner: declared\n"));
        world.sync().await;
        assert_eq!(owner(&world).await.unwrap().via, "declared");
        assert_eq!(world.codes("shop/services/pay/catalog-info.yaml").await, Vec::<String>::new());
    }

    async fn a_location_leads_to_descriptors_of_any_name(world) {
        let location = |targets: &str| format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {{name: all}}\nspec:\n  targets:\n{targets}"
        );
        world.write("all.yaml", location("  - ./parts/*.json\n  - ./more\n"));
        world.write("parts/a.json", r#"{"kind": "System", "metadata": {"name": "a"}, "spec": {"owner": "t"}}"#);
        world.write("more", "kind: Domain\nmetadata: {name: b}\nspec: {owner: t}\n");
        world.sync().await;
        let first = ["domain:default/b", "location:default/all", "system:default/a"];
        assert_eq!(world.refs().await, first);
        let before = world.sync().await.revision;
        assert_eq!(world.refs().await, first, "a second look changes nothing");
        assert_eq!(world.sync().await.revision, before);

        world.write("more", "kind: Domain\nmetadata: {name: c}\nspec: {owner: t}\n");
        world.sync_places(&["more"]).await.unwrap();
        assert_eq!(world.refs().await, ["domain:default/c", "location:default/all", "system:default/a"]);
        world.write("parts/a.json", r#"{"kind": "System", "metadata": {"name": "d"}, "spec": {"owner": "t"}}"#);
        world.sync_places(&["parts/a.json"]).await.unwrap();
        assert_eq!(world.refs().await, ["domain:default/c", "location:default/all", "system:default/d"]);

        world.remove("more");
        world.sync_places(&["more"]).await.unwrap();
        assert_eq!(world.refs().await, ["location:default/all", "system:default/d"]);
        assert_eq!(world.codes("all.yaml").await, ["missing-file"]);

        world.write("all.yaml", location("  - https://example.com/x.yaml\n  - ../outside.yaml\n"));
        world.sync().await;
        assert_eq!(world.refs().await, ["location:default/all"], "what nobody leads to any more is gone");
        assert_eq!(world.codes("all.yaml").await, ["file-outside", "remote-target"]);
    }

    async fn one_file_leads_to_the_others_beside_it(world) {
        let file = |targets: &str| format!("kind: Location\nmetadata: {{name: all}}\nspec: {{targets: [{targets}]}}\n");
        world.write("all.yaml", file("./services/**/catalog-info.yaml, ./sub/all.yaml"));
        world.write("services/a/b/catalog-info.yaml", component("one"));
        world.write("services/node_modules/catalog-info.yaml", component("other"));
        world.write("sub/all.yaml", file("../two.yaml").replace("all", "sub"));
        world.write("two.yaml", component("two"));
        world.source = directory(&world.ingest, "one-file", &world.files.path().join("all.yaml")).await;
        world.sync().await;
        let all = ["component:default/one", "component:default/two", "location:default/all", "location:default/sub"];
        assert_eq!(world.refs().await, all);
        world.remove("two.yaml");
        world.sync().await;
        assert_eq!(world.refs().await, [all[0], all[2], all[3]]);
    }
}
