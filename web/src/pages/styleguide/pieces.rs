//! Values, controls, tables, notices, text.

use catalog_schema::diagnostic::{Diagnostic, Severity, codes};
use catalog_schema::wire::{Health, Outcome};
use leptos::prelude::*;

use super::group;
use crate::components::{
    Tone, alert, diagnostic_item, entity_link, health_meter, kind_and_type, level_mark, lifecycle_label, markdown,
    outcome_mark, owner_link, safe_link, severity_mark, tier_label, time_ago,
};

fn health(passed: u32, failed: u32, unknown: u32) -> Option<Health> {
    Some(Health { score: passed, max: passed + failed + unknown, passed, failed, unknown })
}

fn row(name: &'static str, value: impl IntoView + 'static) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

pub(super) fn values(now: i64) -> AnyView {
    let health = [health(4, 0, 0), health(3, 1, 0), health(1, 3, 0), health(2, 0, 2), None];
    let outcomes = [Outcome::Pass, Outcome::Fail, Outcome::Unknown, Outcome::Exempt].map(outcome_mark);
    let levels = [("Bronze", Some("#a97142")), ("Silver", None)].map(|(title, color)| level_mark(title, color));
    let severities = [Severity::Error, Severity::Warning, Severity::Info].map(severity_mark);
    let lifecycles = [Some("production"), Some("experimental"), Some("deprecated"), None]
        .map(|lifecycle| lifecycle_label(lifecycle));
    let tiers = [Some(1), Some(2), Some(3), Some(4), None].map(tier_label);
    group(
        "Values",
        view! {
            <dl class="styleguide-values">
                {row("Entity", entity_link("component:default/orders", "Component", Some("Orders")))}
                {row("Kind and type", kind_and_type("Component", Some("service")))}
                {row(
                    "Owner",
                    view! {
                        {owner_link(Some("group:default/checkout"))}
                        {owner_link(None)}
                    },
                )}
                {row("Lifecycle", lifecycles.into_iter().collect_view())}
                {row("Tier", tiers.into_iter().collect_view())}
                {row("Health", health.map(health_meter).into_iter().collect_view())}
                {row("Outcome", outcomes.into_iter().collect_view())}
                {row("Level", levels.into_iter().collect_view())}
                {row("Severity", severities.into_iter().collect_view())}
                {row("Time", time_ago("2026-01-01T00:00:00Z", now))}
                {row("Link", safe_link("https://example.com/runbook", Some("Runbook")))}
                {row("No link", safe_link("javascript:alert(1)", Some("Runbook")))}
            </dl>
        },
    )
}

pub(super) fn controls() -> AnyView {
    group(
        "Controls",
        view! {
            <p class="styleguide-row">
                <a class="button" href="#controls">"A button"</a>
                <a class="chip" href="#controls">
                    <span class="chip-value">"service"</span>
                    <span class="number">"12"</span>
                </a>
                <a class="chip" href="#controls" aria-current="true">
                    <span class="chip-value">"library"</span>
                    <span class="number">"3"</span>
                </a>
                <a class="tag" href="#controls">"event-driven"</a>
            </p>
            <nav class="tabs" aria-label="Sample of tabs">
                <ul>
                    <li>
                        <a href="#controls" aria-current="page">"Overview"</a>
                    </li>
                    <li>
                        <a href="#controls">"Dependencies"</a>
                    </li>
                </ul>
            </nav>
        },
    )
}

pub(super) fn table() -> AnyView {
    let rows =
        [("orders", "Orders", Some("production"), 1, health(4, 0, 0)), ("cart", "Cart", None, 2, health(1, 2, 1))];
    let rows = rows.map(|(name, title, lifecycle, tier, health)| {
        view! {
            <tr>
                <th scope="row" class="row-name">
                    {entity_link(&format!("component:default/{name}"), "Component", Some(title))}
                </th>
                <td data-label="Lifecycle">{lifecycle_label(lifecycle)}</td>
                <td data-label="Tier">{tier_label(Some(tier))}</td>
                <td data-label="Health">{health_meter(health)}</td>
                <td data-label="Dependents" class="figure number">"1,024"</td>
            </tr>
        }
    });
    group(
        "Table",
        view! {
            <table class="rows">
                <caption class="visually-hidden">"Sample of a table"</caption>
                <thead>
                    <tr>
                        <th scope="col" aria-sort="ascending">
                            <a href="#table">"Name" <span class="sort-arrow" aria-hidden="true">"↑"</span></a>
                        </th>
                        <th scope="col">"Lifecycle"</th>
                        <th scope="col">"Tier"</th>
                        <th scope="col">"Health"</th>
                        <th scope="col" class="figure">"Dependents"</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().collect_view()}</tbody>
            </table>
        },
    )
}

pub(super) fn notices() -> AnyView {
    let problem =
        Diagnostic::new(&codes::UNKNOWN_KEY, "`dependOn` is not a field of `spec`; did you mean `dependsOn`?")
            .with_help("rename the key, or remove it")
            .in_file("menu/sextant.yaml")
            .at(17, 3);
    group(
        "Notices",
        view! {
            {alert(Tone::Warning, "This is the last good version", view! { <p>"Its descriptor does not decode any more."</p> })}
            {alert(Tone::Error, "The directory could not be read", view! { <p>"What is shown is the last good state."</p> })}
            {diagnostic_item(&problem, true)}
            <div class="empty">
                <h3>"Nothing matches all of this"</h3>
                <p>"Take away a filter above, or use fewer words."</p>
            </div>
        },
    )
}

pub(super) fn text() -> AnyView {
    const SAMPLE: &str = "Takes an order and **hands it to a kitchen**.\n\n- one\n- two\n\n> A remark.\n\n```yaml\nkind: Component\n```\n\n[A link](https://example.com) and `code`.";
    group("Text from descriptors", markdown(SAMPLE))
}
