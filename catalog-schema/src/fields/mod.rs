//! The formats of single fields: which text is a name, a namespace, a label, a tag, an address.
//!
//! These are Kubernetes' rules as Backstage applies them (its catalog model 1.10), so that a name that is valid here is
//! valid there.

mod dns;
mod location_ref;
mod name;
mod prefixed;
mod slug;
mod tag;
mod text;

pub use dns::{is_dns_label, is_dns_subdomain};
pub use location_ref::{LocationRef, LocationRefError};
pub use name::{is_kind, is_label_value, is_name, is_namespace};
pub use prefixed::{is_api_version, is_label_key};
pub use slug::{name_slug, namespace_slug};
pub use tag::is_tag;
pub use text::{is_not_blank, is_url};
