//! GraphML: <http://graphml.graphdrawing.org/>

use std::fmt::Write;

use catalog_schema::wire::Graph;

use super::label::edges;

/// What is said of nodes.
const NODE_KEYS: [&str; 7] = ["ref", "kind", "title", "type", "owner", "lifecycle", "tier"];

/// The graph as a GraphML document. Nodes are numbered; everything else is data.
pub(crate) fn graphml(graph: &Graph) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    // Writing to a text cannot fail.
    for key in NODE_KEYS {
        let of = if key == "tier" { "int" } else { "string" };
        let _ = writeln!(text, "  <key id=\"{key}\" for=\"node\" attr.name=\"{key}\" attr.type=\"{of}\"/>");
    }
    text.push_str("  <key id=\"dangling\" for=\"node\" attr.name=\"dangling\" attr.type=\"boolean\"/>\n");
    text.push_str("  <key id=\"relation\" for=\"edge\" attr.name=\"relation\" attr.type=\"string\"/>\n");
    text.push_str("  <graph id=\"catalog\" edgedefault=\"directed\">\n");
    for (place, node) in graph.nodes.iter().enumerate() {
        let _ = writeln!(text, "    <node id=\"n{place}\">");
        let tier = node.tier.map(|tier| tier.to_string());
        let values = [
            Some(&node.entity_ref),
            Some(&node.kind),
            node.title.as_ref(),
            node.entity_type.as_ref(),
            node.owner.as_ref(),
            node.lifecycle.as_ref(),
            tier.as_ref(),
        ];
        for (key, value) in NODE_KEYS.iter().zip(values).filter_map(|(key, value)| Some((key, value?))) {
            let _ = writeln!(text, "      <data key=\"{key}\">{}</data>", escaped(value));
        }
        let _ = writeln!(text, "      <data key=\"dangling\">{}</data>\n    </node>", node.dangling);
    }
    for (from, to, relation) in edges(graph) {
        let relation = escaped(relation);
        let _ = writeln!(
            text,
            "    <edge source=\"n{from}\" target=\"n{to}\"><data key=\"relation\">{relation}</data></edge>"
        );
    }
    text.push_str("  </graph>\n</graphml>\n");
    text
}

/// As the text of an element. Characters that no XML document may have become blanks.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
