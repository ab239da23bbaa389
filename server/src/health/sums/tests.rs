//! Sums that follow changes are those of counting everything.

use std::sync::Arc;

use catalog_schema::model::Entity;
use catalog_schema::wire::Outcome;
use proptest::collection::vec;
use proptest::prelude::*;
use scorecards::{Engine, RuleDefinition, ScorecardDefinition};

use super::Sums;
use crate::health::Judging;
use crate::insights::Survey;
use crate::live::Live;
use crate::live::change::EntityChange;
use crate::live::testing::*;

/// 2026-12-01, in milliseconds.
const NOW: i64 = 1_796_083_200_000;
const TODAY: &str = "2026-12-01";

/// What happens to the catalog between two looks.
#[derive(Clone, Debug)]
enum Step {
    /// A component comes, or is another one: its number, owner, system, tier, and whether it has a title.
    Component(u8, Option<u8>, Option<u8>, u8, bool),
    /// A system comes with an owner and a domain.
    System(u8, Option<u8>, Option<u8>),
    /// A domain comes with an owner.
    Domain(u8, Option<u8>),
    /// A component goes.
    Gone(u8),
    /// A system goes.
    SystemGone(u8),
    /// Judged by other definitions from now on: whether the second one is there, and since when its rule counts.
    Definitions(bool, bool),
}

fn team(number: u8) -> String {
    format!("group:default/t{number}")
}

fn within(entity: Entity, owner: Option<u8>, container: Option<String>) -> Entity {
    let entity = owner.into_iter().fold(entity, |entity, owner| entity.owned_by(&team(owner)));
    container.into_iter().fold(entity, |entity, container| match entity.kind.as_str() {
        "system" => entity.relates("partOf", &container),
        _ => entity.in_system(&container),
    })
}

impl Step {
    fn change(&self) -> Option<EntityChange> {
        let system = |number: u8| format!("system:default/s{number}");
        let domain = |number: u8| format!("domain:default/d{number}");
        Some(match *self {
            Self::Component(number, owner, of, tier, titled) => {
                let component = entity(&format!("component:default/c{number}")).with(|component| {
                    component.tier = (tier > 0).then_some(tier);
                    component.title = titled.then(|| "Titled".to_owned());
                });
                put(within(component, owner, of.map(system)))
            }
            Self::System(number, owner, of) => put(within(entity(&system(number)), owner, of.map(domain))),
            Self::Domain(number, owner) => put(within(entity(&domain(number)), owner, None)),
            Self::Gone(number) => remove(&format!("component:default/c{number}")),
            Self::SystemGone(number) => remove(&system(number)),
            Self::Definitions(..) => return None,
        })
    }
}

fn engine(has_second: bool, counts: bool) -> Engine {
    let rule = |id: &str, expression: &str| RuleDefinition {
        id: id.into(),
        weight: 3,
        expression: expression.into(),
        ..RuleDefinition::default()
    };
    let card = |name: &str, rules| ScorecardDefinition { name: name.into(), rules, ..ScorecardDefinition::default() };
    let later = RuleDefinition {
        effective_from: Some(if counts { TODAY } else { "2026-12-02" }.into()),
        ..rule("tier", "entity.tier != null")
    };
    let mut cards = vec![card("first", vec![rule("titled", "entity.title != null"), rule("owned", "owner.exists")])];
    if has_second {
        cards.push(card("second", vec![later, rule("system", "entity.system != null")]));
    }
    let (engine, errors) = Engine::new(cards);
    assert_eq!(errors, []);
    engine
}

/// The snapshot after a step, judged, with the sums that follow.
fn next(live: &Live, revision: u64, step: &Step) -> Live {
    let (next, affected) = match step.change() {
        Some(change) => live.apply(revision, &[change]),
        None => (live.at_revision(revision), Default::default()),
    };
    let next = match *step {
        Step::Definitions(second, counts) => next.with_engine(Arc::new(engine(second, counts))),
        _ => next,
    };
    let results = Judging::new(&next, &Survey::default(), NOW).after(live.engine()).changed(&affected.evaluate);
    next.judged(&results.of).counted_after(live, TODAY)
}

fn steps() -> impl Strategy<Value = Step> {
    let some = || prop::option::of(0..3_u8);
    prop_oneof![
        4 => (0..6_u8, some(), some(), 0..3_u8, any::<bool>())
            .prop_map(|(number, owner, of, tier, titled)| Step::Component(number, owner, of, tier, titled)),
        2 => (0..3_u8, some(), some()).prop_map(|(number, owner, of)| Step::System(number, owner, of)),
        1 => (0..3_u8, some()).prop_map(|(number, owner)| Step::Domain(number, owner)),
        1 => (0..6_u8).prop_map(Step::Gone),
        1 => (0..3_u8).prop_map(Step::SystemGone),
        1 => any::<(bool, bool)>().prop_map(|(second, counts)| Step::Definitions(second, counts)),
    ]
}

fn is_what_counting_gives(live: &Live) -> bool {
    let (kept, anew) = (live.sums(TODAY), Sums::count(live, TODAY));
    kept.0.len() == anew.0.len()
        && kept.0.iter().zip(&anew.0).all(|(one, other)| match (one, other) {
            (Some(one), Some(other)) => one.says(other),
            (None, None) => true,
            _ => false,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sums_follow_every_change(steps in vec(steps(), 1..25)) {
        let mut live = empty().with_engine(Arc::new(engine(true, true)));
        live.sums(TODAY);
        for (revision, step) in (1..).zip(&steps) {
            live = next(&live, revision, step);
            prop_assert!(live.is_counted());
            prop_assert!(is_what_counting_gives(&live), "after {step:?}, the {revision}th step");
        }
    }
}

#[test]
fn a_snapshot_that_nobody_counted_is_counted_by_who_asks() {
    let live = catalog([entity("component:web")]);
    let judged = live.judged(&[(reference("component:web"), judgement(Outcome::Pass))]);
    assert!(!judged.clone().counted_after(&live, TODAY).is_counted());
    judged.sums(TODAY);
    let other = judged.judged(&[(reference("component:web"), judgement(Outcome::Fail))]);
    assert!(!other.is_counted(), "sums of other results are none of these");
}
