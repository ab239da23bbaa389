//! The documents of a file as plain values, for what is no descriptor.

use serde_json::Value;

use crate::limits::Limits;
use crate::yaml::{Content, FaultKind, read, split};

/// The documents of a YAML file, without the empty ones, under the limits of local files. Of two equal keys of a map the
/// file is refused, as what is wrong in any other way.
///
/// # Errors
/// What is wrong, and on which line.
pub fn read_values(bytes: &[u8]) -> Result<Vec<Value>, String> {
    let mut values = Vec::new();
    for segment in split(bytes) {
        match read(&segment, &Limits::local()).1 {
            Content::Empty => {}
            Content::Value(value) => values.push(value),
            Content::DuplicateKeys => {
                return Err(format!("the document from line {} on has a key twice in a map", segment.first_line));
            }
            Content::Fault(fault) => {
                let line = segment.first_line.saturating_add(fault.line).saturating_sub(1);
                let what = match fault.kind {
                    FaultKind::NotUtf8 => "is no text in UTF-8".to_owned(),
                    FaultKind::ControlCharacter(_) => "has a control character".to_owned(),
                    FaultKind::TooDeep => "nests too deeply".to_owned(),
                    FaultKind::TooComplex => "grows too large by its aliases".to_owned(),
                    FaultKind::Syntax(words) => format!("is no YAML: {words}"),
                };
                return Err(format!("line {line} {what}"));
            }
        }
    }
    Ok(values)
}
