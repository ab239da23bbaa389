//! Answers of the graph in the languages of other tools. What descriptors say is hostile: every text is escaped.

mod dot;
mod graphml;
mod label;
mod mermaid;
mod whom_to_tell_csv;
mod whom_to_tell_text;

#[cfg(test)]
mod tests;

pub(crate) use dot::dot;
pub(crate) use graphml::graphml;
pub(crate) use mermaid::mermaid;
pub(crate) use whom_to_tell_csv::whom_to_tell_csv;
pub(crate) use whom_to_tell_text::whom_to_tell_text;
