use catalog_schema::model::Profile;
use catalog_schema::wire::{Dependency, EffectiveOwner, OwnershipGaps, Team, TeamDependency, UnknownOwner};

use crate::fixture::{Memory, company, entity, related};
use crate::home::{summary, team};
use crate::text;

/// The company with its payments team, within another one, and a person in it.
fn with_payments() -> Memory {
    let mut memory = company();
    memory.teams = vec![team("payments", Some("retail")), team("retail", None)];
    memory.health = Some(summary());
    let mut ada = entity("User", "ada");
    ada.profile = Some(Profile {
        display_name: Some("Ada Lovelace".to_owned()),
        email: Some("ada@example.com".to_owned()),
        picture: None,
    });
    ada.title = Some("Ada Lovelace".to_owned());
    memory.entities.push(ada);
    memory.entities.push(entity("Group", "retail"));
    memory.relations = vec![related("hasMember", "user:default/ada", false)];
    memory
}

#[tokio::test]
async fn teams_stand_below_their_parents_which_count_them() {
    let page = with_payments().get("/teams").await;
    let seen = text(&page.html);
    let (retail, payments) = (seen.find("retail team 2 6"), seen.find("payments team 2 3"));
    assert!(retail.is_some() && retail < payments, "{seen}");
    for address in [
        "/teams/payments",
        "/teams/payments#members",
        "/catalog?effective_owner=group:default%2Fpayments",
        "/catalog?effective_owner=group:default%2Fpayments&amp;tier=2",
        "/catalog?effective_owner=group:default%2Fpayments&amp;health=fail",
        "/catalog?owner_tree=group:default%2Fretail",
        "https://oncall.example.com/payments",
        "/api/v1/teams",
    ] {
        assert!(page.html.contains(&format!("href=\"{address}\"")), "{address} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn many_teams_come_page_by_page() {
    let teams: Vec<Team> = (0..450).map(|number| team(&format!("team-{number:03}"), None)).collect();
    let memory = Memory { teams, ..company() };
    let shown = |html: &str| {
        (0..450).filter(|number| html.contains(&format!("href=\"/teams/team-{number:03}\""))).collect::<Vec<_>>()
    };
    let first = memory.get("/teams").await;
    assert_eq!(shown(&first.html), (0..200).collect::<Vec<_>>());
    assert!(text(&first.html).contains("1–200 of 450 teams"), "{}", text(&first.html));
    assert!(
        first.html.contains("href=\"/teams?from=200\"") && !first.html.contains("Previous teams"),
        "{}",
        first.html
    );
    let last = memory.get("/teams?from=400").await;
    assert_eq!(shown(&last.html), (400..450).collect::<Vec<_>>());
    assert!(last.html.contains("href=\"/teams?from=200\"") && !last.html.contains("Next teams"), "{}", last.html);
    let beyond = memory.get("/teams?from=18446744073709551615").await;
    assert_eq!(shown(&beyond.html), (400..450).collect::<Vec<_>>());
    let nonsense = memory.get("/teams?from=x").await;
    assert_eq!(shown(&nonsense.html), (0..200).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_cycle_of_parents_is_cut_and_said() {
    let teams: Vec<Team> = vec![
        team("one", Some("three")),
        team("two", Some("one")),
        team("three", Some("two")),
        team("self", Some("self")),
        team("orphan", Some("nowhere")),
    ];
    let page = Memory { teams, ..company() }.get("/teams").await;
    let seen = text(&page.html);
    assert!(seen.contains("Some teams are within themselves"), "{seen}");
    for name in ["one", "two", "three", "self", "orphan"] {
        assert_eq!(page.html.matches(&format!("href=\"/teams/{name}\"")).count(), 1, "{name}: {}", page.html);
        let own = format!("href=\"/catalog?effective_owner=group:default%2F{name}\"");
        assert!(page.html.contains(&own), "{own} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn gaps_in_ownership_say_what_to_do() {
    let gaps = OwnershipGaps {
        unowned: 1,
        unknown_owners: vec![UnknownOwner { owner: "group:default/ghosts".to_owned(), entities: 4 }],
        empty_teams: vec!["group:default/payments".to_owned()],
    };
    let seen = text(&Memory { gaps, ..with_payments() }.get("/teams").await.html);
    for expected in [
        "1 entity has no owner",
        "1 owner is not in the catalog",
        "ghosts 4",
        "1 team owns something and has no member",
        "Add the team to memberOf",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    let seen = text(&with_payments().get("/teams").await.html);
    assert!(seen.contains("None: whatever should have an owner has one"), "{seen}");
}

#[tokio::test]
async fn without_teams_the_page_says_how_to_describe_one() {
    let seen = text(&Memory::default().get("/teams").await.html);
    assert!(seen.contains("No team yet") && seen.contains("kind: Group"), "{seen}");
}

#[tokio::test]
async fn a_team_says_what_it_carries_and_who_is_in_it() {
    let mut memory = with_payments();
    memory.entities[1].description = Some("Moves *money*.".to_owned());
    memory.entities[1].profile =
        Some(Profile { display_name: None, email: Some("pay@example.com".to_owned()), picture: None });
    let page = memory.get("/teams/payments").await;
    let seen = text(&page.html);
    for expected in [
        "Teams retail",
        "Moves money",
        "pay@example.com",
        "5 Members",
        "Tier 1 1 Checkout",
        "Ada Lovelace ada@example.com",
        "Has a description 2 of 4 fail",
        "Make this one of my teams",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    for address in [
        "/my-teams?team=group:default%2Fpayments&amp;back=%2Fteams%2Fpayments",
        "/catalog?effective_owner=group:default%2Fpayments",
        "/catalog?effective_owner=group:default%2Fpayments&amp;tier=1",
        "/catalog/component/default/checkout?tab=dependencies",
        "mailto:ada@example.com",
    ] {
        assert!(page.html.contains(&format!("href=\"{address}\"")), "{address} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn one_of_ones_teams_has_a_way_out() {
    let chosen = vec!["group:default/payments".to_owned(), "group:default/retail".to_owned()];
    let page = Memory { chosen, ..with_payments() }.get("/teams/payments").await;
    assert!(text(&page.html).contains("One of your teams Not any more"), "{}", page.html);
    let out = r#"href="/my-teams?team=group:default%2Fretail&amp;back=%2Fteams%2Fpayments""#;
    assert!(page.html.contains(out), "{}", page.html);

    let chosen = (0..20).map(|number| format!("group:default/team-{number}")).collect();
    let page = Memory { chosen, ..with_payments() }.get("/teams/payments").await;
    assert!(text(&page.html).contains("You have chosen 20 teams"), "{}", page.html);
}

#[tokio::test]
async fn the_teams_within_are_counted_in_by_the_address() {
    let mut memory = with_payments();
    let own = memory.get("/teams/retail").await.html;
    assert!(own.contains(r#"href="/catalog?effective_owner=group:default%2Fretail""#), "{own}");
    assert!(text(&own).contains("Its own With the team within it"), "{own}");
    memory.entities[0].effective_owner = Some(EffectiveOwner::new("group:default/retail", "declared"));
    let tree = memory.get("/teams/retail?tree=1").await.html;
    assert!(tree.contains(r#"href="/catalog?owner_tree=group:default%2Fretail""#), "{tree}");

    assert!(text(&tree).contains("Name Type Owner") && !text(&own).contains("Name Type Owner"), "{tree}");

    // A team that owns nothing itself is shown with those within it.
    memory.teams[1].entities = 0;
    let tree = memory.get("/teams/retail").await.html;
    assert!(tree.contains(r#"href="/catalog?owner_tree=group:default%2Fretail""#), "{tree}");
    let own = memory.get("/teams/retail?tree=0").await.html;
    assert!(!own.contains("/catalog?owner_tree=group:default%2Fretail&amp;health=fail"), "{own}");
}

#[tokio::test]
async fn other_teams_come_with_the_pairs_that_bind_them() {
    let dependency = TeamDependency {
        team: Some("group:default/platform".to_owned()),
        title: Some("Platform".to_owned()),
        total: 7,
        examples: vec![Dependency {
            dependent: "component:default/checkout".to_owned(),
            on: "component:default/queue".to_owned(),
        }],
    };
    let unowned = TeamDependency { team: None, title: None, ..dependency.clone() };
    let memory = Memory { needs: vec![dependency], needed_by: vec![unowned], ..with_payments() };
    let page = memory.get("/teams/payments").await;
    let seen = text(&page.html);
    for expected in ["Needs Platform 7", "checkout needs queue", "and 6 more", "Needed by What nobody owns 7"] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    for address in ["/teams/platform", "/catalog/component/default/checkout", "/catalog/component/default/queue"] {
        assert!(page.html.contains(&format!("href=\"{address}\"")), "{address} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_team_leads_to_what_it_is_about() {
    let mut memory = with_payments();
    memory.relations.clear();
    memory.entities[0].stale = true;
    memory.gaps.empty_teams = vec!["group:default/payments".to_owned()];
    let page = memory.get("/teams/payments").await;
    let seen = text(&page.html);
    for expected in [
        "No member: add memberOf: [payments] to a User .",
        "It owns something and has no member.",
        "1 entity is stale",
        // The summary knows of five; one of them names its owner.
        "4 entities name no owner",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    for address in [
        "/catalog?effective_owner=group:default%2Fpayments&amp;stale=true",
        "/catalog?effective_owner=group:default%2Fpayments&amp;filter=%21owner",
    ] {
        assert!(page.html.contains(&format!("href=\"{address}\"")), "{address} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn a_team_that_owns_nothing_says_how_to_change_that() {
    let mut memory = with_payments();
    memory.health = None;
    memory.teams[0].entities = 0;
    memory.entities.remove(0);
    let seen = text(&memory.get("/teams/payments").await.html);
    assert!(seen.contains("Write owner: group:default/payments into the descriptors"), "{seen}");
    assert!(!seen.contains("Needed by"), "{seen}");
}

#[tokio::test]
async fn an_unknown_team_is_404_and_suggests_what_comes_near() {
    let page = with_payments().get("/teams/pay").await;
    assert_eq!(page.status, 404);
    assert!(text(&page.html).contains("Perhaps one of these payments"), "{}", page.html);
    assert_eq!(with_payments().get("/teams/default/payments").await.status, 200);
    assert_eq!(with_payments().get("/teams/other/payments").await.status, 404);
}

#[tokio::test]
async fn hostile_names_break_out_of_nothing() {
    const SCRIPT: &str = "\"'><script>alert(1)</script>";
    let mut memory = with_payments();
    memory.entities[1].title = Some(SCRIPT.to_owned());
    memory.entities[1].description = Some(SCRIPT.to_owned());
    memory.entities[1].profile = Some(Profile { display_name: None, email: Some(SCRIPT.to_owned()), picture: None });
    for team in &mut memory.teams {
        team.title = Some(SCRIPT.to_owned());
        team.entity_type = Some(SCRIPT.to_owned());
        team.on_call[0].url = "javascript:alert(1)".to_owned();
        team.on_call[0].title = Some(SCRIPT.to_owned());
    }
    memory.gaps.unknown_owners = vec![UnknownOwner { owner: SCRIPT.to_owned(), entities: 1 }];
    memory.gaps.empty_teams = vec![SCRIPT.to_owned()];
    memory.chosen = vec!["group:default/payments".to_owned(), SCRIPT.to_owned()];
    memory.needs = vec![TeamDependency { team: Some(SCRIPT.to_owned()), title: None, total: 1, examples: Vec::new() }];
    memory.entities[0].changed_by = Some(SCRIPT.to_owned());
    for address in ["/", "/teams", "/teams/payments", "/teams/payments?tree=1"] {
        let html = memory.get(address).await.html.to_lowercase();
        assert!(!html.contains("<script") && !html.contains("href=\"javascript"), "{address}: {html}");
        assert!(!html.contains(" style=\""), "an inline style, which the policy forbids, on {address}");
    }
}
