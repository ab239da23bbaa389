//! What the index holds of an entity.

use tantivy::Index;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::analyzer::{NAMES, TEXT, analyzer};

/// Counts up when the meaning of the index changes though its schema does not: an index of another layout is built anew.
pub(super) const LAYOUT: u32 = 4;

/// The fields of the index. What to show comes from the live catalog; only what the catalog does not keep, an API's
/// outline and what documentation says, is stored.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// To find the entity of a hit by, and the document of an entity, to replace and delete it.
    pub(super) key: Field,
    /// Of what others belong to, [`CONTAINER`].
    pub(super) container: Field,
    /// Name and reference, each squeezed into one word.
    pub(super) exact_name: Field,
    /// Titles and aliases, likewise.
    pub(super) exact_title: Field,
    /// The first letters of the words of name and title.
    pub(super) initials: Field,
    pub(super) name: Field,
    pub(super) title: Field,
    pub(super) alias: Field,
    pub(super) tag: Field,
    /// What an API offers by name.
    pub(super) contract: Field,
    /// Kind, type, owner and system as declared, labels and the like.
    pub(super) fact: Field,
    /// The titles of links.
    pub(super) link: Field,
    /// The description.
    pub(super) text: Field,
    /// Of each documentation page its title and what it says.
    pub(super) docs: Field,
    /// The paths of these pages, in the same order. Only to be shown.
    pub(super) docs_path: Field,
    /// Annotations, the organisation's own fields, addresses of links, an API's definition.
    pub(super) more: Field,
}

impl Fields {
    /// Those in which words are looked for.
    pub(super) fn searched(&self) -> [Field; 10] {
        let Self { name, title, alias, tag, contract, fact, link, text, docs, more, .. } = *self;
        [name, title, alias, tag, contract, fact, link, text, docs, more]
    }
}

/// The name of [`Fields::key`] among the fast fields.
pub(super) const KEY: &str = "key";
/// What [`Fields::container`] holds of teams, people, systems and domains.
pub(super) const CONTAINER: &str = "container";

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let words = |analyzer| {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let indexing = TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let names = || words(NAMES);
    let mut builder = Schema::builder();
    let fields = Fields {
        key: builder.add_u64_field(KEY, FAST | INDEXED),
        container: builder.add_text_field(CONTAINER, STRING),
        exact_name: builder.add_text_field("exact_name", STRING),
        exact_title: builder.add_text_field("exact_title", STRING),
        initials: builder.add_text_field("initials", STRING),
        name: builder.add_text_field("name", names()),
        title: builder.add_text_field("title", names()),
        alias: builder.add_text_field("alias", names()),
        tag: builder.add_text_field("tag", names()),
        contract: builder.add_text_field("contract", names() | STORED),
        fact: builder.add_text_field("fact", names()),
        link: builder.add_text_field("link", names()),
        text: builder.add_text_field("text", words(TEXT)),
        docs: builder.add_text_field("docs", words(TEXT) | STORED),
        docs_path: builder.add_text_field("docs_path", STORED),
        more: builder.add_text_field("more", words(TEXT)),
    };
    (builder.build(), fields)
}

/// Makes the analyzers known to an index.
pub(super) fn register_analyzers(index: &Index) {
    for name in [NAMES, TEXT] {
        index.tokenizers().register(name, analyzer(name));
    }
}
