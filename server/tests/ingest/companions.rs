//! Files that descriptors name: an API's definition beside its descriptor.

use std::time::SystemTime;

use crate::on_both_engines;
use crate::world::World;

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
}
