//! A bar on a terminal when there is something to wait for.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What takes no longer than this needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many files are done so far, on standard error; nothing where that is no terminal.
pub(in crate::cli) struct Progress {
    since: Instant,
    bar: ProgressBar,
    /// What is said of the number.
    what: &'static str,
    shows: bool,
}

impl Progress {
    pub(in crate::cli) fn start(what: &'static str) -> Self {
        Self { since: Instant::now(), bar: ProgressBar::hidden(), what, shows: std::io::stderr().is_terminal() }
    }

    /// One more file is done.
    pub(in crate::cli) fn advance(&mut self) {
        self.bar.inc(1);
        if self.shows && self.bar.is_hidden() && self.since.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            if let Ok(style) =
                ProgressStyle::with_template(&format!("{{spinner}} {{human_pos}} {}  {{per_sec}}", self.what))
            {
                self.bar.set_style(style);
            }
        }
    }

    /// Prints without the bar in between.
    pub(in crate::cli) fn print(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    pub(in crate::cli) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
