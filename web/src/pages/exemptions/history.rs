//! What became of an exemption, in words.

use catalog_schema::wire::{Exemption, ExemptionSource, ExemptionState};
use leptos::prelude::*;

use crate::components::time_ago;

/// Who asked, who decided and what they said, who took it back; each with when.
pub(super) fn history(exemption: &Exemption, now: i64) -> AnyView {
    if exemption.source == ExemptionSource::Definition {
        let by = exemption.decided_by.clone().map(|by| format!(", decided by {by}"));
        return view! { <span>"Said by the definition" {by}</span> }.into_any();
    }
    let step = |verb: &'static str, by: &Option<String>, at: &Option<String>| {
        let (by, at) = (by.clone()?, at.clone()?);
        Some(view! { <li>{verb} " by " {by} " " {time_ago(&at, now)}</li> })
    };
    let verb = if exemption.state == ExemptionState::Declined { "Declined" } else { "Approved" };
    let comment = exemption.comment.clone().map(|comment| view! { <li class="exemption-comment">{comment}</li> });
    view! {
        <ul class="exemption-steps">
            {step("Asked for", &exemption.requested_by, &exemption.requested_at)}
            {step(verb, &exemption.decided_by, &exemption.decided_at)}
            {step("Withdrawn", &exemption.withdrawn_by, &exemption.withdrawn_at)} {comment}
        </ul>
    }
    .into_any()
}
