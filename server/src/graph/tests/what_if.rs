//! Impact before and after changes.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::*;
use super::naive::Naive;
use super::world::{CASES, World, any_batch, any_world};
use crate::live::testing::*;

fn hit(world: &World, root: &str) -> BTreeSet<String> {
    let up = Naive::of(&world.entities).reversed();
    let mut hit = if up.dependencies.contains_key(root) { up.reached(root) } else { BTreeSet::new() };
    hit.remove(root);
    hit
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn what_comes_and_goes_is_the_difference_of_both_states(world in any_world(), batch in any_batch()) {
        let mut after = world.clone();
        let changes = after.note(&batch);
        after.live = after.live.apply(99, &changes).0;
        let roots: BTreeSet<String> =
            [&world, &after].iter().flat_map(|world| Naive::of(&world.entities).dependencies.into_keys()).collect();
        for root in roots {
            let found = what_if(&world.live, &after.live, &reference(&root));
            let (before, now) = (hit(&world, &root), hit(&after, &root));
            let texts = |refs: &[catalog_schema::model::EntityRef]| -> Vec<String> {
                refs.iter().map(ToString::to_string).collect()
            };
            prop_assert_eq!(texts(&found.added), now.difference(&before).cloned().collect::<Vec<_>>());
            prop_assert_eq!(texts(&found.removed), before.difference(&now).cloned().collect::<Vec<_>>());
            prop_assert_eq!(found.totals, (before.len() as u64, now.len() as u64));
        }
    }
}
