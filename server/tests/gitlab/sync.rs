//! From projects to the catalog, and how often GitLab is asked for that.

use serde_json::json;
use web::portal::Portal as _;

use crate::fake::{Fake, FakeGroup, FakeProject, Fault};
use crate::portal::Portal;

#[tokio::test(flavor = "multi_thread")]
async fn a_group_is_read_by_few_requests_and_an_unchanged_one_by_next_to_none() {
    const PROJECTS: u64 = 120;
    let fake = Fake::with_components(PROJECTS).await;
    let portal = Portal::start(&fake, &json!({})).await;
    let row = portal.synced(None).await;
    assert_eq!((row.error, row.failed, row.found), (None, 0, PROJECTS));
    assert_eq!(portal.entities() as u64, PROJECTS);
    let first = fake.requests() as u64;
    assert!(first <= 3 * PROJECTS + 20, "{first} requests");

    let row = portal.sync().await;
    assert_eq!((row.error, row.unchanged), (None, PROJECTS));
    let again = fake.requests() as u64;
    assert!(again * 20 <= PROJECTS, "{again} requests for nothing new");
    assert!(row.budget.contains("\"name\":\"requests\""), "{}", row.budget);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_ended_in_the_middle_goes_on_where_it_was() {
    let fake = Fake::with_components(200).await;
    let trees = |fake: &Fake| fake.state().asked.iter().filter(|path| path.contains("/repository/tree")).count();
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
async fn where_requests_run_out_for_long_reading_waits_and_what_was_read_stays() {
    let fake = Fake::with_components(60).await;
    fake.state().quota = Some((25, 25, 4_000_000_000));
    let portal = Portal::start(&fake, &json!({})).await;
    let row = portal.synced(None).await;
    assert_eq!(row.phase, "waiting");
    assert!(row.error.unwrap().contains("takes no more requests until"), "and says until when");
    assert!(row.budget.contains("\"remaining\":0"), "{}", row.budget);
    assert!((5..=25).contains(&portal.entities()), "{}", portal.entities());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_is_the_same_project_and_a_deleted_one_goes() {
    let fake = Fake::with_components(5).await;
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    let uid = portal.app.cell().load().get(&"component:default/service-001".parse().unwrap()).unwrap().uid.clone();
    {
        let mut state = fake.state();
        state.project(1).path = "acme/money/ledger".to_owned();
        state.project(3).archived = true;
        state.project(4).path = "acme/service-004-deletion_scheduled-4".to_owned();
        state.projects.retain(|project| project.id != 5);
        let changed = crate::fake::component("service-002").replace("service\n", "website\n");
        state.project(2).put("catalog-info.yaml", &changed);
    }
    portal.sync().await;
    let live = portal.app.cell().load();
    assert_eq!(live.get(&"component:default/service-001".parse().unwrap()).unwrap().uid, uid);
    assert_eq!(live.entity_count(), 2, "archived, to be deleted, and deleted");
    let changed = live.get(&"component:default/service-002".parse().unwrap()).unwrap().clone();
    assert_eq!((changed.entity_type.as_deref(), changed.changed_by.as_deref()), (Some("website"), Some("ada")));
    let locations = portal.app.store().read().await.unwrap().locations().await.unwrap();
    let addresses: Vec<&str> = locations.iter().map(|location| location.address.as_str()).collect();
    assert!(addresses.iter().any(|address| address.ends_with("/acme/money/ledger")), "{addresses:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_default_branch_and_a_branch_that_was_moved_back_are_read() {
    let fake = Fake::with_components(2).await;
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    let of_type = |number: u64| {
        let live = portal.app.cell().load();
        let record = live.get(&format!("component:default/service-00{number}").parse().unwrap()).unwrap();
        record.entity_type.as_deref().unwrap_or_default().to_owned()
    };
    let typed = |number: u64, kind: &str| {
        crate::fake::component(&format!("service-00{number}")).replace("type: service", &format!("type: {kind}"))
    };
    {
        let mut state = fake.state();
        state.project(1).branch = "trunk".to_owned();
        state.project(1).put("catalog-info.yaml", &typed(1, "website"));
        // A forced push to a commit that is older than the one that was read.
        state.project(2).put("catalog-info.yaml", &typed(2, "library"));
        state.project(2).committed_at = "2025-01-01T00:00:00Z".to_owned();
    }
    let row = portal.sync().await;
    assert_eq!((row.failed, of_type(1), of_type(2)), (0, "website".to_owned(), "library".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_loses_nothing() {
    let fake = Fake::with_components(5).await;
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    // The token's role is too low there by now, and that is another thing than a repository without files.
    fake.state().project(1).hidden = true;
    let row = portal.sync().await;
    assert_eq!((row.failed, portal.entities()), (1, 5));
    let answer = portal.get("/api/v1/sources/acme").await;
    assert!(answer.contains("its role there is too low"), "{answer}");
    {
        let mut state = fake.state();
        state.project(1).hidden = false;
        state.project(2).untold = true;
        state.projects.retain(|project| project.id != 5);
    }
    portal.sync().await;
    assert_eq!(portal.entities(), 5, "the list was not whole");
    let answer = portal.get("/api/v1/sources/acme").await;
    assert!(answer.contains("1 projects are listed, and nothing is told of them"), "{answer}");
    let page = portal.get("/sources/acme").await;
    assert!(page.contains("Not all repositories are known"), "{page}");
    {
        let mut state = fake.state();
        state.project(2).untold = false;
        state.project(3).put("catalog-info.yaml", "kind: Component\nmetadata: {name: other}\nspec: {type: service}\n");
    }
    fake.fail("/projects/3/repository/tree", Fault::status(403, "403 Forbidden"));
    let row = portal.sync().await;
    assert_eq!((row.failed, portal.entities()), (1, 4), "what is gone goes, and what is not allowed stays");
    fake.state().project(4).files.clear();
    portal.sync().await;
    assert!(!portal.has("component:default/service-004"), "a repository without files describes nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_and_members_are_groups_and_users() {
    let fake = Fake::with_components(1).await;
    fake.state().groups =
        vec![FakeGroup::new(1, "acme", None, &["ada"]), FakeGroup::new(2, "acme/payments", Some(1), &["ada", "bob"])];
    let portal = Portal::start(&fake, &json!({ "members": true })).await;
    portal.synced(None).await;
    for reference in [
        "group:default/acme",
        "group:default/payments",
        "user:default/ada",
        "user:default/bob",
        "component:default/service-001",
    ] {
        assert!(portal.has(reference), "{reference}");
    }
    fake.state().groups.push(FakeGroup::new(3, "acme/payments/fraud", Some(2), &["cleo"]));
    let added = json!({ "event_name": "user_add_to_group", "group_id": 3, "user_username": "cleo", "group_access": "Developer" });
    assert_eq!(portal.deliver("one", &added).await, 202);
    portal.until(async || portal.has("user:default/cleo") && portal.has("group:default/payments-fraud")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn documentation_is_asked_for_together() {
    const PROJECTS: u64 = 10;
    let with = |pages: usize| {
        let project = move |id: u64| {
            let mut project = FakeProject::component(id, &format!("service-{id:04}"));
            let descriptor = crate::fake::component(&format!("service-{id:04}"))
                .replace("spec:\n", "  annotations: {backstage.io/techdocs-ref: 'dir:.'}\nspec:\n");
            project.put("catalog-info.yaml", &descriptor);
            project.files.remove("README.md");
            for page in 0..pages {
                project.put(&format!("docs/p{page:02}.md"), &format!("# Page {page} of {id}\n"));
            }
            project
        };
        (1..=PROJECTS).map(project).collect::<Vec<_>>()
    };
    let fake = Fake::start(with(0)).await;
    Portal::start(&fake, &json!({})).await.synced(None).await;
    let without = fake.requests();
    let fake = Fake::start(with(40)).await;
    let portal = Portal::start(&fake, &json!({})).await;
    portal.synced(None).await;
    let requests = fake.requests();
    let docs = portal.app.portal().entity(&"component:default/service-0001".parse().unwrap()).await.unwrap().docs;
    assert_eq!((docs.len(), docs[7].title.as_str()), (40, "Page 7 of 1"));
    assert!(requests <= without + 2 * PROJECTS as usize, "{requests} requests, {without} without pages");
}
