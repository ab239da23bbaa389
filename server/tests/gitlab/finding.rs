//! Which projects are found.

use serde_json::json;
use sextant_server::sources::gitlab::{Discovered, GitlabError, discover, named};

use crate::asking::{Asking, settings};
use crate::fake::{Fake, FakeProject, Fault};

fn names(found: &Discovered) -> Vec<&str> {
    found.projects.iter().map(|project| project.found.name.as_str()).collect()
}

async fn found(fake: &Fake, more: &serde_json::Value) -> Discovered {
    discover(&Asking::of(fake).client, &settings(fake, more), &|_| {}).await.unwrap()
}

#[tokio::test]
async fn a_group_is_listed_by_hundreds_with_what_tells_whether_it_changed() {
    let fake = Fake::with_components(250).await;
    let asking = Asking::of(&fake);
    let seen = std::sync::Mutex::new(Vec::new());
    let progress = |now: usize| seen.lock().unwrap().push(now);
    let found = discover(&asking.client, &settings(&fake, &json!({})), &progress).await.unwrap();
    assert_eq!((found.projects.len(), found.problems.len(), fake.requests()), (250, 0, 3));
    assert_eq!(*seen.lock().unwrap(), [100, 200, 250]);
    let first = &found.projects[0].found;
    let head = first.head.clone().unwrap();
    assert_eq!(Some(head.commit), fake.state().projects[0].head());
    assert_eq!((head.author.as_deref(), head.committed_at), (Some("ada"), Some(1_772_366_400_000)));
    assert_eq!((first.default_branch.as_deref(), first.visibility.as_str()), (Some("main"), "private"));
    assert_eq!(first.languages, ["Rust", "Shell"]);
    assert_eq!(asking.client.budget().spent().requests, 3);
}

#[tokio::test]
async fn what_is_not_wanted_is_left_out() {
    let mut old = FakeProject::component(1, "old");
    old.archived = true;
    let mut copy = FakeProject::component(2, "copy");
    copy.fork = true;
    let mut open = FakeProject::component(3, "open");
    (open.visibility, open.topics) = ("public", vec!["catalog".to_owned()]);
    let mut go = FakeProject::component(4, "shop/orders");
    go.languages = vec![("Go", 100.0)];
    let other = FakeProject::new(5, "acmeforge/x", &[]);
    let gone = FakeProject::component(6, "was-deletion_scheduled-6");
    let fake = Fake::start(vec![old, copy, open, go, other, gone]).await;
    let all = found(&fake, &json!({})).await;
    assert_eq!((names(&all), all.problems.len()), (vec!["acme/open", "acme/shop/orders"], 0));
    let also = found(&fake, &json!({ "archived": true, "forks": true })).await;
    assert_eq!(names(&also), ["acme/old", "acme/copy", "acme/open", "acme/shop/orders"]);
    for (more, expected) in [
        (json!({ "include": { "topics": ["catalog"] } }), "acme/open"),
        (json!({ "include": { "languages": ["go"] } }), "acme/shop/orders"),
        (json!({ "include": { "names": ["ord*"] } }), "acme/shop/orders"),
        (json!({ "exclude": { "names": ["acme/shop/*"] } }), "acme/open"),
        (json!({ "exclude": { "visibility": ["public"] } }), "acme/shop/orders"),
    ] {
        assert_eq!(names(&found(&fake, &more).await), [expected], "{more}");
    }
    let named = json!({ "projects": ["acme/old", "Acmeforge/X", "acme/gone"] });
    let named = found(&fake, &named).await;
    assert_eq!(names(&named), ["acme/old", "acmeforge/x"], "who names one means it");
    let both = json!({ "group": "acme", "projects": ["acmeforge/x"] });
    assert_eq!(names(&found(&fake, &both).await), ["acme/open", "acme/shop/orders", "acmeforge/x"]);
}

#[tokio::test]
async fn a_list_that_is_not_whole_says_so() {
    let mut untold = FakeProject::component(1, "secret");
    untold.untold = true;
    let fake = Fake::start(vec![untold, FakeProject::component(2, "orders")]).await;
    let all = found(&fake, &json!({})).await;
    assert_eq!(names(&all), ["acme/orders"]);
    assert!(all.problems[0].contains("1 projects are listed"), "{:?}", all.problems);
    let settings = settings(&fake, &json!({ "group": "nobody" }));
    let other = discover(&Asking::of(&fake).client, &settings, &|_| {}).await;
    assert!(matches!(other, Err(GitlabError::NotFound(_))), "{other:?}");
    let partly = json!({ "data": { "group": { "projects": { "nodes": [] } } }, "errors": [{ "message": "Timeout on Project.repository" }] });
    fake.fail("/graphql", Fault::body(&partly));
    assert_eq!(found(&fake, &json!({})).await.problems, ["Timeout on Project.repository"]);
}

#[tokio::test]
async fn a_page_that_takes_too_long_is_asked_for_in_parts() {
    let fake = Fake::with_components(60).await;
    fake.fail("/graphql", Fault::status(504, "upstream request timeout").times(4));
    let found = found(&fake, &json!({})).await;
    assert_eq!((found.projects.len(), fake.requests()), (60, 4 + 2));
}

#[tokio::test]
async fn a_project_is_found_by_the_path_that_it_had() {
    let fake = Fake::start(vec![FakeProject::component(9, "money/billing")]).await;
    fake.state().renamed.insert("acme/invoices".to_owned(), 9);
    let asking = Asking::of(&fake);
    let projects = named(&asking.client, &["acme/invoices".to_owned(), "acme/nothing".to_owned()]).await.unwrap();
    let told: Vec<(u64, &str)> = projects.iter().map(|project| (project.found.id, &*project.found.name)).collect();
    assert_eq!(told, [(9, "acme/money/billing")]);
    let asked = fake.paths();
    assert!(asked.iter().any(|path| path.starts_with("/api/v4/projects/acme%2Finvoices")), "{asked:?}");
}
