//! How sources stand to each other: priority, overlays, and what each may describe.

use std::collections::{BTreeMap, BTreeSet};

use sextant_server::sources::directory::DirectorySource;
use sextant_server::store::SourceSettings;
use tempfile::TempDir;
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, directory};

/// A second directory of descriptors.
struct Other {
    files: TempDir,
    source: DirectorySource,
}

impl Other {
    async fn of(world: &World) -> Self {
        let files = tempfile::tempdir().unwrap();
        let source = directory(&world.ingest, "other", files.path()).await;
        Self { files, source }
    }

    /// The same files under a new process.
    async fn again(self, world: &World) -> Self {
        let source = directory(&world.ingest, "other", self.files.path()).await;
        Self { source, ..self }
    }

    fn write(&self, path: &str, content: &str) {
        std::fs::write(self.files.path().join(path), content).unwrap();
    }

    async fn sync(&mut self, world: &World) {
        let outcome = self.source.sync_whole().await.unwrap();
        world.cell.wait_for(outcome.revision).await;
    }
}

fn configured(settings: SourceSettings) -> BTreeMap<String, SourceSettings> {
    BTreeMap::from([("other".to_owned(), settings)])
}

fn overlay() -> BTreeMap<String, SourceSettings> {
    configured(SourceSettings { overlay: true, ..SourceSettings::default() })
}

/// What an overlay adds to the orders: costs, and a word on everything that is said already.
const EXTRA: &str = "apiVersion: sextant.dev/v1\nkind: Component\nmetadata:\n  name: orders\n  description: From the overlay.\n  labels: {cost-centre: c-7}\nspec: {type: library, lifecycle: deprecated, owner: ghosts, tier: 2}\n";

on_both_engines! {
    async fn an_overlay_adds_what_nobody_said_and_never_takes_over(world) {
        world = world.restart_configured(overlay()).await;
        let mut other = Other::of(&world).await;
        other.write("extra.yaml", EXTRA);
        other.sync(&world).await;
        assert!(world.refs().await.is_empty(), "there is nothing that it could add to");
        assert_eq!(world.codes("extra.yaml").await, ["dangling-reference"]);

        world.write("orders.yaml", component("orders"));
        world.sync().await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.source.as_str(), orders.description.as_deref()), ("files", Some("Does orders.")));
        assert_eq!((orders.tier, orders.labels["cost-centre"].as_str()), (Some(2), "c-7"));
        assert_eq!(orders.owner.as_deref(), Some("group:default/team"));
        assert!(orders.also_described_by.is_empty() && world.codes("extra.yaml").await.is_empty());
        let descriptor = world.descriptor("component:default/orders").await;
        let files: Vec<_> = descriptor.files.iter().map(|file| (file.source.as_str(), file.path.as_str())).collect();
        assert_eq!(files, [("files", "orders.yaml"), ("other", "extra.yaml")]);
        let tier = descriptor.origins.iter().find(|origin| origin.field == "tier").unwrap();
        assert_eq!((tier.source.as_str(), tier.line), ("other", 7));
        let owner = descriptor.origins.iter().find(|origin| origin.field == "owner").unwrap();
        assert_eq!((owner.source.as_str(), owner.overridden[0].source.as_str()), ("files", "other"));

        // The native format of the overlay is no reason to believe it before the Backstage file.
        world.remove("orders.yaml");
        let outcome = world.sync().await;
        assert_eq!(outcome.deleted, ["component:default/orders"]);
        assert_eq!(world.codes("extra.yaml").await, ["dangling-reference"]);
    }

    async fn a_source_becomes_an_overlay_and_is_none_any_more(world) {
        world.write("orders.yaml", component("orders"));
        let mut other = Other::of(&world).await;
        other.write("extra.yaml", EXTRA);
        other.write("alone.yaml", &component("alone"));
        other.sync(&world).await;
        world.sync().await;
        let before = world.entity("component:default/orders").await.unwrap();
        assert_eq!((before.source.as_str(), before.also_described_by.len()), ("other", 1));

        world = world.restart_configured(overlay()).await;
        other = other.again(&world).await;
        world.caught_up().await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.uid.as_str(), orders.source.as_str(), orders.tier), (before.uid.as_str(), "files", Some(2)));
        assert_eq!(world.refs().await, ["component:default/orders"]);

        world = world.restart_configured(configured(SourceSettings::default())).await;
        other.again(&world).await;
        world.caught_up().await;
        assert_eq!(world.entity("component:default/orders").await.unwrap().source, "other");
        assert_eq!(world.refs().await.len(), 2);
    }

    async fn the_source_of_higher_priority_is_shown(world) {
        world.write("orders.yaml", component("orders"));
        world.sync().await;
        let mut other = Other::of(&world).await;
        other.write("extra.yaml", EXTRA);
        other.sync(&world).await;
        let before = world.entity("component:default/orders").await.unwrap();
        assert_eq!(before.source, "files");

        world = world.restart_configured(configured(SourceSettings { priority: 200, ..SourceSettings::default() })).await;
        other = other.again(&world).await;
        world.caught_up().await;
        let orders = world.entity("component:default/orders").await.unwrap();
        assert_eq!((orders.uid, orders.source.as_str(), orders.description.as_deref()), (before.uid, "other", Some("From the overlay.")));
        assert_eq!(orders.also_described_by[0].source, "files");

        // What is configured already is no news.
        let revision = orders.revision;
        other.again(&world).await;
        world.caught_up().await;
        assert_eq!(world.entity("component:default/orders").await.unwrap().revision, revision);
    }

    async fn what_a_source_may_not_describe_is_not_taken_in(world) {
        let group = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: team}\nspec: {type: team, children: []}\n";
        let mut other = Other::of(&world).await;
        other.write("all.yaml", &format!("{}---\n{group}", component("orders")));
        other.write("elsewhere.yaml", &component("menu").replace("  name: menu", "  name: menu\n  namespace: shop"));
        other.sync(&world).await;
        assert_eq!(world.refs().await.len(), 3);

        let only = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>());
        let policy = SourceSettings { kinds: only(&["component"]), namespaces: only(&["default"]), ..SourceSettings::default() };
        world = world.restart_configured(configured(policy)).await;
        other = other.again(&world).await;
        other.sync(&world).await;
        assert_eq!(world.refs().await, ["component:default/orders"]);
        assert_eq!(world.codes("all.yaml").await, ["not-allowed"]);
        let source = world.portal.source("other").await.unwrap();
        assert_eq!((source.kinds, source.priority, source.overlay), (Some(vec!["component".to_owned()]), 100, false));
        let messages: Vec<String> = world.diagnostics().await.into_iter().map(|item| item.diagnostic.message).collect();
        assert!(messages.iter().any(|message| message.contains("kind group")), "{messages:?}");
        assert!(messages.iter().any(|message| message.contains("namespace shop")), "{messages:?}");

        // What is allowed again comes with the next look at the files.
        world = world.restart_configured(configured(SourceSettings::default())).await;
        other = other.again(&world).await;
        other.sync(&world).await;
        assert_eq!(world.refs().await.len(), 3);
        assert!(world.diagnostics().await.is_empty());
    }

    async fn an_overlay_hides_no_mass_deletion_and_a_limit_is_none(world) {
        let everything: String = (0..12).map(|number| format!("{}---\n", component(&format!("c{number}")))).collect();
        world = world.restart_configured(overlay()).await;
        let mut other = Other::of(&world).await;
        world.write("all.yaml", &everything);
        world.sync().await;
        other.write("extra.yaml", &everything);
        other.sync(&world).await;
        // The overlay names all of them, and would keep none.
        world.remove("all.yaml");
        assert!(world.sync().await.held.is_some());
        assert_eq!(world.refs().await.len(), 12);
        // Of an overlay all may go: the entities stay.
        std::fs::remove_file(other.files.path().join("extra.yaml")).unwrap();
        assert!(other.source.sync_whole().await.unwrap().held.is_none());
        world.write("all.yaml", &everything);
        world.sync().await;

        // What a source may not describe goes at once, however much it is.
        let none = SourceSettings { kinds: Some(BTreeSet::from(["api".to_owned()])), ..SourceSettings::default() };
        world = world.restart_configured(BTreeMap::from([("files".to_owned(), none)])).await;
        assert!(world.sync().await.held.is_none());
        assert!(world.refs().await.is_empty());
    }
}
