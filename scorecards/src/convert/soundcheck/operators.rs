//! Comparisons of a fact with a value.

use serde_json::Value;

use super::facts::Fact;
use crate::convert::words::quoted;

/// The comparison in CEL.
///
/// # Errors
/// Why it cannot be said.
pub(super) fn compare(fact: &Fact, operator: &str, value: &Value) -> Result<String, String> {
    let Fact { cel, there, is_list } = fact;
    let refuse = || format!("{operator} of {cel} is not known");
    // Where the fact is not there, what asks for it does not hold, and what rules something out does.
    let asked = |condition: String| match there {
        Some(there) => format!("{there} && {condition}"),
        None => condition,
    };
    let ruled_out = |condition: String| match there {
        Some(there) => format!("!({there}) || {condition}"),
        None => condition,
    };
    if *is_list {
        return match (operator, value) {
            ("contains", Value::String(text)) if cel == "entity.tags" => Ok(format!("{} in {cel}", quoted(text))),
            ("doesNotContain", Value::String(text)) if cel == "entity.tags" => {
                Ok(format!("!({} in {cel})", quoted(text)))
            }
            ("isNotEmpty" | "exists" | "isNotNull", _) => Ok(format!("size({cel}) > 0")),
            ("isEmpty" | "isNull", _) => Ok(format!("size({cel}) == 0")),
            (operator, value) => {
                let sign = operator.strip_prefix("hasLength:").and_then(sign).ok_or_else(refuse)?;
                Ok(format!("size({cel}) {sign} {}", whole(value)?))
            }
        };
    }
    match operator {
        "equal" | "notEqual" if value.is_null() => {
            let is_there = there.clone().unwrap_or_else(|| format!("{cel} != null"));
            Ok(if operator == "notEqual" { is_there } else { format!("!({is_there})") })
        }
        "exists" | "isNotNull" | "isNotEmpty" => Ok(there.clone().unwrap_or_else(|| format!("{cel} != null"))),
        "isNull" | "isEmpty" => Ok(there.clone().map_or_else(|| format!("{cel} == null"), |is| format!("!({is})"))),
        "equal" => Ok(asked(format!("{cel} == {}", literal(value)?))),
        "notEqual" => Ok(ruled_out(format!("{cel} != {}", literal(value)?))),
        "in" => Ok(asked(format!("{cel} in {}", list(value)?))),
        "notIn" => Ok(ruled_out(format!("!({cel} in {})", list(value)?))),
        "contains" | "matches" | "doesNotContain" | "doesNotMatch" => {
            let function = if operator.ends_with("ontain") || operator == "contains" { "contains" } else { "matches" };
            let holds = format!("{cel}.{function}({})", literal(value)?);
            let is_there = there.clone().unwrap_or_else(|| format!("{cel} != null"));
            Ok(if operator.starts_with("does") {
                format!("!({is_there}) || !{holds}")
            } else {
                format!("{is_there} && {holds}")
            })
        }
        _ => Err(refuse()),
    }
}

/// Comparisons of numbers.
fn sign(operator: &str) -> Option<&'static str> {
    Some(match operator {
        "equal" => "==",
        "notEqual" => "!=",
        "lessThan" => "<",
        "lessThanInclusive" => "<=",
        "greaterThan" => ">",
        "greaterThanInclusive" => ">=",
        _ => return None,
    })
}

fn whole(value: &Value) -> Result<i64, String> {
    value.as_i64().ok_or_else(|| format!("{value} is no whole number"))
}

fn literal(value: &Value) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(quoted(text)),
        Value::Bool(_) => Ok(value.to_string()),
        Value::Number(_) => whole(value).map(|number| number.to_string()),
        _ => Err(format!("{value} is nothing to compare with")),
    }
}

fn list(value: &Value) -> Result<String, String> {
    let items = value.as_array().ok_or_else(|| format!("{value} is no list"))?;
    let items: Result<Vec<String>, String> = items.iter().map(literal).collect();
    Ok(format!("[{}]", items?.join(", ")))
}
