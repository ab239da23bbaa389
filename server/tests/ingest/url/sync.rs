//! What becomes of files that change.

use serde_json::json;

use super::shelf::{Answer, Names, Shelf, errors, source, sync};
use crate::on_both_engines;
use crate::world::{World, component};

on_both_engines! {
    async fn what_is_known_is_asked_for_as_known(world) {
        let shelf = Shelf::at("127.0.0.1").await;
        shelf.text("/cart.yaml", component("cart"));
        shelf.text("/menu.yaml", component("menu"));
        let urls = ["cart", "menu"].map(|name| format!("http://{}/{name}.yaml", shelf.address));
        let source = source(&world, &urls, Names::default(), json!({})).await;
        assert_eq!(sync(&world, &source).await.changes, 2);
        shelf.requests();

        assert_eq!(sync(&world, &source).await.unchanged, 2);
        let requests = shelf.requests();
        assert!(requests.len() == 2 && requests.iter().all(|(_, etag, _)| etag.is_some()), "{requests:?}");

        shelf.text("/menu.yaml", component("menu") + "  system: shop\n");
        let synced = sync(&world, &source).await;
        assert_eq!((synced.unchanged, synced.changes), (1, 1));
        shelf.put("/menu.yaml", Answer::Status(404));
        assert_eq!(sync(&world, &source).await.failed, 1);
        assert!(errors(&world).await[0].contains("answers 404"));
        assert_eq!(world.refs().await.len(), 2, "what it said stays");
    }

    async fn files_beside_a_descriptor_are_asked_for_and_others_are_not(world) {
        let shelf = Shelf::at("127.0.0.1").await;
        let api = |file: &str| format!(
            "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {{name: orders}}\nspec:\n  type: openapi\n  \
             lifecycle: production\n  owner: team\n  definition: {{$text: {file}}}\n"
        );
        shelf.text("/shop/catalog-info.yaml", api("./v1/openapi.json"));
        shelf.text("/shop/v1/openapi.json", "openapi: 3.0.0\n");
        shelf.text("/secret.json", "a secret");
        let urls = [format!("http://{}/shop/catalog-info.yaml", shelf.address)];
        let source = source(&world, &urls, Names::default(), json!({})).await;
        sync(&world, &source).await;
        assert_eq!(world.codes("catalog-info.yaml").await, Vec::<String>::new());
        shelf.text("/shop/v1/openapi.json", "openapi: 3.1.0\n");
        assert_eq!(sync(&world, &source).await.changes, 1, "what it names has changed");

        shelf.requests();
        let other = format!("http://{}/secret.json", shelf.address);
        for target in ["../secret.json", &other, "http://127.0.0.2/x", "file:///etc/passwd"] {
            shelf.text("/shop/catalog-info.yaml", api(target));
            sync(&world, &source).await;
        }
        assert!(shelf.requests().iter().all(|(path, ..)| path.starts_with("/shop/")), "a descriptor leads nowhere else");
    }

    async fn a_location_leads_to_descriptors_beside_it(world) {
        let shelf = Shelf::at("127.0.0.1").await;
        shelf.text("/all.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec:\n  targets: [./svc/cart.yaml, ./menu]\n");
        shelf.text("/svc/cart.yaml", component("cart"));
        shelf.text("/menu", component("menu"));
        let urls = [format!("http://{}/all.yaml", shelf.address)];
        let source = source(&world, &urls, Names::default(), json!({})).await;
        sync(&world, &source).await;
        assert_eq!(world.refs().await, ["component:default/cart", "component:default/menu", "location:default/all"]);
        assert_eq!(sync(&world, &source).await.changes, 0);
    }
}
