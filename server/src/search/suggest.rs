//! What a person may have meant.

use catalog_schema::model::Entity;

use super::analyzer::words;
use super::highlight::distance;
use super::query::{Words, allowed_typos};

/// The query with each misspelt word replaced by the nearest word of what was found; none where that changes nothing.
pub(super) fn suggestion<'a>(query: &Words, found: impl Iterator<Item = &'a Entity>) -> Option<String> {
    let mut known: Vec<String> = Vec::new();
    for entity in found {
        let texts = [Some(entity.name.as_str()), entity.title.as_deref()];
        let texts = texts.into_iter().flatten().chain(entity.tags.iter().map(String::as_str));
        known.extend(texts.flat_map(words).map(|word| word.text));
    }
    let mut changed = false;
    let mut meant = Vec::new();
    for chunk in &query.chunks {
        let last = chunk.words.len() - 1;
        for (index, word) in chunk.words.iter().enumerate() {
            let open = chunk.open && index == last;
            let right = known.iter().any(|known| known == word || (open && known.starts_with(word.as_str())));
            let near = known.iter().filter_map(|known| Some((distance(known, word, false)?, known)));
            let near = near.filter(|(distance, _)| *distance <= usize::from(allowed_typos(word))).min();
            match near {
                Some((_, known)) if !right => {
                    changed = true;
                    meant.push(known.as_str());
                }
                _ => meant.push(word),
            }
        }
    }
    changed.then(|| meant.join(" "))
}
