//! For every code the smallest input that provokes it, and what is said of it then.
//!
//! A new code needs `CODE.yaml`, or `CODE.sh` where a single file of text will not do, an empty `CODE.txt`, and a line in
//! [`ALL`]. `UPDATE_DOCS=1 cargo test -p sextant-server --test cli examples` runs it and writes the text.

/// An input, and what Sextant says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// The code that it provokes.
    pub code: &'static str,
    /// What is checked.
    pub input: Input,
    /// What is printed, in the human format.
    pub told: &'static str,
}

/// What is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file, its name and its text. A first line `# sextant …` is the command; else it is `sextant check`.
    File(&'static str, &'static str),
    /// The shell commands that make a directory, in which `sextant check` is called.
    Script(&'static str),
}

impl Example {
    /// The words after `sextant` that provoke the problem.
    pub fn command(&self) -> impl Iterator<Item = &'static str> {
        let (Input::File(_, text) | Input::Script(text)) = self.input;
        let first = text.lines().next().and_then(|line| line.strip_prefix("# sextant "));
        first.unwrap_or("check").split_whitespace()
    }
}

/// The example of a code.
pub fn find(code: &str) -> Option<&'static Example> {
    ALL.iter().find(|example| example.code == code)
}

const fn file(code: &'static str, name: &'static str, text: &'static str, told: &'static str) -> Example {
    Example { code, input: Input::File(name, text), told }
}

const fn script(code: &'static str, commands: &'static str, told: &'static str) -> Example {
    Example { code, input: Input::Script(commands), told }
}

/// Every example, in the order of the codes.
pub static ALL: &[Example] = &[
    script("file-too-large", include_str!("file-too-large.sh"), include_str!("file-too-large.txt")),
    script("too-many-documents", include_str!("too-many-documents.sh"), include_str!("too-many-documents.txt")),
    script("file-unreadable", include_str!("file-unreadable.sh"), include_str!("file-unreadable.txt")),
    script("symlink-loop", include_str!("symlink-loop.sh"), include_str!("symlink-loop.txt")),
    script("symlink-outside", include_str!("symlink-outside.sh"), include_str!("symlink-outside.txt")),
    script("not-utf8", include_str!("not-utf8.sh"), include_str!("not-utf8.txt")),
    script("control-character", include_str!("control-character.sh"), include_str!("control-character.txt")),
    file(
        "nesting-too-deep",
        "catalog-info.yaml",
        include_str!("nesting-too-deep.yaml"),
        include_str!("nesting-too-deep.txt"),
    ),
    file("too-complex", "catalog-info.yaml", include_str!("too-complex.yaml"), include_str!("too-complex.txt")),
    file("invalid-yaml", "catalog-info.yaml", include_str!("invalid-yaml.yaml"), include_str!("invalid-yaml.txt")),
    file("duplicate-key", "catalog-info.yaml", include_str!("duplicate-key.yaml"), include_str!("duplicate-key.txt")),
    file(
        "missing-separator",
        "catalog-info.yaml",
        include_str!("missing-separator.yaml"),
        include_str!("missing-separator.txt"),
    ),
    file("not-a-mapping", "catalog-info.yaml", include_str!("not-a-mapping.yaml"), include_str!("not-a-mapping.txt")),
    file("template", "catalog-info.yaml", include_str!("template.yaml"), include_str!("template.txt")),
    file(
        "not-a-descriptor",
        "catalog-info.yaml",
        include_str!("not-a-descriptor.yaml"),
        include_str!("not-a-descriptor.txt"),
    ),
    file("missing-file", "catalog-info.yaml", include_str!("missing-file.yaml"), include_str!("missing-file.txt")),
    file("file-outside", "catalog-info.yaml", include_str!("file-outside.yaml"), include_str!("file-outside.txt")),
    script("invalid-file", include_str!("invalid-file.sh"), include_str!("invalid-file.txt")),
    file("remote-target", "catalog-info.yaml", include_str!("remote-target.yaml"), include_str!("remote-target.txt")),
    file(
        "unread-address",
        "catalog-info.yaml",
        include_str!("unread-address.yaml"),
        include_str!("unread-address.txt"),
    ),
    script("more-problems", include_str!("more-problems.sh"), include_str!("more-problems.txt")),
    file("missing-name", "catalog-info.yaml", include_str!("missing-name.yaml"), include_str!("missing-name.txt")),
    file("derived-name", "cortex.yaml", include_str!("derived-name.yaml"), include_str!("derived-name.txt")),
    file(
        "nothing-described",
        "opslevel.yml",
        include_str!("nothing-described.yaml"),
        include_str!("nothing-described.txt"),
    ),
    file(
        "several-described",
        "opslevel.yml",
        include_str!("several-described.yaml"),
        include_str!("several-described.txt"),
    ),
    file("missing-kind", "catalog-info.yaml", include_str!("missing-kind.yaml"), include_str!("missing-kind.txt")),
    file("invalid-spec", "catalog-info.yaml", include_str!("invalid-spec.yaml"), include_str!("invalid-spec.txt")),
    file(
        "invalid-metadata",
        "catalog-info.yaml",
        include_str!("invalid-metadata.yaml"),
        include_str!("invalid-metadata.txt"),
    ),
    file(
        "invalid-api-version",
        "catalog-info.yaml",
        include_str!("invalid-api-version.yaml"),
        include_str!("invalid-api-version.txt"),
    ),
    file("invalid-kind", "catalog-info.yaml", include_str!("invalid-kind.yaml"), include_str!("invalid-kind.txt")),
    file("kind-case", "catalog-info.yaml", include_str!("kind-case.yaml"), include_str!("kind-case.txt")),
    file("invalid-name", "catalog-info.yaml", include_str!("invalid-name.yaml"), include_str!("invalid-name.txt")),
    file(
        "invalid-namespace",
        "catalog-info.yaml",
        include_str!("invalid-namespace.yaml"),
        include_str!("invalid-namespace.txt"),
    ),
    file("missing-owner", "catalog-info.yaml", include_str!("missing-owner.yaml"), include_str!("missing-owner.txt")),
    script("codeowners-owner", include_str!("codeowners-owner.sh"), include_str!("codeowners-owner.txt")),
    file("missing-type", "catalog-info.yaml", include_str!("missing-type.yaml"), include_str!("missing-type.txt")),
    file(
        "missing-lifecycle",
        "catalog-info.yaml",
        include_str!("missing-lifecycle.yaml"),
        include_str!("missing-lifecycle.txt"),
    ),
    file(
        "missing-definition",
        "catalog-info.yaml",
        include_str!("missing-definition.yaml"),
        include_str!("missing-definition.txt"),
    ),
    file("unknown-key", "catalog-info.yaml", include_str!("unknown-key.yaml"), include_str!("unknown-key.txt")),
    file("misspelt-key", "catalog-info.yaml", include_str!("misspelt-key.yaml"), include_str!("misspelt-key.txt")),
    file("misplaced-key", "catalog-info.yaml", include_str!("misplaced-key.yaml"), include_str!("misplaced-key.txt")),
    file("wrong-type", "catalog-info.yaml", include_str!("wrong-type.yaml"), include_str!("wrong-type.txt")),
    file("empty-value", "catalog-info.yaml", include_str!("empty-value.yaml"), include_str!("empty-value.txt")),
    file("invalid-label", "catalog-info.yaml", include_str!("invalid-label.yaml"), include_str!("invalid-label.txt")),
    file("invalid-tag", "catalog-info.yaml", include_str!("invalid-tag.yaml"), include_str!("invalid-tag.txt")),
    file("invalid-link", "catalog-info.yaml", include_str!("invalid-link.yaml"), include_str!("invalid-link.txt")),
    file("invalid-tier", "catalog-info.yaml", include_str!("invalid-tier.yaml"), include_str!("invalid-tier.txt")),
    file(
        "invalid-reference",
        "catalog-info.yaml",
        include_str!("invalid-reference.yaml"),
        include_str!("invalid-reference.txt"),
    ),
    file(
        "reference-without-kind",
        "catalog-info.yaml",
        include_str!("reference-without-kind.yaml"),
        include_str!("reference-without-kind.txt"),
    ),
    file(
        "several-owners",
        "catalog-info.yaml",
        include_str!("several-owners.yaml"),
        include_str!("several-owners.txt"),
    ),
    file("opaque-owner", "compass.yml", include_str!("opaque-owner.yaml"), include_str!("opaque-owner.txt")),
    file("unclear-owner", "catalog-info.yaml", include_str!("unclear-owner.yaml"), include_str!("unclear-owner.txt")),
    file(
        "owner-placeholder",
        "catalog-info.yaml",
        include_str!("owner-placeholder.yaml"),
        include_str!("owner-placeholder.txt"),
    ),
    file(
        "duplicate-entity",
        "catalog-info.yaml",
        include_str!("duplicate-entity.yaml"),
        include_str!("duplicate-entity.txt"),
    ),
    script("not-allowed", include_str!("not-allowed.sh"), include_str!("not-allowed.txt")),
    file("scorecard-field", "sextant.yaml", include_str!("scorecard-field.yaml"), include_str!("scorecard-field.txt")),
    file(
        "scorecard-expression",
        "sextant.yaml",
        include_str!("scorecard-expression.yaml"),
        include_str!("scorecard-expression.txt"),
    ),
    file("scorecard-test", "sextant.yaml", include_str!("scorecard-test.yaml"), include_str!("scorecard-test.txt")),
    file("fact-type-field", "sextant.yaml", include_str!("fact-type-field.yaml"), include_str!("fact-type-field.txt")),
    file(
        "initiative-field",
        "sextant.yaml",
        include_str!("initiative-field.yaml"),
        include_str!("initiative-field.txt"),
    ),
    script("custom-field-value", include_str!("custom-field-value.sh"), include_str!("custom-field-value.txt")),
    script("missing-custom-field", include_str!("missing-custom-field.sh"), include_str!("missing-custom-field.txt")),
    script("undefined-type", include_str!("undefined-type.sh"), include_str!("undefined-type.txt")),
    file(
        "backstage-invalid",
        "catalog-info.yaml",
        include_str!("backstage-invalid.yaml"),
        include_str!("backstage-invalid.txt"),
    ),
    file(
        "dangling-reference",
        "catalog-info.yaml",
        include_str!("dangling-reference.yaml"),
        include_str!("dangling-reference.txt"),
    ),
    file(
        "backstage-not-recognised",
        "catalog-info.yaml",
        include_str!("backstage-not-recognised.yaml"),
        include_str!("backstage-not-recognised.txt"),
    ),
    file("not-expressed", "catalog-info.yaml", include_str!("not-expressed.yaml"), include_str!("not-expressed.txt")),
    file(
        "invalid-suppression",
        "catalog-info.yaml",
        include_str!("invalid-suppression.yaml"),
        include_str!("invalid-suppression.txt"),
    ),
    file(
        "suppression-without-reason",
        "catalog-info.yaml",
        include_str!("suppression-without-reason.yaml"),
        include_str!("suppression-without-reason.txt"),
    ),
    file(
        "unused-suppression",
        "catalog-info.yaml",
        include_str!("unused-suppression.yaml"),
        include_str!("unused-suppression.txt"),
    ),
];
