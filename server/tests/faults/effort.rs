//! How much is done, and the figures of it.

use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

/// How much to do. The defaults are for every test run.
pub(crate) struct Effort {
    /// Processes to kill, on each engine.
    pub(crate) kills: u32,
    /// Times that all connections to the database are cut.
    pub(crate) cuts: u32,
    /// Times of everything else.
    pub(crate) rounds: u32,
    /// How long a crowd of writers and readers is at it.
    pub(crate) crowd: Duration,
}

impl Effort {
    pub(crate) fn asked_for() -> Self {
        let number = |name: &str, usual: u32| match std::env::var(name) {
            Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name}={text:?} is no number")),
            Err(_) => usual,
        };
        Self {
            kills: number("SEXTANT_FAULT_KILLS", 12),
            cuts: number("SEXTANT_FAULT_CUTS", 6),
            rounds: number("SEXTANT_FAULT_ROUNDS", 2),
            crowd: Duration::from_secs(number("SEXTANT_FAULT_SECONDS", 5).into()),
        }
    }
}

/// What a scenario came to. That it came to an end says that nothing was lost, half or different.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Figures {
    pub(crate) scenario: &'static str,
    pub(crate) engine: &'static str,
    /// Faults by kind.
    pub(crate) faults: Vec<(&'static str, u32)>,
    /// Writes that were acknowledged.
    pub(crate) acknowledged: u64,
    /// Writes that were begun and not acknowledged: there as a whole, or not at all.
    pub(crate) unacknowledged: u64,
    /// Answers that were looked at while it went on.
    pub(crate) reads: u64,
    /// Entities that were compared between processes, and with a rebuild.
    pub(crate) compared: u64,
    pub(crate) seconds: f64,
}

impl Figures {
    /// Leaves the figures where `cargo xtask faults` collects them.
    pub(crate) fn report(self) {
        println!("{}", serde_json::to_string(&self).unwrap());
        let Ok(folder) = std::env::var("SEXTANT_FAULT_REPORT") else { return };
        let path = PathBuf::from(folder).join(format!("{}-{}.json", self.scenario, self.engine));
        std::fs::write(path, serde_json::to_string(&self).unwrap()).unwrap();
    }
}

impl Figures {
    /// With what the writers did until now.
    pub(crate) fn of_writers(mut self, writers: &[crate::writer::Writer], start: std::time::Instant) -> Self {
        self.acknowledged = writers.iter().map(|writer| writer.acknowledged.len() as u64).sum();
        self.unacknowledged = writers.iter().map(|writer| writer.version).sum::<u64>() - self.acknowledged;
        self.seconds = start.elapsed().as_secs_f64();
        self
    }
}
