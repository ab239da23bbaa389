//! Lists and counts against a scan of what the API shows of every entity, after any changes.

use std::collections::BTreeMap;

use catalog_schema::wire::{self, FacetQuery, ListQuery, Outcome};
use proptest::prelude::*;

use super::{entity as entity_of, facets, list};
use crate::graph::GraphView;
use crate::live::testing::*;
use crate::live::{Column, health_index};

proptest! {
    #[test]
    fn lists_and_counts_equal_a_scan_after_any_changes(
        entities in prop::collection::vec(any_entity(), 1..16),
        steps in prop::collection::vec(prop::collection::vec((any_entity(), any::<bool>()), 1..5), 0..5),
        scores in prop::collection::vec(0..4_usize, 30),
    ) {
        let mut live = catalog(entities);
        let mut scores = scores.into_iter().cycle();
        for (revision, step) in (2..).zip(steps) {
            let changes: Vec<_> = step.into_iter().map(|(entity, stays)| {
                let text = entity.entity_ref().to_string();
                if stays { put(entity) } else { remove(&text) }
            }).collect();
            live = live.apply(revision, &changes).0;
            let outcomes = [Outcome::Pass, Outcome::Fail, Outcome::Unknown, Outcome::Exempt];
            let judged: Vec<_> = live.records().map(|record| (record.entity_ref.clone(), judgement(outcomes[scores.next().unwrap()]))).collect();
            live = live.judged(&judged);
        }
        let all: Vec<wire::Entity> = live.records().map(|record| entity_of(&live, &record.entity_ref).unwrap()).collect();
        let domain = |entity: &wire::Entity| {
            let slot = live.graph().find(&entity.entity_ref).unwrap();
            let symbol = live.domains().of(live.row(slot).unwrap());
            symbol.is_some().then(|| live.columns().table(Column::Domain).text(symbol).to_owned())
        };
        let lower = |text: &Option<String>| text.as_deref().map(str::to_lowercase);
        type Value<'a> = &'a dyn Fn(&wire::Entity) -> Option<String>;
        let fields: [(&str, Value<'_>); 8] = [
            ("kind", &|entity| Some(entity.kind.to_lowercase())),
            ("type", &|entity| lower(&entity.entity_type)),
            ("tier", &|entity| entity.tier.map(|tier| tier.to_string())),
            ("owner", &|entity| entity.owner.clone()),
            ("system", &|entity| entity.system.clone()),
            ("domain", &domain),
            ("effective_owner", &|entity| entity.effective_owner.as_ref().map(|owner| owner.entity_ref.clone())),
            ("health", &|entity| entity.health.map(|health| ["pass", "fail", "unknown"][health_index(&health)].to_owned())),
        ];
        let total = |filter: &str| list(&live, &ListQuery { filter: vec![filter.to_owned()], ..ListQuery::default() }).unwrap().total;
        let counted = facets(&live, &FacetQuery::default()).unwrap().facets;
        for (field, value) in fields {
            let mut counts: BTreeMap<String, u64> = BTreeMap::new();
            for found in all.iter().filter_map(value) {
                *counts.entry(found).or_default() += 1;
            }
            prop_assert_eq!(total(&format!("!{field}")), all.iter().filter(|entity| value(entity).is_none()).count() as u64);
            for (found, count) in &counts {
                prop_assert_eq!(total(&format!("{field}={found}")), *count, "{}={}", field, found);
                prop_assert_eq!(total(&format!("{field}!={found}")), all.len() as u64 - count);
                // Narrowed to few, which are counted in another way.
                let narrowed = FacetQuery { also: vec![format!("{field}={found}")], ..Default::default() };
                let narrowed = facets(&live, &narrowed).unwrap().facets;
                prop_assert_eq!(narrowed["kind"].iter().map(|kind| kind.count).sum::<u64>(), *count);
            }
            if let Some(facet) = counted.get(field) {
                let facet: BTreeMap<String, u64> = facet.iter().map(|value| (value.value.clone(), value.count)).collect();
                prop_assert_eq!(facet, counts);
            }
        }
    }
}
