use fantoccini::Locator;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

use crate::harness::{Browser, Device, Portal, Script};

/// The dialog while it is open.
const OPEN: Locator<'_> = Locator::Css("dialog.palette[open]");

/// Keys pressed one after the other; those before the last are held until the end.
async fn press(browser: &Browser, keys: &[char]) {
    let mut actions = KeyActions::new("keyboard".to_owned());
    for &value in keys {
        actions = actions.then(KeyAction::Down { value });
    }
    for &value in keys.iter().rev() {
        actions = actions.then(KeyAction::Up { value });
    }
    browser.client.perform_actions(actions).await.expect("the keys are pressed");
}

/// A page whose islands are alive, with the palette open. The island comes to life when the browser is idle, so the
/// keys are pressed until they do something.
async fn open_palette(portal: &Portal, device: Device, keys: &[char]) -> Browser {
    let browser = Browser::open(device, Script::On).await;
    browser.goto(&portal.url("/catalog")).await;
    for _ in 0..200 {
        press(&browser, keys).await;
        if browser.client.find(OPEN).await.is_ok() {
            return browser;
        }
    }
    panic!("the palette does not open; the console says {:#?}", browser.console().await);
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_few_letters_and_enter_land_on_the_entity() {
    let portal = Portal::start();
    let entity = portal.first_entity("kind=component");
    let name = entity["name"].as_str().expect("a name");

    let browser = open_palette(&portal, Device::Desktop, &[Key::Control.into(), 'k']).await;
    let input = browser.client.find(Locator::Css(".palette-input")).await.expect("the input");
    input.send_keys(name).await.expect("typing");
    let page = format!(
        "/catalog/{}/{}/{}",
        entity["kind"].as_str().expect("a kind").to_lowercase(),
        entity["namespace"].as_str().expect("a namespace").to_lowercase(),
        name.to_lowercase()
    );
    let hit = format!(".palette-option[href='{page}']");
    browser.client.wait().for_element(Locator::Css(&hit)).await.expect("the hit");
    browser.screenshot("palette").await;

    // Arrow keys choose; the chosen line is the one that Enter opens.
    let selected = Locator::Css(".palette-option[aria-selected='true']");
    let options = browser.client.find_all(Locator::Css(".palette-option")).await.expect("lines").len();
    for _ in 0..options {
        let here = browser.client.find(selected).await.expect("a chosen line");
        if here.attr("href").await.expect("its address").as_deref() == Some(&page) {
            break;
        }
        press(&browser, &[Key::Down.into()]).await;
    }
    press(&browser, &[Key::Enter.into()]).await;
    let url = portal.url(&page).parse().expect("an address");
    browser.client.wait().for_url(&url).await.expect("the entity's page");
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn slash_opens_escape_closes_and_typing_a_slash_stays_typing() {
    let portal = Portal::start();
    let browser = open_palette(&portal, Device::Desktop, &['/']).await;
    let input = browser.client.find(Locator::Css(".palette-input")).await.expect("the input");
    input.send_keys("/").await.expect("typing");
    assert_eq!(input.prop("value").await.expect("a value").as_deref(), Some("/"));
    press(&browser, &[Key::Escape.into()]).await;
    assert!(browser.client.find(OPEN).await.is_err(), "Escape closes the palette");

    let narrow = browser.client.find(Locator::Css("input[name='q']")).await.expect("the catalog's box");
    narrow.send_keys("a/b").await.expect("typing");
    assert!(browser.client.find(OPEN).await.is_err(), "a slash in a text is a slash");
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn without_javascript_the_button_leads_to_the_search_page() {
    let portal = Portal::start();
    let browser = Browser::open(Device::Desktop, Script::Off).await;
    browser.goto(&portal.url("/catalog")).await;
    browser.client.find(Locator::Css(".palette-button")).await.expect("the button").click().await.expect("it leads on");
    assert_eq!(browser.client.current_url().await.expect("an address").path(), "/search");
    browser.close().await;
}
