//! What a source stops describing in large numbers stays until somebody confirms that it is to go.

use sextant_server::store::Decision;
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component};

fn write(world: &World, numbers: std::ops::Range<u32>) {
    for number in numbers {
        world.write(&format!("service-{number}/catalog-info.yaml"), component(&format!("service-{number}")));
    }
}

fn remove(world: &World, numbers: std::ops::Range<u32>) {
    for number in numbers {
        world.remove(&format!("service-{number}"));
    }
}

async fn decide(world: &World, decision: Decision) {
    let mut tx = world.store.write().await.unwrap();
    assert_eq!(tx.decide_holds("files", decision).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn a_large_deletion_waits_and_everything_else_goes_on(world) {
        write(&world, 0..40);
        let before = world.sync().await.revision;
        remove(&world, 0..20);
        world.write("service-30/catalog-info.yaml", component("service-30").replace("Does", "Still does"));
        world.write("new.yaml", component("new"));
        let outcome = world.sync().await;
        assert_eq!((outcome.created.len(), outcome.updated.len(), outcome.deleted.len()), (1, 1, 0), "{outcome:?}");
        assert_eq!(outcome.revision, before + 1);
        let held = outcome.held.expect("what is held back");
        assert_eq!((held.entities, held.files, held.discarded), (20, 20, false));
        assert!(held.refs.contains(&"component:default/service-7".to_owned()));
        assert_eq!(world.refs().await.len(), 41);
        assert_eq!(world.portal.source("files").await.unwrap().locations[0].held.as_ref(), Some(&held));

        // Nothing more happened, whoever looks, and since when is not forgotten.
        let mut world = world.restart().await;
        let again = world.sync().await;
        assert_eq!((again.revision, again.held.as_ref()), (outcome.revision, Some(&held)));

        decide(&world, Decision::Confirmed).await;
        let outcome = world.sync().await;
        assert_eq!((outcome.deleted.len(), outcome.held), (20, None));
        assert_eq!(world.refs().await.len(), 21);
        assert_eq!(world.portal.source("files").await.unwrap().locations[0].held, None);
    }

    async fn what_comes_back_was_never_gone(world) {
        write(&world, 0..30);
        let before = world.sync().await;
        remove(&world, 0..30);
        let empty = world.sync().await;
        assert_eq!((empty.revision, empty.held.map(|held| held.entities)), (before.revision, Some(30)));
        write(&world, 0..30);
        let back = world.sync().await;
        assert_eq!((back.revision, back.held), (before.revision, None));
        assert_eq!(world.portal.source("files").await.unwrap().locations[0].held, None);
    }

    async fn a_discarded_deletion_is_not_asked_again(world) {
        write(&world, 0..30);
        world.sync().await;
        remove(&world, 0..15);
        world.sync().await;
        decide(&world, Decision::Discarded).await;
        assert!(world.sync().await.held.expect("it is still held back").discarded);
        assert_eq!(world.refs().await.len(), 30);
        // More of it is another deletion.
        remove(&world, 15..16);
        let held = world.sync().await.held.expect("a new one");
        assert_eq!((held.entities, held.discarded), (16, false));
    }

    async fn a_file_that_says_much_less_is_held_back_as_a_whole(world) {
        let all: Vec<String> = (0..20).map(|number| component(&format!("service-{number}"))).collect();
        world.write("all.yaml", all.join("---\n"));
        world.write("other.yaml", component("other"));
        world.sync().await;
        world.write("all.yaml", "");
        let outcome = world.sync().await;
        assert_eq!((outcome.deleted.len(), outcome.held.map(|held| (held.entities, held.files))), (0, Some((20, 1))));
        assert!(!world.entity("component:default/service-3").await.unwrap().stale);
        // A part of the tree does not end what the whole of it said.
        world.write("other.yaml", component("other").replace("Does", "Really does"));
        let outcome = world.sync_places(&["other.yaml"]).await.unwrap();
        assert_eq!((outcome.updated.len(), outcome.held.is_some()), (1, true));
        world.write("all.yaml", all[..19].join("---\n"));
        let outcome = world.sync().await;
        assert_eq!((outcome.deleted.as_slice(), outcome.held), (["component:default/service-19".to_owned()].as_slice(), None));
    }

    async fn what_moves_or_is_renamed_is_not_deleted(world) {
        write(&world, 0..30);
        world.sync().await;
        remove(&world, 0..15);
        for number in 0..15 {
            world.write(&format!("moved/service-{number}.yaml"), component(&format!("service-{number}")));
        }
        for number in 15..30 {
            world.write(&format!("service-{number}/catalog-info.yaml"), component(&format!("renamed-{number}")));
        }
        let outcome = world.sync().await;
        assert_eq!((outcome.held, outcome.renamed.len(), outcome.deleted.len()), (None, 15, 0));
        assert_eq!(world.refs().await.len(), 30);
    }

    async fn a_few_go_at_once(world) {
        write(&world, 0..10);
        world.sync().await;
        remove(&world, 0..10);
        let outcome = world.sync().await;
        assert_eq!((outcome.deleted.len(), outcome.held), (10, None));
    }
}
