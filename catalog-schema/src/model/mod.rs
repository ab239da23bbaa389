//! What a catalog is made of: references, entities, relations, links.

mod doc_page;
mod entity;
mod entity_ref;
mod link;
mod relation;
mod spelling;

pub use doc_page::DocPage;
pub use entity::{Alias, ApiSpec, CodeOwner, Entity, Format, Profile};
pub use entity_ref::{DEFAULT_NAMESPACE, EntityRef, RefError, RefParts};
pub use link::{Link, LinkType};
pub use relation::{Relation, RelationType};
pub use spelling::{Form, Spelling};
