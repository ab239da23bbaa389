//! Roll-ups are what adding up the results of each entity gives.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_schema::wire::{FixQuery, Outcome, RollupBy, RollupOrder, RollupQuery};

use super::{every_fix, next_fixes, rollup, team};
use crate::clock::day;
use crate::graph::GraphView;
use crate::health::{evaluate, judge_all};
use crate::insights::Survey;
use crate::live::Live;
use crate::live::testing::{EntityExt, catalog, entity, reference};

/// 2026-12-01, in milliseconds.
const NOW: i64 = 1_796_083_200_000;

/// A team within another, a third one, and what nobody owns.
fn company() -> Live {
    let mut entities = vec![
        entity("group:default/all"),
        entity("group:default/a").titled("Team A").relates("childOf", "group:default/all"),
        entity("group:default/b"),
        entity("system:default/shop").owned_by("group:default/a"),
    ];
    for number in 0..12_u8 {
        let component = entity(&format!("component:default/c{number}")).with(|component| {
            component.entity_type = Some("service".to_owned());
            component.tier = (number % 3 != 0).then_some(number % 3);
            component.description = (number % 2 == 0).then(|| "Takes orders from the website and a phone.".to_owned());
        });
        entities.push(match number {
            0..=3 => component.owned_by("group:default/b"),
            4..=7 => component.in_system("system:default/shop"),
            8..=10 => component.owned_by("group:default/all"),
            _ => component,
        });
    }
    judge_all(catalog(entities), &Survey::default(), NOW).0
}

fn grouped(by: RollupBy) -> RollupQuery {
    RollupQuery { by, ..RollupQuery::default() }
}

/// What results of entities add up to by owner: entities, points, and failed rules.
fn naive(live: &Live, scorecard: &str) -> BTreeMap<Option<String>, (u64, u64, u64, u64)> {
    let mut groups = BTreeMap::new();
    for record in live.records() {
        let slot = live.graph().find(record.entity_ref.as_str()).unwrap();
        let owner = crate::graph::effective_owner_ref(live.graph(), slot).map(ToString::to_string);
        let results = evaluate(live, &Survey::default(), &record.entity_ref, NOW).unwrap();
        for result in results.iter().filter(|result| result.scorecard == scorecard) {
            let failed = result.rules.iter().filter(|rule| rule.outcome == Outcome::Fail).count() as u64;
            let group: &mut (u64, u64, u64, u64) = groups.entry(owner.clone()).or_default();
            *group =
                (group.0 + 1, group.1 + u64::from(result.score), group.2 + u64::from(result.max), group.3 + failed);
        }
    }
    groups
}

#[test]
fn groups_add_up_to_what_each_entity_comes_to() {
    let live = company();
    for scorecard in ["production-readiness", "documentation", "ownership"] {
        let told = rollup(&live, scorecard, &grouped(RollupBy::Team), &day(NOW)).unwrap();
        let failed = |counts: &catalog_schema::wire::RollupCounts| counts.rules.iter().map(|rule| rule.failed).sum();
        let told: BTreeMap<_, _> = told
            .items
            .into_iter()
            .map(|group| {
                let counts = group.counts;
                (group.of, (counts.entities, counts.score, counts.max, failed(&counts)))
            })
            .collect();
        assert_eq!(told, naive(&live, scorecard), "{scorecard}");
    }
}

#[test]
fn a_tree_has_what_is_below_it_and_every_grouping_has_all() {
    let live = company();
    let entities = |by| -> BTreeMap<Option<String>, u64> {
        let told = rollup(&live, "production-readiness", &grouped(by), &day(NOW)).unwrap();
        told.items.into_iter().map(|group| (group.of, group.counts.entities)).collect()
    };
    let group = |name: &str| Some(format!("group:default/{name}"));
    let tree = entities(RollupBy::Tree);
    assert_eq!(tree, [(group("all"), 7), (group("a"), 4), (group("b"), 4), (None, 1)].into());
    for by in RollupBy::ALL.into_iter().filter(|by| *by != RollupBy::Tree) {
        assert_eq!(entities(by).values().sum::<u64>(), 12, "{by:?}");
    }
    let tiers: Vec<_> = entities(RollupBy::Tier).into_keys().collect();
    assert_eq!(tiers, [None, Some("1".to_owned()), Some("2".to_owned())]);
    let last = rollup(&live, "production-readiness", &grouped(RollupBy::Team), &day(NOW)).unwrap().items.pop().unwrap();
    assert_eq!(last.of, None, "what belongs to none comes last");
    assert_eq!(rollup(&live, "nothing", &grouped(RollupBy::Team), &day(NOW)).unwrap_err().code, "scorecard_not_found");
}

#[test]
fn a_team_is_told_what_to_mend_next() {
    let live = company();
    let told = |name: &str, tree| team(&live, &Survey::default(), &reference(name), tree, &day(NOW)).unwrap();
    let b = told("group:default/b", false);
    let worths: Vec<u64> = b.fixes.iter().map(|fix| fix.worth).collect();
    assert!(worths.is_sorted_by(|one, other| one >= other), "{worths:?}");
    assert!(b.fixes.len() == 20 && b.fixes_total > 20, "{}", b.fixes_total);
    assert!(b.fixes.iter().all(|fix| fix.worth == u64::from(fix.points) && fix.criticality == 1));
    let entities = |told: &catalog_schema::wire::TeamScorecards| {
        told.scorecards.iter().find(|found| found.scorecard == "production-readiness").unwrap().counts.entities
    };
    assert_eq!((entities(&b), entities(&told("group:default/all", false))), (4, 3));
    assert_eq!(entities(&told("group:default/all", true)), 7);
    let nobody = team(&live, &Survey::default(), &reference("group:default/nobody"), false, &day(NOW));
    assert_eq!(nobody.unwrap_err().code, "entity_not_found");
}

#[test]
fn groups_come_in_the_order_that_is_asked_for() {
    let live = company();
    let told = |order, limit| {
        let query = RollupQuery { by: RollupBy::Team, order, limit };
        rollup(&live, "production-readiness", &query, &day(NOW)).unwrap()
    };
    let points = told(RollupOrder::Points, None).items;
    let reached = |share: &catalog_schema::wire::RollupGroup| share.counts.score as f64 / share.counts.max as f64;
    assert!(points.is_sorted_by(|one, other| reached(one) >= reached(other)));
    let mut least = told(RollupOrder::LeastPoints, None).items;
    least.reverse();
    assert_eq!(points, least);
    let best = told(RollupOrder::Points, Some(2));
    assert_eq!((best.items.as_slice(), best.total), (&points[..2], points.len() as u64));
    let failing: Vec<u64> = told(RollupOrder::Failing, None).items.iter().map(|group| group.counts.failing).collect();
    assert!(failing.is_sorted_by(|one, other| one >= other), "{failing:?}");
}

#[test]
fn every_fix_is_told_once_and_the_first_of_them_are_the_next() {
    let (live, survey) = (Arc::new(company()), Arc::new(Survey::default()));
    let (seen, query) = (crate::graph::Measured::from(&*live), FixQuery { limit: Some(1_000), ..FixQuery::default() });
    let next = next_fixes(seen, &query, &day(NOW)).unwrap();
    let every = every_fix(Arc::clone(&live), survey, &query, &day(NOW)).unwrap();
    let every: Vec<_> = every.flatten().collect();
    assert_eq!((every.len() as u64, &every), (next.total, &next.items));
    let few = next_fixes(seen, &FixQuery { limit: Some(7), ..query }, &day(NOW)).unwrap();
    assert_eq!((few.items.as_slice(), few.total), (&every[..7], next.total));
}
