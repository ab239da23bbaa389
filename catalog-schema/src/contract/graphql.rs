//! GraphQL's schema definition language.

use super::tokens::tokens;

const TYPES: [&str; 6] = ["type", "input", "interface", "enum", "union", "scalar"];
const ROOTS: [&str; 3] = ["Query", "Mutation", "Subscription"];

/// Types, and what can be asked, changed and subscribed to.
pub(super) fn lines(definition: &str) -> Vec<String> {
    let tokens = tokens(definition, &["#"]);
    let mut lines = Vec::new();
    // Braces and parentheses that are open.
    let (mut depth, mut within) = (0_usize, 0_usize);
    let mut root = None;
    for (at, token) in tokens.iter().copied().enumerate() {
        match token {
            "{" => depth += 1,
            "}" => depth = depth.saturating_sub(1),
            "(" => within += 1,
            ")" => within = within.saturating_sub(1),
            _ if within > 0 => {}
            _ if depth == 0 && TYPES.contains(&token) => {
                let Some(name) = tokens.get(at + 1).filter(|name| is_name(name)) else { continue };
                root = ROOTS.into_iter().find(|root| root == name);
                if root.is_none() {
                    lines.push(format!("{token} {name}"));
                }
            }
            _ if depth == 1 && is_name(token) && matches!(tokens.get(at + 1), Some(&("(" | ":"))) => {
                lines.extend(root.map(|root| format!("{} {token}", root.to_lowercase())));
            }
            _ => {}
        }
    }
    lines
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}
