//! Why an evaluation came to nothing, in words. The crate's own words show whole values, maps among them in any order.

use cel::ExecutionError;

/// Reasons may quote what is in a descriptor.
const MAX_CHARS: usize = 300;

/// The reason, in one line; the same whenever the same is evaluated.
pub(super) fn reason(error: &ExecutionError) -> String {
    let said = match error {
        ExecutionError::NoSuchKey(key) => format!("there is no entry {key} in what is looked into"),
        ExecutionError::IndexOutOfBounds(_) => "a list has no entry at the place that is asked for".to_owned(),
        ExecutionError::DivisionByZero(_) | ExecutionError::RemainderByZero(_) => "it divides by zero".to_owned(),
        ExecutionError::Overflow(..) => "a number becomes too large".to_owned(),
        ExecutionError::UnsupportedBinaryOperator(operator, left, right) => {
            format!("{operator} does not join {} and {}", left.type_of(), right.type_of())
        }
        ExecutionError::ValuesNotComparable(left, right) => {
            format!("{} and {} cannot be compared", left.type_of(), right.type_of())
        }
        ExecutionError::UnsupportedIndex(index, of) => {
            format!("{} cannot be looked into by {}", of.type_of(), index.type_of())
        }
        ExecutionError::UnsupportedKeyType(key) | ExecutionError::DuplicateKey(key) => {
            format!("a map cannot have this key, of type {}", key.type_of())
        }
        ExecutionError::UnsupportedTargetType { target } => {
            format!("it is not for values of type {}", target.type_of())
        }
        ExecutionError::NotSupportedAsMethod { method, target } => {
            format!("{method} is not called on values of type {}", target.type_of())
        }
        other => other.to_string(),
    };
    let words: Vec<&str> = said.split_whitespace().collect();
    words.join(" ").chars().take(MAX_CHARS).collect()
}
