//! What becomes of repositories that change.

use catalog_schema::wire::PageQuery;
use serde_json::json;
use web::portal::Portal;

use super::host::{File, Host, errors, source, sync};
use crate::on_both_engines;
use crate::world::{World, component, reference};

fn with_system(name: &str) -> String {
    component(name) + "  system: shop\n"
}

fn fetches(requests: &[String]) -> usize {
    requests.iter().filter(|request| request.starts_with("POST")).count()
}

on_both_engines! {
    async fn an_unchanged_repository_is_only_asked_where_it_stands(world) {
        let host = Host::start().await;
        for name in ["cart", "menu"] {
            let files = [("svc/catalog-info.yaml", File::Text(&component(name))), ("logo.png", File::Bytes(vec![7; 300_000]))];
            host.commit(name, "main", 1_700_000_000, &files);
        }
        let source = host.source(&world, &["cart", "menu"], json!({})).await;
        assert_eq!(sync(&world, &source).await.changes, 2);
        assert_eq!(world.refs().await, ["component:default/cart", "component:default/menu"]);
        let objects: u64 = walkdir::WalkDir::new(world.data.path().join("git"))
            .into_iter()
            .flatten()
            .map(|entry| entry.metadata().unwrap().len())
            .sum();
        assert!(objects < 300_000, "what no descriptor is was not fetched: {objects} bytes");
        host.requests();

        assert_eq!(sync(&world, &source).await.unchanged, 2);
        let requests = host.requests();
        assert_eq!((requests.len(), fetches(&requests)), (4, 2), "where it stands, and nothing else: {requests:?}");

        host.commit("menu", "main", 1_700_000_100, &[("svc/catalog-info.yaml", File::Text(&with_system("menu")))]);
        let synced = sync(&world, &source).await;
        assert_eq!((synced.unchanged, synced.changes), (1, 1));
        let requests = host.requests();
        assert!(requests.iter().filter(|request| request.contains("/cart/")).count() == 2, "{requests:?}");
        let menu = reference("component:default/menu");
        let history = world.portal.history(&menu, &PageQuery::default()).await.unwrap();
        let last = &history.items[0];
        assert_eq!(last.commit.as_deref(), Some(host.git("menu", &["rev-parse", "main"]).as_str()));
        assert_eq!((last.author.as_deref(), last.changed_at.as_str()), (Some("Ada"), "2023-11-14T22:15:00Z"));
    }

    async fn files_that_descriptors_name_come_with_them(world) {
        let host = Host::start().await;
        let api = "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: orders}\nspec:\n  type: openapi\n  \
                   lifecycle: production\n  definition: {$text: ./openapi.json}\n";
        let files = [
            ("api/catalog-info.yaml", File::Text(api)),
            ("api/openapi.json", File::Text("openapi: 3.1.0\n")),
            ("CODEOWNERS", File::Text("* @acme/shop\n")),
        ];
        host.commit("shop", "main", 1_700_000_000, &files);
        let source = host.source(&world, &["shop"], json!({})).await;
        sync(&world, &source).await;
        let api = world.entity("api:default/orders").await.unwrap();
        assert_eq!(api.effective_owner.unwrap().entity_ref, "group:default/shop");
        assert_eq!(world.codes("api/catalog-info.yaml").await, ["codeowners-owner"]);
    }

    async fn what_was_forced_onto_the_branch_is_what_counts(world) {
        let host = Host::start().await;
        host.commit("cart", "main", 1_700_000_100, &[("a.yaml", File::Text(&with_system("cart")))]);
        let source = host.source(&world, &["cart"], json!({})).await;
        sync(&world, &source).await;
        host.git("cart", &["update-ref", "-d", "refs/heads/main"]);
        host.commit("cart", "main", 1_700_000_000, &[("b.yaml", File::Text(&component("cart")))]);
        assert_eq!(sync(&world, &source).await.failed, 0);
        let cart = world.entity("component:default/cart").await.unwrap();
        assert_eq!((cart.system, cart.path.as_str()), (None, "b.yaml"));
    }

    async fn the_branch_that_is_read(world) {
        let host = Host::start().await;
        host.commit("cart", "main", 1_700_000_000, &[("a.yaml", File::Text(&component("cart")))]);
        host.commit("cart", "trunk", 1_600_000_000, &[("a.yaml", File::Text(&component("till")))]);
        let reader = host.source(&world, &["cart"], json!({})).await;
        sync(&world, &reader).await;
        assert_eq!(world.refs().await, ["component:default/cart"]);
        host.git("cart", &["symbolic-ref", "HEAD", "refs/heads/trunk"]);
        sync(&world, &reader).await;
        assert_eq!(world.refs().await, ["component:default/till"], "another one is the default branch");

        let reader = host.source(&world, &["cart"], json!({ "branch": "main" })).await;
        sync(&world, &reader).await;
        assert_eq!(world.refs().await, ["component:default/cart"]);
        host.git("cart", &["branch", "-D", "main"]);
        assert_eq!(sync(&world, &reader).await.failed, 1);
        assert!(errors(&world).await[0].contains("no branch \"main\""), "{:?}", errors(&world).await);
        assert_eq!(world.refs().await, ["component:default/cart"], "what it said stays");

        let own = json!([{ "url": host.url("cart"), "branch": "trunk" }]);
        let reader = source(&world, json!({ "repositories": own, "private_networks": ["127.0.0.1"] })).await;
        sync(&world, &reader).await;
        assert_eq!(world.refs().await, ["component:default/till"]);
    }

    async fn a_repository_that_is_not_there_keeps_what_it_said(world) {
        let host = Host::start().await;
        for name in ["cart", "menu"] {
            host.commit(name, "main", 1_700_000_000, &[("a.yaml", File::Text(&component(name)))]);
        }
        let reader = host.source(&world, &["cart", "menu"], json!({})).await;
        sync(&world, &reader).await;
        std::fs::remove_dir_all(host.root.path().join("cart")).unwrap();
        assert_eq!(sync(&world, &reader).await.failed, 1);
        assert!(errors(&world).await[0].contains("there is no repository at"), "{:?}", errors(&world).await);
        assert_eq!(world.refs().await.len(), 2);
        let reader = host.source(&world, &["menu"], json!({})).await;
        assert_eq!(sync(&world, &reader).await.gone, 1, "nobody names it any more");
        assert_eq!(world.refs().await, ["component:default/menu"]);
    }

    async fn who_asks_says_who_they_are_by_reference(world) {
        let host = Host::start().await;
        host.commit("cart", "main", 1_700_000_000, &[("a.yaml", File::Text(&component("cart")))]);
        host.lock("Basic Z2l0OnMzY3JldA==");
        let reader = host.source(&world, &["cart"], json!({})).await;
        sync(&world, &reader).await;
        let told = errors(&world).await;
        assert!(told[0].contains("`token` of the source says where"), "{told:?}");

        let secret = world.data.path().join("token");
        for (content, failed) in [("wrong", 1), ("s3cret\n", 0)] {
            std::fs::write(&secret, content).unwrap();
            let reader = host.source(&world, &["cart"], json!({ "token": { "file": secret } })).await;
            assert_eq!(sync(&world, &reader).await.failed, failed, "{:?}", errors(&world).await);
        }
        assert_eq!(world.refs().await, ["component:default/cart"]);
        let kept = walkdir::WalkDir::new(world.data.path()).into_iter().flatten().filter(|entry| {
            entry.path() != secret && std::fs::read(entry.path()).is_ok_and(|bytes| bytes.windows(6).any(|part| part == b"s3cret"))
        });
        assert_eq!(kept.count(), 0, "no secret is stored");
        std::fs::remove_file(&secret).unwrap();
        let reader = host.source(&world, &["cart"], json!({ "token": { "file": secret } })).await;
        assert!(reader.sync().await.unwrap_err().to_string().contains("which is to hold a secret"));
    }

    async fn a_repository_of_this_machine_is_read_without_a_host(world) {
        let host = Host::start().await;
        host.commit("cart", "main", 1_700_000_000, &[("a.yaml", File::Text(&component("cart")))]);
        let reader = source(&world, json!({ "repositories": [host.root.path().join("cart")] })).await;
        assert_eq!(sync(&world, &reader).await.changes, 1);
        assert_eq!(sync(&world, &reader).await.unchanged, 1);
    }
}
