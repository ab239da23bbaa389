//! How GitHub is asked: limits, failures, redirects, tokens.

use sextant_server::sources::github::{GithubError, people, tree};

use crate::asking::{Asking, NOW};
use crate::fake::{Fake, FakeRepository, Fault};

async fn one() -> (Fake, Asking, String) {
    let repository = FakeRepository::component(1, "orders");
    let head = repository.head().unwrap();
    let fake = Fake::start(vec![repository]).await;
    let asking = Asking::of(&fake);
    (fake, asking, head)
}

#[tokio::test]
async fn a_server_that_fails_is_asked_again_more_slowly_and_then_given_up() {
    let (fake, asking, head) = one().await;
    fake.fail("/trees/", Fault::status(502, "Bad Gateway").times(3));
    assert!(tree(&asking.client, "acme/orders", &head).await.is_ok());
    assert_eq!(asking.waited(), [1, 2, 4]);
    fake.fail("/trees/", Fault::status(503, "Unavailable").times(9));
    let error = tree(&asking.client, "acme/orders", &head).await.unwrap_err();
    assert!(error.is_passing() && error.to_string().contains("after 4 tries"), "{error}");
}

#[tokio::test]
async fn a_short_limit_is_waited_for_and_of_a_long_one_whoever_asks_is_told() {
    let (fake, asking, head) = one().await;
    fake.fail("/trees/", Fault::status(403, "You have exceeded a secondary rate limit").header("retry-after", &20));
    assert!(tree(&asking.client, "acme/orders", &head).await.is_ok());
    assert_eq!(asking.waited(), [20]);

    fake.fail("/trees/", Fault::status(429, "You have exceeded a secondary rate limit"));
    let error = tree(&asking.client, "acme/orders", &head).await.unwrap_err();
    assert_eq!(error, GithubError::Limited(NOW + 20_000 + 60_000), "a minute where it does not say");
    assert_eq!(asking.client.budget().spent().paused_until, Some(NOW + 80_000));
    fake.requests();
    assert!(tree(&asking.client, "acme/orders", &head).await.is_err());
    assert_eq!(fake.requests(), 0, "nothing is asked meanwhile");
    asking.pass(60);
    assert!(tree(&asking.client, "acme/orders", &head).await.is_ok());
}

#[tokio::test]
async fn who_has_used_up_the_hours_requests_goes_on_when_there_are_more() {
    let (fake, asking, head) = one().await;
    {
        let mut state = fake.state();
        (state.core.remaining, state.core.resets_at) = (1, (NOW / 1_000 + 600) as u64);
    }
    assert!(tree(&asking.client, "acme/orders", &head).await.is_ok());
    fake.requests();
    let error = tree(&asking.client, "acme/orders", &head).await.unwrap_err();
    assert_eq!(error, GithubError::Limited(NOW + 600_000));
    assert_eq!(fake.requests(), 0, "the last answer said that nothing is left");
    let left = asking.client.budget().spent().rest.unwrap();
    assert_eq!((left.limit, left.remaining, left.resets_at), (5_000, 0, NOW + 600_000));
    fake.state().core.remaining = 5_000;
    asking.pass(601);
    assert!(tree(&asking.client, "acme/orders", &head).await.is_ok());
}

#[tokio::test]
async fn a_limit_that_another_has_used_up_is_met_and_told() {
    let (fake, asking, head) = one().await;
    {
        let mut state = fake.state();
        (state.core.remaining, state.core.resets_at) = (0, (NOW / 1_000 + 600) as u64);
        (state.graphql.remaining, state.graphql.resets_at) = (0, (NOW / 1_000 + 900) as u64);
    }
    let error = tree(&asking.client, "acme/orders", &head).await.unwrap_err();
    assert_eq!(error, GithubError::Limited(NOW + 601_000));
    let other = Asking::of(&fake);
    let error = sextant_server::sources::github::look_up(&other.client, "acme/orders").await.unwrap_err();
    assert_eq!(error, GithubError::Limited(NOW + 900_000), "points of GraphQL, too");
}

#[tokio::test]
async fn nothing_leads_to_another_origin() {
    let (fake, asking, head) = one().await;
    let elsewhere = Fake::start(vec![FakeRepository::component(1, "orders")]).await;
    for status in [301, 302, 307, 308] {
        let to = format!("{}/api/v3/repositories/1/git/trees/{head}", elsewhere.address());
        fake.fail("/trees/", Fault::status(status, "Moved").header("location", &to));
        let error = tree(&asking.client, "acme/orders", &head).await.unwrap_err();
        assert!(matches!(error, GithubError::Foreign { .. }), "{error}");
    }
    let link = format!("<{}/api/v3/organizations/1/team?page=2>; rel=\"next\"", elsewhere.address());
    fake.fail("/teams", Fault { body: "[]".to_owned(), ..Fault::status(200, "").header("link", &link) });
    let error = people(&asking.client, "acme").await.unwrap_err();
    assert!(matches!(error, GithubError::Foreign { .. }), "{error}");
    assert_eq!(elsewhere.requests(), 0, "the token went nowhere else");
    fake.fail(
        "/trees/",
        Fault::status(301, "Moved").times(20).header("location", &"/api/v3/repositories/1/git/trees/x"),
    );
    assert!(tree(&asking.client, "acme/orders", &head).await.is_err(), "and in no circle");
}

#[tokio::test]
async fn an_app_signs_finds_its_installation_and_renews_tokens_before_they_end() {
    let (fake, _, head) = one().await;
    let asking = Asking::as_app(&fake);
    for _ in 0..3 {
        tree(&asking.client, "acme/orders", &head).await.unwrap();
    }
    assert_eq!(fake.state().minted, 1, "one token for all");
    let asked = std::mem::take(&mut fake.state().asked);
    assert_eq!(asked[0].path, "/api/v3/orgs/acme/installation");
    assert!(
        asked[2].token.as_deref() == Some("Bearer ghs_1") && asked[2].user_agent.starts_with("sextant/"),
        "{asked:?}"
    );
    assert!(format!("{:?}", asking.client).contains("AppKey") && !format!("{:?}", asking.client).contains("ghs_"));

    fake.state().token = Some("ghs_other".to_owned());
    tree(&asking.client, "acme/orders", &head).await.unwrap();
    assert_eq!(fake.state().minted, 2, "one that is not taken any more is renewed");

    let short = Asking::as_app(&fake);
    fake.state().token_seconds = 20;
    for _ in 0..2 {
        tree(&short.client, "acme/orders", &head).await.unwrap();
    }
    assert_eq!(fake.state().minted, 4, "one that ends within seconds is not used again");
}

#[tokio::test]
async fn a_token_that_is_not_taken_is_told_with_its_remedy() {
    let (fake, asking, head) = one().await;
    fake.state().token = Some("another".to_owned());
    let error = tree(&asking.client, "acme/orders", &head).await.unwrap_err();
    assert!(matches!(error, GithubError::Unauthorized(_)) && !error.is_passing());
    assert!(error.to_string().contains("Make a new one"), "{error}");
    assert!(!format!("{:?} {error}", asking.client).contains("ghp_test"), "and never shown");
}
