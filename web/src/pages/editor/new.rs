//! Something that is to be: in fields, or as text.

use leptos::prelude::*;

use super::defined::{defined_fields, defined_types};
use super::text::{action, text_box};
use super::{Draft, Editor, found};

/// What may be described, with what it stands for.
const KINDS: [(&str, &str); 7] = [
    ("Component", "Component: a service, website, library, job"),
    ("API", "API: a contract that components provide"),
    ("Resource", "Resource: a database, queue, bucket"),
    ("System", "System: what belongs together"),
    ("Domain", "Domain: an area of the business"),
    ("Group", "Group: a team"),
    ("User", "User: a person"),
];
const LIFECYCLES: [&str; 4] = ["", "experimental", "production", "deprecated"];
const TIERS: [(&str, &str); 5] =
    [("", "Not said"), ("1", "1, most critical"), ("2", "2"), ("3", "3"), ("4", "4, least critical")];

pub(super) fn fields(draft: &Draft, shown: &Editor) -> AnyView {
    let kinds = KINDS.map(|(value, label)| option(value, label, &draft.kind));
    let lifecycles =
        LIFECYCLES.map(|value| option(value, if value.is_empty() { "Not said" } else { value }, &draft.lifecycle));
    let tiers = TIERS.map(|(value, label)| option(value, label, &draft.tier));
    view! {
        <p class="access-note">
            "Kept in the portal, for what has no repository. What has one is better described by a file beside the code: "
            <code>"sextant init"</code> " writes it. All of this can be changed later, as text too; "
            <a href="/new?as=text">"begin with text"</a> ", or bring many from " <a href="/import">"a table"</a> "."
        </p>
        <form method="post" action="/new" class="access-form editor-fields">
            <label>
                <span>"Kind"</span>
                <select name="kind">{kinds.into_iter().collect_view()}</select>
            </label>
            {field("name", "Name", "orders", &draft.name, true)}
            {field("namespace", "Namespace", "default", &draft.namespace, false)}
            {field("title", "Title", "Order desk", &draft.title, false)}
            {field("description", "Description", "Takes orders and remembers them.", &draft.description, false)}
            {defined_types(&draft.entity_type, &shown.vocabulary)}
            <label>
                <span>"Lifecycle"</span>
                <select name="lifecycle">{lifecycles.into_iter().collect_view()}</select>
            </label>
            {field("owner", "Owner: the team that answers for it", "payments", &draft.owner, false)}
            {field("system", "Part of the system", "shop", &draft.system, false)}
            <label>
                <span>"Tier"</span>
                <select name="tier">{tiers.into_iter().collect_view()}</select>
            </label>
            {field("tags", "Tags, between commas", "rust, checkout", &draft.tags, false)}
            {field(
                "depends_on",
                "Depends on, references between commas",
                "component:stock, resource:orders-db",
                &draft.depends_on,
                false,
            )}
            {defined_fields(draft, shown)}
            <div class="editor-actions">
                {action("save", "Make it", true)} {action("text", "Go on as text", false)}
            </div>
        </form>
    }
    .into_any()
}

pub(super) fn text(shown: &Editor) -> AnyView {
    view! {
        <form method="post" action="/new" class="editor-form">
            {text_box("text", "Descriptor", &shown.text)}
            <div class="editor-actions">{action("save", "Make it", true)} {action("check", "Check", false)}</div>
        </form>
        {found::found(shown)}
    }
    .into_any()
}

fn option(value: &'static str, label: &'static str, chosen: &str) -> AnyView {
    let here = value.eq_ignore_ascii_case(chosen);
    view! {
        <option value=value selected=here>
            {label}
        </option>
    }
    .into_any()
}

fn field(name: &'static str, label: &'static str, example: &'static str, value: &str, required: bool) -> AnyView {
    view! {
        <label>
            <span>{label}</span>
            <input
                type="text"
                name=name
                value=value.to_owned()
                placeholder=example
                required=required
                autocomplete="off"
                spellcheck="false"
            />
        </label>
    }
    .into_any()
}
