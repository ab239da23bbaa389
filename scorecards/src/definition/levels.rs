//! The levels of a scorecard.

use catalog_schema::diagnostic::{FieldPart, codes};

use super::data::LevelDefinition;
use super::fields::{At, Fields, Problems, shorten};
use super::text::name;

const KNOWN: &[&str] = &["name", "title", "color"];

/// Characters of a title.
pub(crate) const TITLE: usize = 200;

pub(super) fn read(items: &[At<'_>], problems: &mut Problems) -> Vec<LevelDefinition> {
    let mut levels: Vec<LevelDefinition> = Vec::new();
    for item in items {
        let of = match item.value.get("name").and_then(serde_json::Value::as_str) {
            Some(name) => format!("level {}", shorten(name)),
            None => format!("`{}`", item.name),
        };
        let Some(fields) = Fields::of(item, of, KNOWN, problems) else { continue };
        let at = fields.required("name", "write `name:` with lower-case words, such as bronze", problems);
        let named = at.as_ref().and_then(|at| name(at, problems));
        if let (Some(at), Some(named)) = (&at, named)
            && levels.iter().any(|level| level.name == named)
        {
            problems.value(at, format!("there are two levels called {named}"), "give each level a name of its own");
        }
        let color = color(&fields, problems);
        let title = fields.text("title", TITLE, problems).or(named);
        let (Some(name), Some(title)) = (named, title) else { continue };
        levels.push(LevelDefinition { name: name.to_owned(), title: title.to_owned(), color });
    }
    levels
}

fn color(fields: &Fields<'_>, problems: &mut Problems) -> Option<String> {
    const HELP: &str = "write six hexadecimal digits in quotes: \"#a97142\"";
    if fields.is_null("color") {
        let pointer = format!("{}/color", fields.pointer);
        let message = format!("{}: `color` is empty: what begins with `#` is a comment", fields.of);
        problems.note(&codes::SCORECARD_FIELD, &pointer, FieldPart::Key, message, HELP);
        return None;
    }
    let at = fields.get("color")?;
    let text = at.text(TITLE, problems)?;
    let digits = text.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some(text.to_ascii_lowercase());
    }
    problems.value(&at, format!("{}: `color` is \"{}\", which is no colour", at.of, shorten(text)), HELP);
    None
}
