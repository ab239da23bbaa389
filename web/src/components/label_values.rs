//! The short values that tables and headers repeat.

use leptos::prelude::*;

/// `Component · service`; the kind alone where there is no type.
pub(crate) fn kind_and_type(kind: &str, entity_type: Option<&str>) -> impl IntoView + use<> {
    let entity_type = entity_type.map(|entity_type| {
        view! {
            <span class="type">{entity_type.to_owned()}</span>
        }
    });
    view! {
        <span class="kind-and-type">
            <span class="kind">{kind.to_owned()}</span>
            {entity_type}
        </span>
    }
}

/// A lifecycle; one that is on its way out stands out.
pub(crate) fn lifecycle_label(lifecycle: Option<&str>) -> AnyView {
    let Some(lifecycle) = lifecycle else {
        return view! { <span class="absent">"–"</span> }.into_any();
    };
    let class = match lifecycle.to_ascii_lowercase().as_str() {
        "deprecated" | "retired" | "end-of-life" => "lifecycle lifecycle-ending",
        "experimental" => "lifecycle lifecycle-early",
        _ => "lifecycle",
    };
    view! { <span class=class>{lifecycle.to_owned()}</span> }.into_any()
}

/// A tier, 1 being the most critical.
pub(crate) fn tier_label(tier: Option<u8>) -> AnyView {
    match tier {
        Some(tier) => {
            let class = if tier == 1 { "tier tier-first" } else { "tier" };
            view! { <span class=class title=format!("Tier {tier} of 4")>{tier}</span> }.into_any()
        }
        None => view! { <span class="absent">"–"</span> }.into_any(),
    }
}
