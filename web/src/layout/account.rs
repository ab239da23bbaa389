//! Who has signed in.

use leptos::prelude::*;

use crate::address::with_query;
use crate::request::PageRequest;

/// The way to sign in, or the name of who has, which leads to what they may do.
pub(super) fn account(request: &PageRequest) -> AnyView {
    match &request.visitor {
        Some(visitor) => view! {
            <a class="account" href="/sign-in" title="What you may do, and the way out">
                {visitor.name.clone()}
            </a>
        }
        .into_any(),
        None => {
            // Who comes from the form itself goes on to the start.
            let back = if request.path == "/sign-in" { "/".to_owned() } else { request.address() };
            view! {
                <a class="account" href=with_query("/sign-in", [("back", &*back)]) rel="nofollow">
                    "Sign in"
                </a>
            }
            .into_any()
        }
    }
}
