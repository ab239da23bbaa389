//! What becomes of each row.

use catalog_schema::wire::{CellProblem, TableChange, TableOutcome, TableRow};
use leptos::prelude::*;

use crate::address::entity_page;
use crate::components::number;

/// What would become of the rows, and the buttons that make it so.
pub(super) fn preview(table_text: &str, outcome: &TableOutcome) -> AnyView {
    let count = |wanted: &[TableChange]| outcome.rows.iter().filter(|row| wanted.contains(&row.change)).count();
    let wrong = count(&[TableChange::LeftOut]);
    let changing = count(&[TableChange::Create, TableChange::Update]);
    let save = match (changing, wrong) {
        (0, 0) => view! { <p role="status">"The portal keeps all of this already."</p> }.into_any(),
        (0, _) => view! { <p role="status">"No row can be taken as it is."</p> }.into_any(),
        (_, 0) => save(table_text, "save", format!("Import {}", rows(changing))),
        (_, _) => view! {
            <p class="access-note">
                {format!("{} wrong: mend the table below, or take only the others.", is_wrong(wrong))}
            </p>
            {save(table_text, "save-right", format!("Import only the {} that are right", number(changing as u64)))}
        }
        .into_any(),
    };
    view! {
        <section aria-labelledby="preview">
            <h2 id="preview">"What would change"</h2>
            {ignored(outcome)}
            {table(outcome)}
            {save}
        </section>
    }
    .into_any()
}

/// What changed.
pub(super) fn written(outcome: &TableOutcome) -> AnyView {
    let (created, updated) = (outcome.outcome.created.len(), outcome.outcome.updated.len());
    view! {
        <p role="status">
            {format!("{} made, {} changed. ", number(created as u64), number(updated as u64))}
            <a href="/catalog?filter=source%3Dmanaged">"What the portal keeps"</a>
        </p>
        {table(outcome)}
    }
    .into_any()
}

fn rows(count: usize) -> String {
    format!("{} {}", number(count as u64), if count == 1 { "row" } else { "rows" })
}

fn is_wrong(count: usize) -> String {
    format!("{} {}", rows(count), if count == 1 { "is" } else { "are" })
}

fn save(table_text: &str, value: &'static str, label: String) -> AnyView {
    view! {
        <form method="post" action="/import">
            <input type="hidden" name="table" value=table_text.to_owned() />
            <button class="button button-main" type="submit" name="action" value=value>
                {label}
            </button>
        </form>
    }
    .into_any()
}

fn ignored(outcome: &TableOutcome) -> Option<AnyView> {
    let names = outcome.ignored.join(", ");
    let note = view! { <p class="access-note">"Nothing is read from these columns: " <code>{names}</code></p> };
    (!outcome.ignored.is_empty()).then(|| note.into_any())
}

fn table(outcome: &TableOutcome) -> AnyView {
    view! {
        <table class="rows bulk-rows">
            <thead>
                <tr>
                    <th scope="col">"Line"</th>
                    <th scope="col">"Entity"</th>
                    <th scope="col">"Becomes"</th>
                    <th scope="col">"Remarks"</th>
                </tr>
            </thead>
            <tbody>{outcome.rows.iter().map(|one| row(one, outcome.dry_run)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(row: &TableRow, dry_run: bool) -> AnyView {
    let there = !(row.change == TableChange::LeftOut || dry_run && row.change == TableChange::Create);
    let name = match &row.entity_ref {
        None => view! { <span class="absent">"–"</span> }.into_any(),
        Some(entity_ref) if there => view! { <a href=entity_page(entity_ref)>{entity_ref.clone()}</a> }.into_any(),
        Some(entity_ref) => entity_ref.clone().into_any(),
    };
    let change = match row.change {
        TableChange::Create => "New",
        TableChange::Update => "Changed",
        TableChange::None => "As it is",
        TableChange::LeftOut => "Left out",
    };
    view! {
        <tr>
            <td data-label="Line">{number(row.line)}</td>
            <th scope="row" class="row-name">
                {name}
            </th>
            <td data-label="Becomes">{change}</td>
            <td data-label="Remarks">{row.problems.iter().map(remark).collect_view()}</td>
        </tr>
    }
    .into_any()
}

fn remark(problem: &CellProblem) -> AnyView {
    let column = problem.column.as_deref().map(|column| view! { <code>{column.to_owned()}</code> ": " });
    view! { <div class=problem.error.then_some("row-wrong")>{column} {problem.detail.clone()}</div> }.into_any()
}
