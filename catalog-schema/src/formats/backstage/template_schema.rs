//! The spec of a scaffolder template (`scaffolder.backstage.io/v1beta3`).

use super::schema::{Property, Shape, TEXT, TEXTS, may, needs};

/// The spec.
pub(super) const SPEC: &[Property] = &[
    needs("type", Shape::Text(0)),
    needs("steps", Shape::List(0, &STEP)),
    may("owner", TEXT),
    may("lifecycle", Shape::Text(0)),
    may("parameters", Shape::MapOrMaps),
    may("secrets", Shape::Map(&[may("schema", Shape::Map(&[]))])),
    may("presentation", PRESENTATION),
    may("output", OUTPUT),
    may("formDecorators", Shape::List(0, &DECORATOR)),
];

const STEP: Shape = Shape::Map(&[
    needs("action", Shape::Text(0)),
    may("id", Shape::Text(0)),
    may("name", Shape::Text(0)),
    may("input", Shape::Map(&[])),
    may("if", Shape::TextOrBoolean),
    may("backstage:permissions", Shape::Map(&[may("tags", TEXTS)])),
]);

const PRESENTATION: Shape = Shape::Map(&[may(
    "buttonLabels",
    Shape::Map(&[
        may("backButtonText", Shape::Text(0)),
        may("createButtonText", Shape::Text(0)),
        may("reviewButtonText", Shape::Text(0)),
    ]),
)]);

const OUTPUT: Shape =
    Shape::Map(&[may("links", Shape::List(0, &OUTPUT_LINK)), may("text", Shape::List(0, &OUTPUT_TEXT))]);

const OUTPUT_LINK: Shape = Shape::Map(&[
    may("url", TEXT),
    may("entityRef", TEXT),
    may("title", TEXT),
    may("icon", TEXT),
    may("if", Shape::TextOrBoolean),
]);

const OUTPUT_TEXT: Shape =
    Shape::Map(&[may("title", TEXT), may("icon", TEXT), may("content", TEXT), may("if", Shape::TextOrBoolean)]);

const DECORATOR: Shape = Shape::Map(&[needs("id", Shape::Text(0)), may("input", Shape::Map(&[]))]);
