//! From repositories to the catalog, and how often GitHub is asked for that.

use serde_json::json;
use web::portal::Portal as _;

use crate::fake::{Fake, FakeRepository, FakeTeam};
use crate::portal::Portal;

async fn organisation(repositories: u64) -> Fake {
    let all = (1..=repositories).map(|id| FakeRepository::component(id, &format!("service-{id:04}"))).collect();
    let fake = Fake::start(all).await;
    {
        let mut state = fake.state();
        for quota in [50_000, 50_000].into_iter().zip([0, 1]) {
            let allowed = if quota.1 == 0 { &mut state.core } else { &mut state.graphql };
            (allowed.limit, allowed.remaining) = (quota.0, quota.0);
        }
    }
    fake
}

/// Reads an organisation twice, the second time as it was.
async fn costs(repositories: u64) {
    let fake = organisation(repositories).await;
    let portal = Portal::start(&fake, &json!({})).await;
    let row = portal.synced(None).await;
    assert_eq!((row.error, row.failed, row.found), (None, 0, repositories));
    assert_eq!(portal.entities() as u64, repositories);
    let (first, points) = (fake.requests() as u64, 50_000 - fake.state().graphql.remaining);
    assert!(first + points <= 3 * repositories + repositories / 10 + 20, "{first} requests, {points} points");

    let row = portal.sync().await;
    assert_eq!((row.error, row.unchanged), (None, repositories));
    let again = fake.requests() as u64;
    assert!(again <= (repositories / 20).max(1), "{again} requests for nothing new");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organisation_is_read_by_few_requests_and_an_unchanged_one_by_next_to_none() {
    costs(300).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_ended_in_the_middle_goes_on_where_it_was() {
    let fake = organisation(200).await;
    let trees = |fake: &Fake| fake.state().asked.iter().filter(|asked| asked.path.contains("/git/trees/")).count();
    let portal = Portal::start(&fake, &json!({})).await;
    portal.until(async || trees(&fake) >= 80).await;
    let portal = portal.restart().await;
    let asked_before = trees(&fake);
    portal.synced(None).await;
    assert_eq!(portal.entities(), 200);
    let again = trees(&fake) - 200;
    assert!(asked_before < 200 && again <= 12, "{asked_before} before, {again} of them again");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_requests_run_out_reading_waits_and_what_was_read_stays() {
    let fake = organisation(60).await;
    fake.state().core.remaining = 25;
    let portal = Portal::start(&fake, &json!({})).await;
    let row = portal.synced(None).await;
    assert_eq!(row.phase, "waiting");
    assert!(row.error.unwrap().contains("takes no more requests until"), "and says until when");
    assert!(row.budget.contains("\"remaining\":0"), "{}", row.budget);
    assert!((15..=25).contains(&portal.entities()), "{}", portal.entities());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_is_the_same_repository_and_a_deleted_one_goes() {
    let fake = organisation(5).await;
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    let uid = portal.app.cell().load().get(&"component:default/service-0001".parse().unwrap()).unwrap().uid.clone();
    {
        let mut state = fake.state();
        state.repositories[0].name = "ledger".to_owned();
        state.renamed.insert("acme/service-0001".to_owned(), 1);
        state.repositories.retain(|repository| repository.id != 5);
        state.repositories[1]
            .put("catalog-info.yaml", &crate::fake::component("service-0002").replace("service\n", "website\n"));
    }
    portal.sync().await;
    let live = portal.app.cell().load();
    assert_eq!(live.get(&"component:default/service-0001".parse().unwrap()).unwrap().uid, uid);
    assert_eq!(live.entity_count(), 4);
    let changed = live.get(&"component:default/service-0002".parse().unwrap()).unwrap().clone();
    assert_eq!((changed.entity_type.as_deref(), changed.changed_by.as_deref()), (Some("website"), Some("ada")));
    let locations = portal.app.store().read().await.unwrap().locations().await.unwrap();
    let addresses: Vec<&str> = locations.iter().map(|location| location.address.as_str()).collect();
    assert!(addresses.iter().any(|address| address.ends_with("/acme/ledger")), "{addresses:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_loses_nothing() {
    let fake = organisation(4).await;
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    fake.state().repositories[0].hidden = true;
    fake.state().repositories.retain(|repository| repository.id != 4);
    portal.sync().await;
    assert_eq!(portal.entities(), 4, "the list was not whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn teams_and_members_are_groups_and_users() {
    let fake = organisation(1).await;
    {
        let mut state = fake.state();
        state.teams = vec![FakeTeam::new("payments", None, &["ada"])];
        state.members = vec![("ada".to_owned(), Some("Ada".to_owned())), ("bob".to_owned(), None)];
    }
    let portal = Portal::start(&fake, &json!({ "teams": true })).await;
    portal.synced(None).await;
    for reference in
        ["group:default/payments", "user:default/ada", "user:default/bob", "component:default/service-0001"]
    {
        assert!(portal.has(reference), "{reference}");
    }
    fake.state().teams.push(FakeTeam::new("search", None, &["bob"]));
    portal.sync().await;
    assert!(portal.has("group:default/search"));
}

#[tokio::test(flavor = "multi_thread")]
async fn documentation_is_asked_for_together_and_not_at_all_where_there_is_none() {
    const REPOSITORIES: u64 = 10;
    let documented = |id: u64| {
        let mut repository = FakeRepository::component(id, &format!("service-{id:04}"));
        let descriptor = crate::fake::component(&format!("service-{id:04}"))
            .replace("spec:\n", "  annotations: {backstage.io/techdocs-ref: 'dir:.'}\nspec:\n");
        repository.put("catalog-info.yaml", &descriptor);
        repository
    };
    // What a descriptor names and is not there, the tree tells.
    let fake = Fake::start((1..=REPOSITORIES).map(documented).collect()).await;
    for repository in &mut fake.state().repositories {
        repository.files.remove("README.md");
    }
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    let without = fake.requests();

    let with_pages = |id: u64| {
        let mut repository = documented(id);
        repository.put("mkdocs.yml", "site_name: A\n");
        for page in 0..40 {
            repository.put(&format!("docs/p{page:02}.md"), &format!("# Page {page} of {id}\n\nUltramarine.\n"));
        }
        repository
    };
    let fake = Fake::start((1..=REPOSITORIES).map(with_pages).collect()).await;
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    let with = fake.requests();
    let docs = portal.app.portal().entity(&"component:default/service-0001".parse().unwrap()).await.unwrap().docs;
    assert_eq!((docs.len(), docs[7].path.as_str(), docs[7].title.as_str()), (40, "docs/p07.md", "Page 7 of 1"));
    assert!(with <= without + 2 * REPOSITORIES as usize, "{with} requests, {without} without pages");

    fake.state().repositories[0].put("docs/p07.md", "# Another title\n");
    portal.sync().await;
    let again = fake.requests();
    assert!(again <= 6, "{again} requests for one page");
    let docs = portal.app.portal().entity(&"component:default/service-0001".parse().unwrap()).await.unwrap().docs;
    assert_eq!(docs[7].title, "Another title");
}
