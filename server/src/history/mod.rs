//! What an entity was before: its versions, and what each of them changed.

mod commit_url;
mod diff;
mod docs;
mod field_name;
mod versions;

use diff::field_changes;
use docs::page_changes;
pub use versions::history;
