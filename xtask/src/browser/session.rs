//! One browser, asked by WebDriver (<https://www.w3.org/TR/webdriver2/>).

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::browser::driver::Driver;
use crate::failure::Failure;
use crate::http;

/// A browser starts slowly on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);
/// The key, as WebDriver writes it.
const ENTER: char = '\u{E007}';

/// A browser with a fresh profile; ends when dropped.
#[derive(Debug)]
pub(crate) struct Session {
    driver: String,
    path: String,
    _profile: TempDir,
}

impl Session {
    /// Opens a browser whose pages are `width` by `height` CSS pixels, each of them a pixel of the picture.
    pub(crate) fn open(driver: &Driver, width: u32, height: u32) -> Result<Self, Failure> {
        let profile = tempfile::tempdir_in(driver.scratch())
            .map_err(|error| Failure::new(format!("cannot make a temporary folder: {error}")))?;
        let args = [
            "--headless".to_owned(),
            "--no-sandbox".to_owned(),
            "--disable-gpu".to_owned(),
            "--no-first-run".to_owned(),
            "--disable-background-networking".to_owned(),
            "--hide-scrollbars".to_owned(),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let metrics = json!({ "width": width, "height": height, "pixelRatio": 1.0, "touch": false, "mobile": false });
        let options = json!({
            "args": args,
            "binary": driver.chromium,
            "mobileEmulation": { "deviceMetrics": metrics },
        });
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options } } });
        let address = driver.url.trim_start_matches("http://").to_owned();
        let answer = value(http::json(&address, "POST", "/session", Some(&wanted), LIMIT)?)?;
        let id = answer["sessionId"].as_str().ok_or_else(|| Failure::new("chromedriver names no session"))?;
        Ok(Self { driver: address, path: format!("/session/{id}"), _profile: profile })
    }

    /// Loads a page to its end.
    pub(crate) fn goto(&self, url: &str) -> Result<(), Failure> {
        self.command("POST", "url", Some(&json!({ "url": url }))).map(|_| ())
    }

    /// What the window shows, as PNG.
    pub(crate) fn screenshot(&self) -> Result<Vec<u8>, Failure> {
        let picture = self.command("GET", "screenshot", None)?;
        let bytes = picture.as_str().and_then(|text| STANDARD.decode(text).ok());
        bytes.ok_or_else(|| Failure::new("chromedriver's picture is no Base64"))
    }

    /// Types into the first field that the selector finds, and sends its form.
    pub(crate) fn enter(&self, selector: &str, text: &str) -> Result<(), Failure> {
        let found = self.command("POST", "element", Some(&json!({ "using": "css selector", "value": selector })))?;
        let id = found.as_object().and_then(|found| found.values().next()).and_then(Value::as_str);
        let id = id.ok_or_else(|| Failure::new(format!("the page has no {selector}")))?;
        let keys = json!({ "text": format!("{text}{ENTER}") });
        self.command("POST", &format!("element/{id}/value"), Some(&keys)).map(|_| ())
    }

    fn command(&self, method: &str, name: &str, body: Option<&Value>) -> Result<Value, Failure> {
        value(http::json(&self.driver, method, &format!("{}/{name}", self.path), body, LIMIT)?)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // One that is gone already is what was wanted; the driver ends what is left.
        let _gone = http::json(&self.driver, "DELETE", &self.path, None, LIMIT);
    }
}

/// The value of a WebDriver answer.
fn value(mut answer: Value) -> Result<Value, Failure> {
    let value = answer["value"].take();
    match (value["error"].as_str(), value["message"].as_str()) {
        (Some(error), message) => Err(Failure::new(format!("chromedriver: {error}: {}", message.unwrap_or_default()))),
        (None, _) => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_of_the_driver_is_told_in_its_words() {
        let failure = value(json!({ "value": { "error": "timeout", "message": "no page" } })).unwrap_err();
        assert_eq!(failure.message(), "chromedriver: timeout: no page");
        assert_eq!(value(json!({ "value": null })).unwrap(), Value::Null);
    }
}
