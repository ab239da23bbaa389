//! Which line of which file says what the entity shows.

use catalog_schema::model::Format;
use catalog_schema::wire::{Descriptor, OverriddenValue, ValueOrigin};
use leptos::prelude::*;

use super::shown::Shown;
use crate::address::entity_page;

/// Values on a page. A descriptor may list thousands of dependencies.
const SHOWN: usize = 200;

/// The table; open where several files contribute.
pub(super) fn origins(text: &Descriptor, shown: &Shown) -> Option<AnyView> {
    if text.origins.is_empty() {
        return None;
    }
    let several = text.files.len() > 1;
    let overrides = text.origins.iter().any(|origin| !origin.overridden.is_empty());
    let rows = text.origins.iter().take(SHOWN).map(|origin| row(text, shown, origin, overrides)).collect_view();
    let more = (text.origins.len() > SHOWN).then(|| {
        let page = entity_page(&text.entity_ref);
        let address = format!("/api/v1/entities{}/descriptor", page.trim_start_matches("/catalog"));
        view! {
            <p class="origins-note">
                {format!("The first {SHOWN} of {}. ", text.origins.len())} <a href=address>"All of them as JSON"</a>
            </p>
        }
    });
    let note = several.then(|| {
        let words = "files describe this entity together. Where they say different things, the first counts, in the order \
                     in which they stand below.";
        view! { <p class="origins-note">{format!("{} {words}", text.files.len())}</p> }
    });
    let last = overrides.then(|| view! { <th scope="col">"Instead of"</th> });
    Some(
        view! {
            <details class="origins" open=several>
                <summary>
                    <h2>"Where each value comes from"</h2>
                </summary>
                {note}
                <table class="rows rows-origins">
                    <caption class="visually-hidden">"Where each value comes from"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Field"</th>
                            <th scope="col">"Value"</th>
                            <th scope="col">"From"</th>
                            {last}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
                {more}
            </details>
        }
        .into_any(),
    )
}

fn row(text: &Descriptor, shown: &Shown, origin: &ValueOrigin, overrides: bool) -> AnyView {
    let from = place(text, shown, (&origin.source, &origin.file, origin.format), origin.line);
    let instead = overrides.then(|| {
        let others = origin.overridden.iter().map(|other| overridden(text, shown, other)).collect_view();
        let others = match origin.overridden.is_empty() {
            true => view! { <span class="absent">"–"</span> }.into_any(),
            false => others.into_any(),
        };
        view! { <td data-label="Instead of">{others}</td> }
    });
    view! {
        <tr>
            <th scope="row" class="row-name">
                <code>{origin.field.clone()}</code>
            </th>
            <td class="origin-value">{origin.value.clone()}</td>
            <td data-label="From">{from}</td>
            {instead}
        </tr>
    }
    .into_any()
}

fn overridden(text: &Descriptor, shown: &Shown, other: &OverriddenValue) -> AnyView {
    let from = place(text, shown, (&other.source, &other.file, other.format), other.line);
    view! {
        <p>
            <s class="origin-value">{other.value.clone()}</s>
            " "
            {from}
        </p>
    }
    .into_any()
}

/// The line, as a link to it. One file may hold documents of two formats, and two sources have files of one path.
fn place(text: &Descriptor, shown: &Shown, from: (&str, &str, Format), line: u32) -> AnyView {
    let (source, path, _) = from;
    let words = match text.files.len() {
        1 => format!("line {line}"),
        _ if source != text.source => format!("{source}: {path}:{line}"),
        _ => format!("{}:{line}", path.strip_prefix(common_folder(text)).unwrap_or(path)),
    };
    match text.files.iter().position(|file| (file.source.as_str(), file.path.as_str(), file.format) == from) {
        Some(index) => {
            let address = shown.line_address(text, index, line);
            let full = format!("{path} line {line}");
            view! {
                <a class="origin-place" href=address title=full>
                    {words}
                </a>
            }
            .into_any()
        }
        None => words.into_any(),
    }
}

/// The folder that all files of the first one's source are in, with a slash at its end where it is not the root.
fn common_folder(text: &Descriptor) -> &str {
    let Some(first) = text.files.first() else { return "" };
    let own = || text.files.iter().filter(|file| file.source == text.source);
    let folders = first.path.match_indices('/').map(|(end, _)| &first.path[..=end]);
    folders.rev().find(|folder| own().all(|file| file.path.starts_with(folder))).unwrap_or_default()
}
