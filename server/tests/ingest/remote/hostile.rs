//! Repositories that mean harm, and the files that descriptors name.

use sextant_server::sources::remote::{EntryKind, RemoteError};

use super::forge::{Forge, sync};
use crate::on_both_engines;
use crate::world::{World, component};

fn api(file: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {{name: orders}}\nspec:\n  type: openapi\n  \
         lifecycle: production\n  owner: team\n  definition: {{$text: {file}}}\n"
    )
}

on_both_engines! {
    async fn files_that_descriptors_name_are_asked_for_when_they_are_named(world) {
        let forge = Forge::new();
        forge.commit("shop", "api/catalog-info.yaml", api("../openapi.json"));
        forge.commit("shop", "openapi.json", "openapi: 3.0.0\n");
        forge.commit("shop", "other.json", "{}");
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        let asked = forge.asked();
        assert!(asked.contains(&"fetch openapi.json".to_owned()) && !asked.iter().any(|asked| asked.contains("other")), "{asked:?}");
        assert_eq!(world.codes("api/catalog-info.yaml").await, Vec::<String>::new());
        forge.commit("shop", "openapi.json", "openapi: 3.1.0\n");
        assert_eq!(sync(&world, &source).await.changes, 1, "a file that is named changes who names it");
    }

    async fn a_file_that_does_not_come_now_spoils_nothing_for_good(world) {
        let forge = Forge::new();
        forge.commit("shop", "catalog-info.yaml", api("./openapi.json"));
        forge.commit("shop", "openapi.json", "openapi: 3.0.0\n");
        forge.state().withholds = Some(("openapi.json", || RemoteError::Unreachable("502".to_owned())));
        let source = forge.source(&world).await;
        let synced = sync(&world, &source).await;
        assert_eq!((synced.failed, synced.brief), (1, 1));
        let row = world.store.read().await.unwrap().remote_sync("acme").await.unwrap().unwrap();
        assert!(row.next_at.unwrap() - row.ended_at.unwrap() < 60_000, "what may be otherwise soon is soon looked at");
        forge.state().withholds = None;
        assert_eq!(sync(&world, &source).await.changes, 1, "the same commit is read again");
        assert_eq!(world.codes("catalog-info.yaml").await, Vec::<String>::new());
    }

    async fn nothing_is_read_out_of_the_repository(world) {
        let forge = Forge::new();
        forge.commit("shop", "real/cart.yml.txt", component("cart"));
        forge.put("shop", "cart.yaml", EntryKind::Link, "real/cart.yml.txt");
        forge.put("shop", "chain.yaml", EntryKind::Link, "chain-2.yaml");
        forge.put("shop", "chain-2.yaml", EntryKind::Link, "chain.yaml");
        forge.put("shop", "passwd.yaml", EntryKind::Link, "/etc/passwd");
        forge.put("shop", "up.yaml", EntryKind::Link, "../../../etc/passwd");
        forge.put("shop", "nothing.yaml", EntryKind::Link, "not-there.yaml");
        forge.put("shop", "module.yaml", EntryKind::Submodule, "");
        forge.commit("shop", "../outside.yaml", component("outside"));
        forge.commit("shop", "a/../../outside.yaml", component("outside"));
        forge.put("shop", "secret.json", EntryKind::Link, "../../secret.json");
        forge.commit("shop", "api.yaml", api("./secret.json"));
        let source = forge.source(&world).await;
        sync(&world, &source).await;
        assert_eq!(world.refs().await, ["api:default/orders", "component:default/cart"]);
        assert_eq!(world.codes("passwd.yaml").await, ["symlink-outside"]);
        assert_eq!(world.codes("up.yaml").await, ["symlink-outside"]);
        assert_eq!(world.codes("chain.yaml").await, ["symlink-loop"]);
        assert_eq!(world.codes("nothing.yaml").await, Vec::<String>::new());
        assert_eq!(world.codes("api.yaml").await, ["invalid-file"]);
    }

    async fn what_is_too_much_is_told_and_nothing_more(world) {
        let forge = Forge::new();
        forge.commit("shop", "cart.yaml", component("cart"));
        forge.commit("shop", "large.yaml", vec![b'a'; (1 << 20) + 1]);
        let laughs = (1..30).fold("a0: &a0 [x]\n".to_owned(), |text, level| {
            let before = level - 1;
            text + &format!("a{level}: &a{level} [*a{before}, *a{before}, *a{before}, *a{before}, *a{before}]\n")
        });
        forge.commit("shop", "laughs.yaml", format!("kind: Component\nmetadata: {{name: laughs}}\n{laughs}"));
        let source = forge.source(&world).await;
        let synced = sync(&world, &source).await;
        assert_eq!(synced.failed, 0);
        assert_eq!(world.refs().await, ["component:default/cart"]);
        assert_eq!(world.codes("large.yaml").await, ["file-too-large"]);
        assert!(!world.codes("laughs.yaml").await.is_empty());

        for number in 0..20_001 {
            forge.state().repos.get_mut("shop").unwrap().files.insert(format!("{number}.yaml"), (EntryKind::File, Vec::new()));
        }
        forge.commit("shop", "cart.yaml", component("cart") + "  system: shop\n");
        assert_eq!(sync(&world, &source).await.failed, 1, "so many files are no repository of descriptors");
        assert_eq!(world.refs().await, ["component:default/cart"]);
    }
}
