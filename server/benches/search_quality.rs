//! How well the search answers what people ask: judged queries over the demo company, over a small company of other
//! habits, and over a folder of real descriptors where one is given.
//!
//! `cargo xtask bench search-quality` builds it and puts what it prints into docs/benchmarks.md.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a bench that cannot go on ends, and prints its figures")]

#[path = "search_quality/judge.rs"]
mod judge;

use std::fmt::Write;
use std::path::Path;

use self::judge::{Report, beside, judge};

#[tokio::main]
async fn main() {
    let mut table =
        "| queries over | queries | mean reciprocal rank | best hit wanted |\n| --- | ---: | ---: | ---: |\n"
            .to_owned();
    let mut misses = String::new();
    let demo = judge(&beside("../examples/pizzup"), include_str!("search_quality/demo.yaml")).await;
    let other = judge(&beside("benches/search_quality/harbour"), include_str!("search_quality/harbour.yaml")).await;
    add(&mut table, &mut misses, "the demo company", &demo);
    add(&mut table, &mut misses, "the port of Harbour", &other);
    match std::env::var("SEXTANT_BENCH_CORPUS") {
        Ok(folder) => {
            let real = judge(Path::new(&folder), include_str!("search_quality/corpus.yaml")).await;
            add(&mut table, &mut misses, "real descriptors", &real);
        }
        Err(_) => table.push_str("| real descriptors | 0 | no folder was given | |\n"),
    }
    println!("{table}\n| query | wanted | rank | came instead |\n| --- | --- | ---: | --- |\n{misses}");
}

fn add(table: &mut String, misses: &mut String, name: &str, report: &Report) {
    let missed = report.misses();
    let all = report.outcomes.len();
    writeln!(table, "| {name} | {all} | {:.3} | {} |", report.mean_reciprocal_rank(), all - missed.len()).unwrap();
    misses.extend(missed.into_iter().map(|line| line + "\n"));
}
