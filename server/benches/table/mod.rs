//! How long something takes, as a table.

use std::fmt::Write;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// What begins a table.
pub(crate) const HEAD: &str = "| | runs | median, ms | 99 %, ms | longest, ms |\n| --- | ---: | ---: | ---: | ---: |\n";

/// Nothing is asked for longer: the rest of the questions is left out then, and the number of runs says so.
const ENOUGH: Duration = Duration::from_secs(15);

/// Rows of figures, in Markdown.
#[derive(Default)]
pub(crate) struct Table(pub(crate) String);

impl Table {
    /// How often something was done, and what it took.
    pub(crate) fn row(&mut self, what: &str, mut times: Vec<Duration>) {
        times.sort_unstable();
        let at = |hundredths: usize| times[(times.len() - 1) * hundredths / 100].as_secs_f64() * 1_000.0;
        let _ = writeln!(self.0, "| {what} | {} | {:.2} | {:.2} | {:.2} |", times.len(), at(50), at(99), at(100));
    }

    /// Runs something so many times, and once before to warm up.
    pub(crate) fn timed<T>(&mut self, what: &str, times: usize, mut run: impl FnMut(usize) -> T) {
        black_box(run(0));
        let took = |number| {
            let start = Instant::now();
            let result = black_box(run(number));
            let took = start.elapsed();
            drop(result);
            took
        };
        let began = Instant::now();
        self.row(what, (1..=times).take_while(|_| began.elapsed() < ENOUGH).map(took).collect());
    }
}

/// MiB that are resident.
pub(crate) fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    value.and_then(|value| value.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) >> 10
}
