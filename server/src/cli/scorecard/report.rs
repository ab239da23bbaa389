//! What came of the cases, as text.

use std::io::Write;

use scorecards::Mismatch;
use serde_json::{Value, json};

use crate::cli::graph::{counted, plain, table};

/// One case.
#[derive(Debug)]
pub(super) struct Run {
    /// As the user would name it.
    pub(super) file: String,
    pub(super) scorecard: String,
    pub(super) case: String,
    /// Nothing where all is as the case says.
    pub(super) mismatches: Vec<Mismatch>,
}

/// All cases so far.
#[derive(Debug)]
pub(super) struct Report {
    json: bool,
    runs: Vec<Run>,
}

impl Report {
    pub(super) fn new(json: bool) -> Self {
        Self { json, runs: Vec::new() }
    }

    pub(super) fn add(&mut self, run: Run) {
        self.runs.push(run);
    }

    /// Prints it. Whether all is as the cases say; none where there is no case.
    pub(super) fn finish(self) -> Option<bool> {
        if self.runs.is_empty() {
            return None;
        }
        let text = if self.json { self.lines() } else { self.table() };
        // A reader that has seen enough may close the pipe.
        let _ = std::io::stdout().write_all(text.as_bytes());
        let failed = self.runs.iter().filter(|run| !run.mismatches.is_empty()).count();
        if !self.json {
            let cases = counted(self.runs.len() as u64, "case", "cases");
            eprintln!("ran {cases}: {} passed, {failed} failed", self.runs.len() - failed);
        }
        Some(failed == 0)
    }

    fn lines(&self) -> String {
        let line = |run: &Run| {
            let mismatches: Vec<Value> = run.mismatches.iter().map(mismatch).collect();
            let line = json!({
                "file": run.file,
                "scorecard": run.scorecard,
                "case": run.case,
                "passed": mismatches.is_empty(),
                "mismatches": mismatches,
            });
            format!("{line}\n")
        };
        self.runs.iter().map(line).collect()
    }

    /// All cases line by line, and below what was found of those that fail.
    fn table(&self) -> String {
        let outcome = |run: &Run| if run.mismatches.is_empty() { "passed" } else { "failed" }.to_owned();
        let lines = self.runs.iter().map(|run| [outcome(run), run.scorecard.clone(), run.case.clone()]);
        let mut text = table(["OUTCOME", "SCORECARD", "CASE"], lines);
        for run in self.runs.iter().filter(|run| !run.mismatches.is_empty()) {
            text.push_str(&format!("\n{}: {}: {}\n", plain(&run.file), run.scorecard, plain(&run.case)));
            for found in &run.mismatches {
                text.push_str(&format!("  {}: expected {}, found {}\n", found.of, plain(&found.expected), found.found));
                if let Some(message) = &found.message {
                    text.push_str(&format!("    {}\n", plain(message)));
                }
                for (fact, value) in &found.evidence {
                    text.push_str(&format!("    {fact} = {}\n", plain(&value.to_string())));
                }
            }
        }
        text
    }
}

fn mismatch(found: &Mismatch) -> Value {
    json!({
        "of": found.of,
        "expected": found.expected,
        "found": found.found,
        "message": found.message,
        "evidence": found.evidence,
    })
}
