//! Sums over groups are those of what is written down of each entity, after any changes.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_schema::model::Entity;
use catalog_schema::wire::RollupBy;
use proptest::collection::vec;
use proptest::prelude::*;
use tempfile::TempDir;

use super::kept::{LEVEL, unpack};
use super::{Looked, Recorder};
use crate::health::judge_all;
use crate::health::rollup::groups;
use crate::insights::Survey;
use crate::live::Live;
use crate::live::testing::{EntityExt, catalog, entity};
use crate::store::Store;

/// 2026-12-01, in milliseconds.
const NOW: i64 = 1_796_083_200_000;
const TODAY: &str = "2026-12-01";

/// A component: whose it is, whether it has a description, and its tier.
type Component = (usize, bool, u8);

const OWNERS: [Option<&str>; 3] = [None, Some("group:default/a"), Some("group:default/b")];

fn company(components: &[Component]) -> Live {
    let teams = [entity("group:default/a"), entity("group:default/b")];
    let components = components.iter().enumerate().map(|(number, &(owner, described, tier))| {
        let component: Entity = entity(&format!("component:default/c{number}")).with(|component| {
            component.entity_type = Some("service".to_owned());
            component.tier = (tier > 0).then_some(tier);
            component.description = described.then(|| "Takes orders from the website and a phone.".to_owned());
        });
        match OWNERS[owner] {
            Some(owner) => component.owned_by(owner),
            None => component,
        }
    });
    judge_all(catalog(teams.into_iter().chain(components)), &Survey::default(), NOW).0
}

/// By owner, scorecard and rule (or level), how many stand at what; from the transitions, and from what was seen first of what
/// never changed.
type Sums = BTreeMap<(Option<String>, String, String), BTreeMap<Option<String>, u64>>;

async fn written_down(store: &Store, live: &Live, components: &[Component]) -> Sums {
    let mut sums = Sums::new();
    let mut tx = store.read().await.unwrap();
    for (number, &(owner, ..)) in components.iter().enumerate() {
        let reference = format!("component:default/c{number}").parse().unwrap();
        let uid = live.get(&reference).unwrap().uid.to_string();
        let transitions = tx.transitions_of(&uid).await.unwrap();
        for row in tx.outcomes_of(&[&uid]).await.unwrap() {
            for (rule, standing) in unpack(&row.packed).unwrap() {
                let last = transitions.iter().rfind(|told| told.scorecard == row.scorecard && told.rule == rule);
                let value = last.map_or(standing.value.clone(), |last| last.became.clone());
                assert_eq!(
                    value, standing.value,
                    "{uid} {} {rule}: the last transition is what it stands at",
                    row.scorecard
                );
                let key = (OWNERS[owner].map(str::to_owned), row.scorecard.clone(), rule);
                *sums.entry(key).or_default().entry(value).or_default() += 1;
            }
        }
    }
    sums
}

/// The same as roll-ups have it.
fn rolled_up(live: &Live) -> Sums {
    let mut sums = Sums::new();
    for definition in live.engine().definitions() {
        for (owner, rollup) in groups(live, definition, RollupBy::Team, TODAY) {
            let key = |rule: &str| (owner.clone(), definition.name.clone(), rule.to_owned());
            let mut add = |rule: &str, value: Option<&str>, count: u64| {
                if count > 0 {
                    sums.entry(key(rule)).or_default().insert(value.map(str::to_owned), count);
                }
            };
            for (rule, counts) in definition.rules.iter().zip(&rollup.rules) {
                add(&rule.id, Some("pass"), counts.passed);
                add(&rule.id, Some("fail"), counts.failed);
                add(&rule.id, Some("unknown"), counts.unknown);
                add(&rule.id, Some("exempt"), counts.exempt);
            }
            for (level, count) in definition.levels.iter().zip(&rollup.levels) {
                add(LEVEL, Some(&level.name), *count);
            }
            if !definition.levels.is_empty() {
                add(LEVEL, None, rollup.without_level);
            }
        }
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn sums_are_those_of_the_transitions(
        steps in vec(vec((0..3_usize, any::<bool>(), 0..4_u8), 4), 1..5)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let data = TempDir::new().unwrap();
            let store = Store::open_sqlite(&data.path().join("sextant.db")).await.unwrap();
            let mut recorder = Recorder::new(store.clone());
            for (revision, components) in (1..).zip(&steps) {
                let live = Arc::new(company(components).at_revision(revision));
                let looked = recorder.look(Arc::clone(&live), TODAY, true).await.unwrap();
                assert!(matches!(looked, Looked::Written(_)), "{looked:?}");
                let mut written = written_down(&store, &live, components).await;
                let mut told = rolled_up(&live);
                // Teams are judged as well, by scorecards that are about them.
                let is_of_components = |key: &(Option<String>, String, String)| {
                    live.engine().definitions().any(|known| known.name == key.1 && !known.applies_to.kinds.iter().any(|kind| kind == "Group"))
                };
                written.retain(|key, _| is_of_components(key));
                told.retain(|key, _| is_of_components(key));
                assert_eq!(written, told, "after {revision} steps");
            }
            store.close().await;
        });
    }
}
