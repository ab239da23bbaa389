//! What may be written in an expression besides facts, for its readers.

use super::functions::FUNCTIONS;

/// A function, a loop or a test that expressions may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionGuide {
    /// How it is written, such as `text.contains(text)`; several where there are several ways.
    pub forms: Vec<String>,
    /// What it gives.
    pub description: &'static str,
    /// A condition that uses it.
    pub example: &'static str,
}

/// How it is written, what it gives, an example.
type Written = (&'static str, &'static str, &'static str);

/// What looks at a moment.
const TIME: [Written; 2] = [
    (
        "older_than(moment, \"30d\")",
        "Whether a moment is that long ago, or longer. Units are `s`, `m`, `h`, `d` and `w`; the duration is written down. Unknown where the moment is null. The rule is judged again when its answer changes.",
        r#"older_than(entity.created_at, "30d")"#,
    ),
    ("within(moment, \"7d\")", "Whether it is less long ago.", r#"within(entity.changed_at, "365d")"#),
];

/// What goes over a list, or over the keys of a map.
const LOOPS: [Written; 5] = [
    ("list.all(x, condition)", "Whether a condition holds of every entry.", "dependencies.all(d, d.exists)"),
    ("list.exists(x, condition)", "Whether it holds of one at least.", r#"entity.links.exists(l, l.type == "chat")"#),
    (
        "list.exists_one(x, condition)",
        "Whether it holds of exactly one.",
        r#"entity.tags.exists_one(t, t.startsWith("team-"))"#,
    ),
    (
        "list.filter(x, condition)",
        "The entries of which it holds; not of a map.",
        "size(dependents.filter(d, d.tier == 1)) < 10",
    ),
    (
        "list.map(x, value)",
        "A value for each entry; `list.map(x, condition, value)` for each of which a condition holds. Not of a map.",
        r#""group:default/payments" in dependencies.map(d, d.owner)"#,
    ),
];

/// What a field is asked for.
const HAS: Written = (
    "has(map.field)",
    "Whether a map has an entry of this name. Facts, and fields of entries, are always there: compare them with null.",
    "has(entity.labels.team)",
);

/// All of them, in the order of the reference.
pub fn functions() -> impl Iterator<Item = FunctionGuide> {
    let written = TIME.into_iter().chain(LOOPS).chain([HAS]);
    let written = written.map(|(form, description, example)| FunctionGuide {
        forms: vec![form.to_owned()],
        description,
        example,
    });
    let mut called: Vec<FunctionGuide> = Vec::new();
    for function in FUNCTIONS {
        match called.last_mut() {
            Some(last) if function.description.is_empty() => last.forms.push(function.form()),
            _ => called.push(FunctionGuide {
                forms: vec![function.form()],
                description: function.description,
                example: function.example,
            }),
        }
    }
    written.chain(called)
}
