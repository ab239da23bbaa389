//! What asks the fake.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use sextant_server::clock::Clock;
use sextant_server::sources::forge::Waiting;
use sextant_server::sources::github::{AppKey, Budget, Client, Credentials, Endpoints, GithubSettings, Installation};

use crate::fake::Fake;

/// A time in 2026, milliseconds since the Unix epoch.
pub(crate) const NOW: i64 = 1_775_000_000_000;

/// The key that App tests sign with. It opens nothing.
const KEY: &[u8] = include_bytes!("fixtures/app-key.pem");

/// A client whose clock goes on when it waits, and at no other time.
pub(crate) struct Asking {
    pub(crate) client: Client,
    waited: Arc<Mutex<Vec<Duration>>>,
    clock: Arc<AtomicI64>,
}

impl Asking {
    /// With a token.
    pub(crate) fn of(fake: &Fake) -> Self {
        Self::with(fake, Credentials::token("ghp_test").unwrap())
    }

    /// As an App, whose installation is looked up.
    pub(crate) fn as_app(fake: &Fake) -> Self {
        let installation = Installation::At("/orgs/acme/installation".to_owned());
        Self::with(fake, Credentials::App(AppKey::of(7, KEY).unwrap(), installation))
    }

    fn with(fake: &Fake, credentials: Credentials) -> Self {
        let (waited, clock) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicI64::new(NOW)));
        let endpoints = Endpoints::of(fake.address()).unwrap();
        let (told, goes_on) = (Arc::clone(&waited), Arc::clone(&clock));
        let waiting = Waiting::new(move |pause: Duration| {
            told.lock().unwrap().push(pause);
            goes_on.fetch_add(pause.as_millis() as i64, Ordering::SeqCst);
            std::future::ready(())
        });
        let tells = Arc::clone(&clock);
        let now = Clock::new(move || tells.load(Ordering::SeqCst));
        Self { client: Client::timed(endpoints, credentials, Budget::default(), now, waiting), waited, clock }
    }

    /// How long it waited, each time, in seconds.
    pub(crate) fn waited(&self) -> Vec<u64> {
        std::mem::take(&mut *self.waited.lock().unwrap()).iter().map(Duration::as_secs).collect()
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }
}

/// The settings of a source that reads the organisation, with more keys.
pub(crate) fn settings(fake: &Fake, more: &serde_json::Value) -> GithubSettings {
    let mut table = json!({ "url": fake.address(), "token": { "env": "PATH" } });
    if more.get("repositories").is_none() {
        table["organization"] = json!("acme");
    }
    for (key, value) in more.as_object().unwrap() {
        table[key] = value.clone();
    }
    serde_json::from_value(table).unwrap()
}
