//! Documentation that lies beside descriptors: read, searched, followed, and told of in the history.

use std::time::{Duration, UNIX_EPOCH};

use catalog_schema::wire::{Difference, DocMatch, PageQuery, SearchQuery, SearchResults};
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, reference};

const ORDERS: &str = "component:default/orders";

fn documented(name: &str) -> String {
    component(name).replace("  description", "  annotations: {backstage.io/techdocs-ref: 'dir:.'}\n  description")
}

async fn search(world: &World, q: &str) -> SearchResults {
    world.portal.search(&SearchQuery { q: q.to_owned(), ..SearchQuery::default() }).await.unwrap()
}

/// The page that the only hit of a query shows.
async fn page(world: &World, q: &str) -> Option<DocMatch> {
    let mut found = search(world, q).await;
    assert!(found.hits.len() <= 1, "{q}: {found:?}");
    found.hits.pop().and_then(|hit| hit.doc)
}

async fn titles(world: &World) -> Vec<String> {
    let pages = world.entity(ORDERS).await.unwrap().docs;
    pages.into_iter().map(|page| format!("{} {}", page.path, page.title)).collect()
}

on_both_engines! {
    async fn pages_are_found_and_follow_their_files(world) {
        world.write("shop/catalog-info.yaml", documented("orders"));
        world.write("shop/docs/runbook.md", "# What to do\n\nRestart the **quiescent** relay.\n");
        world.write("shop/README.md", "Takes orders.\n");
        world.write("menu/catalog-info.yaml", component("menu"));
        world.write("menu/docs/x.md", "# Nobody names quiescence\n");
        world.sync().await;
        assert_eq!(titles(&world).await, ["shop/README.md README", "shop/docs/runbook.md What to do"]);
        let found = page(&world, "quiescent").await.unwrap();
        assert_eq!((found.path.as_str(), found.title.as_str()), ("shop/docs/runbook.md", "What to do"));
        assert!(found.excerpt.contains("the \u{E000}quiescent\u{E001} relay"), "{found:?}");
        assert_eq!(page(&world, "quiescence").await, None, "only what a descriptor names");
        let before = world.sync().await.revision;
        assert_eq!(world.sync().await.revision, before, "nothing changed, so no revision");

        // The event names the page only; the descriptor stays as it is.
        world.write("shop/docs/runbook.md", "# What to do\n\nRestart the crepuscular relay.\n");
        assert_eq!(world.sync_places(&["shop/docs/runbook.md"]).await.unwrap().updated, [ORDERS]);
        assert!(page(&world, "crepuscular").await.is_some() && page(&world, "quiescent").await.is_none());

        // A page that nobody knew of, alone and in a folder of its own.
        world.write("shop/docs/rota.md", "# Ultramarine rota\n");
        assert_eq!(world.sync_places(&["shop/docs/rota.md"]).await.unwrap().updated, [ORDERS]);
        world.write("shop/docs/deep/er.md", "# Vermilion\n");
        assert_eq!(world.sync_places(&["shop/docs/deep"]).await.unwrap().updated, [ORDERS]);
        assert!(page(&world, "ultramarine").await.is_some() && page(&world, "vermilion").await.is_some());

        world.remove("shop/docs/rota.md");
        assert_eq!(world.sync_places(&["shop/docs/rota.md"]).await.unwrap().updated, [ORDERS]);
        assert_eq!(search(&world, "ultramarine").await.total, 0);
        world.remove("shop/docs");
        world.sync().await;
        assert_eq!(titles(&world).await, ["shop/README.md README"]);
        assert_eq!(search(&world, "crepuscular").await.total, 0);
    }

    async fn a_scan_reads_what_looks_different_and_no_more(world) {
        // Old enough that a file that looks the same is the same.
        let write = |world: &World, path: &str, text: &str| {
            world.write(path, text);
            let file = std::fs::File::options().write(true).open(world.files.path().join(path)).unwrap();
            file.set_modified(UNIX_EPOCH + Duration::from_secs(1_700_000_000)).unwrap();
        };
        write(&world, "shop/catalog-info.yaml", &documented("orders"));
        write(&world, "shop/README.md", "# Ultramarine\n");
        world.sync().await;
        assert_eq!(titles(&world).await, ["shop/README.md Ultramarine"]);
        write(&world, "shop/README.md", "# Aquamarines\n");
        let revision = world.source.sync_changed().await.unwrap().revision;
        world.cell.wait_for(revision).await;
        world.sync().await;
        assert_eq!(titles(&world).await, ["shop/README.md Ultramarine"], "it looks as it did, and was not read");

        write(&world, "shop/README.md", "# Vermilion\n");
        let revision = world.source.sync_changed().await.unwrap().revision;
        world.cell.wait_for(revision).await;
        assert_eq!(titles(&world).await, ["shop/README.md Vermilion"]);
        write(&world, "shop/docs/a.md", "# Cobalt\n");
        world.sync().await;
        assert_eq!(titles(&world).await, ["shop/README.md Vermilion", "shop/docs/a.md Cobalt"]);
        world.remove("shop/README.md");
        let revision = world.source.sync_changed().await.unwrap().revision;
        world.cell.wait_for(revision).await;
        assert_eq!(titles(&world).await, ["shop/docs/a.md Cobalt"]);
    }

    async fn mkdocs_is_followed_too(world) {
        world.write("shop/catalog-info.yaml", documented("orders"));
        world.write("shop/docs/a.md", "# Ultramarine\n");
        world.write("shop/handbook/b.md", "Vermilion.\n");
        world.sync().await;
        assert_eq!(titles(&world).await, ["shop/docs/a.md Ultramarine"]);
        world.write("shop/mkdocs.yml", "docs_dir: handbook\nnav:\n  - Colours: b.md\n");
        world.sync_places(&["shop/mkdocs.yml"]).await.unwrap();
        assert_eq!(titles(&world).await, ["shop/handbook/b.md Colours"]);
        assert_eq!(search(&world, "ultramarine").await.total, 0);
    }

    async fn no_page_becomes_a_descriptor_and_none_leads_out(world) {
        world.write("shop/catalog-info.yaml", documented("orders"));
        world.write("shop/docs/trap.md", component("trapped"));
        let secret = world.data.path().join("secret.md");
        std::fs::write(&secret, "# Ultramarine\n").unwrap();
        std::os::unix::fs::symlink(&secret, world.files.path().join("shop/docs/link.md")).unwrap();
        std::os::unix::fs::symlink(world.data.path(), world.files.path().join("shop/docs/folder")).unwrap();
        for _ in 0..2 {
            world.sync().await;
            assert_eq!(world.refs().await, [ORDERS]);
            assert_eq!(titles(&world).await.len(), 1, "{:?}", titles(&world).await);
            assert_eq!(search(&world, "ultramarine").await.total, 0);
        }
    }

    async fn the_history_says_which_pages_changed_and_not_what_they_say(world) {
        world.write("shop/catalog-info.yaml", documented("orders"));
        world.write("shop/docs/runbook.md", "# What to do\n\nquiescent\n");
        world.sync().await;
        world.write("shop/docs/runbook.md", "# What to do\n\ncrepuscular\n");
        world.write("shop/docs/rota.md", "# Rota\n");
        world.sync().await;
        let history = world.portal.history(&reference(ORDERS), &PageQuery { limit: None, cursor: None }).await.unwrap();
        let [change] = history.items[0].changes.as_slice() else { panic!("{history:?}") };
        assert_eq!((change.name.as_str(), change.pointer.as_str()), ("Documentation", "/docs"));
        assert_eq!(change.difference, Difference::Pages {
            added: vec!["Rota (shop/docs/rota.md)".to_owned()],
            changed: vec!["What to do (shop/docs/runbook.md)".to_owned()],
            removed: Vec::new(),
            more: 0,
        });
        let told = serde_json::to_string(&history).unwrap();
        assert!(!told.contains("crepuscular") && !told.contains("quiescent"), "{told}");
    }

    async fn a_restart_finds_the_same(world) {
        world.write("shop/catalog-info.yaml", documented("orders"));
        world.write("shop/docs/runbook.md", "# What to do\n\nquiescent\n");
        world.sync().await;
        let world = world.restart().await;
        world.caught_up().await;
        assert_eq!(page(&world, "quiescent").await.unwrap().title, "What to do");
        let live = world.cell.load();
        let kept = format!("{:?}", live.get(&reference(ORDERS)).unwrap());
        let as_bytes = format!("{:?}", b"quiescent").trim_matches(['[', ']']).to_owned();
        assert!(!kept.contains("quiescent") && !kept.contains(&as_bytes), "what pages say is in the index alone");
    }
}
