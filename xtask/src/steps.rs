//! Numbered steps with the time that each took.

use std::time::{Duration, Instant};

use crate::failure::Failure;

/// Announces steps and remembers how long they took.
#[derive(Debug)]
pub(crate) struct Steps {
    total: usize,
    taken: Vec<(String, Duration)>,
}

impl Steps {
    /// A run of `total` steps.
    pub(crate) fn new(total: usize) -> Self {
        Self { total, taken: Vec::new() }
    }

    /// Does one step: says that it begins, and how long it took.
    pub(crate) fn step<T>(&mut self, title: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        let label = format!("[{}/{}]", self.taken.len() + 1, self.total);
        eprintln!("{label} {title}");
        let start = Instant::now();
        let result = work();
        let took = start.elapsed();
        self.taken.push((title.to_owned(), took));
        let outcome = if result.is_ok() { "done in" } else { "failed after" };
        eprintln!("{:width$} {outcome} {}", "", human(took), width = label.len());
        result
    }

    /// One line per step with its time, and their sum.
    pub(crate) fn summary(&self) -> String {
        let width = self.taken.iter().map(|(title, _)| title.chars().count()).max().unwrap_or(0);
        let sum: Duration = self.taken.iter().map(|(_, took)| *took).sum();
        let mut text = String::new();
        for (title, took) in self.taken.iter().map(|(title, took)| (title.as_str(), *took)).chain([("total", sum)]) {
            text.push_str(&format!("  {title:width$}  {:>9}\n", human(took)));
        }
        text
    }
}

/// A duration as people say it: `0.4 s`, `3 min 12 s`.
pub(crate) fn human(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..60 => format!("{:.1} s", duration.as_secs_f64()),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(human(Duration::from_millis(420)), "0.4 s");
        assert_eq!(human(Duration::from_secs(192)), "3 min 12 s");
    }

    #[test]
    fn the_summary_names_every_step_also_the_one_that_failed() {
        let mut steps = Steps::new(2);
        assert!(steps.step("formatting", || Ok(())).is_ok());
        assert!(steps.step("lints", || Err::<(), _>(Failure::new("no"))).is_err());
        let summary = steps.summary();
        assert!(summary.contains("formatting") && summary.contains("lints") && summary.contains("total"), "{summary}");
    }
}
