//! What is read of a repository.

use sextant_server::sources::github::{Entry, EntryKind, GithubError, RepositoryListing, blobs, tree};

use crate::asking::Asking;
use crate::fake::{Fake, FakeRepository, Fault};

async fn start(repository: FakeRepository) -> (Fake, Asking, String) {
    let head = repository.head().unwrap_or_else(|| "0".repeat(40));
    let fake = Fake::start(vec![repository]).await;
    let asking = Asking::of(&fake);
    (fake, asking, head)
}

fn paths(listing: &RepositoryListing) -> Vec<&str> {
    listing.entries.iter().map(|entry| entry.path.as_str()).collect()
}

#[tokio::test]
async fn files_are_listed_at_once_and_their_contents_asked_for_together() {
    let mut repository = FakeRepository::component(1, "orders");
    repository.put("deep/er/catalog-info.yaml", "kind: Component\n");
    let large = "x".repeat(600 << 10);
    repository.put("large.yaml", &large);
    repository.put_as("latin.yaml", "100644", b"name: caf\xe9\n");
    let (fake, asking, head) = start(repository).await;
    let listing = tree(&asking.client, "acme/orders", &head).await.unwrap();
    assert!(listing.complete);
    assert_eq!(
        paths(&listing),
        ["README.md", "catalog-info.yaml", "deep/er/catalog-info.yaml", "large.yaml", "latin.yaml", "src/main.rs"]
    );
    let wanted: Vec<&Entry> = listing.entries.iter().filter(|entry| entry.path.ends_with("yaml")).collect();
    let contents = blobs(&asking.client, "acme/orders", &wanted).await.unwrap();
    let contents: Vec<Vec<u8>> = contents.into_iter().map(Result::unwrap).collect();
    assert_eq!(contents[1], b"kind: Component\n");
    assert_eq!(contents[2], large.as_bytes());
    assert_eq!(contents[3], b"name: caf\xe9\n", "byte by byte");
    // The tree, one question, and one request for each file that is too large or no text.
    assert_eq!(fake.requests(), 4);
}

#[tokio::test]
async fn a_tree_that_is_cut_off_is_walked() {
    let mut repository = FakeRepository::new(1, "mono", &[("catalog-info.yaml", "kind: Component\n")]);
    for service in 0..12 {
        for file in 0..6 {
            repository.put(&format!("services/s{service:02}/f{file}.yaml"), "a: 1\n");
        }
        repository.put(&format!("node_modules/p{service:02}/x.yaml"), "a: 1\n");
    }
    let (fake, asking, head) = start(repository).await;
    fake.state().tree_limit = 20;
    let listing = tree(&asking.client, "acme/mono", &head).await.unwrap();
    assert!(listing.complete);
    assert_eq!(listing.entries.len(), 1 + 12 * 6, "and nothing of node_modules");
    assert!(paths(&listing).contains(&"services/s11/f5.yaml"));
    assert!(fake.requests() < 20);
}

#[tokio::test]
async fn what_is_too_large_even_so_is_not_taken_for_all() {
    let mut repository = FakeRepository::new(1, "mono", &[("catalog-info.yaml", "kind: Component\n")]);
    for folder in 0..300 {
        repository.put(&format!("a/f{folder:03}/x.yaml"), "a: 1\n");
        repository.put(&format!("a/f{folder:03}/y.yaml"), "b: 1\n");
    }
    let (fake, asking, head) = start(repository).await;
    fake.state().tree_limit = 1;
    let listing = tree(&asking.client, "acme/mono", &head).await.unwrap();
    assert!(!listing.complete, "what is missing may be there");
    assert!(fake.requests() <= 201);
}

#[tokio::test]
async fn hostile_repositories_are_contained() {
    let mut repository = FakeRepository::new(1, "evil", &[("catalog-info.yaml", "kind: Component\n")]);
    for path in ["../../etc/passwd.yaml", "/etc/shadow.yaml", "a/../../b.yaml", "a\\b.yaml", ".git/hooks.yaml"] {
        repository.put(path, "a: 1\n");
    }
    repository.put_as("link.yaml", "120000", b"../../etc/passwd");
    repository.put_as("other", "160000", b"submodule");
    let (_fake, asking, head) = start(repository).await;
    let listing = tree(&asking.client, "acme/evil", &head).await.unwrap();
    assert_eq!(paths(&listing), ["catalog-info.yaml", "link.yaml", "other"]);
    let kinds: Vec<EntryKind> = listing.entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [EntryKind::File, EntryKind::Link, EntryKind::Submodule]);
}

#[tokio::test]
async fn content_that_is_not_what_its_id_says_is_refused() {
    let (fake, asking, head) = start(FakeRepository::component(1, "orders")).await;
    let listing = tree(&asking.client, "acme/orders", &head).await.unwrap();
    let entry = listing.entries.iter().find(|entry| entry.path == "catalog-info.yaml").unwrap();
    let forged = r#"{"data":{"repository":{"b0":{"text":"kind: Forged\n","isTruncated":false}}}}"#;
    fake.fail("/graphql", Fault { times: 1, status: 200, headers: Vec::new(), body: forged.to_owned() });
    let contents = blobs(&asking.client, "acme/orders", &[entry]).await.unwrap();
    assert!(contents[0].as_ref().unwrap().starts_with(b"apiVersion"), "it is asked for by itself");
    fake.fail("/graphql", Fault { times: 1, status: 200, headers: Vec::new(), body: forged.to_owned() });
    fake.fail("/blobs/", Fault { times: 1, status: 200, headers: Vec::new(), body: "kind: Forged\n".to_owned() });
    let contents = blobs(&asking.client, "acme/orders", &[entry]).await.unwrap();
    assert!(matches!(contents[0], Err(GithubError::Malformed { .. })));
}

#[tokio::test]
async fn what_is_not_there_says_how() {
    let (fake, asking, head) = start(FakeRepository::new(1, "empty", &[])).await;
    let of = async |name: &str| tree(&asking.client, name, &head).await.unwrap_err();
    assert!(matches!(of("acme/empty").await, GithubError::Empty(_)));
    assert!(matches!(of("acme/nothing").await, GithubError::NotFound(_)));
    fake.fail("/trees/", Fault::status(451, "Repository access blocked"));
    assert!(matches!(of("acme/empty").await, GithubError::Blocked(_)));
    let permissions = Fault::status(403, "Resource not accessible by integration");
    fake.fail("/trees/", permissions.header("x-accepted-github-permissions", &"contents=read"));
    let refused = of("acme/empty").await.to_string();
    assert!(refused.contains("Resource not accessible") && refused.contains("contents=read"), "{refused}");
    fake.fail("/trees/", Fault { body: "<html>".to_owned(), ..Fault::status(200, "") });
    assert!(matches!(of("acme/empty").await, GithubError::Malformed { .. }));
}

#[tokio::test]
async fn a_repository_is_read_under_the_name_that_it_had() {
    let (fake, asking, head) = start(FakeRepository::component(5, "billing")).await;
    fake.state().renamed.insert("acme/invoices".to_owned(), 5);
    let listing = tree(&asking.client, "acme/invoices", &head).await.unwrap();
    assert_eq!(listing.entries.len(), 3);
    let asked = fake.paths();
    assert!(asked[0].starts_with("/api/v3/repos/acme/invoices/git/trees/"), "{asked:?}");
    assert!(
        asked[1].starts_with("/api/v3/repositories/5/git/trees/") && asked[1].ends_with("?recursive=1"),
        "{asked:?}"
    );
}
