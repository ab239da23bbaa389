//! Words for tiers.

use serde_json::Value;

use crate::diagnostic::codes;
use crate::formats::read::{Field, Reader, fold};

/// The words that stand for a tier, folded. Digits are read apart: `1`, `t1`, `tier1`, `Tier 1`, `tier_1`.
const TABLE: [(u8, &[&str]); 4] = [
    (1, &["one", "critical", "missioncritical", "businesscritical", "highest", "platinum"]),
    (2, &["two", "high", "important", "major", "customerfacing", "gold"]),
    (3, &["three", "medium", "moderate", "normal", "internal", "internalservice", "silver"]),
    (4, &["four", "low", "minor", "lowest", "other", "bronze"]),
];

/// The tier that a field of a foreign descriptor says. One that is not understood is reported; it stays in the
/// descriptor.
pub(in crate::formats) fn tier(field: &Field<'_>, reader: &mut Reader<'_>) -> Option<u8> {
    let written = match field.value {
        Value::Null => return None,
        Value::String(text) if text.trim().is_empty() => {
            reader.empty(&field.pointer);
            return None;
        }
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        other => {
            reader.not_understood(other, &field.pointer, "a tier from 1 to 4");
            return None;
        }
    };
    let help = "write 1 (most critical) to 4";
    match understood(&written) {
        Some(0) => {
            let message = format!("\"{written}\" is read as tier 1, above which there is none");
            reader.value_problem(&codes::INVALID_TIER, &field.pointer, message, help);
            Some(1)
        }
        Some(tier) => Some(tier),
        None => {
            let message = format!("\"{written}\" is not a tier; it is left out");
            reader.value_problem(&codes::INVALID_TIER, &field.pointer, message, help);
            None
        }
    }
}

/// The tier, 1 to 4, that a word means, if it means one.
pub(in crate::formats) fn tier_word(word: &str) -> Option<u8> {
    understood(word).map(|tier| tier.max(1))
}

/// 0 to 4. Many number from 0, so that there is one tier above the first.
fn understood(written: &str) -> Option<u8> {
    let word = fold(written);
    let rest = word.strip_prefix("tier").or_else(|| word.strip_prefix('t')).unwrap_or(&word);
    // A sign or a point is folded away: -1 and 1.5 are no tiers.
    let digits =
        rest.parse().ok().filter(|tier| *tier <= 4 && !written.contains(['.', '+']) && !written.starts_with('-'));
    let words = || TABLE.iter().find(|(_, words)| words.contains(&word.as_str()) || words.contains(&rest));
    digits.or_else(|| words().map(|(tier, _)| *tier))
}

#[cfg(test)]
mod tests {
    use super::understood;

    #[test]
    fn digits_and_words_are_tiers() {
        for (tier, words) in [
            (0, &["0", "tier0", "Tier 0"][..]),
            (1, &["1", "tier_1", "TIER-1", "t1", "one", "Tier One", "Critical", "mission_critical"]),
            (2, &["2", "tier2", "High", "Customer Facing"]),
            (3, &["three", "Medium"]),
            (4, &["4", "low", "Other"]),
        ] {
            for word in words {
                assert_eq!(understood(word), Some(tier), "{word}");
            }
        }
        for word in ["", "5", "-1", "1.5", "tier", "10", "gold-plated", "tier tier1"] {
            assert_eq!(understood(word), None, "{word}");
        }
    }
}
