//! What a person may have meant.

use catalog_schema::model::Entity;

use super::analyzer::words;
use super::asked::Asked;
use super::forms::{is_small, other_forms};
use super::typos::{Letters, Typed};

/// The query with each misspelt word replaced by the nearest word of what was found; none where that changes nothing.
pub(super) fn suggestion<'a>(asked: &Asked, found: impl Iterator<Item = &'a Entity>) -> Option<String> {
    let mut known: Vec<String> = Vec::new();
    for entity in found {
        let texts = [Some(entity.name.as_str()), entity.title.as_deref(), entity.entity_type.as_deref()];
        let owners = entity.owner.iter().chain(&entity.system).map(|other| other.name());
        let texts = texts.into_iter().flatten().chain(entity.tags.iter().map(String::as_str)).chain(owners);
        known.extend(texts.flat_map(words).map(|word| word.text));
    }
    let mut changed = false;
    let mut meant = Vec::new();
    for chunk in asked.chunks.iter().filter(|chunk| !chunk.phrase) {
        let last = chunk.words.len() - 1;
        for (index, word) in chunk.words.iter().enumerate() {
            let open = chunk.open && index == last;
            let forms = other_forms(word);
            let is_right =
                |known: &String| known == word || forms.contains(known) || (open && known.starts_with(word.as_str()));
            let typed = Typed::new(word.clone(), false);
            let near = known.iter().filter_map(|known| Some((typed.typos(known, Letters::of(known))?, known))).min();
            match near {
                Some((_, near)) if !is_small(word) && !known.iter().any(is_right) => {
                    changed = true;
                    meant.push(near.as_str());
                }
                _ => meant.push(word),
            }
        }
    }
    let phrases =
        asked.chunks.iter().filter(|chunk| chunk.phrase).map(|chunk| format!("\"{}\"", chunk.words.join(" ")));
    let beside = phrases.chain(asked.beside.iter().cloned());
    changed.then(|| meant.into_iter().map(str::to_owned).chain(beside).collect::<Vec<_>>().join(" "))
}
