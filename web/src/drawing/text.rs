//! Text of a limited width. SVG neither wraps nor shortens, and the server knows no fonts.

/// Shortens `text` to about `width` pixels at this font size, with an ellipsis where something is left out.
pub(super) fn fit(text: &str, width: f64, font_size: f64) -> String {
    let budget = width / font_size;
    if text.chars().map(em).sum::<f64>() <= budget {
        return text.to_owned();
    }
    let mut left = budget - em('…');
    let kept = text.chars().take_while(|&character| {
        left -= em(character);
        left >= 0.0
    });
    let kept: String = kept.collect();
    format!("{}…", kept.trim_end())
}

/// About how wide a character is in a usual sans-serif font, in its font size; on the wide side, so that text ends early
/// and not outside.
fn em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' => 0.28,
        ' ' | 'f' | 't' | 'r' | 'I' | '-' | '/' | '(' | ')' | '[' | ']' | '·' => 0.37,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 0.92,
        'A'..='Z' => 0.71,
        '\u{1100}'.. => 1.05,
        _ => 0.585,
    }
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis() {
        assert_eq!(fit("orders", 100.0, 13.0), "orders");
        let long = fit("a very long name of a service that nobody would type", 100.0, 13.0);
        assert!(long.ends_with('…') && long.chars().count() < 18, "{long}");
        assert!(fit("注文サービスの受付と配達", 100.0, 13.0).chars().count() <= 8);
        assert_eq!(fit("anything", 0.0, 13.0), "…");
    }
}
