//! Repositories and hosts that mean harm.

use serde_json::json;

use super::host::{File, Host, errors, source, sync};
use crate::on_both_engines;
use crate::world::{World, component};

on_both_engines! {
    async fn nothing_leads_out_of_a_repository(world) {
        let host = Host::start().await;
        let cart = component("cart");
        let files = [
            ("cart.yaml", File::Text(&cart)),
            ("passwd.yaml", File::Link("/etc/passwd")),
            ("up.yaml", File::Link("../../../../etc/passwd")),
            ("within.yaml", File::Link("cart.yaml")),
            ("module", File::Submodule),
            (".gitmodules", File::Text("[submodule \"x\"]\n\tpath = module\n\turl = ext::sh -c touch% /tmp/sextant-was-here\n")),
            (".gitattributes", File::Text("*.yaml filter=lfs\n")),
            ("large.yaml", File::Bytes(vec![b'a'; (1 << 20) + 1])),
        ];
        host.commit("shop", "main", 1_700_000_000, &files);
        let source = host.source(&world, &["shop"], json!({})).await;
        assert_eq!(sync(&world, &source).await.failed, 0, "{:?}", errors(&world).await);
        assert_eq!(world.refs().await, ["component:default/cart"]);
        assert_eq!(world.codes("passwd.yaml").await, ["symlink-outside"]);
        assert_eq!(world.codes("up.yaml").await, ["symlink-outside"]);
        assert_eq!(world.codes("large.yaml").await, ["file-too-large"]);
        assert!(!std::path::Path::new("/tmp/sextant-was-here").exists());
    }

    async fn a_host_that_may_not_be_asked_is_not(world) {
        let host = Host::start().await;
        host.commit("cart", "main", 1_700_000_000, &[("a.yaml", File::Text(&component("cart")))]);
        let reader = source(&world, json!({ "repositories": [host.url("cart")] })).await;
        assert_eq!(sync(&world, &reader).await.failed, 1);
        assert!(errors(&world).await[0].contains("none of the public internet"), "{:?}", errors(&world).await);
        assert!(host.requests().is_empty());
    }

    async fn where_a_host_leads_on_to_is_not_followed(world) {
        let (host, other) = (Host::start().await, Host::start().await);
        other.commit("cart", "main", 1_700_000_000, &[("a.yaml", File::Text(&component("cart")))]);
        host.redirect(&format!("http://{}", other.address));
        let reader = host.source(&world, &["cart"], json!({})).await;
        assert_eq!(sync(&world, &reader).await.failed, 1);
        assert!(errors(&world).await[0].contains("leads to another address"), "{:?}", errors(&world).await);
        assert!(other.requests().is_empty());
    }

    async fn hooks_and_configuration_of_a_repository_are_not_run(world) {
        let host = Host::start().await;
        host.commit("cart", "main", 1_700_000_000, &[("a.yaml", File::Text(&component("cart")))]);
        let marker = world.data.path().join("ran");
        let touch = format!("touch {}", marker.display());
        for key in ["core.fsmonitor", "core.sshCommand", "uploadpack.packObjectsHook", "core.pager", "core.askPass"] {
            host.git("cart", &["config", key, &touch]);
        }
        let reader = source(&world, json!({ "repositories": [host.root.path().join("cart")] })).await;
        assert_eq!(sync(&world, &reader).await.failed, 0, "{:?}", errors(&world).await);
        assert!(!marker.exists());
    }
}
