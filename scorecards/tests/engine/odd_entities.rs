//! Whatever an entity holds and whatever stands around it, it is judged, and twice the same; whatever is written as an
//! expression is compiled or refused.

use std::sync::LazyLock;

use catalog_schema::model::{Entity, EntityRef, Link, LinkType};
use catalog_schema::repository::RepositoryFacts;
use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use scorecards::{
    ContractFacts, Counted, Engine, EventFacts, FactType, Facts, FindingFacts, MeasureFacts, OwnerFacts, RecordFacts,
    Related, RelatedFacts, RuleDefinition, ScorecardDefinition, TransitiveFacts, facts, functions,
};
use serde_json::Value;

use crate::support::{Placed, bare, engine, rule};

fn odd_value() -> impl Strategy<Value = Value> {
    let plain = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,10}".prop_map(Value::from),
    ];
    plain.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            btree_map("[a-c]", inner, 0..3).prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

prop_compose! {
    fn odd_entity()(
        kind in "\\PC{0,12}",
        name in ".{0,40}",
        title in of(".{0,20}"),
        description in of(".{0,400}"),
        entity_type in of(".{0,20}"),
        tier in of(any::<u8>()),
        tags in vec(".{0,10}", 0..30),
        labels in btree_map(".{0,10}", ".{0,10}", 0..60),
        custom_fields in btree_map("[a-c]", odd_value(), 0..4),
        urls in vec(".{0,30}", 0..10),
    ) -> Entity {
        let types = [LinkType::Other, LinkType::Runbook, LinkType::Chat].into_iter().cycle();
        let link = |(url, link_type)| Link { url, title: None, icon: None, link_type };
        let links = urls.into_iter().zip(types).map(link).collect();
        Entity { kind, name, title, description, entity_type, tier, tags, labels, custom_fields, links, ..bare() }
    }
}

prop_compose! {
    fn odd_relative()(
        relation in prop_oneof![
            Just(Related::Dependencies), Just(Related::Dependents), Just(Related::Parts), Just(Related::Members),
        ],
        entity_ref in ".{0,20}",
        exists in any::<bool>(),
        lifecycle in of(".{0,10}"),
        tier in of(any::<u8>()),
    ) -> (Related, RelatedFacts) {
        (relation, RelatedFacts { entity_ref, exists, lifecycle, tier, ..RelatedFacts::default() })
    }
}

prop_compose! {
    fn odd_surroundings()(
        owner in of(".{1,30}"),
        exists in any::<bool>(),
        related in vec(odd_relative(), 0..12),
        counts in any::<(u32, u32, Option<u8>)>(),
        transitive in of(any::<(u32, u32, u8, bool, bool)>()),
        findings in of(vec((".{0,10}", any::<bool>()), 0..5)),
        contract in of(any::<(bool, u32)>()),
        times in any::<(i64, i64)>(),
    ) -> Placed {
        let owned_path = owner.clone();
        let owner = owner.map(|owner| EntityRef::new("group", "default", &owner));
        let kind = exists.then(|| "Group".to_owned());
        let finding = |(rule, is_subject)| FindingFacts { rule, severity: "high".to_owned(), is_subject };
        let measured = |(reach, depth, criticality, in_cycle, is_articulation)| {
            TransitiveFacts { reach, depth, criticality, in_cycle, is_articulation }
        };
        Placed {
            owner: OwnerFacts { declared: owner.clone(), effective: owner, exists, kind, ..OwnerFacts::default() },
            related,
            measures: MeasureFacts { dependents: counts.0, dependencies: counts.1, instability: counts.2 },
            transitive: transitive.map(measured),
            findings: findings.map(|findings| findings.into_iter().map(finding).collect()),
            contract: contract.map(|(is_read, operations)| ContractFacts { is_read, operations }),
            repository: exists.then(|| RepositoryFacts {
                last_commit_at: Some(times.0),
                readme: owned_path.clone(),
                languages: owned_path.into_iter().map(|path| (path, times.0.into())).collect(),
                ..RepositoryFacts::default()
            }),
            events: (times.0 > 0).then(|| {
                let events = EventFacts {
                    last_deployment: Some(times.1),
                    is_deployed: exists,
                    open_incidents: vec![times.0],
                    ..EventFacts::default()
                };
                events.with(Counted::Deployments, vec![times.0, times.1])
            }),
            record: RecordFacts { created_at: times.0, changed_at: times.1, ..RecordFacts::default() },
            pushed: Default::default(),
        }
    }
}

/// What a rule may ask of a fact of a type, `F`.
fn questions(of: FactType) -> &'static [&'static str] {
    match of {
        FactType::Bool => &["!F", "F == (entity.tier == 1)", "string(F) == 'true'"],
        FactType::Int => &["F < 3", "F / (F - 1) > 0", "-F * F * F * F > F % 7", "[F, 1][F] == 1", "double(F) > 1.5"],
        FactType::Number => &["F < 3", "F / (F - 1.0) > 0.0", "-F * F == F"],
        FactType::Text => &[
            "F.matches(entity.name)",
            "size(F.trim()) > 3 && F.split('').join('-').reverse() != F",
            "int(F) + int(F) > 0 || bool(F)",
            "F.substring(1, 3) == F.charAt(2)",
            "F.indexOf(entity.name, 2) > F.lastIndexOf('a')",
            "'%s %d'.format([F, F]) < F.replace('a', F, 3) + strings.quote(F)",
        ],
        FactType::Moment => {
            &["older_than(F, '30d')", "within(F, '1w') || F == null", "F != null && !within(F, '99999d')"]
        }
        FactType::TextList => {
            &["F[0] == F[-1]", "F.exists_one(t, t in F)", "F.map(t, t + t).join() != '' && F == F + F"]
        }
        FactType::TextMap => {
            &["F.a == F['b']", "F.all(k, F[k] == k || has(F.a))", "F[?'a'].orValue('b') in F && size(F) > 0"]
        }
        FactType::LinkList => &["F.all(l, l.url.startsWith(l.type))", "F[0].title == null && F[0] in F"],
        FactType::EntityList => &[
            "F.exists(e, e.tier < 3 && e.exists)",
            "size(F.filter(e, e.lifecycle != e.kind).map(e, e.ref)) >= F.size()",
            "F.all(a, F.exists(b, a == b && a.ref <= b.ref))",
        ],
        FactType::FindingList => &["F.all(f, f.is_subject)", "F[0].severity == F[1].rule"],
        FactType::Any => &["F == null", "size(F) > F"],
        FactType::AnyMap => &[
            "F.a.b.c == 1 || F['a'][0] > 2",
            "F.all(k, F[k] == F.a)",
            "size(F.a) > 0 || F.b in F.c",
            "F.a.exists(x, x < F.b) && string(F.c) != ''",
            "F.a ? F.b + F.c == F.a : !F.b",
        ],
    }
}

/// The built-in scorecards and one that asks everything of every fact, for every kind of entity.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let mut definitions = scorecards::builtin_scorecards();
    let asked = facts().flat_map(|fact| {
        let questions = questions(fact.fact_type).iter().enumerate();
        questions.map(|(index, question)| RuleDefinition {
            id: format!("{}-{index}", fact.name),
            pass_message: format!("Is {{{}}}.", fact.name),
            ..rule(&question.replace('F', fact.name))
        })
    });
    let rules = asked.collect();
    // Whose levels are asked for.
    let read = |name: &str| ScorecardDefinition { name: name.to_owned(), ..ScorecardDefinition::default() };
    definitions.extend(["a", "b"].map(read));
    definitions.push(ScorecardDefinition { name: "odd".to_owned(), rules, ..ScorecardDefinition::default() });
    let (engine, errors) = Engine::new(definitions);
    assert_eq!(errors, []);
    engine
});

/// A piece of an expression.
fn piece() -> impl Strategy<Value = String> {
    let names: Vec<String> = facts().map(|fact| fact.name.to_owned()).collect();
    let forms: Vec<String> = functions().flat_map(|function| function.forms).collect();
    let examples: Vec<&str> =
        facts().map(|fact| fact.example).chain(functions().map(|function| function.example)).collect();
    prop_oneof![
        4 => prop::sample::select(names),
        1 => prop::sample::select(forms),
        1 => prop::sample::select(examples).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            "1", "0", "-1", "2.5", "1u", "'a'", "'ä'", "b'x'", "null", "true", "[]", "{}", "x", "x.ref", "[1]", "{'a': 1}",
        ]).prop_map(str::to_owned),
        4 => prop::sample::select(vec![
            " == ", " != ", " < ", " + ", " - ", " * ", " / ", " % ", " && ", " || ", " in ", "!", "-", "(", ")", "[", "]", "? ",
            ": ", ".", ", ", ".all(x, ", ".exists(x, ", ".map(x, ", ".filter(x, ", ".size()", "[?", ".?a", "has(", "size(",
            "dyn(", ".orValue(", ".optMap(x, ",
        ]).prop_map(str::to_owned),
        1 => ".{0,4}",
    ]
}

/// Refused at a place within it, or accepted and then evaluated without a panic.
fn is_dealt_with(expression: &str, entity: &Entity, around: &Placed) {
    let (engine, errors) = engine(rule(expression));
    for error in errors {
        let place = expression.get(error.error.span.clone());
        assert!(place.is_some(), "{expression:?} has no {:?}", error.error.span);
        assert!(!error.to_string().is_empty());
    }
    let facts = Facts { around, ..Facts::of(entity) };
    assert_eq!(engine.evaluate(&facts), engine.evaluate(&facts), "{expression}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_entity_is_judged_and_twice_the_same(
        entity in odd_entity(), around in odd_surroundings(), now in any::<i64>(),
    ) {
        let facts = Facts { around: &around, now, ..Facts::of(&entity) };
        let results = ENGINE.evaluate_with_deadline(&facts);
        prop_assert!(results.results.iter().flat_map(|result| &result.rules).all(|rule| !rule.message.is_empty()));
        prop_assert!(results.deadline.is_none_or(|deadline| deadline > now));
        prop_assert_eq!(results, ENGINE.evaluate_with_deadline(&facts));
    }
}

proptest! {
    #[test]
    fn any_text_is_compiled_or_refused(text in ".{0,60}") {
        is_dealt_with(&text, &bare(), &Placed::default());
    }

    #[test]
    fn so_is_what_looks_like_an_expression(
        pieces in vec(piece(), 1..9), entity in odd_entity(), around in odd_surroundings(),
    ) {
        is_dealt_with(&pieces.concat(), &entity, &around);
    }
}
