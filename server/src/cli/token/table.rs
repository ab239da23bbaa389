//! Tokens as lines of text.

use crate::clock::rfc3339;
use crate::store::TokenRow;

/// A heading and one line a token, in columns; nothing where there are none.
pub(super) fn table(tokens: &[TokenRow], now: i64) -> String {
    if tokens.is_empty() {
        return String::new();
    }
    let heading = ["NAME", "STATE", "SCOPES", "EXPIRES", "LAST USED", "ID"].map(str::to_owned);
    let rows: Vec<[String; 6]> = std::iter::once(heading).chain(tokens.iter().map(|token| row(token, now))).collect();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..6).map(|column| width(column).unwrap_or(0)).collect();
    let line = |row: &[String; 6]| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

fn row(token: &TokenRow, now: i64) -> [String; 6] {
    let state = match (token.revoked_at, token.expires_at) {
        (Some(_), _) => "revoked",
        (None, Some(end)) if end <= now => "expired",
        _ => "active",
    };
    let scopes = if token.scopes.is_empty() { "read".to_owned() } else { token.scopes.join(" ") };
    let time = |at: Option<i64>| at.and_then(rfc3339).unwrap_or_else(|| "never".to_owned());
    [token.name.clone(), state.to_owned(), scopes, time(token.expires_at), time(token.last_used_at), token.id.clone()]
}
