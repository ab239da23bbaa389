//! What is read of a project.

use serde_json::json;
use sextant_server::sources::gitlab::{GitlabError, contents, listing};
use sextant_server::sources::remote::{Entry, Listing};

use crate::asking::Asking;
use crate::fake::{Fake, FakeProject, Fault};

/// What a descriptor may have at most, as the catalog has it.
const LIMIT: u64 = 1 << 20;

async fn start(project: FakeProject) -> (Fake, Asking, String) {
    let head = project.head().unwrap_or_else(|| "0".repeat(40));
    let fake = Fake::start(vec![project]).await;
    let asking = Asking::of(&fake);
    (fake, asking, head)
}

fn descriptors(listing: &Listing) -> Vec<&Entry> {
    listing.files().filter(|entry| entry.path.ends_with("yaml")).collect()
}

#[tokio::test]
async fn files_are_listed_and_their_contents_asked_for_together() {
    let mut project = FakeProject::component(1, "orders");
    project.put("deep/er/catalog-info.yaml", "kind: Component\n");
    project.put_as("latin.yaml", "100644", b"name: caf\xe9\n");
    project.put_as("none.yaml", "100644", b"\0\x01");
    let (fake, asking, head) = start(project).await;
    let listing = listing(&asking.client, 1, &head).await.unwrap();
    assert!(listing.is_complete());
    assert_eq!(listing.files().count(), 6);
    let wanted = descriptors(&listing);
    let contents = contents(&asking.client, 1, &head, &wanted, LIMIT).await.unwrap();
    let contents: Vec<Vec<u8>> = contents.into_iter().map(Result::unwrap).collect();
    assert_eq!(contents[1], b"kind: Component\n");
    assert_eq!(contents[2], b"name: caf\xe9\n", "byte by byte");
    assert_eq!(contents[3], b"\0\x01");
    // The tree, one question, and one request for each file that is no text in UTF-8.
    assert_eq!(fake.requests(), 4);
}

#[tokio::test]
async fn a_listing_is_read_page_by_page() {
    let mut project = FakeProject::new(1, "acme/mono", &[]);
    for service in 0..40 {
        project.put(&format!("services/s{service:02}/catalog-info.yaml"), &format!("a: {service}\n"));
    }
    let (fake, asking, head) = start(project).await;
    fake.state().page = 25;
    let listing = listing(&asking.client, 1, &head).await.unwrap();
    assert_eq!((listing.is_complete(), listing.files().count(), fake.requests()), (true, 40, 4));
}

#[tokio::test]
async fn what_is_too_much_at_once_is_asked_for_in_parts_and_a_large_file_is_not_taken() {
    let mut project = FakeProject::new(1, "acme/mono", &[("small.yaml", "a: 1\n")]);
    for number in 0..24 {
        project.put(&format!("large-{number:02}.yaml"), &format!("{number}{}", "x".repeat(1 << 20)));
    }
    let (fake, asking, head) = start(project).await;
    let listing = listing(&asking.client, 1, &head).await.unwrap();
    fake.requests();
    let contents = contents(&asking.client, 1, &head, &descriptors(&listing), LIMIT).await.unwrap();
    assert_eq!(contents.iter().filter(|content| content.is_ok()).count(), 1);
    let refused = contents[0].as_ref().unwrap_err();
    assert!(refused.code == "file-too-large", "{refused:?}");
    assert_eq!(fake.requests(), 3, "all at once, and two halves");
}

#[tokio::test]
async fn a_gitlab_that_is_away_is_not_asked_for_one_file_after_the_other() {
    let mut project = FakeProject::new(1, "acme/mono", &[]);
    for service in 0..60 {
        project.put(&format!("s{service:02}/catalog-info.yaml"), &format!("a: {service}\n"));
    }
    let (fake, asking, head) = start(project).await;
    let listing = listing(&asking.client, 1, &head).await.unwrap();
    fake.requests();
    for part in ["/graphql", "/blobs/"] {
        fake.fail(part, Fault::status(503, "503 Service Unavailable").times(1_000));
    }
    let error = contents(&asking.client, 1, &head, &descriptors(&listing), LIMIT).await.unwrap_err();
    assert!(error.is_passing(), "{error}");
    let asked = fake.requests();
    assert!(asked <= 4 * 8, "{asked} requests, each tried four times");
}

#[tokio::test]
async fn content_that_is_not_what_its_id_says_is_refused() {
    let (fake, asking, head) = start(FakeProject::component(1, "orders")).await;
    let listing = listing(&asking.client, 1, &head).await.unwrap();
    let entry = listing.find("catalog-info.yaml").unwrap();
    let forged = json!({ "data": { "projects": { "nodes": [{ "repository": { "blobs": { "nodes": [
        { "oid": entry.blob, "size": 13, "rawTextBlob": "kind: Forged\n" }] } } }] } } });
    fake.fail("/graphql", Fault::body(&forged));
    let honest = contents(&asking.client, 1, &head, &[entry], LIMIT).await.unwrap();
    assert!(honest[0].as_ref().unwrap().starts_with(b"apiVersion"), "it is asked for by itself");
    fake.fail("/graphql", Fault::body(&forged));
    fake.fail("/blobs/", Fault { body: "kind: Forged\n".to_owned(), ..Fault::status(200, "") });
    let refused = contents(&asking.client, 1, &head, &[entry], LIMIT).await.unwrap();
    assert!(refused[0].as_ref().unwrap_err().message.contains("not the one of its id"));
}

#[tokio::test]
async fn what_is_not_there_says_how() {
    let (fake, asking, head) = start(FakeProject::component(1, "orders")).await;
    assert!(matches!(listing(&asking.client, 7, &head).await.unwrap_err(), GitlabError::NotFound(_)));
    assert!(matches!(listing(&asking.client, 1, "HEAD").await.unwrap_err(), GitlabError::Malformed { .. }));
    let moved = "1".repeat(40);
    assert!(matches!(listing(&asking.client, 1, &moved).await.unwrap_err(), GitlabError::NotFound(_)));
    fake.fail("/tree", Fault::status(403, "403 Forbidden"));
    let error = listing(&asking.client, 1, &head).await.unwrap_err().to_string();
    assert!(error.contains("403 Forbidden") && error.contains("Reporter"), "{error}");
}
