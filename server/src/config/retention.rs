//! What is kept, and for how long: `[retention]`.

use std::time::Duration;

use serde::Deserialize;

use super::settings::Layers;
use super::{ConfigError, Setting};
use crate::retention::Retention;

/// The keys of the table `[retention]`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct RetentionFile {
    changes: Option<u64>,
    versions: Option<u32>,
    days: Option<u32>,
    event_days: Option<u32>,
}

/// What is kept, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetentionSettings {
    /// Steps of the change log.
    pub changes: Setting<u64>,
    /// Versions of each entity that are kept whatever their age.
    pub versions: Setting<u32>,
    /// Versions younger than this are kept whatever their number.
    pub days: Setting<u32>,
    /// Events that happened longer ago are dropped.
    pub event_days: Setting<u32>,
}

impl RetentionSettings {
    pub(super) fn resolve<E: Fn(&str) -> Option<String>>(
        layers: &Layers<'_, E>,
        file: &RetentionFile,
    ) -> Result<Self, ConfigError> {
        let usual = Retention::default();
        let whole_days = |age: Duration| u32::try_from(age.as_secs() / 86_400).unwrap_or(u32::MAX);
        let (days, event_days) = (whole_days(usual.age), whole_days(usual.events));
        let changes =
            layers.pick(("", None), "SEXTANT_RETENTION_CHANGES", file.changes, usual.changes, |text| number(&text))?;
        let versions =
            layers
                .pick(("", None), "SEXTANT_RETENTION_VERSIONS", file.versions, usual.versions, |text| number(&text))?;
        let days = layers.pick(("", None), "SEXTANT_RETENTION_DAYS", file.days, days, |text| number(&text))?;
        let event_days =
            layers
                .pick(("", None), "SEXTANT_RETENTION_EVENT_DAYS", file.event_days, event_days, |text| number(&text))?;
        if versions.value == 0 {
            return Err(ConfigError::Value {
                name: "retention.versions",
                value: versions.value.to_string(),
                origin: versions.origin,
                reason: "what is shown is a version, so that one at least is kept".to_owned(),
            });
        }
        Ok(Self { changes, versions, days, event_days })
    }

    /// The same as the job takes it.
    pub fn policy(&self) -> Retention {
        let age = |days: u32| Duration::from_secs(u64::from(days) * 86_400);
        Retention {
            changes: self.changes.value,
            versions: self.versions.value,
            age: age(self.days.value),
            events: age(self.event_days.value),
        }
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| "it is a whole number".to_owned())
}
