//! The form by which an admin adds a source that is elsewhere.

use leptos::prelude::*;

/// The form, folded until somebody wants it.
pub(super) fn form() -> AnyView {
    let text = |name: &'static str, label: &'static str, example: &'static str, required: bool| {
        view! {
            <label>
                <span>{label}</span>
                <input type="text" name=name placeholder=example required=required autocomplete="off" spellcheck="false" />
            </label>
        }
    };
    view! {
        <details class="new-source">
            <summary>"Add repositories or addresses"</summary>
            <form class="access-form" method="post" action="/sources">
                <label>
                    <span>"What they are"</span>
                    <select name="type">
                        <option value="git">"Git repositories"</option>
                        <option value="url">"Web addresses of descriptors"</option>
                    </select>
                </label>
                {text("name", "Name of the source", "platform", true)}
                <label>
                    <span>"Addresses, one a line"</span>
                    <textarea name="addresses" rows="4" required=true spellcheck="false" placeholder="https://git.example.com/team/shop.git"></textarea>
                </label>
                {text("branch", "Branch of repositories; the default branch of each where this is empty", "main", false)}
                {text("username", "User, where the host of repositories wants to know", "git", false)}
                {text(
                    "token",
                    "Variable of the portal that holds the token; its name begins with SEXTANT_SECRET_",
                    "SEXTANT_SECRET_GIT",
                    false,
                )}
                {text("interval", "Time from one sync to the next", "5m", false)}
                <button class="button" type="submit">
                    "Add"
                </button>
            </form>
        </details>
    }
    .into_any()
}
