//! `x-cortex-groups`: tags, some of which say more.

use std::collections::HashSet;

use crate::diagnostic::codes;
use crate::formats::foreign::{lifecycle, tags, tier_word};
use crate::formats::read::{Fields, Reader};
use crate::model::Entity;

/// Every group is a tag. `tier:1` or `tier-1`, `lifecycle:x` and `language:x` are also what they say.
pub(super) fn read(info: &Fields<'_>, entity: &mut Entity, reader: &mut Reader<'_>) {
    let mut seen = HashSet::new();
    for name in ["x-cortex-groups", "x-cortex-service-groups"] {
        let Some(field) = info.get(name) else { continue };
        for tag in tags(field, reader) {
            if seen.insert(tag.clone()) {
                understand(&tag, &field.pointer, entity, reader);
                entity.tags.push(tag);
            }
        }
    }
}

fn understand(tag: &str, pointer: &str, entity: &mut Entity, reader: &mut Reader<'_>) {
    if let Some(written) = said(tag, "tier", &[':', '=']) {
        let tier = tier_word(written);
        if tier.is_none() {
            let message = format!("the group {tag} names no tier; it is only a tag");
            reader.value_problem(&codes::INVALID_TIER, pointer, message, "write tier:1 (most critical) to tier:4");
        }
        entity.tier = entity.tier.or(tier);
    } else if let Some(written) = said(tag, "tier", &['-', '_']) {
        entity.tier = entity.tier.or_else(|| tier_word(written));
    } else if let Some(written) = said(tag, "lifecycle", &[':', '=']) {
        entity.lifecycle.get_or_insert_with(|| lifecycle(written.to_owned()));
    } else if let Some(written) = said(tag, "language", &[':', '=']) {
        entity.language.get_or_insert_with(|| written.to_lowercase());
    }
}

/// What follows the key and one of the separators.
fn said<'t>(tag: &'t str, key: &str, separators: &[char]) -> Option<&'t str> {
    let (found, rest) = tag.split_at_checked(key.len())?;
    let rest = rest.strip_prefix(separators)?.trim();
    (found.eq_ignore_ascii_case(key) && !rest.is_empty()).then_some(rest)
}
