//! Protocol Buffers.

use super::tokens::tokens;

/// Whether a text is of this language.
pub(super) fn is_proto(definition: &str) -> bool {
    let declares = |line: &str| {
        let line = line.trim_start();
        ["syntax", "edition", "package ", "message ", "service "].iter().any(|word| line.starts_with(word))
            && (line.contains("proto") || line.trim_end().ends_with([';', '{', '}']))
    };
    definition.lines().any(declares)
}

/// The package, services with their procedures, messages, enumerations.
pub(super) fn lines(definition: &str) -> Vec<String> {
    let tokens = tokens(definition, &["//"]);
    let mut lines = Vec::new();
    let mut service = "";
    for (at, token) in tokens.iter().copied().enumerate() {
        // A field may be called so, too: a declaration follows the end of another statement.
        let begins = at == 0 || matches!(tokens[at - 1], ";" | "{" | "}");
        let Some(name) = tokens.get(at + 1).filter(|_| begins) else { continue };
        match token {
            "service" => {
                service = name;
                lines.push(format!("service {name}"));
            }
            "rpc" => {
                let messages = tokens[at + 2..].iter().take_while(|token| !matches!(**token, ";" | "{"));
                let messages = messages.filter(|token| !matches!(**token, "(" | ")" | "returns" | "stream"));
                let messages: Vec<&str> = messages.copied().collect();
                lines.push(format!("rpc {service}.{name} {}", messages.join(" ")).trim_end().to_owned());
            }
            "message" | "enum" | "package" if !matches!(tokens.get(at + 2), Some(&"=")) => {
                lines.push(format!("{token} {name}"));
            }
            _ => {}
        }
    }
    lines
}
