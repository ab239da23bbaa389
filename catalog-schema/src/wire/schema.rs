//! JSON Schemas of the descriptor formats.

use serde::{Deserialize, Serialize};

/// Every schema, in the form in which schemastore.org lists its own and editors take further ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchemaList {
    /// The version of this form of list: 1.
    pub version: u32,
    /// In the order of the formats.
    pub schemas: Vec<SchemaListed>,
}

/// One schema.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SchemaListed {
    /// The format's name, such as `native`.
    pub name: String,
    /// What it is the schema of.
    pub description: String,
    /// Patterns of the file names that it is for.
    #[serde(rename = "fileMatch")]
    pub file_match: Vec<String>,
    /// Where it is, relative to the portal's address.
    pub url: String,
}
