//! The figures as a section of docs/benchmarks.md, and as JSON in it.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use super::load::Latencies;
use super::running::Memory;
use crate::bench::machine;

/// What was measured of one catalog.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) components: usize,
    pub(super) entities: u64,
    /// From an empty data directory to everything shown.
    pub(super) cold: Duration,
    pub(super) after_cold: Memory,
    /// When everything is judged and surveyed, too.
    pub(super) settled: Memory,
    /// From the data directory of the last run, which was ended in order, to everything shown.
    pub(super) warm: Duration,
    /// After the warm start and all questions.
    pub(super) memory: Memory,
    /// From a changed file to a changed answer.
    pub(super) shown: Latencies,
    pub(super) answers: Vec<Answer>,
}

/// One kind of question.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) what: &'static str,
    /// At the steady rate.
    pub(super) steady: Latencies,
    /// By clients that ask as soon as they are answered.
    pub(super) flat_out: Latencies,
    pub(super) a_second: f64,
}

pub(super) fn section(reports: &[Report], rate: u64, clients: u64) -> String {
    let mut text =
        "## The catalog\n\n`cargo xtask bench catalog --write`: a company that is made up, the same every time: a repository \
         for each component, of all seven formats, dependencies by a power law, teams and systems. SQLite, a local disk, warm \
         file cache. Cold is from an empty data directory to `/readyz`, warm from that of the run before, which was ended in \
         order once everything was judged. Shown is from a changed descriptor to the answer that has it, watching the directory \
         included; of more folders than `fs.inotify.max_user_watches` allows that takes up to 15 s, so that it was raised for \
         them. Memory is resident: after the cold start (and the most meanwhile), when everything is judged and surveyed after \
         that, and after a warm start and all questions below.\n\n| components | entities | cold, s | warm, s | MiB after cold \
         (most) | MiB judged | MiB warm | shown, ms: median, longest |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: \
         |\n"
            .to_owned();
    for report in reports {
        let _ = writeln!(
            text,
            "| {} | {} | {:.1} | {:.1} | {} ({}) | {} | {} | {:.0}, {:.0} |",
            report.components,
            report.entities,
            report.cold.as_secs_f64(),
            report.warm.as_secs_f64(),
            report.after_cold.resident,
            report.after_cold.peak,
            report.settled.resident,
            report.memory.resident,
            ms(report.shown.at(500)),
            ms(report.shown.at(1_000)),
        );
    }
    let _ = write!(
        text,
        "\nAnswers over HTTP, in milliseconds: at {rate} requests a second, whose time counts from when each was due, and by \
         {clients} clients that ask as soon as they are answered.\n\n| components | question | median | 99 % | longest | of \
         {clients} clients: 99 % | answers a second |\n| ---: | --- | ---: | ---: | ---: | ---: | ---: |\n"
    );
    for report in reports {
        for answer in &report.answers {
            let steady = &answer.steady;
            let _ = writeln!(
                text,
                "| {} | {} | {:.1} | {:.1} | {:.1} | {:.1} | {:.0} |",
                report.components,
                answer.what,
                ms(steady.at(500)),
                ms(steady.at(990)),
                ms(steady.at(1_000)),
                ms(answer.flat_out.at(990)),
                answer.a_second,
            );
        }
    }
    let machine = machine::describe();
    let data = json!({ "machine": machine, "rate": rate, "catalogs": reports.iter().map(as_json).collect::<Vec<_>>() });
    let _ = write!(
        text,
        "\nMeasured on {machine}.\n\n<details><summary>The same as JSON</summary>\n\n```json\n{data}\n```\n\n</details>\n"
    );
    text
}

fn as_json(report: &Report) -> Value {
    let latencies = |latencies: &Latencies| {
        json!({
            "answers": latencies.len(),
            "p50_ms": ms(latencies.at(500)),
            "p99_ms": ms(latencies.at(990)),
            "max_ms": ms(latencies.at(1_000)),
        })
    };
    let answer = |answer: &Answer| {
        json!({
            "question": answer.what,
            "open_loop": latencies(&answer.steady),
            "closed_loop": latencies(&answer.flat_out),
            "closed_loop_per_second": answer.a_second,
        })
    };
    json!({
        "components": report.components,
        "entities": report.entities,
        "cold_s": report.cold.as_secs_f64(),
        "warm_s": report.warm.as_secs_f64(),
        "resident_after_cold_mib": report.after_cold.resident,
        "peak_cold_mib": report.after_cold.peak,
        "resident_judged_mib": report.settled.resident,
        "resident_mib": report.memory.resident,
        "change_shown": latencies(&report.shown),
        "questions": report.answers.iter().map(answer).collect::<Vec<_>>(),
    })
}

/// Milliseconds, to the hundredth.
fn ms(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 100_000.0).round() / 100.0
}
