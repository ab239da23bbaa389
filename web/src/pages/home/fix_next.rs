//! What to repair first.

use leptos::prelude::*;

use super::load::HomePage;
use crate::components::{failing_rules, icons};

/// Failing rules shown.
const SHOWN: usize = 5;

/// The failing rules, those first whose failures hit the most.
pub(super) fn fix_next(page: &HomePage) -> AnyView {
    let body = failing_rules(&page.health, &page.scope, SHOWN).unwrap_or_else(|| nothing(page));
    view! {
        <section aria-labelledby="fix-next">
            <h2 id="fix-next">"Fix next"</h2>
            {body}
        </section>
    }
    .into_any()
}

fn nothing(page: &HomePage) -> AnyView {
    if page.health.scored == 0 {
        return view! { <p class="absent">"No scorecard applies, so no rule can fail."</p> }.into_any();
    }
    view! {
        <p class="outcome outcome-pass">
            {icons::check()}
            <span>"No rule fails."</span>
        </p>
    }
    .into_any()
}
