//! Initiatives as Markdown. What people wrote cannot break out of it: letters that mean something there are escaped.

use catalog_schema::wire::{Initiative, InitiativeEntities};

use super::words::{asks, progress, state};

/// A table of initiatives.
pub(super) fn list(items: &[Initiative]) -> String {
    if items.is_empty() {
        return "No initiative.\n".to_owned();
    }
    let rows = items.iter().map(|item| {
        let (title, state) = (escaped(&item.title), item.state.title());
        format!("| {title} | {state} | {} | {} |\n", item.due_on, progress(&item.counts))
    });
    format!("| Initiative | State | Due | Progress |\n| --- | --- | --- | --- |\n{}", rows.collect::<String>())
}

/// One initiative, and those that are left.
pub(super) fn show(initiative: &Initiative, left: &InitiativeEntities) -> String {
    let mut text = format!(
        "### {}\n\n**{}**\n\nAsks for {} from {} until {}: {}.\n",
        escaped(&initiative.title),
        escaped(&state(initiative)),
        escaped(&asks(initiative)),
        initiative.starts_on,
        initiative.due_on,
        progress(&initiative.counts)
    );
    if left.items.is_empty() {
        return text;
    }
    text.push_str("\n| Left | Owner | Lacks |\n| --- | --- | --- |\n");
    for entity in &left.items {
        let owner = entity.owner.as_deref().map(escaped).unwrap_or_else(|| "nobody".to_owned());
        let lacks: Vec<String> = entity.lacks.iter().map(|lack| escaped(&lack.title)).collect();
        text.push_str(&format!("| {} | {owner} | {} |\n", escaped(&entity.entity_ref), lacks.join(", ")));
    }
    let more = left.total.saturating_sub(left.items.len() as u64);
    if more > 0 {
        text.push_str(&format!("\nAnd {more} more.\n"));
    }
    text
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '!' | '@' | '&' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            _ if letter.is_control() => escaped.push(' '),
            _ => escaped.push(letter),
        }
    }
    escaped
}
