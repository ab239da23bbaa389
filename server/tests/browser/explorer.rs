//! The graph's drawings while they are alive: moved, zoomed, selected, expanded; and what of it works without JavaScript.

use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

use fantoccini::Locator;
use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, WheelAction,
    WheelActions,
};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::harness::{Browser, Device, Portal, Script, is_accessible};

const PAGE: &str = "/graph?root=component:payments&depth=2";
const SCROLL: &str = "document.querySelector('.explorer .drawing-scroll')";
const SVG: &str = "document.querySelector('.explorer .drawing-scroll > svg')";
const SELECTED: &str = "document.querySelector('.drawing-card[data-selected]')?.dataset.key";

/// The page with its drawing alive.
async fn explore(portal: &Portal, device: Device, page: &str) -> Browser {
    let browser = Browser::open(device, Script::On).await;
    browser.goto(&portal.url(page)).await;
    browser.until("document.querySelector('.graph-page[data-live]')").await;
    browser
}

async fn click(browser: &Browser, selector: &str) {
    let scroll = format!("document.querySelector({}).scrollIntoView({{ block: 'center' }})", Value::from(selector));
    browser.value(&scroll).await;
    browser.client.find(Locator::Css(selector)).await.expect(selector).click().await.expect(selector);
}

async fn press(browser: &Browser, key: char) {
    let actions = KeyActions::new("keyboard".to_owned());
    let actions = actions.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
    browser.client.perform_actions(actions).await.expect("the key is pressed");
}

/// Presses the mouse in the middle of the drawing's box, and lets go where it has moved by so much.
async fn drag(browser: &Browser, right: i64, down: i64) {
    let middle = browser
        .value(&format!("(box => [box.x + box.width / 2, box.y + box.height / 2])({SCROLL}.getBoundingClientRect())"))
        .await;
    let at = |place: usize| middle[place].as_f64().expect("a place");
    let by = |x: f64, y: f64| PointerAction::MoveTo { duration: Some(Duration::ZERO), x, y };
    let (x, y) = (at(0), at(1));
    let steps = MouseActions::new("mouse".to_owned())
        .then(by(x, y))
        .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
        .then(by(x + right as f64 / 2.0, y + down as f64 / 2.0))
        .then(by(x + right as f64, y + down as f64))
        .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    browser.client.perform_actions(steps).await.expect("the mouse drags");
}

/// Turns the wheel over the middle of the drawing's box while Control is held.
async fn zoom_by_wheel(browser: &Browser, turn: i64) {
    let scroll = browser.client.find(Locator::Css(".explorer .drawing-scroll")).await.expect("the box");
    let (x, y, width, height) = scroll.rectangle().await.expect("its place");
    let hold = KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value: Key::Control.into() });
    browser.client.perform_actions(hold).await.expect("Control is held");
    let wheel = WheelActions::new("wheel".to_owned()).then(WheelAction::Scroll {
        duration: None,
        x: (x + width / 2.0) as i64,
        y: (y + height / 2.0) as i64,
        delta_x: 0,
        delta_y: turn,
    });
    browser.client.perform_actions(Actions::from(wheel)).await.expect("the wheel turns");
    browser.client.release_actions().await.expect("Control is let go");
}

async fn position(browser: &Browser) -> (i64, i64) {
    let place = browser.value(&format!("[{SCROLL}.scrollLeft, {SCROLL}.scrollTop].map(Math.round)")).await;
    (place[0].as_i64().expect("a number"), place[1].as_i64().expect("a number"))
}

async fn width(browser: &Browser) -> i64 {
    browser.value(&format!("Number({SVG}.getAttribute('width'))")).await.as_i64().expect("a width")
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn the_drawing_is_moved_and_zoomed() {
    let portal = Portal::start();
    let browser = explore(&portal, Device::Desktop, PAGE).await;
    let real = width(&browser).await;
    for _ in 0..3 {
        click(&browser, "[data-act=in]").await;
    }
    assert!(width(&browser).await > real, "it is larger");

    let before = position(&browser).await;
    drag(&browser, -90, -40).await;
    assert_eq!(position(&browser).await, (before.0 + 90, before.1 + 40), "what is seen moves with the mouse");
    assert_eq!(browser.value(SELECTED).await, Value::Null, "a drag selects nothing");

    let larger = width(&browser).await;
    let scrolled = "[window.scrollX, window.scrollY]";
    let page = browser.value(scrolled).await;
    zoom_by_wheel(&browser, -60).await;
    browser.until(&format!("Number({SVG}.getAttribute('width')) > {larger}")).await;
    assert_eq!(browser.value(scrolled).await, page, "the page stays");

    click(&browser, "[data-act=fit]").await;
    let fits = format!("{SVG}.getBoundingClientRect().width <= {SCROLL}.clientWidth");
    assert_eq!(browser.value(&fits).await, Value::Bool(true));
    click(&browser, "[data-act=real]").await;
    assert_eq!(width(&browser).await, real);
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn a_box_is_selected_by_mouse_keyboard_and_table() {
    let portal = Portal::start();
    let browser = explore(&portal, Device::Desktop, PAGE).await;
    click(&browser, ".drawing-card[data-key='component:default/payments'] > a").await;
    assert_eq!(browser.value(SELECTED).await, json!("component:default/payments"));
    let panel = browser.client.find(Locator::Css(".explorer-selected")).await.expect("the panel");
    let said = panel.text().await.expect("its text");
    for expected in ["Payments", "component:default/payments", "Tier: 1", "Open", "Center here", "Expand"] {
        assert!(said.contains(expected), "{expected} is missing in {said}");
    }
    let rows = "[...document.querySelectorAll('tr[data-selected]')].map(row => row.querySelector('th a').pathname)";
    assert_eq!(browser.value(rows).await, json!(["/catalog/component/default/payments"]));
    let status = "document.querySelector('[role=status][class=visually-hidden]').textContent";
    assert!(browser.value(status).await.as_str().is_some_and(|said| said.starts_with("Payments, ")));
    let near = "document.querySelectorAll('.drawing-card[data-near]').length";
    let joined = "new Set([...document.querySelectorAll('.drawing-arrow[data-near]')].flatMap(arrow => \
                  [arrow.dataset.from, arrow.dataset.to])).size";
    assert!(browser.value(near).await.as_u64() > Some(1), "neighbours are lit");
    assert_eq!(browser.value(near).await, browser.value(joined).await, "what is lit is what arrows join");
    browser.screenshot("explorer-selected").await;
    is_accessible(&browser, "something is selected").await;

    // The keyboard goes on from there, along an arrow; the Tab key meets one box only.
    press(&browser, Key::Right.into()).await;
    let right = browser.value(SELECTED).await;
    assert_ne!(right, json!("component:default/payments"));
    assert_eq!(browser.value("document.activeElement.closest('.drawing-card').dataset.key").await, right);
    let stops = "document.querySelectorAll('.drawing-card > [tabindex=\"0\"]').length";
    assert_eq!(browser.value(stops).await, json!(1));
    press(&browser, Key::Left.into()).await;
    press(&browser, Key::Escape.into()).await;
    assert_eq!(browser.value(SELECTED).await, Value::Null);
    assert!(!panel.is_displayed().await.expect("a panel"), "nothing is selected");

    // The table selects, too.
    let row = "tr[data-card]:nth-of-type(3)";
    click(&browser, &format!("{row} .row-type")).await;
    let same = format!(
        "document.querySelector('{row}').dataset.card === document.querySelector('.drawing-card[data-selected]').dataset.card"
    );
    assert_eq!(browser.value(&same).await, Value::Bool(true));
    click(&browser, &format!("{row} [data-act=show]")).await;
    let focused = browser.value("document.activeElement.closest('.drawing-card').dataset.key").await;
    assert_eq!(focused, browser.value(SELECTED).await);

    press(&browser, Key::Enter.into()).await;
    browser.until("location.pathname.startsWith('/catalog/')").await;
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn expanding_stays_on_the_page_and_goes_back() {
    let portal = Portal::start();
    let browser = explore(&portal, Device::Desktop, "/graph?root=component:payments").await;
    browser.value("(window.here = true)").await;
    let keys = "[...document.querySelectorAll('.drawing-card')].map(card => card.dataset.key).sort()";
    let before = browser.value(keys).await;
    click(&browser, ".drawing-card[data-key='component:default/orders'] > a").await;
    let corner = "(box => [box.x, box.y].map(Math.round))(document.querySelector(\".drawing-card[data-key='component:default/orders'] > a\").getBoundingClientRect())";
    let at = browser.value(corner).await;
    press(&browser, 'e').await;
    browser.until("location.search.includes('expand=component:default%2Forders')").await;
    let after = browser.value(keys).await;
    assert!(after.as_array().map(Vec::len) > before.as_array().map(Vec::len), "{before} became {after}");
    assert_eq!(browser.value("window.here").await, Value::Bool(true), "the page was not left");
    assert_eq!(browser.value(SELECTED).await, json!("component:default/orders"));
    let now = browser.value(corner).await;
    let moved = |place: usize| (at[place].as_i64().unwrap_or(0) - now[place].as_i64().unwrap_or(0)).abs();
    // The line that says what is expanded comes above it.
    assert!(moved(0) <= 2 && moved(1) <= 60, "it stays where it is seen: {at}, {now}");
    let rows = "document.querySelectorAll('.explorer tr[data-card]').length";
    assert_eq!(browser.value(rows).await.as_u64(), after.as_array().map(|cards| cards.len() as u64));
    browser.screenshot("explorer-expanded").await;
    is_accessible(&browser, "something is expanded").await;

    browser.client.back().await.expect("a step back");
    browser.until(&format!("{keys}.length === {}", before.as_array().map_or(0, Vec::len))).await;
    assert_eq!(browser.value(keys).await, before);
    assert_eq!(browser.value("window.here").await, Value::Bool(true));
    browser.client.forward().await.expect("a step forward");
    browser.until(&format!("{keys}.length === {}", after.as_array().map_or(0, Vec::len))).await;

    // What is selected becomes the middle; and the address alone leads to the same.
    press(&browser, 'c').await;
    browser.until("document.querySelector('.drawing-card-root').dataset.key === 'component:default/orders'").await;
    browser.client.back().await.expect("a step back");
    browser.until("document.querySelector('.drawing-card-root').dataset.key === 'component:default/payments'").await;
    browser.client.refresh().await.expect("the page loads again");
    assert_eq!(browser.value(keys).await, after);
    browser.until("document.querySelector('.graph-page[data-live]')").await;
    click(&browser, "[aria-label=Expanded] a").await;
    browser.until(&format!("{keys}.length === {}", before.as_array().map_or(0, Vec::len))).await;
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn without_javascript_links_do_the_same() {
    let portal = Portal::start();
    let browser = Browser::open(Device::Desktop, Script::Off).await;
    browser.goto(&portal.url("/graph?root=component:payments")).await;
    let cards = browser.client.find_all(Locator::Css(".drawing-card")).await.expect("boxes").len();
    let tools = browser.client.find(Locator::Css(".explorer-tools")).await.expect("tools");
    assert!(!tools.is_displayed().await.expect("tools"), "what cannot work does not show");
    click(&browser, "tr:nth-of-type(2) [data-act=show]").await;
    assert!(browser.client.current_url().await.expect("an address").fragment().is_some());
    click(&browser, "a[data-act=go][href*='expand=component:default%2Forders']").await;
    let more = browser.client.find_all(Locator::Css(".drawing-card")).await.expect("boxes").len();
    assert!(more > cards, "{cards} became {more}");
    click(&browser, "[aria-label=Expanded] a").await;
    let again = browser.client.find_all(Locator::Css(".drawing-card")).await.expect("boxes").len();
    assert_eq!(again, cards);
    browser.close().await;
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn ways_between_two_are_explored_as_well() {
    let portal = Portal::start();
    let browser =
        explore(&portal, Device::Desktop, "/graph?view=path&from=component:website&to=component:payments&all=true")
            .await;
    click(&browser, ".drawing-card[data-key='component:default/payments'] > a").await;
    let expand = browser.client.find(Locator::Css(".explorer-selected [data-act=expand]")).await.expect("a link");
    assert!(!expand.is_displayed().await.expect("a link"), "nothing is to be expanded here");
    browser.screenshot("explorer-path").await;
    is_accessible(&browser, "a way").await;
    click(&browser, ".explorer-selected [data-act=center]").await;
    browser.until("location.search === '?root=component:default%2Fpayments'").await;
    browser.until("document.querySelector('.drawing-card-root')").await;
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;
}

/// A hub, 60 services that need it, and what these need in turn: some 2,000 entities of 12 teams.
fn crowd(folder: &Path) {
    let mut text = String::new();
    let mut put = |name: &str, team: usize, needs: &[String]| {
        let _ = write!(
            text,
            "---\napiVersion: sextant.dev/v1\nkind: Component\nmetadata:\n  name: {name}\nspec:\n  type: service\n  \
                              lifecycle: production\n  owner: group:team-{team}\n  system: system-{}\n  dependsOn: [{}]\n",
            team % 5,
            needs.join(", ")
        );
    };
    put("hub", 0, &[]);
    for number in 0..1_996 {
        let mut needs =
            vec![if number < 60 { "component:hub".to_owned() } else { format!("component:s{}", number % 60) }];
        if number >= 120 {
            needs.push(format!("component:s{}", 60 + number * 7 % 60));
        }
        put(&format!("s{number}"), number % 12, &needs);
    }
    std::fs::write(folder.join("crowd.yaml"), text).expect("descriptors");
}

#[tokio::test]
#[ignore = "needs Chromium: cargo xtask test"]
async fn two_thousand_boxes_answer() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    crowd(folder.path());
    let portal = Portal::over(folder.path());
    let page = "/graph?root=component:hub&depth=3&colour=team";
    let browser = explore(&portal, Device::Desktop, page).await;
    browser.screenshot("explorer-crowd-grouped").await;
    // A team's box is opened in place.
    click(&browser, ".drawing-card[data-key=':group:default/team-3'] > a").await;
    click(&browser, ".explorer-selected [data-act=expand]").await;
    browser.until("document.querySelector(\".drawing-card[data-key='component:default/s3']\")").await;
    browser.screenshot("explorer-crowd-opened").await;

    browser.goto(&portal.url(&format!("{page}&group=each"))).await;
    browser.until("document.querySelector('.graph-page[data-live]')").await;
    let boxes = browser.value("document.querySelectorAll('.drawing-card').length").await;
    assert!(boxes.as_u64() > Some(1_900), "{boxes}");
    browser.screenshot("explorer-crowd").await;
    let before = position(&browser).await;
    drag(&browser, 0, -120).await;
    assert_eq!(position(&browser).await, (before.0, before.1 + 120));
    click(&browser, "tr[data-card]:nth-of-type(1) [data-act=show]").await;
    assert_eq!(browser.value(SELECTED).await, json!("component:default/hub"));
    // An interaction touches what it is about: the hub and its 60 neighbours, then one of these.
    let near = "document.querySelectorAll('.drawing-card[data-near]').length";
    assert_eq!(browser.value(near).await, json!(61));
    press(&browser, Key::Left.into()).await;
    assert_ne!(browser.value(SELECTED).await, json!("component:default/hub"));
    browser.screenshot("explorer-crowd-selected").await;
    press(&browser, '0').await;
    browser.screenshot("explorer-crowd-fit").await;
    let took = browser.client.execute_async(TIMED, Vec::new()).await.expect("times");
    println!("2,000 boxes, milliseconds until the next frame: {took}");
    assert_eq!(browser.console().await, Vec::<String>::new());
    browser.close().await;
}

/// How long a selection and a zoom take until they are painted. Printed, not judged.
const TIMED: &str = "
    const done = arguments[0];
    const frame = () => new Promise(resume => requestAnimationFrame(() => setTimeout(resume)));
    const timed = async act => { const start = performance.now(); act(); await frame(); return Math.round(performance.now() - start); };
    (async () => {
        const rows = [...document.querySelectorAll('.explorer tr[data-card]')];
        const select = await timed(() => rows[900].querySelector('[data-act=show]').click());
        const other = await timed(() => rows[901].querySelector('[data-act=show]').click());
        const zoom = await timed(() => document.querySelector('[data-act=in]').click());
        const pan = await timed(() => { document.querySelector('.explorer .drawing-scroll').scrollTop += 100; });
        done({ select, other, zoom, pan });
    })();";
