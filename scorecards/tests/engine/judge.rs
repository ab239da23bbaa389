//! Outcomes without words are those with words, and after a change no more rules are evaluated than it makes necessary.

use std::borrow::Cow;

use catalog_schema::model::Entity;
use catalog_schema::wire::Outcome;
use scorecards::{
    AppliesTo, Engine, Exemption, FactGroup, FactGroups, Facts, GraduatedShare, Judged, LevelDefinition, Past,
    PastRules, RuleDefinition, ScorecardDefinition, Verdict,
};

use crate::support::{Placed, bare, owned_by_payments, rule};

/// 2026-12-01, in milliseconds.
const FIRST_OF_DECEMBER: i64 = 1_796_083_200_000;
const DAY: i64 = 24 * 60 * 60 * 1_000;

fn level(name: &str) -> LevelDefinition {
    LevelDefinition { name: name.to_owned(), title: name.to_owned(), color: None }
}

fn at(id: &str, level: &str, expression: &str) -> RuleDefinition {
    RuleDefinition { id: id.to_owned(), level: Some(level.to_owned()), ..rule(expression) }
}

/// A scorecard of levels, and one that reads the level of the first.
fn definitions() -> Vec<ScorecardDefinition> {
    let first = ScorecardDefinition {
        name: "first".to_owned(),
        levels: vec![level("bronze"), level("silver")],
        rules: vec![
            at("titled", "bronze", "entity.title != null"),
            at("owned", "silver", "owner.exists"),
            RuleDefinition {
                graduated: vec![GraduatedShare { when: "size(entity.tags) > 0".to_owned(), percent: 50 }],
                ..at("tagged", "silver", "size(entity.tags) > 2")
            },
            RuleDefinition { effective_from: Some("2026-12-01".to_owned()), ..at("later", "bronze", "false") },
        ],
        exemptions: vec![Exemption {
            entity: bare().entity_ref(),
            rules: vec!["tagged".to_owned()],
            reason: "It is old.".to_owned(),
            approved_by: None,
            expires: Some("2026-11-29".to_owned()),
            granted: None,
        }],
        ..ScorecardDefinition::default()
    };
    let second = ScorecardDefinition {
        name: "second".to_owned(),
        applies_to: AppliesTo { when: Some("measures.dependents > 0".to_owned()), ..AppliesTo::default() },
        rules: vec![rule(r#""first" in levels"#)],
        ..ScorecardDefinition::default()
    };
    let draft = ScorecardDefinition { is_draft: true, ..first.clone() };
    vec![first, second, ScorecardDefinition { name: "draft".to_owned(), ..draft }]
}

/// An entity and what is around it, by the bits of a number.
fn world(bits: u32) -> (Entity, Placed, i64) {
    let has = |bit: u32| bits & (1 << bit) != 0;
    let mut entity = bare();
    entity.title = has(0).then(|| "Orders".to_owned());
    entity.tags =
        ["a", "b", "c"].iter().take(if has(1) { 3 } else { usize::from(has(2)) }).map(|&tag| tag.into()).collect();
    let mut placed = Placed { owner: owned_by_payments(has(3)), ..Placed::default() };
    placed.measures.dependents = u32::from(has(4));
    let days = if has(5) { 0 } else { -2 } + if has(6) { -1 } else { 0 };
    (entity, placed, FIRST_OF_DECEMBER + days * DAY)
}

/// What is known afterwards.
fn past<'a>(engine: &'a Engine, judged: &Judged) -> Vec<Past<'a>> {
    let of = |(place, definition): (usize, &'a ScorecardDefinition)| {
        let Some(standing) = judged.standings.iter().find(|standing| standing.scorecard == place) else {
            return Past { level: None, rules: PastRules::NotApplied };
        };
        let mut rules = vec![None; definition.rules.len()];
        standing.rules.iter().for_each(|&(rule, verdict)| rules[rule] = Some(verdict));
        let level = standing.level.map(|level| Cow::Borrowed(definition.levels[level].name.as_str()));
        Past { level, rules: PastRules::Applied(rules) }
    };
    engine.definitions().enumerate().map(of).collect()
}

#[test]
fn outcomes_points_and_levels_are_those_that_are_explained() {
    let (engine, errors) = Engine::new(definitions());
    assert_eq!(errors, []);
    for bits in 0..128 {
        let (entity, placed, now) = world(bits);
        let facts = Facts { entity: &entity, around: &placed, now };
        let judged = engine.judge().of(&facts, None, &[]);
        let explained = engine.evaluate(&facts);
        assert_eq!(judged.standings.len(), explained.len());
        for (standing, result) in judged.standings.iter().zip(explained) {
            let definition = engine.definitions().nth(standing.scorecard).unwrap();
            let level = standing.level.map(|level| definition.levels[level].name.clone());
            let outcomes: Vec<Outcome> = standing.rules.iter().map(|(_, verdict)| verdict.outcome).collect();
            assert_eq!(result.rules.iter().map(|rule| rule.outcome).collect::<Vec<_>>(), outcomes, "{bits:b}");
            assert_eq!((result.level, result.score, result.max), (level, standing.score, standing.max), "{bits:b}");
        }
    }
}

#[test]
fn after_a_change_the_results_are_those_of_a_full_evaluation() {
    let (engine, _) = Engine::new(definitions());
    let judge = engine.judge();
    for before in (0..128_u32).step_by(7) {
        for after in 0..128_u32 {
            let (entity, placed, now) = world(before);
            let old = judge.of(&Facts { entity: &entity, around: &placed, now }, None, &[]);
            let (entity, placed, now) = world(after);
            let facts = Facts { entity: &entity, around: &placed, now };
            let changed = before ^ after;
            let groups = [(0b111, FactGroup::Entity), (0b1000, FactGroup::Owner), (0b1_0000, FactGroup::Measures)];
            let groups = groups.into_iter().filter(|(bits, _)| changed & bits != 0).map(|(_, group)| group);
            let new = judge.of(&facts, Some(groups.collect()), &past(&engine, &old));
            assert_eq!(new.standings, judge.of(&facts, None, &[]).standings, "{before:b} {after:b}");
            if changed & 0b111_1111 == 0 {
                assert_eq!(new.evaluated, 0);
            }
        }
    }
}

#[test]
fn only_rules_whose_facts_changed_are_evaluated() {
    let (engine, _) = Engine::new(definitions());
    let judge = engine.judge();
    let evaluated = |before: u32, after: u32, groups: &[FactGroup]| {
        let (entity, placed, now) = world(before);
        let old = judge.of(&Facts { entity: &entity, around: &placed, now }, None, &[]);
        let (entity, placed, now) = world(after);
        let facts = Facts { entity: &entity, around: &placed, now };
        judge.of(&facts, Some(groups.iter().copied().collect()), &past(&engine, &old)).evaluated
    };
    let on_the_first = 0b10_0000;
    assert_eq!(evaluated(0, 0, &[FactGroup::Related]), 0, "nothing reads it");
    assert_eq!(evaluated(on_the_first, on_the_first | 0b1000, &[FactGroup::Owner]), 1, "one rule reads the owner");
    assert_eq!(evaluated(0, 0b1_0000, &[FactGroup::Measures]), 1, "another scorecard applies from now on");
    assert_eq!(evaluated(0b1_0000, 0b1_0001, &[FactGroup::Entity]), 2, "a title, the level, and who reads the level");
    assert_eq!(evaluated(0b100_0000 | on_the_first, on_the_first, &[]), 0, "a rule counts from a day on");
    assert_eq!(evaluated(0, on_the_first, &[]), 1, "an exemption ended");
    let (entity, placed, now) = world(0);
    let facts = Facts { entity: &entity, around: &placed, now };
    assert_eq!(judge.of(&facts, Some(FactGroups::NONE), &[]).evaluated, 3, "nothing is known, and one is exempt");
}

#[test]
fn a_failing_rule_keeps_its_share_of_the_weight() {
    let (engine, _) = Engine::new(definitions());
    let (entity, placed, now) = world(0b10_0100);
    let judged = engine.judge().of(&Facts { entity: &entity, around: &placed, now }, None, &[]);
    assert_eq!(judged.standings[0].rules[2], (2, Verdict { outcome: Outcome::Fail, percent: 50 }));
    assert_eq!(judged.standings[0].score, 5);
}
