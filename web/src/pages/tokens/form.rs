//! The form that makes a token.

use catalog_schema::wire::NewToken;
use leptos::prelude::*;

/// Scopes that are the same for everybody, with what they let do.
const SCOPES: [(&str, &str); 4] = [
    ("dry-run", "Ask what a push would change"),
    ("events", "Send events"),
    ("facts", "Push facts"),
    ("admin", "Everything, tokens too"),
];

/// How long a token may hold, with its name.
const LIFETIMES: [(&str, &str); 4] =
    [("30d", "30 days"), ("90d", "90 days"), ("365d", "A year"), ("never", "Until it is revoked")];

pub(super) fn form(draft: &NewToken) -> AnyView {
    let checks = SCOPES.map(|(scope, label)| {
        let has = draft.scopes.iter().any(|known| known == scope);
        view! {
            <label class="check">
                <input type="checkbox" name="scope" value=scope checked=has />
                <span>{label} " " <code>{scope}</code></span>
            </label>
        }
    });
    let push = draft.scopes.iter().find_map(|scope| scope.strip_prefix("push:")).unwrap_or_default().to_owned();
    let chosen = draft.expires_in.as_deref().unwrap_or("90d");
    let lifetimes = LIFETIMES.map(|(value, label)| {
        view! {
            <option value=value selected={value == chosen}>
                {label}
            </option>
        }
    });
    view! {
        <section aria-labelledby="new-token">
            <h2 id="new-token">"A new token"</h2>
            <form class="access-form" method="post" action="/tokens">
                <label>
                    <span>"Name"</span>
                    <input
                        type="text"
                        name="name"
                        required
                        maxlength="63"
                        pattern="[A-Za-z0-9._\\-]+"
                        placeholder="orders-ci"
                        value=draft.name.clone()
                        autocomplete="off"
                        spellcheck="false"
                    />
                </label>
                <fieldset>
                    <legend>"May, besides reading"</legend>
                    <label>
                        <span>"Push descriptors into the source"</span>
                        <input
                            type="text"
                            name="push"
                            maxlength="63"
                            placeholder="orders"
                            value=push
                            autocomplete="off"
                            spellcheck="false"
                        />
                    </label>
                    {checks.into_iter().collect_view()}
                </fieldset>
                <label>
                    <span>"Holds"</span>
                    <select name="expires_in">{lifetimes.into_iter().collect_view()}</select>
                </label>
                <button class="button button-main" type="submit">
                    "Make the token"
                </button>
            </form>
        </section>
    }
    .into_any()
}
