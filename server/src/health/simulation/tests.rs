//! A simulation says what publishing would.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use catalog_schema::wire::{Problem, Simulation, SimulationQuery};
use proptest::prelude::*;
use scorecards::{
    AppliesTo, DeclaredFacts, Engine, Exemption, LevelDefinition, Rollup, RuleDefinition, ScorecardDefinition, Verdict,
};

use super::{SimulationLimits, Simulations};
use crate::clock::day;
use crate::graph::GraphView;
use crate::health::reading::Reading;
use crate::health::{Judging, judge_all};
use crate::insights::Survey;
use crate::live::Live;
use crate::live::testing::*;

/// 2026-12-01, in milliseconds.
const NOW: i64 = 1_796_083_200_000;

fn rule(id: &str, expression: &str, level: Option<&str>) -> RuleDefinition {
    RuleDefinition {
        id: id.into(),
        title: id.into(),
        weight: 3,
        expression: expression.into(),
        level: level.map(str::to_owned),
        pass_message: "It holds.".into(),
        ..RuleDefinition::default()
    }
}

fn level(name: &str) -> LevelDefinition {
    LevelDefinition { name: name.into(), title: name.into(), color: None }
}

/// What is edited, and one that follows from its levels.
fn present() -> Vec<ScorecardDefinition> {
    vec![
        ScorecardDefinition {
            name: "own".into(),
            title: "own".into(),
            levels: vec![level("bronze"), level("silver")],
            rules: vec![
                rule("titled", "entity.title != null", Some("bronze")),
                rule("system", "entity.system != null", Some("silver")),
                rule("tags", "size(entity.tags) > 0", None),
            ],
            ..ScorecardDefinition::default()
        },
        ScorecardDefinition {
            name: "follows".into(),
            title: "follows".into(),
            applies_to: AppliesTo { when: Some("levels['own'] != null".into()), ..AppliesTo::default() },
            rules: vec![rule("silver", "levels['own'] == 'silver'", None)],
            ..ScorecardDefinition::default()
        },
    ]
}

fn engine(definitions: Vec<ScorecardDefinition>) -> Arc<Engine> {
    let (engine, errors) = Engine::with_facts(definitions, DeclaredFacts::default());
    assert!(errors.is_empty(), "{errors:?}");
    Arc::new(engine)
}

/// A way to edit a scorecard.
#[derive(Clone, Debug)]
enum Edit {
    Expression(usize, &'static str),
    Weight(usize, u32),
    Level(usize, Option<&'static str>),
    Remove(usize),
    Add(&'static str, &'static str),
    Levels(Vec<&'static str>),
    Kinds(&'static str),
    When(&'static str),
    Exempt(String),
    From(usize, &'static str),
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let expression =
        prop::sample::select(vec!["true", "false", "entity.tier <= 2", "owner.exists", "entity.title != null"]);
    let level = prop::sample::select(vec![None, Some("bronze"), Some("silver")]);
    prop_oneof![
        (0..3_usize, expression.clone()).prop_map(|(at, expression)| Edit::Expression(at, expression)),
        (0..3_usize, 0..5_u32).prop_map(|(at, weight)| Edit::Weight(at, weight)),
        (0..3_usize, level).prop_map(|(at, level)| Edit::Level(at, level)),
        (0..3_usize).prop_map(Edit::Remove),
        (prop::sample::select(vec!["new", "newer"]), expression).prop_map(|(id, expression)| Edit::Add(id, expression)),
        prop::sample::subsequence(vec!["wood", "bronze", "silver"], 0..=3).prop_map(Edit::Levels),
        prop::sample::select(vec!["Component", "API"]).prop_map(Edit::Kinds),
        prop::sample::select(vec!["entity.title != null", "owner.exists"]).prop_map(Edit::When),
        any_ref().prop_map(Edit::Exempt),
        (0..3_usize, prop::sample::select(vec!["2026-11-01", "2027-01-01"])).prop_map(|(at, day)| Edit::From(at, day)),
    ]
}

fn edited(edits: &[Edit]) -> ScorecardDefinition {
    let mut definition = present().remove(0);
    for edit in edits {
        let at = |place: usize, definition: &ScorecardDefinition| place % definition.rules.len();
        match edit.clone() {
            Edit::Expression(place, expression) => {
                let place = at(place, &definition);
                definition.rules[place].expression = expression.into();
            }
            Edit::Weight(place, weight) => {
                let place = at(place, &definition);
                definition.rules[place].weight = weight;
            }
            Edit::Level(place, level) => {
                let place = at(place, &definition);
                definition.rules[place].level = level.map(str::to_owned);
            }
            Edit::Remove(place) if definition.rules.len() > 1 => {
                let place = at(place, &definition);
                definition.rules.remove(place);
            }
            Edit::Remove(_) => {}
            Edit::Add(id, expression) if definition.rules.iter().all(|known| known.id != id) => {
                definition.rules.push(rule(id, expression, None));
            }
            Edit::Add(..) => {}
            Edit::Levels(names) => definition.levels = names.into_iter().map(level).collect(),
            Edit::Kinds(kind) => definition.applies_to.kinds = vec![kind.into()],
            Edit::When(when) => definition.applies_to.when = Some(when.into()),
            Edit::Exempt(entity) => definition.exemptions.push(Exemption {
                entity: reference(&entity),
                rules: Vec::new(),
                reason: "So.".into(),
                approved_by: None,
                expires: None,
                granted: None,
            }),
            Edit::From(place, day) => {
                let place = at(place, &definition);
                definition.rules[place].effective_from = Some(day.into());
            }
        }
    }
    let known = |level: &String| definition.levels.iter().any(|known| known.name == *level);
    for rule in &mut definition.rules {
        rule.level = rule.level.take().filter(known);
    }
    definition
}

/// Of one scorecard over a judged catalog: all counts, and of each entity its level, its points and its outcomes by id.
type Judged = (Rollup, BTreeMap<String, (Option<String>, u64, u64, BTreeMap<String, String>)>);

fn judged(live: &Live, definition: &ScorecardDefinition) -> Judged {
    let (reading, mut verdicts) = (Reading::new(live, definition), Vec::new());
    let (mut all, mut each) = (Rollup::of(definition), BTreeMap::new());
    for (slot, row) in live.rows() {
        if !reading.read(row, &mut verdicts) {
            continue;
        }
        all.add(definition, &verdicts, &day(NOW));
        let mut one = Rollup::of(definition);
        one.add(definition, &verdicts, &day(NOW));
        let level = definition.place_of_level(&verdicts, &day(NOW)).map(|place| definition.levels[place].name.clone());
        let word = |verdict: &Option<Verdict>| verdict.map(|verdict| format!("{:?}", verdict.outcome).to_lowercase());
        let outcomes = definition.rules.iter().zip(&verdicts).filter_map(|(rule, v)| Some((rule.id.clone(), word(v)?)));
        let outcomes = outcomes.collect();
        each.insert(live.graph().entity_ref(slot).to_string(), (level, one.score, one.max, outcomes));
    }
    (all, each)
}

async fn simulated(live: &Live, definition: &ScorecardDefinition) -> Result<Simulation, Problem> {
    let query = SimulationQuery { definition: definition.to_text(), all: true, ..SimulationQuery::default() };
    Simulations::default().answer((Arc::default(), Arc::new(live.clone())), query, NOW).await
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]
    #[test]
    fn a_simulation_says_what_publishing_does(
        entities in prop::collection::vec(any_entity(), 1..12),
        edits in prop::collection::vec(any_edit(), 1..5),
    ) {
        let live = empty().with_engine(engine(present()));
        let live = live.apply(1, &entities.into_iter().map(put).collect::<Vec<_>>()).0;
        let live = judge_all(live, &Survey::default(), NOW).0;
        let definition = edited(&edits);
        let said = wait(simulated(&live, &definition)).unwrap();

        let mut definitions = present();
        definitions[0] = definition.clone();
        let published = live.with_engine(engine(definitions.clone()));
        let found = Judging::new(&published, &Survey::default(), NOW).after(live.engine()).changed(&BTreeMap::new());
        prop_assert!(said.evaluated as usize <= found.evaluated, "no more is evaluated");
        let published = published.judged(&found.of);
        let full = judge_all(published, &Survey::default(), NOW).0;

        let (before, was) = judged(&live, &present()[0]);
        let (after, is) = judged(&full, &definition);
        for (told, counted) in [(&said.before, &before), (&said.after, &after)] {
            let told = [told.entities, told.passing, told.failing, told.unknown, told.score, told.max, told.without_level];
            let counted = [
                counted.entities, counted.passing, counted.failing, counted.unknown, counted.score, counted.max,
                counted.without_level,
            ];
            prop_assert_eq!(told, counted, "{:?}", edits);
        }
        let at: Vec<u64> = said.levels.iter().filter_map(|level| level.after).collect();
        prop_assert_eq!(at, after.levels);
        let outcomes: Vec<_> = said.rules.iter().filter_map(|rule| rule.after).collect();
        for (told, counted) in outcomes.iter().zip(&after.rules) {
            let told = [told.passed, told.failed, told.unknown, told.exempt];
            prop_assert_eq!(told, [counted.passed, counted.failed, counted.unknown, counted.exempt]);
        }
        let changed: Vec<&String> = was.keys().chain(is.keys()).filter(|name| was.get(*name) != is.get(*name)).collect();
        let changed: BTreeSet<&String> = changed.into_iter().collect();
        let told: BTreeSet<&String> = said.items.iter().map(|item| &item.entity_ref).collect();
        prop_assert_eq!(told, changed, "{:?}", edits);
        prop_assert_eq!((said.total as usize, said.items.len()), (said.moves.total() as usize, said.total as usize));
        for item in &said.items {
            let stand = is.get(&item.entity_ref);
            prop_assert_eq!(item.after.is_some(), stand.is_some());
            if let (Some(told), Some(stand)) = (&item.after, stand) {
                let told = (&told.level, u64::from(told.score), u64::from(told.max));
                prop_assert_eq!(told, (&stand.0, stand.1, stand.2));
            }
        }
        let teams: u64 = said.teams.iter().map(|team| team.moves.total()).sum();
        prop_assert_eq!(teams, said.total, "everything that changes is somebody's");

        let (_, followed) = judged(&live, &present()[1]);
        let (_, follows) = judged(&full, &definitions[1]);
        let others = followed.keys().chain(follows.keys()).collect::<BTreeSet<_>>();
        let others = others.into_iter().filter(|name| followed.get(*name) != follows.get(*name)).count() as u64;
        let told: u64 = said.others.iter().map(|other| other.moves.total()).sum();
        prop_assert_eq!(told, others, "what reads its levels follows");
    }
}

fn company() -> Live {
    let live = empty().with_engine(engine(present()));
    let entities = (0..300).map(|number| {
        let component = entity(&format!("component:default/c{number}"));
        put(if number % 3 == 0 { component.titled("Named") } else { component })
    });
    judge_all(live.apply(1, &entities.collect::<Vec<_>>()).0, &Survey::default(), NOW).0
}

#[tokio::test]
async fn only_rules_that_are_edited_are_evaluated() {
    let live = company();
    let same = simulated(&live, &present()[0]).await.unwrap();
    assert_eq!((same.same, same.total, same.evaluated), (true, 0, 0));
    let mut stricter = present().remove(0);
    stricter.rules[0].expression = "entity.title != null && size(entity.tags) > 0".into();
    stricter.rules[1].weight = 9;
    stricter.rules[2].title = "Has tags".into();
    let one = simulated(&live, &stricter).await.unwrap();
    // Who loses the level is judged anew by what reads it.
    assert_eq!((one.moves.worse, one.evaluated), (100, 300));
    assert_eq!(one.others[0].moves.goes, 100);
    assert_eq!(one.before.entities, 300);
}

#[tokio::test]
async fn it_takes_no_longer_than_it_may_and_no_more_at_once() {
    let live = Arc::new(company());
    let definition = present().remove(0).to_text();
    let asked = |simulations: Simulations, limit| {
        let (live, definition) = (Arc::clone(&live), definition.clone());
        let query = SimulationQuery { definition, limit, ..SimulationQuery::default() };
        async move { simulations.answer((Arc::default(), live), query, NOW).await }
    };
    let within = |at_once, budget| Simulations::within(SimulationLimits { at_once, wait: Duration::ZERO, budget });
    let code = |answer: Result<Simulation, Problem>| answer.unwrap_err().code;
    assert_eq!(code(asked(within(1, Duration::ZERO), None).await), "simulation_too_long");
    assert_eq!(code(asked(within(0, Duration::MAX), None).await), "simulations_busy");
    assert_eq!(code(asked(within(1, Duration::MAX), Some(0)).await), "invalid_limit");
    assert_eq!(code(asked(within(1, Duration::MAX), Some(1_001)).await), "invalid_limit");
    let patient = within(1, Duration::from_secs(600));
    assert!(asked(patient.clone(), None).await.is_ok());
    assert!(asked(patient, Some(1)).await.is_ok(), "the turn is given back");
}

#[tokio::test]
async fn problems_are_told_at_their_lines_and_nothing_else_is_taken() {
    let live = Arc::new(company());
    let asked = async |scorecard: Option<&str>, definition: &str| {
        let query = SimulationQuery {
            scorecard: scorecard.map(str::to_owned),
            definition: definition.to_owned(),
            ..SimulationQuery::default()
        };
        let problem = Simulations::default().answer((Arc::default(), Arc::clone(&live)), query, NOW).await.unwrap_err();
        assert_eq!((problem.status, problem.code.as_str()), (422, "invalid_scorecard"));
        problem
    };
    let place = |problem: &Problem| {
        let found = &problem.diagnostics[0];
        (found.line.unwrap_or_default(), found.column.unwrap_or_default())
    };
    let text = |expression: &str| {
        format!(
            "apiVersion: sextant.dev/v1\nkind: Scorecard\nmetadata: {{name: own}}\nspec:\n  rules:\n  - id: one\n    \
             title: One\n    expression: {expression}\n"
        )
    };
    assert_eq!(place(&asked(None, &text("entity.titel != null")).await), (8, 17));
    // What the text alone does not tell: facts that nothing declares, levels that there are not.
    let undeclared = asked(None, &text("true && facts.coverage > 80")).await;
    assert_eq!(place(&undeclared), (8, 25), "{undeclared:?}");
    assert!(undeclared.diagnostics[0].message.contains("coverage"), "{undeclared:?}");
    let knot = asked(None, &text("levels['follows'] == null")).await;
    assert_eq!(place(&knot).0, 8, "it reads what reads it: {knot:?}");
    assert!(place(&asked(None, "kind: Scorecard\nmetadata: [\n").await).0 > 0);
    assert!(asked(None, "kind: Component\nmetadata: {name: web}\n").await.detail.contains("kind: Scorecard"));
    assert!(asked(Some("follows"), &text("1 < 2")).await.detail.contains("follows is asked for"));
    let twice = format!("{}---\n{}", text("1 < 2"), text("2 < 1"));
    assert!(asked(None, &twice).await.detail.contains("several"));
    assert!(asked(None, &format!("# {}\n", "x".repeat(1 << 20))).await.diagnostics[0].code == "file-too-large");
}
