use catalog_schema::model::{Link, LinkType};
use catalog_schema::wire::{Outcome, Team};

use super::{dependencies, list};
use crate::live::Live;
use crate::live::testing::{EntityExt, catalog, entity, judgement, reference};

/// A shop: `shop` within `sales`, `store` beside it; `ghosts` is named but not there.
fn shop() -> Live {
    let on_call = |link_type, url: &str| Link { url: url.to_owned(), title: None, icon: None, link_type };
    catalog([
        entity("group:default/sales").titled("Sales"),
        entity("group:default/shop").titled("Shop").relates("childOf", "group:default/sales").with(|team| {
            team.links =
                vec![on_call(LinkType::OnCall, "https://a.example"), on_call(LinkType::Chat, "https://b.example")];
        }),
        entity("group:default/store").titled("a store"),
        entity("user:default/ann").relates("memberOf", "group:default/shop"),
        entity("system:default/selling").owned_by("group:default/shop"),
        entity("component:default/till").owned_by("group:default/shop").with(|till| till.tier = Some(1)),
        // Inherits the shop.
        entity("component:default/scale").in_system("system:default/selling"),
        entity("component:default/stock").owned_by("group:default/store").with(|stock| stock.tier = Some(3)),
        entity("component:default/lost").owned_by("group:default/ghosts"),
        entity("component:default/stray"),
        entity("component:default/web").owned_by("group:default/sales").relates("dependsOn", "component:default/till"),
    ])
}

fn team<'a>(teams: &'a [Team], name: &str) -> &'a Team {
    teams.iter().find(|team| team.entity_ref == format!("group:default/{name}")).unwrap()
}

#[test]
fn teams_carry_what_they_own_and_what_falls_to_them() {
    let live = shop().judged(&[
        (reference("component:default/till"), judgement(Outcome::Pass)),
        (reference("component:default/scale"), judgement(Outcome::Fail)),
    ]);
    let teams = list(&live).items;
    let names: Vec<_> = teams.iter().map(|team| team.title.as_deref().unwrap_or_default()).collect();
    assert_eq!(names, ["a store", "Sales", "Shop"]);
    let shop = team(&teams, "shop");
    assert_eq!((shop.entities, shop.members, shop.failing, shop.tiers), (3, 1, 1, [1, 0, 0, 0]));
    assert_eq!(shop.health.map(|health| (health.score, health.max)), Some((1, 2)));
    assert_eq!(shop.parent.as_deref(), Some("group:default/sales"));
    assert_eq!(shop.on_call.iter().map(|link| link.url.as_str()).collect::<Vec<_>>(), ["https://a.example"]);
    assert_eq!(team(&teams, "sales").entities, 1);
}

#[test]
fn gaps_name_what_nobody_carries() {
    let gaps = list(&shop()).gaps;
    assert_eq!(gaps.unowned, 1);
    assert_eq!(
        gaps.unknown_owners.iter().map(|gap| (gap.owner.as_str(), gap.entities)).collect::<Vec<_>>(),
        [("group:default/ghosts", 1)]
    );
    // Sales has a member by way of the shop; the store has none.
    assert_eq!(gaps.empty_teams, ["group:default/store"]);
}

#[test]
fn teams_depend_by_what_they_own() {
    let live = catalog([
        entity("group:default/shop"),
        entity("group:default/store").titled("Store"),
        entity("component:default/till")
            .owned_by("group:default/shop")
            .relates("dependsOn", "component:default/stock")
            .relates("dependsOn", "component:default/scale")
            .relates("dependsOn", "component:default/ghost"),
        entity("component:default/scale").owned_by("group:default/shop").relates("consumesApi", "api:default/stock"),
        entity("component:default/stock").owned_by("group:default/store").relates("providesApi", "api:default/stock"),
    ]);
    let found = dependencies(&live, &reference("group:default/shop")).unwrap();
    let needs: Vec<_> =
        found.needs.iter().map(|need| (need.team.as_deref(), need.title.as_deref(), need.total)).collect();
    assert_eq!(needs, [(Some("group:default/store"), Some("Store"), 2), (None, None, 1)]);
    assert_eq!(found.needs[0].examples[0].dependent, "component:default/scale");
    assert!(found.needed_by.is_empty());
    let other = dependencies(&live, &reference("group:default/store")).unwrap();
    assert_eq!(other.needed_by.iter().map(|need| need.total).collect::<Vec<_>>(), [2]);
    assert_eq!(dependencies(&live, &reference("group:default/nobody")).unwrap_err().code, "entity_not_found");
}
