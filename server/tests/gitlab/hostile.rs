//! Projects that mean harm.

use serde_json::json;

use crate::fake::{Fake, FakeProject, component};
use crate::portal::Portal;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_read_out_of_the_repository() {
    let mut evil = FakeProject::new(1, "acme/evil", &[("real/cart.txt", &component("cart"))]);
    evil.put_as("cart.yaml", "120000", b"real/cart.txt");
    evil.put_as("chain.yaml", "120000", b"chain-2.yaml");
    evil.put_as("chain-2.yaml", "120000", b"chain.yaml");
    evil.put_as("passwd.yaml", "120000", b"/etc/passwd");
    evil.put_as("up.yaml", "120000", b"../../../etc/passwd");
    evil.put_as("module.yaml", "160000", b"another repository");
    for path in ["../../outside.yaml", "/etc/shadow.yaml", "a/../../b.yaml", "a\\b.yaml"] {
        evil.put(path, &component("outside"));
    }
    evil.put_as("twisted.yaml", "100644", &[b'a'; 2 << 20]);
    let fake = Fake::start(vec![evil, FakeProject::component(2, "orders")]).await;
    let portal = Portal::start(&fake, &json!({})).await;
    let row = portal.synced(None).await;
    assert_eq!((row.failed, row.error), (0, None));
    assert_eq!(portal.entities(), 2);
    assert!(portal.has("component:default/cart") && portal.has("component:default/orders"));
    let asked = fake.paths();
    assert!(!asked.iter().any(|path| path.contains("etc") || path.contains("..")), "{asked:?}");
    let told = portal.get("/api/v1/diagnostics").await;
    for code in ["symlink-outside", "symlink-loop", "file-too-large"] {
        assert!(told.contains(code), "{code}: {told}");
    }
}
