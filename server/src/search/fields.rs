//! What the index holds of an entity.

use tantivy::Index;
use tantivy::schema::{FAST, Field, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};

use super::analyzer::{NAMES, TEXT, analyzer};

/// Counts up when the meaning of the index changes though its schema does not: an index of another layout is built anew.
pub(super) const LAYOUT: u32 = 1;

/// The fields of the index. None is stored: what to show comes from the live catalog.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// To replace and delete by.
    pub(super) uid: Field,
    /// To find the entity of a hit by.
    pub(super) key: Field,
    /// Name, title, aliases and reference, each squeezed into one word.
    pub(super) exact: Field,
    pub(super) name: Field,
    pub(super) title: Field,
    pub(super) alias: Field,
    pub(super) tag: Field,
    /// Kind, type, owner, system, labels and the like.
    pub(super) fact: Field,
    /// Description and API definition.
    pub(super) text: Field,
}

/// The name of [`Fields::key`] among the fast fields.
pub(super) const KEY: &str = "key";

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let words = |analyzer, option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let names = || words(NAMES, IndexRecordOption::Basic);
    let mut builder = Schema::builder();
    let fields = Fields {
        uid: builder.add_text_field("uid", STRING),
        key: builder.add_u64_field(KEY, FAST),
        exact: builder.add_text_field("exact", STRING),
        name: builder.add_text_field("name", names()),
        title: builder.add_text_field("title", names()),
        alias: builder.add_text_field("alias", names()),
        tag: builder.add_text_field("tag", names()),
        fact: builder.add_text_field("fact", names()),
        text: builder.add_text_field("text", words(TEXT, IndexRecordOption::WithFreqs)),
    };
    (builder.build(), fields)
}

/// Makes the analyzers known to an index.
pub(super) fn register_analyzers(index: &Index) {
    for name in [NAMES, TEXT] {
        index.tokenizers().register(name, analyzer(name));
    }
}
