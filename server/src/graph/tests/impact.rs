//! What is hit, against the naive answer.

use std::collections::BTreeMap;

use catalog_schema::model::{Link, LinkType, Profile};
use catalog_schema::wire::{Impact, ImpactDirection, ImpactItem, ImpactQuery};
use proptest::prelude::*;

use super::super::*;
use super::naive::Naive;
use super::world::{CASES, any_world};
use crate::live::Live;
use crate::live::testing::*;

fn query(root: &str) -> ImpactQuery {
    ImpactQuery { root: root.into(), ..ImpactQuery::default() }
}

/// All pages; everything but the items must be the same on each.
fn all_pages(live: &Live, query: &ImpactQuery, limit: u32) -> Impact {
    let mut query = ImpactQuery { limit: Some(limit), ..query.clone() };
    let mut whole: Option<Impact> = None;
    loop {
        let mut page = impact(live, &query).unwrap();
        assert!(page.items.len() <= limit as usize);
        query.cursor = page.next_cursor.take();
        let items = std::mem::take(&mut page.items);
        let so_far = whole.get_or_insert_with(|| page.clone());
        let before = std::mem::take(&mut so_far.items);
        assert_eq!((&*so_far, items.is_empty()), (&page, page.total == 0));
        so_far.items = before.into_iter().chain(items).collect();
        if query.cursor.is_none() {
            return whole.unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn everything_that_is_hit_comes_once_by_distance_with_a_shortest_way(world in any_world(), limit in 1..6_u32) {
        let live = &world.live;
        let down = Naive::of(&world.entities);
        for (direction, naive) in
            [(ImpactDirection::Dependents, down.reversed()), (ImpactDirection::Dependencies, down)]
        {
            for root in naive.nodes() {
                let found = all_pages(live, &ImpactQuery { direction, ..query(root) }, limit);
                let mut ways = naive.ways_back(root);
                ways.remove(root);
                let mut expected: Vec<(usize, String, Vec<String>)> = ways
                    .into_iter()
                    .map(|(node, way)| (way.len() - 1, node, way.into_iter().rev().collect()))
                    .collect();
                expected.sort();
                let items: Vec<_> = found
                    .items
                    .iter()
                    .map(|item| (item.distance as usize, item.entity_ref.clone(), item.path.clone()))
                    .collect();
                prop_assert_eq!(&items, &expected);
                prop_assert_eq!(found.total as usize, expected.len());
                let by_distance: Vec<usize> = found.by_distance.iter().map(|&count| count as usize).collect();
                let farthest = expected.last().map_or(0, |last| last.0);
                let counted: Vec<usize> =
                    (1..=farthest).map(|distance| expected.iter().filter(|item| item.0 == distance).count()).collect();
                prop_assert_eq!(by_distance, counted);
                check_teams(live, &found)?;
            }
        }
    }
}

fn check_teams(live: &Live, found: &Impact) -> Result<(), TestCaseError> {
    let mut teams: BTreeMap<String, Vec<&ImpactItem>> = BTreeMap::new();
    let mut unowned = 0;
    for item in &found.items {
        let owner = effective_owner(live, &reference(&item.entity_ref)).map(|owner| owner.entity_ref);
        prop_assert_eq!(&owner, &item.owner);
        match owner {
            Some(owner) => teams.entry(owner).or_default().push(item),
            None => unowned += 1,
        }
    }
    let by_tier = |items: &[&ImpactItem]| {
        [1, 2, 3, 4].map(|tier| items.iter().filter(|item| item.tier == Some(tier)).count() as u64)
    };
    let nearest = |items: &[&ImpactItem]| items.iter().map(|item| item.distance).min().unwrap();
    let mut expected: Vec<_> = teams
        .into_iter()
        .map(|(team, items)| (u64::MAX - items.len() as u64, team, by_tier(&items), nearest(&items)))
        .collect();
    expected.sort();
    let listed: Vec<_> = found
        .teams
        .iter()
        .map(|team| (u64::MAX - team.entities, team.entity_ref.clone(), team.tiers, team.nearest))
        .collect();
    prop_assert_eq!(listed, expected);
    prop_assert_eq!(found.unowned, unowned);
    prop_assert_eq!(found.tiers, by_tier(&found.items.iter().collect::<Vec<_>>()));
    Ok(())
}

#[test]
fn teams_say_how_to_reach_them() {
    let link = |link_type, url: &str| Link { url: url.into(), title: None, icon: None, link_type };
    let live = catalog([
        entity("component:orders"),
        entity("component:web").relates("dependsOn", "component:orders").owned_by("group:shop"),
        entity("component:app").relates("dependsOn", "component:web").owned_by("user:ann"),
        entity("component:job").relates("dependsOn", "component:web").owned_by("group:ghosts"),
        entity("group:shop").titled("Shop").with(|group| {
            group.links = vec![
                link(LinkType::Chat, "https://chat.example/shop"),
                link(LinkType::Runbook, "https://runbook.example"),
                link(LinkType::OnCall, "https://pager.example/shop"),
            ];
            group.profile = Some(Profile { email: Some("shop@example.org".into()), ..Profile::default() });
        }),
        entity("user:ann"),
    ]);
    let found = impact(&live, &query("component:orders")).unwrap();
    let teams: Vec<_> =
        found.teams.iter().map(|team| (team.entity_ref.as_str(), team.dangling, team.nearest)).collect();
    let expected =
        [("group:default/ghosts", true, 2), ("group:default/shop", false, 1), ("user:default/ann", false, 2)];
    assert_eq!(teams, expected);
    let contacts: Vec<_> = found.teams[1].contacts.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(contacts, ["https://pager.example/shop", "https://chat.example/shop", "mailto:shop@example.org"]);
    assert!(found.teams[0].contacts.is_empty());
}

#[test]
fn little_is_hit_in_a_large_catalog_and_nearly_all_of_it() {
    let name = |number: usize| format!("component:default/c{number:03}");
    // Behind a chain of three stand all others, of which none is hit by another.
    let one = |number: usize| match number {
        0 => entity(&name(0)),
        1..=2 => entity(&name(number)).relates("dependsOn", &name(number - 1)),
        number => entity(&name(number)).relates("dependsOn", &name(2)),
    };
    let live = catalog((0..500).rev().map(one));
    let ask = |root: &str, direction| {
        let found = impact(&live, &ImpactQuery { direction, limit: Some(2), ..query(root) }).unwrap();
        (found.by_distance, found.items.into_iter().map(|item| item.path).collect::<Vec<_>>())
    };
    let path = |numbers: &[usize]| numbers.iter().map(|&number| name(number)).collect::<Vec<_>>();
    let all = ask(&name(0), ImpactDirection::Dependents);
    assert_eq!(all, (vec![1, 1, 497], vec![path(&[0, 1]), path(&[0, 1, 2])]));
    let few = ask(&name(499), ImpactDirection::Dependencies);
    assert_eq!(few, (vec![1, 1, 1], vec![path(&[499, 2]), path(&[499, 2, 1])]));
}

#[test]
fn a_cursor_goes_on_where_the_page_ended_whatever_changed() {
    let dependent = |name: &str| entity(&format!("component:{name}")).relates("dependsOn", "component:root");
    let live = catalog([dependent("a"), dependent("c"), dependent("e"), entity("component:root")]);
    let first = impact(&live, &ImpactQuery { limit: Some(2), ..query("component:root") }).unwrap();
    let live = live.apply(2, &[put(dependent("b")), put(dependent("d")), remove("component:default/c")]).0;
    let next = ImpactQuery { limit: Some(2), cursor: first.next_cursor, ..query("component:root") };
    let second = impact(&live, &next).unwrap();
    let refs: Vec<_> = second.items.iter().map(|item| item.entity_ref.as_str()).collect();
    assert_eq!((refs, second.total), (vec!["component:default/d", "component:default/e"], 4));

    let code = |query: &ImpactQuery| impact(&live, query).unwrap_err().code;
    assert_eq!(code(&ImpactQuery { root: "component:a".into(), ..next.clone() }), "invalid_cursor");
    assert_eq!(code(&ImpactQuery { direction: ImpactDirection::Dependencies, ..next.clone() }), "invalid_cursor");
    assert_eq!(code(&ImpactQuery { cursor: Some("zz".into()), ..next.clone() }), "invalid_cursor");
    assert_eq!(code(&ImpactQuery { limit: Some(0), ..next }), "invalid_limit");
    assert_eq!(code(&query("component:nobody")), "entity_not_found");
}
