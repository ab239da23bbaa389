//! Whether a definition makes sense.

use std::collections::BTreeSet;

use super::{FieldDefinition, TypeDefinition};
use crate::fields::{is_kind, is_not_blank};

/// The longest name, label, option or type, in characters.
const LONGEST: usize = 100;
/// The longest description, likewise.
const LONGEST_DESCRIPTION: usize = 1_000;
/// Options, kinds, types and aliases of one definition.
const MOST: usize = 200;

/// What is wrong with a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefinitionProblem {
    /// The field of it.
    pub field: &'static str,
    /// What is wrong, and what to write instead.
    pub detail: String,
}

/// Notes what is wrong, with the place.
#[derive(Default)]
struct Found(Vec<DefinitionProblem>);

impl Found {
    fn add(&mut self, field: &'static str, detail: impl Into<String>) {
        self.0.push(DefinitionProblem { field, detail: detail.into() });
    }

    /// What stands in addresses and columns.
    fn name(&mut self, field: &'static str, text: &str) {
        if !is_line(text, LONGEST) {
            self.add(field, format!("{text:?} is no name; it has 1 to {LONGEST} characters on one line"));
        } else if text.trim() != text || text.contains([',', ';', '/']) {
            self.add(field, format!("{text:?} has what a name does not have: white space around it, or one of , ; /"));
        }
    }

    fn text(&mut self, field: &'static str, text: Option<&str>, longest: usize) {
        if text.is_some_and(|text| !is_line(text, longest)) {
            let detail =
                format!("it has up to {longest} characters on one line; leave it out where there is nothing to say");
            self.add(field, detail);
        }
    }

    fn list(&mut self, field: &'static str, items: &[String], is_valid: impl Fn(&str) -> bool, wanted: &str) {
        if items.len() > MOST {
            self.add(field, format!("there are over {MOST}"));
        }
        let mut seen = BTreeSet::new();
        for item in items {
            if !is_valid(item) {
                self.add(field, format!("{item:?}: {wanted}"));
            } else if !seen.insert(item.to_lowercase()) {
                self.add(field, format!("{item:?} stands there twice"));
            }
        }
    }
}

fn is_line(text: &str, longest: usize) -> bool {
    is_not_blank(text) && text.chars().count() <= longest && !text.chars().any(char::is_control)
}

/// An option, an alias: what has no separators in it that tables and forms go by.
fn is_word(text: &str) -> bool {
    is_line(text, LONGEST) && text.trim() == text && !text.contains([',', ';'])
}

impl FieldDefinition {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<DefinitionProblem> {
        let mut found = Found::default();
        found.name("name", &self.name);
        found.text("label", self.label.as_deref(), LONGEST);
        found.text("description", self.description.as_deref(), LONGEST_DESCRIPTION);
        found.list("options", &self.options, is_word, "an option is one line without commas and semicolons");
        found.list("kinds", &self.kinds, is_kind, "a kind is letters and digits, such as Component");
        found.list("types", &self.types, is_word, "a type is one line without commas and semicolons");
        match (self.field_type.has_options(), self.options.is_empty()) {
            (true, true) => found.add("options", "there is nothing to choose from; say what may be chosen"),
            (false, false) => {
                let kind = self.field_type.as_str();
                found.add(
                    "options",
                    format!("a field of type {kind} has no options; make it single_select or multi_select"),
                );
            }
            _ => {}
        }
        found.0
    }
}

impl TypeDefinition {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<DefinitionProblem> {
        let mut found = Found::default();
        if !is_kind(&self.kind) {
            found.add("kind", format!("{:?} is no kind; it is letters and digits, such as Component", self.kind));
        }
        found.name("name", &self.name);
        found.text("title", self.title.as_deref(), LONGEST);
        found.text("description", self.description.as_deref(), LONGEST_DESCRIPTION);
        found.list("aliases", &self.aliases, is_word, "an alias is one line without commas and semicolons");
        found.0
    }
}
