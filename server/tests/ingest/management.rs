//! Sources that somebody pauses, asks for, and removes.

use sextant_server::ingest::{IngestError, Removed};
use sextant_server::sources::directory::SourceError;
use sextant_server::sources::registry::{Registry, RegistryError, SourceChanges};
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, directory};

fn registry(world: &World) -> Registry {
    Registry::new(world.store.clone(), world.ingest.clone())
}

async fn pause(world: &World, paused: bool) {
    let changes = SourceChanges { paused: Some(paused), ..SourceChanges::default() };
    registry(world).change("files", &changes, "test").await.unwrap();
}

on_both_engines! {
    async fn what_goes_with_a_source_is_what_was_said_and_others_take_over(world) {
        world.write("a.yaml", component("mine"));
        world.write("b.yaml", component("both"));
        world.sync().await;
        let other = tempfile::tempdir().unwrap();
        std::fs::write(other.path().join("b.yaml"), component("both")).unwrap();
        let mut second = directory(&world.ingest, "other", other.path()).await;
        second.sync_whole().await.unwrap();
        world.caught_up().await;
        let (mine, both) = (world.entity("component:mine").await.unwrap(), world.entity("component:both").await.unwrap());
        assert_eq!(both.source, "files");

        let before = world.head_revision().await;
        let preview = world.ingest.removal_of("files").await.unwrap();
        assert_eq!(preview.deleted, ["component:default/mine"]);
        assert_eq!(preview.taken_over["component:default/both"], "other");
        assert_eq!((preview.revision, world.head_revision().await), (before, before), "nothing was done");

        let registry = registry(&world);
        for (confirmed, would) in [(None, 1), (Some(2), 1), (Some(0), 1)] {
            match registry.remove("files", confirmed, "test").await.unwrap_err() {
                RegistryError::ConfirmMismatch { given, would: said } => assert_eq!((given, said), (confirmed, would)),
                other => panic!("{other}"),
            }
        }
        assert_eq!(world.head_revision().await, before, "what was not confirmed was not done");
        let done = registry.remove("files", Some(1), "test").await.unwrap();
        assert_eq!((done.revision, done.entities, done.taken_over), (before + 1, 1, 1));
        world.caught_up().await;
        assert_eq!(world.refs().await, ["component:default/both"]);
        let both_now = world.entity("component:both").await.unwrap();
        assert_eq!((both_now.uid, both_now.source.as_str()), (both.uid, "other"), "the same entity, of another source");
        let names: Vec<String> = world.portal.sources().await.unwrap().items.into_iter().map(|source| source.name).collect();
        assert_eq!(names, ["other"]);
        assert_eq!(world.codes("b.yaml").await, Vec::<String>::new(), "nobody is in conflict any more");

        // A sync under way comes too late.
        let late = world.source.sync_whole().await.unwrap_err();
        assert!(!matches!(late, SourceError::Root { .. }), "{late}");
        assert_eq!(world.head_revision().await, before + 1);
        assert!(matches!(registry.remove("files", Some(0), "test").await.unwrap_err(), RegistryError::Unknown { .. }));

        // What comes back is what it was.
        let mut again = directory(&world.ingest, "files", world.files.path()).await;
        again.sync_whole().await.unwrap();
        world.caught_up().await;
        assert_eq!(world.entity("component:mine").await.unwrap().uid, mine.uid);
    }

    async fn a_source_without_entities_goes_too(world) {
        world.write("a.yaml", "apiVersion: [");
        world.sync().await;
        let note = |_: &_| sextant_server::store::AuditRow {
            id: "0".to_owned(),
            at: 0,
            actor: "test".to_owned(),
            action: "remove-source".to_owned(),
            subject: "files".to_owned(),
            detail: serde_json::Value::Null,
            revision: None,
        };
        assert!(matches!(world.ingest.remove("files", 0, note).await.unwrap(), Removed::Done(_)));
        assert!(world.portal.sources().await.unwrap().items.is_empty());
    }

    async fn nothing_comes_from_a_source_that_is_paused(world) {
        world.write("a.yaml", component("a"));
        let before = world.sync().await.revision;
        pause(&world, true).await;
        world.write("b.yaml", component("b"));
        match world.source.sync_whole().await.unwrap_err() {
            SourceError::Ingest(IngestError::Paused) => {}
            other => panic!("{other}"),
        }
        assert_eq!(world.head_revision().await, before);
        assert_eq!(world.refs().await, ["component:default/a"], "what it said stays");
        assert!(world.portal.source("files").await.unwrap().paused);
        pause(&world, false).await;
        assert_eq!(world.sync().await.created, ["component:default/b"]);
    }

    async fn the_last_syncs_are_kept_and_the_same_nothing_is_one(world) {
        world.write("a.yaml", component("a"));
        world.sync().await;
        for _ in 0..3 {
            world.sync().await;
        }
        let runs = world.portal.source("files").await.unwrap().runs;
        assert_eq!(runs.iter().map(|run| (run.created, run.times)).collect::<Vec<_>>(), [(0, 3), (1, 1)]);
        assert!(runs[0].revision.is_none() && runs[1].revision.is_some());
        for number in 0..25 {
            world.write("a.yaml", component("a").replace("Does", &format!("Does {number} times")));
            world.sync().await;
        }
        let runs = world.portal.source("files").await.unwrap().runs;
        assert_eq!(runs.len(), 20);
        assert!(runs.iter().all(|run| run.updated == 1), "{runs:?}");
    }
}
