//! Which entities a scorecard is about.

use super::data::AppliesTo;
use super::expression::condition;
use super::fields::{At, Fields, Problems};
use super::text::reference;

const KNOWN: &[&str] = &["kinds", "types", "lifecycles", "tiers", "tags", "owners", "when"];

/// Entries of each list.
const MOST: usize = 200;

pub(crate) fn read(at: &At<'_>, namespace: &str, problems: &mut Problems) -> Option<AppliesTo> {
    let fields = Fields::of(at, "appliesTo", KNOWN, problems)?;
    let mut texts = |name: &str| fields.texts(name, MOST, problems).into_iter().map(|(text, _)| text).collect();
    let (kinds, types, lifecycles, tags) = (texts("kinds"), texts("types"), texts("lifecycles"), texts("tags"));
    let tiers = fields.list("tiers", MOST, problems).into_iter().filter_map(|tier| {
        let tier = tier.whole(1, 4, problems)?;
        u8::try_from(tier).ok()
    });
    let tiers = tiers.collect();
    let owners = fields.list("owners", MOST, problems);
    let owners = owners.iter().filter_map(|owner| reference(owner, Some("group"), namespace, problems)).collect();
    let when = fields.get("when").and_then(|when| condition(&when, problems));
    Some(AppliesTo { kinds, types, lifecycles, tiers, tags, owners, when })
}
