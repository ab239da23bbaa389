//! Graphviz: <https://graphviz.org/doc/info/lang.html>

use std::fmt::Write;

use catalog_schema::wire::Graph;

use super::label::{edges, label, on_one_line};

/// The graph as a DOT file. Nodes are numbered; what they are called stands in labels.
pub(crate) fn dot(graph: &Graph) -> String {
    let mut text = String::from("digraph catalog {\n  rankdir=LR;\n  node [shape=box];\n");
    for (place, node) in graph.nodes.iter().enumerate() {
        let style = if node.dangling { ", style=dashed" } else { "" };
        // Writing to a text cannot fail.
        let _ = writeln!(text, "  n{place} [label={}{style}];", quoted(&label(node)));
    }
    for (from, to, relation) in edges(graph) {
        let _ = writeln!(text, "  n{from} -> n{to} [label={}];", quoted(relation));
    }
    text.push_str("}\n");
    text
}

/// Within quotes a quote is escaped, and a backslash, which labels take for the beginning of an escape.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in on_one_line(text) {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        // Labels read HTML entities.
        if c == '&' { quoted.push_str("&amp;") } else { quoted.push(c) }
    }
    quoted.push('"');
    quoted
}
