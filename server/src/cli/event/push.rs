//! `sextant event push`.

use std::fs;
use std::io::{self, Read};

use catalog_schema::events::{MAX_EVENTS, Refusal, Shape, read};
use catalog_schema::wire::{EventReceipt, ItemProblem};
use clap::Args;
use serde_json::{Deserializer, Value};

use super::send::{SendError, Target, send};

/// Which events, and where to.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// A file with CloudEvents as JSON: one, a list, or one a line; `-` reads the standard input
    #[arg(value_name = "FILE")]
    file: String,
    #[command(flatten)]
    target: Target,
}

/// Looks all of them over, then sends them.
pub(super) fn push(arguments: &Arguments) -> Result<EventReceipt, SendError> {
    let file = &arguments.file;
    let text = text(file).map_err(|source| SendError::Read { file: file.clone(), source })?;
    let events = events(&text).map_err(|error| SendError::Malformed(format!("{file}: {error}")))?;
    judge(&events)?;
    send(&arguments.target, &events)
}

fn text(file: &str) -> io::Result<String> {
    if file != "-" {
        return fs::read_to_string(file);
    }
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    Ok(text)
}

/// The values of a text, of lists what is in them.
fn events(text: &str) -> Result<Vec<Value>, serde_json::Error> {
    let mut events = Vec::new();
    for value in Deserializer::from_str(text).into_iter() {
        match value? {
            Value::Array(list) => events.extend(list),
            event => events.push(event),
        }
    }
    Ok(events)
}

/// What the events alone tell is told before any of them is sent.
fn judge(events: &[Value]) -> Result<(), SendError> {
    let mut problems: Vec<ItemProblem> = Vec::new();
    for (chunk, part) in events.chunks(MAX_EVENTS).enumerate() {
        let first = u32::try_from(chunk * MAX_EVENTS).unwrap_or(u32::MAX);
        match read(Value::from(part).to_string().as_bytes(), Shape::Batch) {
            Ok(_) => {}
            Err(Refusal::Invalid(found)) => {
                let moved = |found: ItemProblem| ItemProblem { index: found.index.saturating_add(first), ..found };
                problems.extend(found.into_iter().map(moved));
            }
            Err(other) => return Err(SendError::Malformed(other.to_string())),
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(SendError::Invalid(problems)) }
}

#[cfg(test)]
mod tests {
    use super::events;

    #[test]
    fn one_a_list_and_one_a_line_are_the_same() {
        for text in ["[{\"id\": 1}, {\"id\": 2}]", "{\"id\": 1}\n{\"id\": 2}\n", "{\"id\":1} [{\"id\":2}]"] {
            assert_eq!(events(text).unwrap().len(), 2, "{text}");
        }
        assert!(events("").unwrap().is_empty());
        assert!(events("{").is_err());
    }
}
