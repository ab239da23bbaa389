//! In which order groups are told.

use std::cmp::Ordering;

use catalog_schema::wire::RollupOrder;

use super::groups::Group;

/// The first `limit` of the groups, or all of them, in this order. What belongs to none comes last where they are ordered by
/// name, or otherwise stand alike.
pub(super) fn ordered<'a>(mut groups: Vec<Group<'a>>, order: RollupOrder, limit: Option<usize>) -> Vec<Group<'a>> {
    let compare = |one: &Group<'_>, other: &Group<'_>| match order {
        RollupOrder::Name => by_name(one, other),
        RollupOrder::Failing => other.rollup.failing.cmp(&one.rollup.failing).then_with(|| by_name(one, other)),
        RollupOrder::Points => by_points(one, other),
        RollupOrder::LeastPoints => by_points(other, one),
    };
    if let Some(limit) = limit.filter(|limit| (1..groups.len()).contains(limit)) {
        groups.select_nth_unstable_by(limit - 1, compare);
        groups.truncate(limit);
    }
    groups.sort_unstable_by(compare);
    groups
}

fn by_name(one: &Group<'_>, other: &Group<'_>) -> Ordering {
    one.of.is_none().cmp(&other.of.is_none()).then_with(|| one.of.cmp(&other.of))
}

/// The greatest share of points first; without any to reach last.
fn by_points(one: &Group<'_>, other: &Group<'_>) -> Ordering {
    let (one_max, other_max) = (one.rollup.max, other.rollup.max);
    let share = |score: u64, max: u64| u128::from(score) * u128::from(max);
    let order = match (one_max, other_max) {
        (0, 0) => Ordering::Equal,
        (0, _) => Ordering::Greater,
        (_, 0) => Ordering::Less,
        _ => share(other.rollup.score, one_max).cmp(&share(one.rollup.score, other_max)),
    };
    order.then_with(|| by_name(one, other))
}
