//! No rule runs for long, whatever it asks and whatever it is asked of.

use catalog_schema::model::Entity;
use catalog_schema::wire::Outcome;
use scorecards::{
    Around, ContractFacts, ExpressionProblem, FactType, Facts, FindingFacts, MeasureFacts, OwnerFacts, RecordFacts,
    Related, RelatedFacts, TransitiveFacts, facts,
};

use crate::support::{Placed, bare, engine, rule, tried};

fn tagged(count: usize) -> Entity {
    Entity { tags: (0..count).map(|number| format!("tag-{number}")).collect(), ..bare() }
}

#[test]
fn loops_nest_two_deep() {
    let two = "entity.tags.all(a, entity.tags.all(b, a != '' && b != ''))";
    assert_eq!(engine(rule(two)).1, []);
    let three = "entity.tags.all(a, entity.tags.all(b, entity.tags.all(c, a + b + c != '')))";
    assert_eq!(engine(rule(three)).1[0].error.problem, ExpressionProblem::NestedTooDeep(2));
}

#[test]
fn a_list_that_is_too_long_is_not_looked_at() {
    let result = tried(rule("'a' in entity.tags"), &tagged(20_001));
    assert_eq!(result.outcome, Outcome::Unknown);
    assert_eq!(result.message, "Could not be judged: entity.tags has 20001 entries, and a rule may look at 20000.");
    assert_eq!(result.evidence["entity.tags"].as_array().unwrap().len(), 51, "fifty and how many more");
    assert_eq!(tried(rule("'tag-1' in entity.tags"), &tagged(20_000)).outcome, Outcome::Pass);
    assert_eq!(tried(rule("size(entity.tags) == 30000"), &tagged(30_000)).outcome, Outcome::Pass, "counted only");
}

#[test]
fn a_rule_that_asks_without_end_is_stopped() {
    let greedy = "'x' in entity.tags || entity.tags.all(a, entity.tags.all(b, entity.name != ''))";
    let result = tried(rule(greedy), &tagged(1_000));
    assert_eq!(result.outcome, Outcome::Unknown);
    assert!(result.message.contains("it takes more than 1000000 steps"), "{}", result.message);
}

#[test]
fn a_loop_may_look_at_a_long_list_and_two_at_short_ones() {
    let once = "entity.tags.all(a, a.startsWith(entity.type))";
    let judged = |expression: &str, count| {
        let entity = Entity { entity_type: Some("tag".to_owned()), ..tagged(count) };
        tried(rule(expression), &entity)
    };
    assert_eq!(judged(once, 5_000).outcome, Outcome::Pass);
    let twice = "entity.tags.all(a, entity.tags.exists(b, b == entity.type) || a != entity.type)";
    assert_eq!(judged(twice, 100).outcome, Outcome::Pass);
}

#[test]
fn the_dependents_of_a_hub_may_be_counted_and_looked_at() {
    let dependent = RelatedFacts { exists: true, tier: Some(2), ..RelatedFacts::default() };
    let related = vec![(Related::Dependents, dependent); 5_000];
    let around = Placed { related, ..Placed::default() };
    for expression in ["size(dependents) == 5000", "dependents.all(d, d.exists && d.tier == 2)"] {
        let (engine, _) = engine(rule(expression));
        let entity = bare();
        let result = engine.evaluate(&Facts { around: &around, ..Facts::of(&entity) }).remove(0).rules.remove(0);
        assert_eq!(result.outcome, Outcome::Pass, "{}", result.message);
    }
}

#[test]
fn no_way_of_looking_through_lists_runs_for_long() {
    let ways = [
        "entity.tags.all(a, a in entity.tags)",
        "entity.tags.all(a, entity.tags == entity.tags)",
        "[entity.tags].all(l, l.all(a, a in l))",
        "entity.tags.map(a, entity.tags).all(l, size(l) > 0 && 'x' in l)",
        "entity.tags.all(a, a.matches('t.*'))",
        "'x' in entity.tags || entity.tags.all(a, entity.tags.filter(b, a != b).size() >= 0)",
        "'x' in entity.tags || entity.tags.all(a, size(entity.tags.map(b, a + b)) >= 0)",
        "'x' in entity.tags || entity.tags.all(a, entity.tags.exists_one(b, a == b))",
    ];
    for way in ways {
        let result = tried(rule(way), &tagged(20_000));
        assert_eq!(result.outcome, Outcome::Unknown, "{way}: {}", result.message);
    }
    let made = "[entity.tags.map(t, t)].all(l, l.all(a, a in l))";
    assert_eq!(engine(rule(made)).1[0].error.problem, ExpressionProblem::NestedTooDeep(2));
}

#[test]
fn nothing_grows_without_bounds() {
    let doubled = format!("[entity.name]{} != []", ".map(y, y + y)".repeat(12));
    assert_eq!(engine(rule(&doubled)).1[0].error.problem, ExpressionProblem::TooLarge);
    let replaced = format!("entity.name{} != ''", ".replace('a', 'aaaaaaaaaaaaaaaaaaaa')".repeat(8));
    assert_eq!(engine(rule(&replaced)).1[0].error.problem, ExpressionProblem::TooLarge);
    let by_itself = "entity.description.replace('a', entity.description) != ''";
    assert_eq!(
        engine(rule(by_itself)).1[0].error.problem.to_string(),
        "entity.description is put in as often as it comes; write the text down, or how often, as in replace(\"-\", \
         entity.description, 1)"
    );
    for harmless in [
        "entity.tags.map(t, t + '-x').map(t, t.upperAscii()).join(', ').replace('-', '_') != ''",
        "entity.name.replace('-', entity.namespace, 2) + entity.name + entity.name != ''",
    ] {
        assert_eq!(engine(rule(harmless)).1, [], "{harmless}");
    }
}

#[test]
fn an_expression_is_no_program() {
    let long = vec!["entity.name != ''"; 200].join(" && ");
    assert!(matches!(engine(rule(&long)).1[0].error.problem, ExpressionProblem::TooLong { limit: 2_000, .. }));
}

/// Where servers and tests run: on a thread with 2 MiB of stack.
fn outcome(expression: &str) -> Result<Outcome, ExpressionProblem> {
    let (_, mut errors) = engine(rule(expression));
    match errors.pop() {
        Some(error) => Err(error.error.problem),
        None => Ok(tried(rule(expression), &tagged(3)).outcome),
    }
}

/// One level of nesting, `/` marks its inside.
const LEVELS: [&str; 7] = ["(/)", "[/][0]", "{'a': /}.a", "!!(/)", "(true ? / : false)", "size([/]) > 0", "dyn(/)"];

#[test]
fn no_nesting_reaches_the_end_of_the_stack() {
    for level in LEVELS {
        let (before, after) = level.split_once('/').unwrap();
        for depth in [5, 9, 12, 16, 22, 32, 64, 200] {
            let expression = format!("{}true{}", before.repeat(depth), after.repeat(depth));
            match outcome(&expression) {
                Ok(outcome) => assert_eq!(outcome, Outcome::Pass, "{expression}"),
                Err(error) => assert!(
                    matches!(
                        error,
                        ExpressionProblem::TooDeep(_)
                            | ExpressionProblem::TooManyBrackets { .. }
                            | ExpressionProblem::TooLong { .. }
                    ),
                    "{expression}: {error}"
                ),
            }
        }
    }
    assert_eq!(outcome(&format!("{}true{}", "(".repeat(60), ")".repeat(60))), Ok(Outcome::Pass), "brackets alone");
}

#[test]
fn long_chains_do_not_either() {
    assert_eq!(outcome(&format!("true{}", " && true".repeat(200))), Ok(Outcome::Pass));
    assert_eq!(outcome(&format!("{}true", "!".repeat(1_900))), Ok(Outcome::Pass));
    assert_eq!(outcome(&format!("1{} == 0", " - 1".repeat(400))), Err(ExpressionProblem::TooDeep(24)));
    assert_eq!(outcome(&format!("entity.custom{} == 1", ".a".repeat(900))), Ok(Outcome::Unknown));
}

#[test]
fn two_loops_at_the_greatest_depth_fit() {
    let sum = " + 'a'".repeat(8);
    let loops = format!("entity.tags.all(a, entity.tags.exists(b, (a + b{sum}) != '' && (true ? a != '' : false)))");
    assert_eq!(outcome(&loops), Ok(Outcome::Pass));
}

/// Knows how many dependents there are, and never lists them.
struct Counted;

impl Around for Counted {
    fn owner(&self) -> OwnerFacts {
        OwnerFacts::default()
    }

    fn related(&self, relation: Related) -> Vec<RelatedFacts> {
        vec![RelatedFacts::default(); usize::from(relation == Related::Dependents)]
    }

    fn related_count(&self, relation: Related) -> usize {
        if relation == Related::Dependents { 5_000 } else { 0 }
    }

    fn measures(&self) -> MeasureFacts {
        MeasureFacts::default()
    }

    fn transitive(&self) -> Option<TransitiveFacts> {
        None
    }

    fn findings(&self) -> Option<Vec<FindingFacts>> {
        None
    }

    fn contract(&self) -> Option<ContractFacts> {
        None
    }

    fn record(&self) -> RecordFacts {
        RecordFacts::default()
    }
}

#[test]
fn what_is_only_counted_is_not_listed() {
    let entity = bare();
    for (expression, outcome) in [
        ("size(dependents) == 5000 && dependents.size() == 5000 && size(parts) == 0", Outcome::Pass),
        ("size(dependents.filter(d, true)) == 5000", Outcome::Fail),
        ("size(findings) == 0", Outcome::Unknown),
    ] {
        let (engine, _) = engine(rule(expression));
        let result = engine.evaluate(&Facts { around: &Counted, ..Facts::of(&entity) }).remove(0).rules.remove(0);
        assert_eq!(result.outcome, outcome, "{expression}: {}", result.message);
    }
}

#[test]
fn every_list_of_entities_can_be_counted_alone() {
    let listed = facts().filter(|fact| fact.fact_type == FactType::EntityList);
    for fact in listed {
        let relative = |relation| (relation, RelatedFacts::default());
        let all = [
            Related::Dependencies,
            Related::Dependents,
            Related::ProvidedApis,
            Related::ConsumedApis,
            Related::Providers,
            Related::Consumers,
            Related::Parts,
            Related::Members,
            Related::Owned,
        ];
        // As many of each as its place says, so that none is taken for another.
        let related = all.iter().enumerate().flat_map(|(place, relation)| vec![relative(*relation); place + 1]);
        let around = Placed { related: related.collect(), ..Placed::default() };
        let (engine, _) = engine(rule(&format!("size({0}) == size({0}.map(x, x))", fact.name)));
        let entity = bare();
        let result = engine.evaluate(&Facts { around: &around, ..Facts::of(&entity) }).remove(0).rules.remove(0);
        assert_eq!(result.outcome, Outcome::Pass, "{}: {}", fact.name, result.message);
    }
}
