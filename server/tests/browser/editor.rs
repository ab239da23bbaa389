//! Describing entities in the portal itself.

use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers_an_admin, sign_in};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn something_new_has_fields() {
    let portal = Portal::start();
    answers_an_admin(&portal, "new", "/new", &["A new entity", "Kind", "Owner", "Make it"]).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn of_a_file_the_page_says_who_says_what() {
    let portal = Portal::start();
    let entity = portal.first_entity("kind=component,owner");
    let reference = entity["ref"].as_str().expect("a reference");
    let path = format!("/catalog/{}/edit", reference.replacen(':', "/", 1));
    let expected = [reference, "A change for the repository", "Fields that the portal adds", "Who says what"];
    answers_an_admin(&portal, "edit", &path, &expected).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn what_is_wrong_is_said_while_somebody_types() {
    let portal = Portal::start();
    let browser = Browser::open(Device::Desktop, Script::On).await;
    sign_in(&portal, &browser).await;
    browser.goto(&portal.url("/new?as=text")).await;
    let text = browser.client.find(Locator::Css("textarea[name='text']")).await.expect("a box");
    browser.until("document.querySelector('textarea[data-live]')").await;
    text.clear().await.expect("it is emptied");
    // The island may come to life after the first keys: typing goes on until it has said something.
    text.send_keys("kind: Component\nmetadata: {name: my ledger}\n").await.expect("it is typed");
    let found = "document.querySelector(\"[data-part='found']\").textContent";
    browser.until(&format!("{found}.includes('my ledger')")).await;
    browser.screenshot("editor-live").await;
    assert_eq!(browser.value("location.pathname").await, "/new", "the page was not left");
    text.clear().await.expect("it is emptied");
    text.send_keys(
        "kind: Component\nmetadata: {name: ledger}\nspec: {type: service, lifecycle: production, owner: x}\n",
    )
    .await
    .expect("it is typed");
    browser.until(&format!("{found}.includes('Checked')")).await;
    let save = browser.client.find(Locator::Css("button[value='save']")).await.expect("a button");
    save.click().await.expect("it is sent");
    browser.until("location.pathname === '/catalog/component/default/ledger'").await;
    assert_eq!(portal.api("/api/v1/entities/component/default/ledger")["source"], "managed");
    browser.close().await;
}
