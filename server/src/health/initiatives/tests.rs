//! Where everybody stands is what reading everything anew gives, and the days of a burn-down are what replaying the
//! transitions gives.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_schema::model::{Entity, Format};
use catalog_schema::wire::{InitiativeCounts, InitiativeQuery, InitiativeState, Outcome, RollupBy};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Boards, DayWriter, initiative, list, one, rollup, share};
use crate::clock::day;
use crate::graph::GraphView;
use crate::health::transitions::{Looked, Recorder};
use crate::health::{evaluate, judge_all};
use crate::insights::Survey;
use crate::live::Live;
use crate::live::change::EntityChange;
use crate::live::testing::{EntityExt, empty, entity, put, remove};
use crate::store::{Store, TransitionRow};

/// 2026-12-01, in milliseconds.
const NOW: i64 = 1_796_083_200_000;
const DAY: i64 = 24 * 60 * 60 * 1_000;

/// The rules that the initiatives below ask for by name.
const RULES: [&str; 2] = ["documentation/has-description", "production-readiness/tier-declared"];

/// `[revision, step, at, is first, {rule: value}]`
type KeptGroup = (u64, u64, i64, bool, BTreeMap<String, Option<String>>);

fn an_initiative(name: &str, spec: &Value) -> Entity {
    entity(&format!("initiative:default/{name}")).with(|entity| {
        entity.kind = "Initiative".to_owned();
        entity.format = Format::Native;
        entity.descriptor = json!({ "kind": "Initiative", "metadata": { "name": name }, "spec": spec });
    })
}

/// One for two rules of two scorecards, one for a level, and one of a team's services of some tiers.
fn initiatives() -> [Entity; 3] {
    let days = json!({ "startsOn": "2026-11-27", "dueOn": "2026-12-10" });
    let with = |more: Value| {
        let mut spec = days.clone();
        spec.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        spec
    };
    [
        an_initiative("rules", &with(json!({ "rules": RULES }))),
        an_initiative("level", &with(json!({ "scorecard": "production-readiness", "level": "bronze" }))),
        an_initiative(
            "narrow",
            &with(json!({
                "rules": RULES, "appliesTo": { "tiers": [1, 2], "owners": ["all"], "kinds": ["component"] },
                "filter": "type=service",
            })),
        ),
    ]
}

fn teams() -> [Entity; 3] {
    let a = entity("group:default/a").relates("childOf", "group:default/all");
    [entity("group:default/all"), a, entity("group:default/b")]
}

/// A component: whose it is, whether it has a description, its tier, whether it is a service.
type Component = (usize, bool, u8, bool);

const OWNERS: [Option<&str>; 4] = [None, Some("group:default/a"), Some("group:default/b"), Some("group:default/all")];

fn component(number: usize, (owner, described, tier, is_service): Component) -> Entity {
    let component = entity(&format!("component:default/c{number}")).with(|component| {
        component.entity_type = Some(if is_service { "service" } else { "library" }.to_owned());
        component.tier = (tier > 0).then_some(tier);
        component.description = described.then(|| "Takes orders from the website and a phone.".to_owned());
    });
    match OWNERS[owner] {
        Some(owner) => component.owned_by(owner),
        None => component,
    }
}

fn any_component() -> impl Strategy<Value = Component> {
    (0..4_usize, any::<bool>(), 0..4_u8, any::<bool>())
}

/// The catalog with all of these, judged.
fn judged(live: &Live, revision: u64, components: &[Option<Component>], now: i64) -> Live {
    let mut changes: Vec<EntityChange> = Vec::new();
    for (number, component_of_now) in components.iter().enumerate() {
        changes.push(match component_of_now {
            Some(of_now) => put(component(number, *of_now)),
            None => remove(&format!("component:default/c{number}")),
        });
    }
    judge_all(live.apply(revision, &changes).0, &Survey::default(), now).0
}

fn founded() -> Live {
    let changes: Vec<EntityChange> = teams().into_iter().chain(initiatives()).map(put).collect();
    empty().apply(1, &changes).0
}

/// How far an entity is by what evaluating it says, with the rules by name; none where nothing is asked of it.
fn naive(live: &Live, reference: &str, rules: &[&str]) -> Option<&'static str> {
    let results = evaluate(live, &Survey::default(), &reference.parse().unwrap(), NOW)?;
    let outcomes: Vec<Outcome> = results
        .iter()
        .flat_map(|result| {
            result.rules.iter().map(move |rule| (format!("{}/{}", result.scorecard, rule.id), rule.outcome))
        })
        .filter(|(id, _)| rules.contains(&id.as_str()))
        .map(|(_, outcome)| outcome)
        .collect();
    let has = |outcome| outcomes.contains(&outcome);
    match outcomes.as_slice() {
        [] => None,
        _ if has(Outcome::Fail) => Some("failing"),
        _ if has(Outcome::Unknown) => Some("unknown"),
        _ if has(Outcome::Exempt) => Some("exempt"),
        _ => Some("reached"),
    }
}

fn counted(states: impl IntoIterator<Item = &'static str>) -> InitiativeCounts {
    let mut counts = InitiativeCounts::default();
    for state in states {
        counts.entities += 1;
        match state {
            "reached" => counts.reached += 1,
            "failing" => counts.failing += 1,
            "unknown" => counts.unknown += 1,
            _ => counts.exempt += 1,
        }
    }
    counts
}

/// The rules of a level and of those below it.
fn of_level(live: &Live, scorecard: &str, level: &str) -> Vec<String> {
    let definition = live.engine().definitions().find(|known| known.name == scorecard).unwrap();
    let place = definition.levels.iter().position(|known| known.name == level).unwrap();
    let is_of =
        |name: &Option<String>| definition.levels[..=place].iter().any(|known| Some(&known.name) == name.as_ref());
    definition.rules.iter().filter(|rule| is_of(&rule.level)).map(|rule| format!("{scorecard}/{}", rule.id)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn from_one_snapshot_to_the_next_is_as_if_all_were_read_anew(
        steps in vec(vec(proptest::option::weighted(0.85, any_component()), 6), 1..4)
    ) {
        let mut live = founded();
        let mut before: Option<Boards> = None;
        for (revision, components) in (2..).zip(&steps) {
            live = judged(&live, revision, components, NOW);
            let shared = Arc::new(live.clone());
            let boards = Boards::of(Arc::clone(&shared), &day(NOW), before.as_ref());
            let anew = Boards::of(Arc::clone(&shared), &day(NOW), None);
            for (kept, fresh) in boards.iter().zip(anew.iter()) {
                prop_assert_eq!(&kept.standings, &fresh.standings, "{}", kept.name());
            }
            let all = |rules: &[&str], narrow: bool| {
                let meant = components.iter().enumerate().filter(|(_, known)| known.is_some_and(|(owner, _, tier, service)| {
                    !narrow || ((owner == 1 || owner == 3) && (1..=2).contains(&tier) && service)
                }));
                let states = meant.filter_map(|(number, _)| naive(&live, &format!("component:default/c{number}"), rules));
                counted(states)
            };
            let level = of_level(&live, "production-readiness", "bronze");
            let level: Vec<&str> = level.iter().map(String::as_str).collect();
            for (name, expected) in
                [("rules", all(&RULES, false)), ("narrow", all(&RULES, true)), ("level", all(&level, false))]
            {
                let told = one(&boards, name).unwrap().standings.counts();
                prop_assert_eq!(told, expected, "{}", name);
            }
            // Groups add up to the whole, and the share of a team is its group.
            let board = one(&boards, "rules").unwrap();
            let groups = rollup(&boards, board, RollupBy::Team);
            let mut sum = InitiativeCounts::default();
            groups.items.iter().for_each(|group| sum.join(&group.counts));
            prop_assert_eq!(sum, board.standings.counts());
            for group in groups.items.iter().filter_map(|group| Some((group.of.clone()?, group.counts))) {
                let query = InitiativeQuery { team: Some(group.0), ..InitiativeQuery::default() };
                let of_team = initiative(&boards, board, &share(&shared, &query).unwrap(), &[]);
                prop_assert_eq!(of_team.counts, group.1);
                let failing: u64 = of_team.rules.iter().map(|rule| rule.failing).max().unwrap_or_default();
                prop_assert!(failing <= of_team.counts.failing);
            }
            before = Some(boards);
        }
    }
}

/// What each rule of each entity came to at a moment, by going through the transitions from the first on; of what never
/// changed, what was seen first, from then on.
async fn replayed(store: &Store, live: &Live, until: i64) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut tx = store.read().await.unwrap();
    let mut replayed = BTreeMap::new();
    for record in live.records() {
        let mut said: BTreeMap<String, String> = BTreeMap::new();
        let transitions: Vec<TransitionRow> = tx.transitions_of(&record.uid).await.unwrap();
        let of_rules: Vec<&TransitionRow> = transitions.iter().filter(|row| !row.rule.is_empty()).collect();
        for row in of_rules.iter().filter(|row| row.at <= until) {
            let rule = format!("{}/{}", row.scorecard, row.rule);
            match &row.became {
                Some(became) => said.insert(rule, became.clone()),
                None => said.remove(&rule),
            };
        }
        for row in tx.outcomes_of(&[&record.uid]).await.unwrap() {
            for (_, _, at, _, values) in serde_json::from_str::<Vec<KeptGroup>>(&row.packed).unwrap() {
                for (rule, value) in values.into_iter().filter(|(rule, _)| !rule.is_empty()) {
                    let changed = of_rules.iter().any(|told| told.scorecard == row.scorecard && told.rule == rule);
                    if let Some(value) = value.filter(|_| !changed && at <= until) {
                        said.insert(format!("{}/{rule}", row.scorecard), value);
                    }
                }
            }
            if row.gone_at.is_some_and(|gone| gone <= until) {
                said.retain(|rule, _| !rule.starts_with(&format!("{}/", row.scorecard)));
            }
        }
        replayed.insert(record.entity_ref.to_string(), said);
    }
    replayed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn the_days_of_a_burn_down_are_those_of_the_transitions(
        steps in vec(vec(any_component(), 5), 5)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let data = TempDir::new().unwrap();
            let store = Store::open_sqlite(&data.path().join("sextant.db")).await.unwrap();
            let mut recorder = Recorder::new(store.clone());
            let mut live = founded();
            // At noon of each of the last days.
            let first = NOW - 5 * DAY + DAY / 2;
            for (step, components) in steps.iter().enumerate() {
                let at = first + i64::try_from(step).unwrap() * DAY;
                let known: Vec<Option<Component>> = components.iter().copied().map(Some).collect();
                live = judged(&live, step as u64 + 2, &known, at);
                let looked = recorder.look_back(Arc::new(live.clone()), &day(at), at).await.unwrap();
                assert!(matches!(looked, Looked::Written(_)), "{looked:?}");
            }
            let (live, today) = (Arc::new(live), day(NOW));
            DayWriter::default().write(&store, &live, &today).await.unwrap();
            // Once more, and by somebody who knows nothing of it: what is written stays.
            DayWriter::default().write(&store, &live, &today).await.unwrap();
            let boards = Boards::of(Arc::clone(&live), &today, None);
            for name in ["rules", "narrow", "level"] {
                let board = one(&boards, name).unwrap();
                let rules = match name {
                    "level" => of_level(&live, "production-readiness", "bronze"),
                    _ => RULES.map(str::to_owned).to_vec(),
                };
                for (grouped, team) in [("organisation", ""), ("team", "group:default/a"), ("tree", "group:default/all")] {
                    let mut tx = store.read().await.unwrap();
                    let points = tx.initiative_points(Some(name), (grouped, team), "").await.unwrap();
                    drop(tx);
                    let told: BTreeMap<String, InitiativeCounts> = points
                        .into_iter()
                        .map(|point| (point.day, serde_json::from_str(&point.counts).unwrap()))
                        .collect();
                    let mut expected = BTreeMap::new();
                    for ago in (0..5).rev() {
                        let begins = NOW - ago * DAY;
                        let replayed = replayed(&store, &live, begins).await;
                        let states = replayed.iter().filter_map(|(reference, said)| {
                            let slot = live.graph().find(reference)?;
                            board.standings.at(slot.number())?;
                            let owner = crate::graph::effective_owner_ref(live.graph(), slot).map(ToString::to_string);
                            let is_meant = match grouped {
                                "organisation" => true,
                                "team" => owner.as_deref() == Some(team),
                                _ => matches!(owner.as_deref(), Some("group:default/all" | "group:default/a")),
                            };
                            let outcomes: Vec<&str> =
                                rules.iter().filter_map(|rule| said.get(rule)).map(String::as_str).collect();
                            match outcomes.as_slice() {
                                _ if !is_meant => None,
                                [] => None,
                                all if all.contains(&"fail") => Some("failing"),
                                all if all.contains(&"unknown") => Some("unknown"),
                                all if all.contains(&"exempt") => Some("exempt"),
                                _ => Some("reached"),
                            }
                        });
                        let counts = counted(states);
                        if counts.entities > 0 {
                            expected.insert(day(begins), counts);
                        }
                    }
                    assert_eq!(told, expected, "{name} of {grouped} {team}");
                }
            }
            // Today began as the last step left it, and nothing changed since: what stands now is what was replayed.
            let now = one(&boards, "rules").unwrap().standings.counts();
            let points = store.read().await.unwrap().initiative_points(Some("rules"), ("organisation", ""), &today).await.unwrap();
            let last: Option<InitiativeCounts> = points.last().map(|point| serde_json::from_str(&point.counts).unwrap());
            assert_eq!(last.unwrap_or_default(), now);
            store.close().await;
        });
    }
}

/// The days of an initiative that are written down.
async fn days(store: &Store, name: &str) -> Vec<String> {
    let points = store.read().await.unwrap().initiative_points(Some(name), ("organisation", ""), "").await.unwrap();
    points.into_iter().map(|point| point.day).collect()
}

#[tokio::test]
async fn who_asks_for_something_else_has_the_days_counted_anew() {
    let data = TempDir::new().unwrap();
    let store = Store::open_sqlite(&data.path().join("sextant.db")).await.unwrap();
    let live = judged(&founded(), 2, &[Some((1, true, 1, true)), Some((2, false, 1, true))], NOW - 9 * DAY);
    let mut recorder = Recorder::new(store.clone());
    recorder.look_back(Arc::new(live.clone()), &day(NOW - 9 * DAY), NOW - 9 * DAY).await.unwrap();
    let mut writer = DayWriter::default();
    writer.write(&store, &Arc::new(live.clone()), "2026-11-29").await.unwrap();
    assert_eq!(days(&store, "rules").await, ["2026-11-27", "2026-11-28", "2026-11-29"]);
    writer.write(&store, &Arc::new(live.clone()), "2026-12-01").await.unwrap();
    assert_eq!(days(&store, "rules").await.len(), 5, "the days between are written, too");
    let spec = json!({ "rules": [RULES[0]], "startsOn": "2026-11-24", "dueOn": "2026-12-10" });
    let other = live.apply(3, &[put(an_initiative("rules", &spec))]).0;
    writer.write(&store, &Arc::new(other), "2026-12-01").await.unwrap();
    assert_eq!(days(&store, "rules").await.len(), 8, "from another first day on");
    assert_eq!(days(&store, "level").await.len(), 5, "of the others nothing changed");
    store.close().await;
}

#[test]
fn what_is_not_there_is_said_with_what_was_meant_and_nothing_is_counted() {
    let days = |more: Value| {
        let mut spec = json!({ "startsOn": "2026-11-27", "dueOn": "2026-12-10" });
        spec.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        spec
    };
    let told = |spec: Value| {
        let changes: Vec<EntityChange> = teams().into_iter().chain([an_initiative("wrong", &spec)]).map(put).collect();
        let live = judged(&empty().apply(1, &changes).0, 2, &[Some((1, true, 1, true))], NOW);
        let boards = Boards::of(Arc::new(live), &day(NOW), None);
        let share = share(boards.live(), &InitiativeQuery::default()).unwrap();
        let told = initiative(&boards, one(&boards, "wrong").unwrap(), &share, &[]);
        assert_eq!((told.state, told.counts.entities), (InitiativeState::Invalid, 0));
        let [problem] = told.problems.as_slice() else { panic!("{:?}", told.problems) };
        (problem.pointer.clone(), format!("{}; {}", problem.message, problem.help))
    };
    for (spec, pointer, said) in [
        (
            json!({ "scorecard": "production-rediness", "level": "bronze" }),
            "/spec/scorecard",
            "there is no scorecard \"production-rediness\"; did you mean production-readiness?",
        ),
        (
            json!({ "scorecard": "production-readiness", "level": "bronce" }),
            "/spec/level",
            "the scorecard production-readiness has no level \"bronce\"; did you mean bronze?",
        ),
        (
            json!({ "rules": [RULES[0], "documentation/has-descripton"] }),
            "/spec/rules/1",
            "the scorecard documentation has no rule \"has-descripton\"; did you mean has-description?",
        ),
        (
            json!({ "rules": [RULES[0]], "filter": "colour=red" }),
            "/spec/filter",
            "the filter asks for what there is not: ",
        ),
    ] {
        let (at, message) = told(days(spec));
        assert_eq!(at, pointer);
        assert!(message.starts_with(said), "{message}");
    }
}

#[test]
fn those_that_are_due_first_come_first_and_what_is_over_last() {
    let an = |name: &str, due: &str, more: Value| {
        let mut spec = json!({ "rules": [RULES[0]], "startsOn": "2026-01-01", "dueOn": due });
        spec.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        put(an_initiative(name, &spec))
    };
    let changes = [
        an("late", "2026-12-31", json!({})),
        an("ended", "2026-11-01", json!({ "state": "ended" })),
        an("overdue", "2026-11-30", json!({})),
        an("soon", "2026-12-05", json!({ "appliesTo": { "tiers": [1] } })),
    ];
    let live = judged(&empty().apply(1, &changes).0, 2, &[Some((0, false, 2, true))], NOW);
    let boards = Boards::of(Arc::new(live), &day(NOW), None);
    let told = |query: &InitiativeQuery| -> Vec<(String, InitiativeState)> {
        let list = list(&boards, &share(boards.live(), query).unwrap(), &BTreeMap::new());
        list.items.into_iter().map(|item| (item.name, item.state)).collect()
    };
    let expected = [
        ("overdue", InitiativeState::Overdue),
        ("soon", InitiativeState::Empty),
        ("late", InitiativeState::Running),
        ("ended", InitiativeState::Ended),
    ];
    assert_eq!(told(&InitiativeQuery::default()), expected.map(|(name, state)| (name.to_owned(), state)));
    let entity = Some("component:default/c0".to_owned());
    let of_it: Vec<String> =
        told(&InitiativeQuery { entity, ..InitiativeQuery::default() }).into_iter().map(|(name, _)| name).collect();
    assert_eq!(of_it, ["overdue", "late"], "what asks nothing of it is not told");
    let both = InitiativeQuery { team: Some("group:default/a".into()), entity: Some("a:b/c".into()), tree: false };
    assert_eq!(share(boards.live(), &both).err().unwrap().code, "invalid_parameter");
}
