//! docs/reference/facts.md, made from the fact schema and the functions.

use std::fmt::Write;

use crate::expression::{FunctionGuide, functions};
use crate::facts::{FactSpec, FactType, RecordKind, facts};

const HEAD: &str = "\
# Facts

What the rules of scorecards may read, and what they may do with it. Rules are written in
[CEL](https://github.com/google/cel-spec); an expression is checked against this page when its scorecard is loaded.

A fact that nobody supplied is null, and lists and maps are empty, unless it is said otherwise. Null may be compared with
`==` and `!=`; whatever else needs a value of it makes the rule unknown, with the fact as the reason, and never a fail.
`||` and `&&` look at both sides: `entity.tier == null || entity.tier <= 2` holds without a tier.

This page is made from code: `UPDATE_DOCS=1 cargo test -p scorecards reference` writes it anew.
";

const PUSHED: &str = "
## Facts that others push

What no descriptor says, CI and other tools push, entity by entity ([facts](../concepts/facts.md)). What there is, is
declared by descriptors of the kind `FactType`, and a name that none declares is an error.

| fact | type | meaning | supplied by | example |
|---|---|---|---|---|
| `facts.NAME` | as it is declared: number, whole number, true or false, text, moment, list of texts | What was pushed last under \
this name. Where nothing was, only `== null` and `!= null` can be asked, and anything else is unknown, `== 0` too; so it is \
where the value is older than the `maxAge` of its declaration. | whoever \
measures it: `POST /api/v1/facts` with a token of the scope `facts` | `facts.coverage >= 80` |
| `as_of.NAME` | moment | Since when it is so, as whoever pushed it said, also where the value has expired. | the same | \
`within(as_of.coverage, \"7d\")` |

A name with a hyphen, which would be a minus, stands in brackets: `facts[\"open-issues\"] == 0`. The rule is judged again when
a value that it reads comes, changes or expires.
";

const LIMITS: &str = "
## Limits

An expression has at most 2,000 bytes, 64 brackets and conditionals, and 24 levels of nesting. Loops nest two deep. A rule
may look at lists and maps of up to 20,000 entries, and take a million steps: turns of its loops, and entries that it
looks through within them. One loop over 20,000 entries is well within; loops within loops are as long as the product
of their lengths stays below a million. `size` of a fact counts lists of any length. A rule that would go on for longer
is unknown, and says so. An expression that makes texts or lists thousands of times as long as what they are made of is
refused.
";

/// What heads the table of the facts whose names begin so.
const PARTS: [(&str, &str); 18] = [
    ("entity", "The entity itself"),
    ("links", "Links by what they lead to"),
    ("owner", "The owner"),
    ("dependencies", "Entities around it"),
    ("dependents", "Entities around it"),
    ("provided_apis", "Entities around it"),
    ("consumed_apis", "Entities around it"),
    ("providers", "Entities around it"),
    ("consumers", "Entities around it"),
    ("parts", "Entities around it"),
    ("members", "Entities around it"),
    ("owned", "Entities around it"),
    ("measures", "Measures"),
    ("api", "What an API promises"),
    ("repository", "The repository"),
    ("events", "What happened"),
    ("findings", "Findings"),
    ("levels", "Levels of other scorecards"),
];

/// The text of the reference, Markdown.
pub fn reference() -> String {
    let mut text = HEAD.to_owned();
    let mut heading = "";
    for fact in facts() {
        let part = fact.name.split('.').next().unwrap_or_default();
        let found = PARTS.iter().find(|(name, _)| *name == part).map_or(part, |(_, heading)| *heading);
        if found != heading {
            heading = found;
            push(&mut text, format_args!("\n## {heading}\n\n"));
            push(&mut text, format_args!("| fact | type | meaning | supplied by | example |\n|---|---|---|---|---|\n"));
        }
        push(&mut text, format_args!("{}\n", row_of_fact(fact)));
    }
    text.push_str(PUSHED);
    text.push_str("\n## Entries of lists\n\nEach field may be null.\n\n| entry | fields |\n|---|---|\n");
    for kind in [RecordKind::Link, RecordKind::Entity, RecordKind::Finding] {
        let fields: Vec<String> = kind.fields().iter().map(|(name, of)| format!("`{name}` ({})", word(*of))).collect();
        push(&mut text, format_args!("| {} | {} |\n", kind.one(), fields.join(", ")));
    }
    text.push_str("\n## Functions\n\n| written | gives | example |\n|---|---|---|\n");
    for function in functions() {
        push(&mut text, format_args!("{}\n", row_of_function(&function)));
    }
    text.push_str(LIMITS);
    text
}

fn row_of_fact(fact: &FactSpec) -> String {
    format!(
        "| `{}` | {} | {} | {} | {} |",
        fact.name,
        word(fact.fact_type),
        fact.description,
        fact.supplied_by,
        code(fact.example)
    )
}

fn row_of_function(function: &FunctionGuide) -> String {
    let forms: Vec<String> = function.forms.iter().map(|form| code(form)).collect();
    format!("| {} | {} | {} |", forms.join("<br>"), function.description, code(function.example))
}

/// In a cell of a table, where `|` ends the cell.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}

fn word(of: FactType) -> &'static str {
    match of {
        FactType::Bool => "true or false",
        FactType::Int => "whole number",
        FactType::Number => "number",
        FactType::Any => "anything",
        FactType::Text => "text",
        FactType::Moment => "moment",
        FactType::TextList => "list of texts",
        FactType::TextMap => "map of texts",
        FactType::LinkList => "list of links",
        FactType::EntityList => "list of entities",
        FactType::FindingList => "list of findings",
        FactType::AnyMap => "map of anything",
    }
}

/// To a text, where nothing can fail.
fn push(text: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(what);
}
