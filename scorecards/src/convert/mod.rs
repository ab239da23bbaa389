//! Scorecards of other products as `kind: Scorecard` documents, as far as rules over facts can say the same. The rest is
//! listed with the reason, part by part.

mod converted;
mod cortex;
mod cql;
mod rule;
mod soundcheck;
mod words;

use serde_json::Value;

pub use converted::{Converted, LeftOut};

/// A product whose scorecards are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// Cortex: one scorecard a document, rules in CQL.
    Cortex,
    /// Spotify's Soundcheck: checks, and tracks of levels that name them.
    Soundcheck,
}

/// The product that these documents look like; none if neither.
pub fn product_of(documents: &[Value]) -> Option<Product> {
    if documents.iter().any(soundcheck::is_like) {
        Some(Product::Soundcheck)
    } else if documents.iter().any(cortex::is_like) {
        Some(Product::Cortex)
    } else {
        None
    }
}

/// The scorecards that the documents of one file describe.
pub fn convert(documents: &[Value], product: Product) -> Vec<Converted> {
    match product {
        Product::Cortex => documents.iter().filter(|document| cortex::is_like(document)).map(cortex::convert).collect(),
        Product::Soundcheck => soundcheck::convert(documents),
    }
}
