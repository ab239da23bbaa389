//! A bar on a terminal when there is something to wait for.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What takes no longer than this needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many files were checked so far, on standard error; nothing where that is no terminal.
pub(super) struct Progress {
    since: Instant,
    bar: ProgressBar,
    shows: bool,
}

impl Progress {
    pub(super) fn start() -> Self {
        Self { since: Instant::now(), bar: ProgressBar::hidden(), shows: std::io::stderr().is_terminal() }
    }

    /// One more file is done.
    pub(super) fn advance(&mut self) {
        self.bar.inc(1);
        if self.shows && self.bar.is_hidden() && self.since.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} files checked  {per_sec}") {
                self.bar.set_style(style);
            }
        }
    }

    /// Prints without the bar in between.
    pub(super) fn print(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
