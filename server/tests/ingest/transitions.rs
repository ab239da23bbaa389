//! Since when scorecards say what they say, and what they said before.

use std::sync::Arc;
use std::time::Duration;

use catalog_schema::wire::{MoveDirection, MoveQuery, Outcome, RollupCounts, RuleResult};
use sextant_server::clock::now_ms;
use sextant_server::health::transitions::{Looked, Past, Recorder};
use sextant_server::retention::{Retention, sweep};
use sextant_server::store::TransitionRow;
use web::portal::Portal;

use crate::on_both_engines;
use crate::world::{World, component, reference};

const TODAY: &str = "2027-01-31";
const DAY: i64 = 86_400_000;

async fn look(recorder: &mut Recorder, world: &World) -> Looked {
    recorder.look(world.cell.load(), TODAY, true).await.unwrap()
}

/// Writes the component with or without a description, and answers the revision that did it.
async fn describe(world: &mut World, described: bool) -> u64 {
    let text = component("orders");
    world.write("orders.yaml", if described { text } else { text.replace("  description: Does orders.\n", "") });
    world.sync().await.revision
}

async fn uid(world: &World) -> String {
    world.entity("component:default/orders").await.unwrap().uid
}

async fn transitions(world: &World, uid: &str) -> Vec<TransitionRow> {
    let rows = world.store.read().await.unwrap().transitions_of(uid).await.unwrap();
    rows.into_iter().filter(|row| row.rule == "has-description").collect()
}

/// `was -> became @revision`, for one rule.
fn lines(rows: &[TransitionRow]) -> Vec<String> {
    let word = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    rows.iter().map(|row| format!("{} -> {} @{}", word(&row.was), word(&row.became), row.revision)).collect()
}

async fn rule(world: &World) -> RuleResult {
    let results = world.portal.scorecards(&reference("component:default/orders")).await.unwrap();
    let mut rules = results.into_iter().flat_map(|result| result.rules);
    rules.find(|rule| rule.id == "has-description").unwrap()
}

on_both_engines! {
    async fn a_rule_that_fails_passes_and_fails_again_has_each_with_its_revision(world) {
        let mut recorder = Recorder::new(world.store.clone());
        let mut revisions = Vec::new();
        for described in [false, true, false] {
            revisions.push(describe(&mut world, described).await);
            look(&mut recorder, &world).await;
        }
        let rows = transitions(&world, &uid(&world).await).await;
        let [first, second, third] = revisions[..] else { panic!("three syncs") };
        let expected =
            [format!("none -> fail @{first}"), format!("fail -> pass @{second}"), format!("pass -> fail @{third}")];
        assert_eq!(lines(&rows), expected);
        let said = rule(&world).await;
        assert_eq!((said.outcome, said.since_revision), (Outcome::Fail, Some(third)));
        let at = jiff::Timestamp::from_millisecond(rows[2].at).unwrap().to_string();
        assert_eq!(said.since, Some(at));
    }

    async fn who_stands_elsewhere_than_before_has_moved_and_who_came_back_has_not(world) {
        let mut recorder = Recorder::new(world.store.clone());
        let moves = async |world: &World, direction| {
            let query = MoveQuery { direction, ..MoveQuery::default() };
            let told = world.portal.moves(&query).await.unwrap();
            let of_it = told.items.into_iter().filter(|moved| moved.rule.as_deref() == Some("has-description"));
            of_it.map(|moved| (moved.was, moved.became, moved.direction, moved.revision)).collect::<Vec<_>>()
        };
        describe(&mut world, true).await;
        look(&mut recorder, &world).await;
        assert_eq!(moves(&world, None).await, [], "what is seen first has not moved");
        let revision = describe(&mut world, false).await;
        look(&mut recorder, &world).await;
        let (pass, fail) = (Some("pass".to_owned()), Some("fail".to_owned()));
        let expected = [(pass, fail, MoveDirection::Worse, Some(revision))];
        assert_eq!(moves(&world, None).await, expected);
        assert_eq!(moves(&world, Some(MoveDirection::Worse)).await, expected);
        assert_eq!(moves(&world, Some(MoveDirection::Better)).await, []);
        describe(&mut world, true).await;
        look(&mut recorder, &world).await;
        assert_eq!(moves(&world, None).await, [], "it is back where it was");
    }

    async fn a_past_is_written_down_as_if_somebody_had_looked(world) {
        let noon = |day: i64| (20_000 + day) * DAY + DAY / 2;
        let scratch = world.data.path().join("past");
        let past = Past::of(world.store.clone(), &scratch, noon(0)).await.unwrap();
        let mut past = past.expect("nothing is there yet");
        for (day, described) in [(1, true), (3, false)] {
            past.until(noon(day)).await.unwrap();
            describe(&mut world, described).await;
        }
        past.finish(noon(5)).await.unwrap();
        let rows = transitions(&world, &uid(&world).await).await;
        let at: Vec<_> = rows.iter().map(|row| (row.became.as_deref(), row.at)).collect();
        assert_eq!(at, [(Some("pass"), noon(1)), (Some("fail"), noon(3))]);
        let mut tx = world.store.read().await.unwrap();
        let days = tx.score_days("documentation", ("organisation", ""), "").await.unwrap();
        let failed = days.iter().map(|(day, counts)| {
            let counts: RollupCounts = serde_json::from_str(counts).unwrap();
            let rule = counts.rules.into_iter().find(|rule| rule.id == "has-description").unwrap();
            (day.as_str(), rule.passed, rule.failed)
        });
        let failed: Vec<_> = failed.collect();
        let expected =
            [("2024-10-06", 1, 0), ("2024-10-07", 1, 0), ("2024-10-08", 0, 1), ("2024-10-09", 0, 1)];
        assert_eq!(failed, expected, "each day as it began");
        drop(tx);
        assert!(!scratch.exists());
        let again = Past::of(world.store.clone(), &scratch, noon(0)).await.unwrap();
        assert!(again.is_none(), "a past is only put before a present");
    }

    async fn what_is_not_written_down_yet_has_no_since(world) {
        let mut recorder = Recorder::new(world.store.clone());
        describe(&mut world, false).await;
        assert_eq!(rule(&world).await.since, None);
        look(&mut recorder, &world).await;
        assert!(rule(&world).await.since.is_some());
        describe(&mut world, true).await;
        assert_eq!((rule(&world).await.since, rule(&world).await.since_revision), (None, None), "not that of the fail");
    }

    async fn a_change_elsewhere_moves_nothing(world) {
        let mut recorder = Recorder::new(world.store.clone());
        let first = describe(&mut world, false).await;
        look(&mut recorder, &world).await;
        world.write("menu.yaml", component("menu"));
        world.sync().await;
        assert_eq!(look(&mut recorder, &world).await, Looked::Written(0));
        assert_eq!(rule(&world).await.since_revision, Some(first));
        assert_eq!(transitions(&world, &uid(&world).await).await, [], "what never changed has no transition");
    }

    async fn a_restart_writes_nothing_new_and_sees_what_came_meanwhile(world) {
        let mut recorder = Recorder::new(world.store.clone());
        describe(&mut world, false).await;
        describe(&mut world, true).await;
        look(&mut recorder, &world).await;
        let before = rule(&world).await;
        let mut world = world.restart().await;
        let mut recorder = Recorder::new(world.store.clone());
        assert_eq!(look(&mut recorder, &world).await, Looked::Written(0));
        assert_eq!(rule(&world).await, before);
        // Nobody writes down while it fails and passes and fails: one transition, of when it was seen.
        for described in [false, true, false] {
            describe(&mut world, described).await;
        }
        let mut world = world.restart().await;
        describe(&mut world, false).await;
        let seen = world.cell.load().revision();
        let mut recorder = Recorder::new(world.store.clone());
        look(&mut recorder, &world).await;
        let rows = transitions(&world, &uid(&world).await).await;
        assert_eq!(lines(&rows[1..]), [format!("pass -> fail @{seen}")]);
        assert_eq!((rows.len(), rule(&world).await.since_revision), (2, Some(seen)));
    }

    async fn two_replicas_write_each_once(world) {
        let (mut one, mut other) = (Recorder::new(world.store.clone()), Recorder::new(world.store.clone()));
        for described in [false, true, false, true] {
            describe(&mut world, described).await;
            let live = world.cell.load();
            let looks = tokio::join!(
                one.look(Arc::clone(&live), TODAY, true),
                other.look(live, TODAY, true)
            );
            // Who was overtaken looks again, and finds all written.
            for (looked, recorder) in [(looks.0.unwrap(), &mut one), (looks.1.unwrap(), &mut other)] {
                if looked == Looked::Overtaken {
                    assert_eq!(look(recorder, &world).await, Looked::Written(0));
                }
            }
        }
        let rows = transitions(&world, &uid(&world).await).await;
        let became: Vec<&str> = rows.iter().filter_map(|row| row.became.as_deref()).collect();
        assert_eq!(became, ["fail", "pass", "fail", "pass"]);
    }

    async fn who_lags_writes_nothing(world) {
        let mut lagging = Recorder::new(world.store.clone());
        describe(&mut world, false).await;
        let old = world.cell.load();
        describe(&mut world, true).await;
        look(&mut Recorder::new(world.store.clone()), &world).await;
        assert_eq!(lagging.look(old, TODAY, true).await.unwrap(), Looked::Behind);
        assert_eq!(look(&mut lagging, &world).await, Looked::Written(0));
    }

    async fn a_deleted_entity_keeps_its_history_until_its_time(world) {
        let mut recorder = Recorder::new(world.store.clone());
        describe(&mut world, false).await;
        look(&mut recorder, &world).await;
        let passing = describe(&mut world, true).await;
        look(&mut recorder, &world).await;
        let uid = uid(&world).await;
        world.remove("orders.yaml");
        world.sync().await;
        assert_eq!(look(&mut recorder, &world).await, Looked::Written(0), "nobody judges what is not there");
        assert_eq!(transitions(&world, &uid).await.len(), 2);
        let keep = Retention { age: Duration::from_secs(365 * 86_400), ..Retention::default() };
        assert_eq!(sweep(&world.store, &keep, now_ms() + 300 * DAY).await.unwrap().transitions, 0);
        // What comes back is what it was.
        describe(&mut world, true).await;
        look(&mut recorder, &world).await;
        assert_eq!(rule(&world).await.since_revision, Some(passing));
        world.remove("orders.yaml");
        world.sync().await;
        look(&mut recorder, &world).await;
        assert_eq!(sweep(&world.store, &keep, now_ms() + 400 * DAY).await.unwrap().transitions, 2);
        assert_eq!(transitions(&world, &uid).await, []);
        let kept = world.store.read().await.unwrap().outcomes_of(&[&uid]).await.unwrap();
        assert_eq!(kept, [], "nor what it was last");
    }

    async fn since_outlives_the_transitions_that_are_dropped(world) {
        let mut recorder = Recorder::new(world.store.clone());
        for described in [false, true] {
            describe(&mut world, described).await;
            look(&mut recorder, &world).await;
        }
        let before = rule(&world).await;
        assert_eq!(sweep(&world.store, &Retention::default(), now_ms() + 400 * DAY).await.unwrap().transitions, 2);
        assert!(before.since.is_some());
        assert_eq!(rule(&world).await, before);
    }
}
