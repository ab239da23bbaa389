//! Files and the documents in them.

use super::Code;
use crate::diagnostic::Severity;

/// The file is larger than its source allows.
pub static FILE_TOO_LARGE: Code = Code {
    name: "file-too-large",
    severity: Severity::Error,
    summary: "The file is larger than its source allows.",
    explanation: "Descriptors are small; a large one is usually a generated list that belongs into several files. A source \
        says how much it takes: directories 16 MiB, everything from outside 1 MiB, unless configured otherwise. \
        Nothing of the file is read; what it said before stays in the catalog.",
};

/// The file has more documents than its source allows.
pub static TOO_MANY_DOCUMENTS: Code = Code {
    name: "too-many-documents",
    severity: Severity::Error,
    summary: "The file has more documents than its source allows.",
    explanation: "A directory takes 50,000 documents in a file, everything from outside 1,000, unless configured \
        otherwise. An item of a list of entities counts as a document. Nothing of the file is read; what it said \
        before stays in the catalog. Split the file.",
};

/// The file could not be read.
pub static FILE_UNREADABLE: Code = Code {
    name: "file-unreadable",
    severity: Severity::Error,
    summary: "The file could not be read.",
    explanation: "The portal has no permission to read the file, or reading it failed. What the file said before stays in \
        the catalog until it can be read again, or is gone.",
};

/// A symbolic link leads back to a directory that contains it.
pub static SYMLINK_LOOP: Code = Code {
    name: "symlink-loop",
    severity: Severity::Warning,
    summary: "A symbolic link leads back to a directory that contains it.",
    explanation: "The link is not followed; everything beside it is read.",
};

/// A symbolic link leads out of the directory that is read.
pub static SYMLINK_OUTSIDE: Code = Code {
    name: "symlink-outside",
    severity: Severity::Warning,
    summary: "A symbolic link leads out of the source's directory.",
    explanation: "A source reads nothing but what is in its directory: a link must not show what was not meant to be \
        shown. Add the directory that it leads to as a source of its own.",
};

/// The document is not UTF-8 text.
pub static NOT_UTF8: Code = Code {
    name: "not-utf8",
    severity: Severity::Error,
    summary: "The document is not UTF-8 text.",
    explanation: "Descriptors are UTF-8. Convert the file, for instance with `iconv -f WINDOWS-1252 -t UTF-8`; if an \
        editor saved it as UTF-16, save it again as UTF-8.",
};

/// The document has a control character in it.
pub static CONTROL_CHARACTER: Code = Code {
    name: "control-character",
    severity: Severity::Error,
    summary: "The document has a control character in it.",
    explanation: "YAML allows no control characters but tab and line end. They usually come from a broken copy, or from a \
        binary file under a wrong name.",
};

/// Maps and lists nest deeper than 64 levels.
pub static NESTING_TOO_DEEP: Code = Code {
    name: "nesting-too-deep",
    severity: Severity::Error,
    summary: "Maps and lists nest deeper than 64 levels.",
    explanation: "No real descriptor nests this deep. What is deep, such as an API definition, belongs into a file of its \
        own, or into a block of text (`definition: |`).",
};

/// The document has too many values in it, or its aliases stand for too many.
pub static TOO_COMPLEX: Code = Code {
    name: "too-complex",
    severity: Severity::Error,
    summary: "The document has too many values in it, or its aliases stand for too many.",
    explanation: "Aliases (`*name`) are replaced by what they stand for. A few lines of aliases to aliases can stand for \
        billions of values; the document is refused before they are made.",
};

/// The document is not YAML.
pub static INVALID_YAML: Code = Code {
    name: "invalid-yaml",
    severity: Severity::Error,
    summary: "The document is not YAML.",
    explanation: "No entity can be made of the document; what it said before stays in the catalog, marked stale. Other \
        documents of the file are not affected.\n\
        \n\
        The usual causes: a tab as indentation, a value with `: ` in it that is not quoted, a value that begins \
        with `@`, `` ` ``, `*` or `%` and is not quoted, an entry that is indented too far.\n\
        \n\
        ```yaml\n\
        description: Payments: the old one    # wrong\n\
        description: \"Payments: the old one\"  # right\n\
        ```",
};

/// A map has the same key twice.
pub static DUPLICATE_KEY: Code = Code {
    name: "duplicate-key",
    severity: Severity::Error,
    summary: "A map has the same key twice.",
    explanation: "Only one of the two can hold, and which one is anybody's guess. Remove one, or merge them.\n\
        \n\
        ```yaml\n\
        metadata:\n\
        \x20 annotations: {}\n\
        \x20 name: payments\n\
        \x20 annotations:        # the second\n\
        \x20   example.com/id: x\n\
        ```",
};

/// Two descriptors follow each other without a separator.
pub static MISSING_SEPARATOR: Code = Code {
    name: "missing-separator",
    severity: Severity::Warning,
    summary: "Two descriptors follow each other without `---` between them.",
    explanation: "Documents of a file are told apart by a line `---`. Without one the second descriptor's keys count as \
        the first one's, which YAML forbids, and other products read neither. Sextant reads both where each is a \
        descriptor of its own. `sextant check --fix` writes the line.\n\n```yaml\nkind: API\nmetadata: {name: \
        orders}\n---\nkind: Component\nmetadata: {name: shop}\n```",
};

/// The document is text or a list where a descriptor is expected.
pub static NOT_A_MAPPING: Code = Code {
    name: "not-a-mapping",
    severity: Severity::Error,
    summary: "The document is text or a list where a descriptor is expected.",
    explanation: "A descriptor is a map with `kind`, `metadata` and `spec`. Often a `---` is missing or one too many, or \
        the file is something else under a descriptor's name. In Port's format alone a document may be a list, whose \
        items are maps.",
};

/// The document is the template of a descriptor, with places to fill.
pub static TEMPLATE: Code = Code {
    name: "template",
    severity: Severity::Info,
    summary: "The document is the template of a descriptor, with places to fill.",
    explanation: "Skeletons for new projects hold descriptors such as `name: ${{ values.name }}`. They describe nothing \
        yet and are listed as templates.",
};

/// The file has a descriptor's name, but is something else.
pub static NOT_A_DESCRIPTOR: Code = Code {
    name: "not-a-descriptor",
    severity: Severity::Info,
    summary: "The file has a descriptor's name, but is something else.",
    explanation: "Other products use the same file names. What a file is, is decided by its content: a descriptor has \
        `kind` and `metadata` with a catalog's `apiVersion`, or the fields that only one portal's format has.",
};

/// A file that a descriptor names is not there.
pub static MISSING_FILE: Code = Code {
    name: "missing-file",
    severity: Severity::Warning,
    summary: "A file that a descriptor names is not there.",
    explanation: "`$text`, `$json` and `$yaml` put what a file says in their place, and a Location names files that hold \
        descriptors. The path begins at the descriptor's directory, or with `/` at the root of its repository:\n\n\
        ```yaml\ndefinition:\n  $text: ./openapi.yaml\n```\n\n\
        Until the file is there, the entity is shown without it. A Location with `presence: optional` may name files \
        that are not there.",
};

/// A descriptor names a file outside of its repository.
pub static FILE_OUTSIDE: Code = Code {
    name: "file-outside",
    severity: Severity::Warning,
    summary: "A descriptor names a file outside of its repository.",
    explanation: "A descriptor may name files of its own repository only, so that whoever may change a descriptor cannot \
        read what others keep beside it. Copy the file, or name it by an address that people can open.",
};

/// A file that a descriptor names cannot be used where it is named.
pub static INVALID_FILE: Code = Code {
    name: "invalid-file",
    severity: Severity::Warning,
    summary: "A file that a descriptor names cannot be used where it is named.",
    explanation: "`$json` wants JSON, `$yaml` exactly one document of YAML, `$text` any text in UTF-8; and a file may not be \
        larger than its source allows. Mend the file, or name another one. Until then the entity is shown without it.",
};

/// A Location names descriptors that lie where nothing is read.
pub static REMOTE_TARGET: Code = Code {
    name: "remote-target",
    severity: Severity::Info,
    summary: "A Location names a descriptor that lies elsewhere, and it was not read.",
    explanation: "A portal asks for a target that is the `https://` address of one file. It asks for no pattern, no page of a \
        folder or a repository, and nothing that another scheme or a type such as `github-org` stands for: add the \
        repository, or its organisation, as a source, which finds its descriptors without being told where they are. \
        `sextant check` asks for nothing without `--fetch`, so that it says the same wherever it runs.",
};

/// A file of the web that a descriptor names could not be read.
pub static UNREAD_ADDRESS: Code = Code {
    name: "unread-address",
    severity: Severity::Warning,
    summary: "A file that a descriptor names by its address could not be read.",
    explanation: "`$text: https://…` and its like, a Location's targets and the addresses of contracts are asked for by the \
        portal, as anybody would ask: what lies in a repository that the same source reads is read with what that source \
        has to say who asks. The message says what came of it. What was read there before counts until the file can be \
        read again. It is asked for again by itself, ever less often while that fails.",
};

/// The file has more problems than are shown.
pub static MORE_PROBLEMS: Code = Code {
    name: "more-problems",
    severity: Severity::Info,
    summary: "The file has more problems than are shown.",
    explanation: "Mend the first ones; the others then show.",
};
