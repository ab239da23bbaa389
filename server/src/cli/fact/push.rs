//! `sextant fact push`.

use std::io::Read;

use catalog_schema::wire::{FactBatch, FactPush, FactsPushed};
use clap::Args;
use serde::Deserialize;

use super::command::FactError;
use crate::cli::graph::{AskError, Format, Server, counted, plain};

/// Facts that one request takes.
const AT_ONCE: usize = 1_000;

/// Push a batch of facts.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A file, or - for standard input
    #[arg(value_name = "FILE|-")]
    file: String,
    /// The portal's address, https://…; a token of the scope `facts` stands in SEXTANT_TOKEN
    #[arg(long, value_name = "URL")]
    server: String,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// As people write it down.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    List(Vec<serde_json::Value>),
    Batch { facts: Vec<serde_json::Value> },
}

pub(super) fn run(arguments: &Arguments) -> Result<String, FactError> {
    let facts = read(&arguments.file)?;
    let server = Server::at(&arguments.server);
    let mut done = FactsPushed { revision: 0, written: 0, unchanged: 0, stale: 0 };
    // An empty batch is asked about, too: the token may be wrong.
    let parts: Vec<&[FactPush]> = if facts.is_empty() { vec![&[]] } else { facts.chunks(AT_ONCE).collect() };
    for (number, part) in parts.into_iter().enumerate() {
        let batch = FactBatch { facts: part.to_vec() };
        // Facts always have a JSON form.
        let body = serde_json::to_vec(&batch).unwrap_or_default();
        let text = server.post("facts", &[], &body).map_err(|error| wrong(error, number * AT_ONCE))?;
        let pushed: FactsPushed = serde_json::from_str(&text).map_err(FactError::Answer)?;
        done = FactsPushed {
            revision: pushed.revision,
            written: done.written + pushed.written,
            unchanged: done.unchanged + pushed.unchanged,
            stale: done.stale + pushed.stale,
        };
    }
    Ok(told(&done, arguments.format))
}

fn read(file: &str) -> Result<Vec<FactPush>, FactError> {
    let text = match file {
        "-" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map(|_| text)
        }
        path => std::fs::read_to_string(path),
    };
    let text = text.map_err(|source| FactError::File { file: file.to_owned(), source })?;
    let wrong = |source| FactError::Batch { file: file.to_owned(), source };
    let (Written::List(facts) | Written::Batch { facts }) = serde_json::from_str(&text).map_err(wrong)?;
    facts.into_iter().map(serde_json::from_value).collect::<Result<_, _>>().map_err(wrong)
}

/// What the portal says is wrong with which of the facts.
fn wrong(error: AskError, before: usize) -> FactError {
    match error {
        AskError::Problem(problem) if !problem.items.is_empty() => {
            let line = |item: &catalog_schema::wire::ItemProblem| {
                plain(&format!("  facts[{}].{}: {}", before + item.index as usize, item.field, item.detail))
            };
            FactError::Facts(problem.items.iter().map(line).collect())
        }
        other => other.into(),
    }
}

fn told(done: &FactsPushed, format: Format) -> String {
    if format == Format::Json {
        // Numbers always have a JSON form.
        return serde_json::to_string(done).unwrap_or_default() + "\n";
    }
    let written = counted(done.written.into(), "fact", "facts");
    let (unchanged, stale, revision) = (done.unchanged, done.stale, done.revision);
    format!("{written} written, {unchanged} known already, {stale} older than what is known; revision {revision}\n")
}
