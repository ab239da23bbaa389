//! How GitLab is asked: limits, failures, redirects, tokens.

use serde_json::json;
use sextant_server::sources::gitlab::{GitlabError, listing, named, people};

use crate::asking::{Asking, NOW};
use crate::fake::{Fake, FakeProject, Fault};

async fn one() -> (Fake, Asking, String) {
    let project = FakeProject::component(1, "orders");
    let head = project.head().unwrap();
    let fake = Fake::start(vec![project]).await;
    let asking = Asking::of(&fake);
    (fake, asking, head)
}

#[tokio::test]
async fn a_server_that_fails_is_asked_again_more_slowly_and_then_given_up() {
    let (fake, asking, head) = one().await;
    fake.fail("/tree", Fault::status(502, "GitLab is not responding").times(3));
    assert!(listing(&asking.client, 1, &head).await.is_ok());
    assert_eq!(asking.waited(), [1, 2, 4]);
    fake.fail("/tree", Fault::status(503, "Unavailable").times(9));
    let error = listing(&asking.client, 1, &head).await.unwrap_err();
    assert!(error.is_passing() && error.to_string().contains("after 4 tries"), "{error}");
}

#[tokio::test]
async fn a_short_limit_is_waited_for_and_of_a_long_one_whoever_asks_is_told() {
    let (fake, asking, head) = one().await;
    fake.fail("/tree", Fault::status(429, "Retry later").header("retry-after", &30));
    assert!(listing(&asking.client, 1, &head).await.is_ok());
    assert_eq!(asking.waited(), [30]);

    fake.fail("/tree", Fault::status(429, "This endpoint has been requested too many times").times(1));
    assert!(listing(&asking.client, 1, &head).await.is_ok());
    assert_eq!(asking.waited(), [60], "a minute where it does not say");

    fake.fail("/tree", Fault::status(429, "Retry later").header("retry-after", &600));
    let error = listing(&asking.client, 1, &head).await.unwrap_err();
    assert_eq!(error, GitlabError::Limited(NOW + 90_000 + 600_000));
    fake.requests();
    assert!(listing(&asking.client, 1, &head).await.is_err());
    assert_eq!(fake.requests(), 0, "nothing is asked meanwhile");
    asking.pass(601);
    assert!(listing(&asking.client, 1, &head).await.is_ok());
}

#[tokio::test]
async fn who_has_used_up_the_requests_of_a_minute_goes_on_in_the_next() {
    let (fake, asking, head) = one().await;
    let reset = u64::try_from(NOW / 1_000 + 40).unwrap();
    fake.state().quota = Some((2_000, 1, reset));
    assert!(listing(&asking.client, 1, &head).await.is_ok());
    let left = asking.client.budget().spent().left.unwrap();
    assert_eq!((left.limit, left.remaining, left.resets_at), (2_000, 0, NOW + 40_000));
    fake.state().quota = Some((2_000, 2_000, reset + 60));
    fake.requests();
    assert!(listing(&asking.client, 1, &head).await.is_ok());
    assert_eq!((asking.waited(), fake.requests()), (vec![40], 1), "it does not run into the limit first");
}

#[tokio::test]
async fn nothing_leads_to_another_origin() {
    let (fake, asking, head) = one().await;
    let elsewhere = Fake::start(vec![FakeProject::component(1, "orders")]).await;
    let tree = format!("{}/api/v4/projects/1/repository/tree?ref={head}&page_token=x", elsewhere.address());
    for status in [301, 302, 307, 308] {
        fake.fail("/tree", Fault::status(status, "Moved").header("location", &tree));
        let error = listing(&asking.client, 1, &head).await.unwrap_err();
        assert!(matches!(error, GitlabError::Foreign { .. }), "{error}");
    }
    let link = format!("<{tree}>; rel=\"next\"");
    fake.fail("/tree", Fault::body(&json!([])).header("link", &link));
    let error = listing(&asking.client, 1, &head).await.unwrap_err();
    assert!(error.to_string().contains("external_url"), "{error}");
    let sign_in = format!("{}/users/sign_in", fake.address());
    fake.fail("/tree", Fault::status(302, "Sign in").header("location", &sign_in));
    assert!(matches!(listing(&asking.client, 1, &head).await.unwrap_err(), GitlabError::Foreign { .. }));
    assert_eq!(elsewhere.requests(), 0, "the token went nowhere else");
    let round = "/gitlab/api/v4/projects/1/repository/tree?ref=x";
    fake.fail("/tree", Fault::status(301, "Moved").times(20).header("location", &round));
    assert!(listing(&asking.client, 1, &head).await.is_err(), "and in no circle");
}

#[tokio::test]
async fn a_token_that_is_not_taken_or_may_not_is_told_with_its_remedy() {
    let (fake, asking, head) = one().await;
    let scope = json!({ "error": "insufficient_scope", "error_description": "The request requires higher privileges" });
    fake.fail("/graphql", Fault { status: 403, ..Fault::body(&scope) });
    let error = named(&asking.client, &["acme/orders".to_owned()]).await.unwrap_err().to_string();
    assert!(error.contains("higher privileges") && error.contains("read_api"), "{error}");
    fake.state().token = "another".to_owned();
    let error = listing(&asking.client, 1, &head).await.unwrap_err();
    assert!(matches!(error, GitlabError::Unauthorized(_)) && !error.is_passing());
    assert!(error.to_string().contains("Make a new one"), "{error}");
    assert!(!format!("{:?} {error}", asking.client).contains("glpat-test"), "and never shown");
}

#[tokio::test]
async fn an_answer_that_is_none_is_told() {
    let (fake, asking, head) = one().await;
    fake.fail("/tree", Fault { body: "<html>".to_owned(), ..Fault::status(200, "") });
    assert!(matches!(listing(&asking.client, 1, &head).await.unwrap_err(), GitlabError::Malformed { .. }));
    let refused =
        json!({ "errors": [{ "message": "Query has complexity of 300, which exceeds max complexity of 250" }] });
    fake.fail("/graphql", Fault::body(&refused));
    let error = named(&asking.client, &["acme/orders".to_owned()]).await.unwrap_err().to_string();
    assert!(error.contains("max complexity"), "{error}");
    let error = people(&asking.client, "nobody").await.unwrap_err();
    assert!(matches!(error, GitlabError::NotFound(_)), "{error}");
}
