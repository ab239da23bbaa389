//! From an empty catalog to the first source of one's own.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers, sign_in};

/// The page promises a minute.
const MINUTE: Duration = Duration::from_secs(60);

const DESCRIPTOR: &str = "\
apiVersion: sextant.dev/v1
kind: Component
metadata: {name: checkout, description: Takes the basket to an order.}
spec: {type: service, lifecycle: production, owner: payments}
";

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn an_empty_catalog_says_how_to_begin() {
    let nothing = tempfile::tempdir().expect("a folder");
    let portal = Portal::over(nothing.path());
    let expected = ["The catalog is empty", "Say what there is", "push it from where it is", "a table"];
    answers(&portal, "first-run", "/", &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn from_an_empty_catalog_to_the_first_source_in_a_minute() {
    let folder = tempfile::tempdir().expect("a folder");
    let (nothing, repository) = (folder.path().join("nothing"), folder.path().join("checkout"));
    for place in [&nothing, &repository] {
        std::fs::create_dir(place).expect("a folder");
    }
    std::fs::write(repository.join("sextant.yaml"), DESCRIPTOR).expect("the descriptor is written");
    let portal = Portal::over(&nothing);
    let browser = Browser::open(Device::Desktop, Script::Off).await;
    let start = Instant::now();

    browser.goto(&portal.url("/")).await;
    click(&browser, ".first-run a[href='/tokens']").await;
    // Who may do nothing yet is led to the way in.
    sign_in(&portal, &browser).await;
    browser.goto(&portal.url("/")).await;
    click(&browser, ".first-run a[href='/tokens']").await;
    for (field, text) in [("name", "shop-ci"), ("push", "shop")] {
        let field = browser.client.find(Locator::Css(&format!("input[name='{field}']"))).await.expect("a field");
        field.send_keys(text).await.expect("it is typed");
    }
    click(&browser, "form[action='/tokens'] button").await;
    let secret = browser.client.wait().for_element(Locator::Css(".access-secret code")).await.expect("the token");
    push(&portal, &repository, &secret.text().await.expect("its text"));

    browser.goto(&portal.url("/sources")).await;
    click(&browser, "a[href='/sources/shop']").await;
    let text = browser.text().await;
    assert!(text.contains("git.example.com/shop/checkout") && text.contains("Up to date"), "{text}");
    browser.screenshot("first-run-source").await;
    browser.goto(&portal.url("/")).await;
    let text = browser.text().await;
    assert!(!text.contains("The catalog is empty"), "{text}");
    assert!(start.elapsed() < MINUTE, "it took {:?}", start.elapsed());
    assert_eq!(portal.first_entity("kind=component")["ref"], "component:default/checkout");
    browser.close().await;
}

async fn click(browser: &Browser, place: &str) {
    let found = browser.client.wait().for_element(Locator::Css(place)).await;
    found.unwrap_or_else(|error| panic!("{place}: {error}")).click().await.expect("it can be clicked");
}

/// As the page says it, from a folder that is no clone.
fn push(portal: &Portal, repository: &Path, token: &str) {
    let pushed = Command::new(env!("CARGO_BIN_EXE_sextant"))
        .args(["push", ".", "--server", &portal.url(""), "--source", "shop"])
        .args(["--repository", "https://git.example.com/shop/checkout", "--branch", "main"])
        .env("SEXTANT_TOKEN", token.trim())
        .current_dir(repository)
        .output()
        .expect("the command runs");
    assert!(pushed.status.success(), "{}", String::from_utf8_lossy(&pushed.stderr));
}
