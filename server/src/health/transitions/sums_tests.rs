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

/// A component: whose it is, whether it has a description, its tier, and the system that it is part of.
type Component = (usize, bool, u8, usize);

/// The second is within the first.
const OWNERS: [Option<&str>; 3] = [None, Some("group:default/a"), Some("group:default/b")];
/// The first is in a domain.
const SYSTEMS: [Option<&str>; 3] = [None, Some("system:default/shop"), Some("system:default/oven")];

fn company(components: &[Component]) -> Live {
    let around = [
        entity("group:default/a"),
        entity("group:default/b").relates("childOf", "group:default/a"),
        entity("domain:default/sales"),
        entity("system:default/shop").relates("partOf", "domain:default/sales"),
        entity("system:default/oven"),
    ];
    let components = components.iter().enumerate().map(|(number, &(owner, described, tier, system))| {
        let component: Entity = entity(&format!("component:default/c{number}")).with(|component| {
            component.entity_type = Some("service".to_owned());
            component.tier = (tier > 0).then_some(tier);
            component.description = described.then(|| "Takes orders from the website and a phone.".to_owned());
        });
        let component = match OWNERS[owner] {
            Some(owner) => component.owned_by(owner),
            None => component,
        };
        match SYSTEMS[system] {
            Some(system) => component.in_system(system),
            None => component,
        }
    });
    judge_all(catalog(around.into_iter().chain(components)), &Survey::default(), NOW).0
}

/// What a judged entity counts by: whose it is, tier, system, and whether it is of the domain.
type Counted = (usize, u8, usize, bool);

/// All that scorecards are about: the components, and what they are part of.
fn counted(components: &[Component]) -> Vec<(String, Counted)> {
    let component = |(number, &(owner, _, tier, system)): (usize, &Component)| {
        (format!("component:default/c{number}"), (owner, tier, system, system == 1))
    };
    let parents = [("system:default/shop", true), ("system:default/oven", false), ("domain:default/sales", false)];
    let parents = parents.map(|(name, is_of_domain)| (name.to_owned(), (0, 0, 0, is_of_domain)));
    components.iter().enumerate().map(component).chain(parents).collect()
}

/// The groups that it counts in.
fn groups_of(by: RollupBy, (owner, tier, system, is_of_domain): Counted) -> Vec<Option<String>> {
    let one = |name: Option<&str>| vec![name.map(str::to_owned)];
    match by {
        RollupBy::Organisation => one(None),
        RollupBy::Team => one(OWNERS[owner]),
        RollupBy::Tree if owner == 2 => vec![OWNERS[1].map(str::to_owned), OWNERS[2].map(str::to_owned)],
        RollupBy::Tree => one(OWNERS[owner]),
        RollupBy::System => one(SYSTEMS[system]),
        RollupBy::Domain => one(is_of_domain.then_some("domain:default/sales")),
        RollupBy::Tier => vec![(tier > 0).then(|| tier.to_string())],
    }
}

/// By grouping and group, scorecard and rule (or level), how many stand at what; from the transitions, and from what was seen
/// first of what never changed.
type Sums = BTreeMap<(RollupBy, Option<String>, String, String), BTreeMap<Option<String>, u64>>;

async fn written_down(store: &Store, live: &Live, components: &[Component]) -> Sums {
    let mut sums = Sums::new();
    let mut tx = store.read().await.unwrap();
    for (reference, known) in counted(components) {
        let reference = reference.parse().unwrap();
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
                for by in RollupBy::ALL {
                    for group in groups_of(by, known) {
                        let key = (by, group, row.scorecard.clone(), rule.clone());
                        *sums.entry(key).or_default().entry(value.clone()).or_default() += 1;
                    }
                }
            }
        }
    }
    sums
}

/// The same as roll-ups have it.
fn rolled_up(live: &Live) -> Sums {
    let mut sums = Sums::new();
    let asked = live.engine().definitions().flat_map(|definition| RollupBy::ALL.map(|by| (definition, by)));
    for (definition, by) in asked {
        for (group, rollup) in groups(live, definition, by, TODAY) {
            let key = |rule: &str| (by, group.clone(), definition.name.clone(), rule.to_owned());
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
        steps in vec(vec((0..3_usize, any::<bool>(), 0..4_u8, 0..3_usize), 4), 1..5)
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
                let written = written_down(&store, &live, components).await;
                let told = rolled_up(&live);
                assert_eq!(written, told, "after {revision} steps");
            }
            store.close().await;
        });
    }
}
