//! What an image gives back is the snapshot that it was written of, and goes on as that does.

use std::collections::BTreeMap;

use catalog_schema::wire::Outcome;
use proptest::prelude::*;
use scorecards::EventFacts;
use serde_json::json;

use super::*;
use crate::graph::Slot;
use crate::live::change::{
    Beside, EntityChange, EventChange, ExemptionChange, FactChange, GrantedExemption, RepositoryChange,
};
use crate::live::testing::{any_entity, empty, entity, judgement, put_as, reference, remove_as};
use crate::live::tests::view;

/// The same snapshot by way of a file.
fn reopened(live: &Live) -> Live {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("image");
    let mut out = ImageWriter::create(&path).unwrap();
    live.write_image(&mut out).unwrap();
    out.finish().unwrap();
    let mut image = ImageReader::open(&path).unwrap().unwrap();
    let again = Live::read_image(&mut image, live.moment(), live.search.clone()).unwrap();
    image.finish().unwrap();
    again.defining(&[], Arc::clone(&live.vocabulary))
}

/// Everything that is kept by slot, as it is written out for whoever mends the code.
fn kept(live: &Live) -> Vec<String> {
    let of = |slot: Slot| {
        let row = live.row(slot);
        let shown = (
            live.display_name_prefix(slot),
            row.map(|row| live.columns.tags().text(row.tags().first().copied().unwrap_or_default())),
        );
        format!(
            "{:?} {:?} {row:?} {:?} {shown:?}",
            live.graph.entity_ref(slot),
            live.graph.record(slot),
            live.search_row(slot)
        )
    };
    live.graph.slots().map(of).collect()
}

proptest! {
    #[test]
    fn a_snapshot_comes_back_and_goes_on(
        batches in prop::collection::vec(prop::collection::vec((0..12_u8, prop::option::weighted(0.8, any_entity())), 1..6), 1..6),
    ) {
        let (mut live, mut again) = (empty(), empty());
        let mut held: BTreeMap<u8, EntityRef> = BTreeMap::new();
        for (revision, batch) in (1..).zip(batches) {
            let mut changes: Vec<EntityChange> = Vec::new();
            let mut judged = Vec::new();
            for (uid, entity) in batch {
                let name = uid.to_string();
                if let Some(entity) = entity {
                    let entity_ref = entity.entity_ref();
                    held.retain(|other, known| *other == uid || *known != entity_ref);
                    held.insert(uid, entity_ref.clone());
                    judged.push((entity_ref, judgement(Outcome::Fail)));
                    changes.push(put_as(&name, entity));
                } else if let Some(gone) = held.remove(&uid) {
                    changes.push(remove_as(&name, gone.as_str()));
                }
            }
            // Each goes on from an image of itself.
            let next = |before: &Live| before.apply(revision, &changes).0.judged(&judged);
            (live, again) = (next(&live), next(&reopened(&again)));
            prop_assert_eq!(view(&again), view(&live));
            prop_assert_eq!(kept(&again), kept(&live), "down to the numbers");
            prop_assert_eq!(kept(&reopened(&live)), kept(&live));
        }
    }
}

#[test]
fn who_was_not_judged_yet_is_to_be_judged() {
    let live = empty().apply(1, &[put_as("1", entity("component:default/a"))]).0;
    assert!(!reopened(&live).awaits_judgement());
    assert!(reopened(&live.awaiting_judgement()).awaits_judgement());
}

#[test]
fn what_is_known_beside_entities_comes_back() {
    let fact = |name: &str, value| FactChange {
        uid: "1".into(),
        name: name.into(),
        value,
        at: 5,
        received_at: 6,
        source: "token:ci".into(),
        url: Some("https://ci.example".into()),
    };
    let events = EventFacts {
        last_deployment: Some(7),
        is_deployed: true,
        deployments: vec![3, 7],
        open_incidents: vec![9],
        ..EventFacts::default()
    };
    let seen = catalog_schema::repository::RepositoryFacts { readme: Some("README.md".into()), ..Default::default() };
    let granted = GrantedExemption {
        scorecard: "ownership".into(),
        rule: "has-owner".into(),
        reason: "soon".into(),
        until: "2026-12-31".into(),
        requested_by: "ada".into(),
        approved_by: "bob".into(),
        approved_at: "2026-11-01T00:00:00Z".into(),
    };
    let beside = Beside {
        facts: vec![fact("coverage", json!(0.5)), fact("scan", json!({"open": [1, "two", null]}))],
        repositories: vec![RepositoryChange {
            location: "location".into(),
            root: "".into(),
            facts: Some(Arc::new(seen.clone())),
        }],
        events: vec![EventChange { uid: "1".into(), facts: Arc::new(events.clone()) }],
        exemptions: vec![ExemptionChange { id: "e".into(), uid: "1".into(), granted: Some(granted) }],
        vocabulary: None,
    };
    let live = empty().apply(1, &[put_as("1", entity("component:default/a"))]).0;
    let live = live.with_beside(&beside, &mut BTreeMap::new());
    let again = reopened(&live);

    let a = again.get(&reference("component:default/a")).unwrap();
    assert_eq!(again.pushed("1"), live.pushed("1"));
    assert_eq!(again.pushed("1").unwrap()["scan"].value, json!({"open": [1, "two", null]}));
    assert_eq!(again.repository_of(a), Some(("", &seen)));
    assert_eq!(again.happened("1"), Some(&events));
    assert_eq!(
        again.engine().definitions().collect::<Vec<_>>(),
        live.engine().definitions().collect::<Vec<_>>(),
        "with what is granted"
    );
    assert!(live.engine().definitions().any(|definition| !definition.exemptions.is_empty()), "which is something");
}
