//! The rule of a check: a comparison, or several joined.

use serde_json::Value;

use super::facts::fact;
use super::operators::compare;
use crate::convert::words::text;

/// More than rules need; reading them recurses.
const MAX_DEPTH: usize = 12;

/// The rule in CEL.
///
/// # Errors
/// Why it cannot be said.
pub(super) fn condition(rule: &Value) -> Result<String, String> {
    within(rule, MAX_DEPTH)
}

fn within(rule: &Value, depth: usize) -> Result<String, String> {
    let depth = depth.checked_sub(1).ok_or("its conditions are nested too deeply")?;
    for (key, sign) in [("all", " && "), ("any", " || ")] {
        if let Some(parts) = rule.get(key).and_then(Value::as_array).filter(|parts| !parts.is_empty()) {
            let parts: Result<Vec<String>, String> = parts.iter().map(|part| within(part, depth)).collect();
            return Ok(parts?.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(sign));
        }
    }
    if let Some(part) = rule.get("not") {
        return Ok(format!("!({})", within(part, depth)?));
    }
    let factory = text(rule, "factRef").ok_or("its rule is not understood")?;
    let path = text(rule, "path").unwrap_or("$");
    let operator = text(rule, "operator").ok_or("its rule has no operator")?;
    compare(&fact(factory, path)?, operator, rule.get("value").unwrap_or(&Value::Null))
}
