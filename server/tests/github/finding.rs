//! Which repositories are found.

use serde_json::json;
use sextant_server::sources::github::{Discovered, GithubError, discover, look_up};

use crate::asking::{Asking, settings};
use crate::fake::{Fake, FakeRepository, Fault};

fn names(found: &Discovered) -> Vec<&str> {
    found.repositories.iter().map(|repository| repository.short_name()).collect()
}

async fn found(fake: &Fake, more: &serde_json::Value) -> Discovered {
    discover(&Asking::of(fake).client, &settings(fake, more), &|_, _| {}).await.unwrap()
}

#[tokio::test]
async fn an_organisation_is_listed_by_hundreds_with_what_tells_whether_it_changed() {
    let repositories = (1..=250).map(|id| FakeRepository::component(id, &format!("service-{id:03}"))).collect();
    let fake = Fake::start(repositories).await;
    let asking = Asking::of(&fake);
    let seen = std::sync::Mutex::new(Vec::new());
    let progress = |seen_now: usize, of: usize| seen.lock().unwrap().push((seen_now, of));
    let found = discover(&asking.client, &settings(&fake, &json!({})), &progress).await.unwrap();
    assert_eq!((found.repositories.len(), found.complete), (250, true));
    assert_eq!(fake.requests(), 3);
    assert_eq!(*seen.lock().unwrap(), [(100, 250), (200, 250), (250, 250)]);
    let first = &found.repositories[0];
    let head = first.head.clone().unwrap();
    assert_eq!(Some(head.commit), fake.state().repositories[0].head());
    assert_eq!((head.author.as_deref(), head.committed_at), (Some("ada"), Some(1_772_366_400_000)));
    assert_eq!((first.default_branch.as_deref(), first.visibility.as_str()), (Some("main"), "private"));
    assert_eq!(first.languages, ["Rust"]);
    let spent = asking.client.budget().spent();
    assert_eq!((spent.requests, spent.points), (3, 6));
    assert_eq!(spent.graphql.unwrap().remaining, 4_994);
}

#[tokio::test]
async fn what_is_not_wanted_is_left_out() {
    let mut old = FakeRepository::component(1, "old");
    old.archived = true;
    let mut copy = FakeRepository::component(2, "copy");
    copy.fork = true;
    let mut open = FakeRepository::component(3, "open");
    (open.visibility, open.topics) = ("PUBLIC", vec!["catalog".to_owned()]);
    let fake = Fake::start(vec![old, copy, open, FakeRepository::component(4, "orders")]).await;
    assert_eq!(names(&found(&fake, &json!({})).await), ["open", "orders"]);
    assert_eq!(
        names(&found(&fake, &json!({ "archived": true, "forks": true })).await),
        ["old", "copy", "open", "orders"]
    );
    assert_eq!(names(&found(&fake, &json!({ "include": { "topics": ["catalog"] } })).await), ["open"]);
    assert_eq!(names(&found(&fake, &json!({ "exclude": { "visibility": ["public"] } })).await), ["orders"]);
    let named = json!({ "repositories": ["acme/old", "acme/gone", "acme/orders"] });
    let named = found(&fake, &named).await;
    assert_eq!((names(&named), named.complete), (vec!["old", "orders"], true), "who names one means it");
}

#[tokio::test]
async fn a_list_that_is_not_whole_says_so() {
    let mut hidden = FakeRepository::component(1, "secret");
    hidden.hidden = true;
    let fake = Fake::start(vec![hidden, FakeRepository::component(2, "orders")]).await;
    let all = found(&fake, &json!({})).await;
    assert_eq!((names(&all), all.complete), (vec!["orders"], false));
    assert!(all.problems[0].contains("1 repositories are not shown"), "{:?}", all.problems);
    let named = found(&fake, &json!({ "repositories": ["acme/secret", "acme/orders"] })).await;
    assert_eq!((names(&named), named.complete), (vec!["orders"], false));
    assert!(named.problems[0].contains("acme/secret"), "{:?}", named.problems);
    let other =
        discover(&Asking::of(&fake).client, &settings(&fake, &json!({ "organization": "nobody" })), &|_, _| {}).await;
    assert!(matches!(other, Err(GithubError::NotFound(_))), "{other:?}");
}

#[tokio::test]
async fn a_page_that_takes_too_long_is_asked_for_in_parts() {
    let repositories = (1..=60).map(|id| FakeRepository::component(id, &format!("service-{id}"))).collect();
    let fake = Fake::start(repositories).await;
    fake.fail("/graphql", Fault::status(502, "Something went wrong").times(4));
    let found = found(&fake, &json!({})).await;
    assert_eq!((found.repositories.len(), found.complete), (60, true));
    assert_eq!(fake.requests(), 4 + 2);
}

#[tokio::test]
async fn a_repository_is_found_by_the_name_that_it_had() {
    let fake = Fake::start(vec![FakeRepository::component(9, "billing")]).await;
    fake.state().renamed.insert("acme/invoices".to_owned(), 9);
    let asking = Asking::of(&fake);
    let found = look_up(&asking.client, "acme/invoices").await.unwrap().unwrap();
    assert_eq!((found.id, found.name.as_str()), (9, "acme/billing"));
    assert_eq!(look_up(&asking.client, "acme/nothing").await.unwrap(), None);
}
