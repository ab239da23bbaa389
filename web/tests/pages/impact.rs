//! What breaks if an entity fails, on its page.

use catalog_schema::model::{Link, LinkType};
use catalog_schema::wire::{Impact, ImpactDirection, ImpactItem, ImpactTeam};

use crate::dependencies::connected;
use crate::fixture::company;
use crate::text;

const TAB: &str = "/catalog/component/default/checkout?tab=dependencies";

/// Two entities that checkout's failure hits, one by way of the other; team and entities are called `name`, and the team
/// is reached at `contact`.
pub(crate) fn hit(name: &str, contact: &str) -> Impact {
    let root = "component:default/checkout".to_owned();
    let item = |entity_ref: &str, path: &[&str], distance, tier| ImpactItem {
        entity_ref: entity_ref.to_owned(),
        kind: "Component".to_owned(),
        title: Some(name.to_owned()),
        distance,
        path: path.iter().map(|&on_it| on_it.to_owned()).collect(),
        owner: Some("group:default/storefront".to_owned()),
        tier,
        dangling: false,
    };
    let (website, app) = ("component:default/website", "component:default/app");
    Impact {
        direction: ImpactDirection::Dependents,
        total: 2,
        by_distance: vec![1, 1],
        tiers: [1, 0, 0, 0],
        unowned: 1,
        items: vec![item(website, &[&root, website], 1, Some(1)), item(app, &[&root, website, app], 2, None)],
        teams: vec![ImpactTeam {
            entity_ref: "group:default/storefront".to_owned(),
            title: Some(name.to_owned()),
            entities: 2,
            tiers: [1, 0, 0, 0],
            nearest: 1,
            contacts: vec![Link {
                url: contact.to_owned(),
                title: Some("Pager".to_owned()),
                icon: None,
                link_type: LinkType::OnCall,
            }],
            dangling: false,
        }],
        next_cursor: None,
        revision: 9,
        root,
    }
}

#[tokio::test]
async fn the_tab_says_how_much_breaks_and_whom_to_tell() {
    let mut memory = connected();
    memory.impact = Some(hit("Shop front", "https://pager.example.com/shop"));
    let page = memory.get(TAB).await;
    let seen = text(&page.html);
    for expected in [
        "What breaks if this fails Hit in all 2 Teams to tell 1 Of tier 1 1 Owned by nobody 1",
        "By distance 1 step 1 2 steps 1",
        "By tier Tier 1 1 No tier 1",
        "Shop front 2 1 1 step Pager",
        "1 entity is owned by nobody",
        "By way of others 1",
        "Shop front website depends on checkout 2 steps",
    ] {
        assert!(seen.contains(expected), "{expected} is missing in {seen}");
    }
    for expected in [
        "href=\"https://pager.example.com/shop\"",
        "href=\"/api/v1/graph/impact?root=component:default%2Fcheckout&amp;format=text\"",
        "href=\"/api/v1/graph/impact?root=component:default%2Fcheckout&amp;format=csv\"",
        "href=\"/graph?view=path&amp;from=component:default%2Fapp&amp;to=component:default%2Fcheckout\"",
    ] {
        assert!(page.html.contains(expected), "{expected} is missing in {}", page.html);
    }
}

#[tokio::test]
async fn where_all_is_hit_directly_nothing_is_told_twice() {
    let mut memory = connected();
    let mut impact = hit("Shop front", "https://pager.example.com/shop");
    (impact.total, impact.by_distance) = (1, vec![1]);
    impact.items.truncate(1);
    memory.impact = Some(impact);
    let seen = text(&memory.get(TAB).await.html);
    assert!(seen.contains("Hit in all 1") && !seen.contains("By way of others"), "{seen}");
}

#[tokio::test]
async fn that_nothing_breaks_is_said_in_words() {
    let memory = company();
    let seen = text(&memory.get(TAB).await.html);
    assert!(seen.contains("Nothing: no entity depends on it, neither directly nor by way of others"), "{seen}");
    let system = text(&memory.get("/catalog/system/default/shop?tab=dependencies").await.html);
    assert!(system.contains("Nothing depends on it as a whole."), "{system}");
    let team = text(&memory.get("/catalog/group/default/payments?tab=dependencies").await.html);
    assert!(!team.contains("What breaks if this fails"), "{team}");
}
