//! Why facts are not taken in.

use catalog_schema::wire::{ItemProblem, Problem};

/// Items that a problem names.
const NAMED: usize = 100;

/// 422 `invalid_facts`, with what is wrong with which of them.
pub(super) fn invalid_facts(mut items: Vec<ItemProblem>) -> Problem {
    let count = items.len();
    let first = items.first().map(|item| format!("facts[{}].{}: {}", item.index, item.field, item.detail));
    let more = if count > 1 { format!("; and {} more, which `items` list", count - 1) } else { String::new() };
    items.truncate(NAMED);
    let detail = format!("nothing was written: {}{more}", first.unwrap_or_default());
    Problem { items, ..Problem::new(422, "invalid_facts", "Facts are wrong", detail) }
}

/// 422 `too_many_facts`.
pub(super) fn too_many(count: usize, most: usize) -> Problem {
    let detail = format!("the batch has {count} facts, and {most} are taken at once; send it in parts");
    Problem::new(422, "too_many_facts", "Too many facts", detail)
}

/// 503 `not_ready`: this process answers reads only.
pub(crate) fn no_facts() -> Problem {
    Problem::new(503, "not_ready", "Not ready", "this process takes no facts; ask the portal itself")
}
