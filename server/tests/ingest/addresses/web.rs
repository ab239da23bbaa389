//! A directory whose descriptors may name files of a host on this machine.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use catalog_schema::wire::ChangeOutcome;
use sextant_server::addresses::{AddressSettings, Addresses};
use sextant_server::clock::{Clock, now_ms};

use crate::url::shelf::{Names, Shelf};
use crate::world::{World, directory};

/// From one request to the next, in milliseconds.
const INTERVAL: i64 = 15 * 60_000;

/// A host, and the clock of who asks there.
pub(super) struct Web {
    pub(super) shelf: Shelf,
    ahead: Arc<AtomicI64>,
}

impl Web {
    /// Has the directory's source ask. 127.0.0.1 may be asked, and no other of this machine.
    pub(super) async fn around(world: &mut World) -> Self {
        Self::resolving(world, Names::default()).await
    }

    pub(super) async fn resolving(world: &mut World, names: Names) -> Self {
        let web = Self { shelf: Shelf::at("127.0.0.1").await, ahead: Arc::default() };
        web.join(world, names).await;
        web
    }

    /// Has the directory's source ask, as it does after a restart.
    pub(super) async fn join(&self, world: &mut World, names: Names) {
        let ahead = Arc::clone(&self.ahead);
        let clock = Clock::new(move || now_ms() + ahead.load(Ordering::Relaxed));
        let private_networks = vec!["127.0.0.1".parse().unwrap()];
        let settings = AddressSettings { private_networks, ..AddressSettings::default() };
        let patience = Duration::from_secs(2);
        let addresses = Addresses::resolving(world.store.clone(), settings, Arc::new(names), patience, clock);
        world.ingest = world.ingest.clone().asking(addresses);
        world.source = directory(&world.ingest, "files", world.files.path()).await;
    }

    /// The address of a path of the host.
    pub(super) fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.shelf.address)
    }

    /// Lets so many intervals pass, and does then what the schedule does.
    pub(super) async fn pass(&self, world: &mut World, intervals: i64) -> ChangeOutcome {
        self.ahead.fetch_add(intervals * INTERVAL, Ordering::Relaxed);
        self.look(world).await
    }

    /// Does what the schedule does.
    pub(super) async fn look(&self, world: &mut World) -> ChangeOutcome {
        world.ingest.addresses_of("files").unwrap().ask_due().await.unwrap();
        let outcome = world.source.sync_addresses().await.unwrap();
        world.caught_up().await;
        outcome
    }

    /// The paths that were asked for since this was last called, in order.
    pub(super) fn asked(&self) -> Vec<String> {
        let mut paths: Vec<String> = self.shelf.requests().into_iter().map(|(path, ..)| path).collect();
        paths.sort();
        paths
    }
}

/// An API whose contract lies at an address.
pub(super) fn api(target: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: orders-api\nspec:\n  type: openapi\n  \
         lifecycle: production\n  owner: team\n  definition:\n    $text: {target}\n"
    )
}

/// What the API's contract is in the catalog.
pub(super) async fn definition(world: &World) -> serde_json::Value {
    let api = world.entity("api:default/orders-api").await.unwrap();
    api.descriptor.unwrap()["spec"]["definition"].clone()
}

/// A Location with these targets.
pub(super) fn location(name: &str, targets: &[&str]) -> String {
    format!("kind: Location\nmetadata: {{name: {name}}}\nspec: {{type: url, targets: [{}]}}\n", targets.join(", "))
}
