//! Why nothing was asked for, or decided.

use catalog_schema::wire::Problem;

/// 400 `invalid_body`.
pub(super) fn invalid(detail: impl Into<String>) -> Problem {
    Problem::new(400, "invalid_body", "Invalid body", detail)
}

/// 404 `rule_not_found`, with those that there are.
pub(super) fn no_rule(scorecard: &str, rule: &str, known: &str) -> Problem {
    let detail = format!("the scorecard {scorecard} has no rule {rule:?}; it has {known}");
    Problem::new(404, "rule_not_found", "No such rule", detail)
}

/// 404 `exemption_not_found`.
pub(super) fn no_exemption(id: &str) -> Problem {
    let detail = format!("nobody asked for an exemption {id:?}; /api/v1/exemptions lists them");
    Problem::new(404, "exemption_not_found", "No such exemption", detail)
}

/// 409 `rule_does_not_apply`.
pub(super) fn not_judged(entity: &str, scorecard: &str, rule: &str) -> Problem {
    let detail =
        format!("the rule {rule} of {scorecard} does not apply to {entity}, so that it need not pass it anyway");
    Problem::new(409, "rule_does_not_apply", "The rule does not apply", detail)
}

/// 409 `already_exempt`.
pub(super) fn already_exempt(entity: &str, rule: &str) -> Problem {
    let detail = format!("{entity} need not pass {rule} already; withdraw that exemption to ask for another one");
    Problem::new(409, "already_exempt", "Exempt already", detail)
}

/// 409 `already_requested`.
pub(super) fn already_requested(entity: &str, rule: &str, by: &str) -> Problem {
    let detail =
        format!("{by} has asked for the same exemption of {entity} from {rule}, and nobody has decided about it yet");
    Problem::new(409, "already_requested", "Requested already", detail)
}

/// 409 `exemption_decided`.
pub(super) fn decided(state: &str) -> Problem {
    let detail = format!("it is {state} already; ask for another one where that is to change");
    Problem::new(409, "exemption_decided", "Decided already", detail)
}

/// 422 `too_many_requests_waiting`.
pub(super) fn too_many(most: u64, whose: &str) -> Problem {
    let detail =
        format!("{most} requests {whose} wait for a decision, which is as many as may; have them decided first");
    Problem::new(422, "too_many_requests_waiting", "Too many requests wait", detail)
}

/// 403 `forbidden`.
pub(super) fn not_yours(by: &str) -> Problem {
    let detail = format!("an exemption is withdrawn by who asked for it, {by}, or with a token of the scope admin");
    Problem::new(403, "forbidden", "Not allowed", detail)
}
