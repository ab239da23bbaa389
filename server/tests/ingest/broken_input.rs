//! Input that nobody should write. Each time: a diagnostic with its place, everything else served, the process alive.

use crate::on_both_engines;
use crate::world::{World, component};

on_both_engines! {
    async fn every_malformed_file_is_named_and_the_sound_one_is_served(world) {
        world.write("sound.yaml", component("sound"));
        world.write("unparsable.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: [\n");
        world.write("not-utf8.yaml", b"kind: Component\nmetadata:\n  name: \xff\xfe\n");
        world.write("nul.yaml", b"kind: Component\nmetadata:\n  name: a\0b\n");
        world.write("deep-flow.yaml", "[".repeat(10_000));
        let deep: String = (0..4_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        world.write("deep-block.yaml", deep);
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..10 {
            let previous = format!("*a{}", level - 1);
            bomb += &format!("a{level}: &a{level} [{}]\n", vec![previous; 10].join(", "));
        }
        world.write("bomb.yaml", format!("kind: Component\nmetadata: {{name: bomb}}\n{bomb}"));
        world.write("twice.yaml", "kind: Component\nkind: Component\nmetadata: {name: twice}\n");
        world.write("large.yaml", format!("{}# {}\n", component("large"), "x".repeat(10 << 20)));
        world.write("too-large.yaml", vec![b'#'; (16 << 20) + 1]);
        world.write("bom.yaml", format!("\u{feff}{}", component("bom")));
        world.write("crlf.yaml", component("crlf").replace('\n', "\r\n"));
        world.sync().await;

        let expected = ["bom", "crlf", "large", "sound"].map(|name| format!("component:default/{name}"));
        assert_eq!(world.refs().await, expected);
        for (file, code) in [
            ("unparsable.yaml", "invalid-yaml"),
            ("not-utf8.yaml", "not-utf8"),
            ("nul.yaml", "control-character"),
            ("deep-flow.yaml", "nesting-too-deep"),
            ("deep-block.yaml", "nesting-too-deep"),
            ("bomb.yaml", "too-complex"),
            ("twice.yaml", "duplicate-key"),
            ("too-large.yaml", "file-too-large"),
        ] {
            assert_eq!(world.codes(file).await, [code], "{file}");
        }
        for item in world.diagnostics().await {
            let diagnostic = item.diagnostic;
            assert!(diagnostic.line.is_some() || diagnostic.code == "file-too-large", "no place: {diagnostic:?}");
            assert!(diagnostic.help.is_some(), "no remedy: {diagnostic:?}");
        }
        for name in ["sound.yaml", "bom.yaml", "crlf.yaml", "large.yaml"] {
            assert!(world.codes(name).await.is_empty(), "{name}");
        }
    }

    async fn links_that_lead_in_circles_or_out_or_nowhere_are_said(world) {
        use std::os::unix::fs::symlink;
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret.yaml"), component("secret")).unwrap();
        world.write("real/catalog-info.yaml", component("real"));
        let root = world.files.path();
        symlink(root, root.join("real/loop")).unwrap();
        symlink(outside.path(), root.join("out")).unwrap();
        symlink(outside.path().join("secret.yaml"), root.join("one.yaml")).unwrap();
        symlink(root.join("not-there.yaml"), root.join("dangling.yaml")).unwrap();
        symlink(root.join("real/catalog-info.yaml"), root.join("inside.yaml")).unwrap();
        std::fs::create_dir(root.join("directory.yaml")).unwrap();
        world.sync().await;
        assert_eq!(world.refs().await, ["component:default/real"]);
        assert_eq!(world.codes("real/loop").await, ["symlink-loop"]);
        assert_eq!(world.codes("out").await, ["symlink-outside"]);
        assert_eq!(world.codes("one.yaml").await, ["symlink-outside"]);
        assert_eq!(world.codes("dangling.yaml").await, ["file-unreadable"]);
        let revision = world.sync().await.revision;
        assert_eq!(world.sync().await.revision, revision, "the same problems are no news");
    }

    async fn a_file_that_cannot_be_read_any_more_keeps_what_it_said(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        world.remove("orders.yaml");
        std::os::unix::fs::symlink("nowhere.yaml", world.files.path().join("orders.yaml")).unwrap();
        world.sync().await;
        assert!(world.entity("component:default/orders").await.unwrap().stale);
        assert_eq!(world.codes("orders.yaml").await, ["file-unreadable"]);
    }
}
