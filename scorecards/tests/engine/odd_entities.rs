//! Whatever an entity holds, it is judged, and twice the same.

use std::sync::LazyLock;

use catalog_schema::model::{Entity, EntityRef, Link, LinkType};
use proptest::prelude::*;
use scorecards::{Engine, Facts, OwnerFacts, RuleDefinition, ScorecardDefinition};

use crate::support::{Placed, bare, rule};

prop_compose! {
    fn odd_entity()(
        kind in "\\PC{0,12}",
        name in ".{0,40}",
        description in proptest::option::of(".{0,400}"),
        entity_type in proptest::option::of(".{0,20}"),
        tier in proptest::option::of(any::<u8>()),
        tags in proptest::collection::vec(".{0,10}", 0..30),
        labels in proptest::collection::btree_map(".{0,10}", ".{0,10}", 0..60),
        urls in proptest::collection::vec(".{0,30}", 0..10),
    ) -> Entity {
        let link = |url| Link { url, title: None, icon: None, link_type: LinkType::Other };
        let links = urls.into_iter().map(link).collect();
        Entity { kind, name, description, entity_type, tier, tags, labels, links, ..bare() }
    }
}

/// The built-in scorecards and one that reads every kind of fact, for every kind of entity.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let mut definitions = scorecards::builtin_scorecards();
    let expressions = [
        "entity.tier < 3 || size(entity.tags) > size(entity.labels)",
        "entity.labels.exists(k, k in entity.tags) || entity.links.all(l, l.url.startsWith(entity.name))",
        "entity.type.matches(entity.name)",
        "int(entity.name) / (size(entity.tags) - 1) > 0 || owner.kind == entity.kind",
    ];
    let rules: Vec<RuleDefinition> = expressions
        .iter()
        .enumerate()
        .map(|(index, expression)| RuleDefinition {
            id: format!("odd-{index}"),
            pass_message: "{entity.labels} {entity.tags} {entity.links} {owner.ref}".to_owned(),
            ..rule(expression)
        })
        .collect();
    definitions.push(ScorecardDefinition {
        name: "odd".to_owned(),
        title: "Odd".to_owned(),
        rules,
        ..ScorecardDefinition::default()
    });
    let (engine, errors) = Engine::new(definitions);
    assert_eq!(errors, []);
    engine
});

proptest! {
    #[test]
    fn every_entity_is_judged_and_twice_the_same(entity in odd_entity(), owner in ".{1,30}", exists in any::<bool>()) {
        let owner = EntityRef::new("group", "default", &owner);
        let kind = exists.then(|| "Group".to_owned());
        let owner = OwnerFacts { declared: Some(owner), exists, kind, ..OwnerFacts::default() };
        let around = Placed { owner, ..Placed::default() };
        let facts = Facts { around: &around, ..Facts::of(&entity) };
        let results = ENGINE.evaluate(&facts);
        prop_assert!(results.iter().flat_map(|result| &result.rules).all(|rule| !rule.message.is_empty()));
        prop_assert_eq!(results, ENGINE.evaluate(&facts));
    }
}
