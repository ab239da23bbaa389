//! Several writers at once, and readers meanwhile.

use catalog_schema::wire::ListQuery;
use sextant_server::ingest::{Ingest, IngestError, ReadFile, Scope};
use tokio::task::JoinSet;
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, reference};

const WRITERS: u64 = 8;
const ROUNDS: u64 = 10;

/// Replaces a location's files as one change.
async fn replace(ingest: &Ingest, location: &str, files: Vec<(String, String)>) -> u64 {
    let mut session = ingest.begin(location, Scope::Whole).await.unwrap();
    let files = files.into_iter().map(|(path, text)| ReadFile { path, content: Ok(text.into_bytes()) });
    session.stage(files.collect()).await.unwrap();
    session.finish().await.unwrap().revision
}

on_both_engines! {
    async fn revisions_become_visible_in_their_order(world) {
        let mut writers = JoinSet::new();
        for writer in 0..WRITERS {
            let ingest = world.ingest.clone();
            writers.spawn(async move {
                let name = format!("writer-{writer}");
                let location = ingest.register(&name, "push", "here").await.unwrap();
                for round in 0..ROUNDS {
                    let text = component(&name).replace("Does", &format!("Does {round} times"));
                    replace(&ingest, &location, vec![("catalog-info.yaml".to_owned(), text)]).await;
                }
            });
        }
        // As a follower does it: whatever is there after what it knows. A revision that came late would be missing.
        let mut known = 0;
        while known < WRITERS * ROUNDS {
            let steps = world.store.read().await.unwrap().changes_after(known).await.unwrap();
            for step in steps {
                assert_eq!(step.revision, known + 1, "a later revision was visible before it");
                known = step.revision;
            }
            tokio::task::yield_now().await;
        }
        while let Some(writer) = writers.join_next().await {
            writer.unwrap();
        }
        world.cell.wait_for(known).await;
        assert_eq!(world.refs().await.len() as u64, WRITERS);
    }

    async fn an_answer_is_of_one_revision(world) {
        let location = world.ingest.register("push", "push", "here").await.unwrap();
        let state = |round: u64| {
            let text = |name: &str| component(name).replace(&format!("Does {name}"), &format!("Round {round}"));
            vec![("a.yaml".to_owned(), text("a")), ("b.yaml".to_owned(), text("b"))]
        };
        let first = replace(&world.ingest, &location, state(0)).await;
        world.cell.wait_for(first).await;
        let ingest = world.ingest.clone();
        let writer = tokio::spawn(async move {
            for round in 1..=30 {
                replace(&ingest, &location, state(round)).await;
            }
        });
        let mut last = 0;
        while last < first + 30 {
            let list = world.portal.list(&ListQuery::default()).await.unwrap();
            assert!(list.revision >= last, "readers never go back");
            last = list.revision;
            let round = format!("Round {}.", list.revision - first);
            for item in &list.items {
                assert_eq!(item.description.as_deref(), Some(round.as_str()), "both entities are of the list's revision");
            }
            let entity = world.portal.entity(&reference("component:default/a")).await.unwrap();
            assert_eq!(entity.description.as_deref(), Some(format!("Round {}.", entity.revision - first).as_str()));
            assert_eq!(entity.descriptor.unwrap()["metadata"]["description"].as_str(), entity.description.as_deref());
        }
        writer.await.unwrap();
    }

    async fn who_was_overtaken_changes_nothing(world) {
        let location = world.ingest.register("push", "push", "here").await.unwrap();
        let file = |name: &str, text: String| (format!("{name}.yaml"), text);
        replace(&world.ingest, &location, vec![file("a", component("a"))]).await;
        // It has looked at the location when it had only one file, and is slow.
        let mut slow = world.ingest.begin(&location, Scope::Whole).await.unwrap();
        let outdated = component("a").replace("Does a", "Did a");
        slow.stage(vec![ReadFile { path: "a.yaml".to_owned(), content: Ok(outdated.into_bytes()) }]).await.unwrap();
        let newest = vec![file("a", component("a").replace("Does a", "Will do a")), file("b", component("b"))];
        let revision = replace(&world.ingest, &location, newest).await;
        let refused = slow.finish().await.unwrap_err();
        assert!(matches!(refused, IngestError::Overtaken), "{refused}");

        let head = world.store.read().await.unwrap().head().await.unwrap();
        assert_eq!(head.revision, revision, "not even a revision was taken");
        world.cell.wait_for(revision).await;
        assert_eq!(world.refs().await, ["component:default/a", "component:default/b"]);
        let a = world.entity("component:default/a").await.unwrap();
        assert_eq!(a.description.as_deref(), Some("Will do a."));
    }
}
