//! Mermaid flowcharts: <https://mermaid.js.org/syntax/flowchart.html>

use std::fmt::Write;

use catalog_schema::wire::Graph;

use super::label::{edges, label, on_one_line};

/// The graph as a flowchart. Nodes are numbered; what they are called stands in labels.
pub(crate) fn mermaid(graph: &Graph) -> String {
    let mut text = String::from("flowchart LR\n");
    for (place, node) in graph.nodes.iter().enumerate() {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "  n{place}[{}]", quoted(&label(node)));
        if node.dangling {
            let _ = writeln!(text, "  style n{place} stroke-dasharray: 4 4");
        }
    }
    for (from, to, relation) in edges(graph) {
        let _ = writeln!(text, "  n{from} -->|{}| n{to}", quoted(relation));
    }
    text
}

/// Whatever could end the text, or be read as Markdown, HTML or an entity, goes by its number.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in on_one_line(text) {
        if c.is_alphanumeric() || matches!(c, ' ' | ':' | '/' | '.' | '-' | ',' | '(' | ')' | '@' | '+' | '=') {
            quoted.push(c);
        } else {
            let _ = write!(quoted, "#{};", u32::from(c));
        }
    }
    quoted.push('"');
    quoted
}
