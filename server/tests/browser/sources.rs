use fantoccini::Locator;

use crate::harness::{Browser, Device, Portal, Script, answers, answers_an_admin, sign_in};

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn sources_say_where_it_all_comes_from() {
    let portal = Portal::start();
    let sources = portal.api("/api/v1/sources");
    let name = sources["items"][0]["name"].as_str().expect("a source");
    let entities = sources["items"][0]["entities"].to_string();
    answers(&portal, "sources", "/sources", &[name, &entities, "Up to date", "Problems"], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_source_says_what_became_of_each_of_its_files() {
    let portal = Portal::start();
    let source = portal.api("/api/v1/sources")["items"][0].clone();
    let name = source["name"].as_str().expect("a source");
    let address = source["locations"][0]["address"].as_str().expect("an address");
    let problems = portal.api(&format!("/api/v1/diagnostics?source={name}&limit=1"));
    let problem = &problems["items"][0];
    let place = format!("{}:{}", problem["file"].as_str().expect("a file"), problem["line"]);
    let code = problem["code"].as_str().expect("a code");
    let expected = [name, address, "Up to date", "Last good version shown", &place, code];
    answers(&portal, "source", &format!("/sources/{name}"), &expected, None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn an_unknown_source_says_which_there_are() {
    let portal = Portal::start();
    let name = portal.api("/api/v1/sources")["items"][0]["name"].as_str().expect("a source").to_owned();
    let path = "/sources/no-such-source-anywhere";
    answers(&portal, "source-unknown", path, &["No such source", &name], Some("404")).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn every_problem_has_a_page_that_explains_it() {
    let portal = Portal::start();
    let code = catalog_schema::diagnostic::codes::ALL[0];
    let path = format!("/diagnostics/{}", code.name);
    answers(&portal, "diagnostic", &path, &[code.name, code.summary], None).await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn an_admin_pauses_changes_and_looks_at_the_removal_of_a_source() {
    let portal = Portal::start();
    let name = portal.api("/api/v1/sources")["items"][0]["name"].as_str().expect("a source").to_owned();
    let page = format!("/sources/{name}");
    answers_an_admin(&portal, "source-admin", &page, &["Read now", "Pause", "Remove…", "How it stands to others"])
        .await;
    answers_an_admin(&portal, "source-removal", &format!("{page}/remove"), &["Remove"]).await;
    let browser = Browser::open(Device::Desktop, Script::Off).await;
    sign_in(&portal, &browser).await;
    browser.goto(&portal.url(&page)).await;
    for (action, then) in [("pause", "This source is paused"), ("resume", "Read now")] {
        let button = format!("form[action='{page}/{action}'] button");
        let button = browser.client.find(Locator::Css(&button)).await.expect("a button");
        button.click().await.expect("it is sent");
        let next = if action == "pause" { "resume" } else { "pause" };
        let next = format!("form[action='{page}/{next}']");
        browser.client.wait().for_element(Locator::Css(&next)).await.expect("the page comes again");
        let text = browser.text().await;
        assert!(text.contains(then), "{text}");
        browser.screenshot(&format!("source-{action}d")).await;
    }
    let priority = browser.client.find(Locator::Css("input[name='priority']")).await.expect("a field");
    priority.clear().await.expect("it is emptied");
    priority.send_keys("150").await.expect("it is typed");
    // As by the key Enter: the button may be below the window.
    priority.send_keys("\u{e007}").await.expect("it is sent");
    browser.client.wait().for_element(Locator::Css("input[name='priority'][value='150']")).await.expect("it is kept");
    assert_eq!(portal.api(&format!("/api/v1{page}"))["priority"], 150);
    browser.close().await;
}
