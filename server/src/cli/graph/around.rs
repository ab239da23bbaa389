//! `sextant graph around`.

use catalog_schema::wire::{Graph, GraphEdge};
use clap::{Args, ValueEnum};

use super::ask::{AskError, Format, Server};
use super::table::table;

/// The entities around one.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where to begin, such as component:default/orders
    root: String,
    /// Which way to follow edges
    #[arg(long, value_enum, default_value_t = Way::Both)]
    direction: Way,
    /// How many edges far, 1 to 10
    #[arg(long, value_name = "N", default_value_t = 1)]
    depth: u32,
    /// Follow only these relations, such as dependsOn
    #[arg(long, value_name = "RELATION", value_delimiter = ',')]
    relations: Vec<String>,
    #[arg(long, value_enum, default_value_t = Output::Human)]
    format: Output,
    #[command(flatten)]
    server: Server,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Way {
    /// What refers to the root
    In,
    /// What the root refers to
    Out,
    /// Either
    Both,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Output {
    /// A table for people
    Human,
    /// What the API answers
    Json,
    /// For Graphviz
    Dot,
    /// For Mermaid
    Mermaid,
    /// For yEd, Gephi and others
    Graphml,
}

pub(super) fn run(arguments: &Arguments) -> Result<String, AskError> {
    let direction = match arguments.direction {
        Way::In => "in",
        Way::Out => "out",
        Way::Both => "both",
    };
    let mut query = vec![
        ("root", arguments.root.clone()),
        ("direction", direction.to_owned()),
        ("depth", arguments.depth.to_string()),
    ];
    query.extend(arguments.relations.iter().map(|relation| ("relations", relation.clone())));
    let server = &arguments.server;
    let format = match arguments.format {
        Output::Human => return server.answer("graph", &query, Format::Human, human),
        Output::Json => return server.answer("graph", &query, Format::Json, human),
        Output::Dot => "dot",
        Output::Mermaid => "mermaid",
        Output::Graphml => "graphml",
    };
    query.push(("format", format.to_owned()));
    server.text("graph", &query)
}

fn human(graph: &Graph) -> String {
    let line = |edge: &GraphEdge| [edge.from.clone(), edge.relation.clone(), edge.to.clone()];
    let mut text = table(["FROM", "RELATION", "TO"], graph.edges.iter().map(line));
    if graph.truncated {
        text.push_str("there is more than an answer holds\n");
    }
    text
}
