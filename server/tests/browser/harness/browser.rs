//! Chromium, by way of chromedriver.

use std::env;
use std::path::PathBuf;

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

/// What the page is looked at with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Device {
    /// 1440 by 900.
    Desktop,
    /// 390 by 844.
    Phone,
}

impl Device {
    fn size(self) -> (u32, u32) {
        match self {
            Self::Desktop => (1440, 900),
            Self::Phone => (390, 844),
        }
    }
}

/// Whether pages may run scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    On,
    Off,
}

/// A browser with a fresh profile.
pub(crate) struct Browser {
    /// To find, click and type.
    pub(crate) client: Client,
    _profile: TempDir,
}

impl Browser {
    /// Opens a browser at `$SEXTANT_TEST_CHROMEDRIVER`.
    pub(crate) async fn open(device: Device, script: Script) -> Self {
        let driver = env::var("SEXTANT_TEST_CHROMEDRIVER").expect("run by `cargo xtask test`");
        let profile = tempfile::tempdir().expect("a temporary folder");
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(device, script, &profile))
            .connect(&driver)
            .await
            .expect("a browser");
        Self { client, _profile: profile }
    }

    /// Loads a page.
    pub(crate) async fn goto(&self, url: &str) {
        self.client.goto(url).await.expect("the page loads");
    }

    /// The text that a reader sees.
    pub(crate) async fn text(&self) -> String {
        let body = self.client.find(fantoccini::Locator::Css("body")).await.expect("a body");
        body.text().await.expect("its text")
    }

    /// What an expression of JavaScript comes to.
    pub(crate) async fn value(&self, expression: &str) -> Value {
        self.client.execute(&format!("return {expression}"), Vec::new()).await.expect("a value")
    }

    /// Waits until an expression is true; the test's own time limit ends the waiting.
    pub(crate) async fn until(&self, expression: &str) {
        let script = format!(
            "const done = arguments[0]; const look = () => ({expression}) ? done(true) : requestAnimationFrame(look); look();"
        );
        let answer = self.client.execute_async(&script, Vec::new()).await;
        if answer.is_err() {
            self.screenshot("never-true").await;
            panic!("{expression} never comes true: {answer:?}; the console says {:#?}", self.console().await);
        }
    }

    /// Puts a picture of the window into `$SEXTANT_TEST_SCREENSHOTS`, if that is set.
    pub(crate) async fn screenshot(&self, name: &str) {
        let Some(folder) = env::var_os("SEXTANT_TEST_SCREENSHOTS") else { return };
        let picture = self.client.screenshot().await.expect("a picture");
        std::fs::write(PathBuf::from(folder).join(name).with_extension("png"), picture)
            .expect("the picture is written");
    }

    /// What the console has said since it was last asked.
    pub(crate) async fn console(&self) -> Vec<String> {
        let entries = self.client.issue_cmd(BrowserLog).await.expect("the console's log");
        let entries = entries.as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Ends the browser.
    pub(crate) async fn close(self) {
        self.client.close().await.expect("the browser ends");
    }
}

fn capabilities(device: Device, script: Script, profile: &TempDir) -> Capabilities {
    let (width, height) = device.size();
    let args = [
        "--headless".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        format!("--user-data-dir={}", profile.path().display()),
        format!("--window-size={width},{height}"),
    ];
    let mut options = json!({ "args": args });
    if device == Device::Phone {
        options["mobileEmulation"] =
            json!({ "deviceMetrics": { "width": width, "height": height, "pixelRatio": 2.0, "touch": true } });
    }
    if script == Script::Off {
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    if let Ok(chromium) = env::var("SEXTANT_TEST_CHROMIUM") {
        options["binary"] = Value::String(chromium);
    }
    let all = json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } });
    all.as_object().cloned().unwrap_or_default()
}

/// chromedriver's own command for the console's log.
#[derive(Debug)]
struct BrowserLog;

impl WebDriverCompatibleCommand for BrowserLog {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _request_url: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}
