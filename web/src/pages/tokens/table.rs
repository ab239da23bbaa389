//! The tokens that there are.

use catalog_schema::wire::{Token, TokenState};
use leptos::prelude::*;

use crate::components::time_ago;

/// One line a token; times count from `now`, milliseconds since the Unix epoch.
pub(super) fn table(tokens: &[Token], now: i64) -> AnyView {
    if tokens.is_empty() {
        return view! { <p class="absent">"No token yet."</p> }.into_any();
    }
    view! {
        <table class="rows tokens">
            <caption class="visually-hidden">"Tokens"</caption>
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"State"</th>
                    <th scope="col">"May"</th>
                    <th scope="col">"Made"</th>
                    <th scope="col">"Last used"</th>
                    <th scope="col">"Expires"</th>
                    <th scope="col">
                        <span class="visually-hidden">"End it"</span>
                    </th>
                </tr>
            </thead>
            <tbody>{tokens.iter().map(|token| row(token, now)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(token: &Token, now: i64) -> AnyView {
    let state = match token.state {
        TokenState::Active => "Active",
        TokenState::Expired => "Expired",
        TokenState::Revoked => "Revoked",
    };
    let scopes = if token.scopes.is_empty() { "read".to_owned() } else { token.scopes.join(", ") };
    let used = match &token.last_used_at {
        Some(at) => time_ago(at, now).into_any(),
        None => view! { <span class="absent">"never"</span> }.into_any(),
    };
    let expires = match token.expires_at.as_deref() {
        Some(at) => at.get(..10).unwrap_or(at).to_owned(),
        None => "never".to_owned(),
    };
    let revoke = (token.state == TokenState::Active).then(|| {
        view! {
            <form method="post" action="/tokens/revoke">
                <input type="hidden" name="token" value=token.id.clone() />
                <button class="button" type="submit" aria-label=format!("Revoke {}", token.name)>
                    "Revoke"
                </button>
            </form>
        }
    });
    view! {
        <tr class=(token.state != TokenState::Active).then_some("over")>
            <th scope="row" class="row-name">
                {token.name.clone()}
            </th>
            <td class="row-state">{state}</td>
            <td data-label="May">
                <code>{scopes}</code>
            </td>
            <td data-label="Made">{time_ago(&token.created_at, now)} " by " {token.created_by.clone()}</td>
            <td data-label="Last used">{used}</td>
            <td data-label="Expires">{expires}</td>
            <td>{revoke}</td>
        </tr>
    }
    .into_any()
}
