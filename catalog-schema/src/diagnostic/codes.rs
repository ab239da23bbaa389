//! Every diagnostic code. `sextant explain CODE`, the portal's `/diagnostics/CODE` pages and
//! docs/reference/diagnostics/ are made from this list and from the examples beside it.

use super::Severity;

/// A kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable name, kebab case.
    pub name: &'static str,
    /// How much it matters unless a source says otherwise.
    pub severity: Severity,
    /// One line: what is wrong.
    pub summary: &'static str,
    /// Markdown: why it matters and how to mend it, with an example.
    pub explanation: &'static str,
}

impl Code {
    /// Whether a file may allow this problem to itself. An error means that nothing could be read, which cannot be agreed
    /// to, but for what only another product would refuse; and a comment cannot stand where there is no line for it.
    pub fn can_be_allowed(&self) -> bool {
        let without_a_line = ["symlink-", "more-problems", "not-expressed"];
        let of_comments = self.name.ends_with("-suppression") || self.name.starts_with("suppression-");
        let harmless = self.severity < Severity::Error || self.name.starts_with("backstage-");
        harmless && !of_comments && !without_a_line.iter().any(|name| self.name.starts_with(name))
    }
}

/// The code of this name.
pub fn find(name: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.name == name)
}

/// Every code, in the order of the reference page: files and documents, then entities, then fields.
pub static ALL: &[&Code] = &[
    &FILE_TOO_LARGE,
    &TOO_MANY_DOCUMENTS,
    &FILE_UNREADABLE,
    &SYMLINK_LOOP,
    &SYMLINK_OUTSIDE,
    &NOT_UTF8,
    &CONTROL_CHARACTER,
    &NESTING_TOO_DEEP,
    &TOO_COMPLEX,
    &INVALID_YAML,
    &DUPLICATE_KEY,
    &MISSING_SEPARATOR,
    &NOT_A_MAPPING,
    &TEMPLATE,
    &NOT_A_DESCRIPTOR,
    &MISSING_FILE,
    &FILE_OUTSIDE,
    &INVALID_FILE,
    &REMOTE_TARGET,
    &MORE_PROBLEMS,
    &MISSING_NAME,
    &DERIVED_NAME,
    &NOTHING_DESCRIBED,
    &SEVERAL_DESCRIBED,
    &MISSING_KIND,
    &INVALID_SPEC,
    &INVALID_METADATA,
    &INVALID_API_VERSION,
    &INVALID_KIND,
    &KIND_CASE,
    &INVALID_NAME,
    &INVALID_NAMESPACE,
    &MISSING_OWNER,
    &CODEOWNERS_OWNER,
    &MISSING_TYPE,
    &MISSING_LIFECYCLE,
    &MISSING_DEFINITION,
    &UNKNOWN_KEY,
    &MISSPELT_KEY,
    &MISPLACED_KEY,
    &WRONG_TYPE,
    &EMPTY_VALUE,
    &INVALID_LABEL,
    &INVALID_TAG,
    &INVALID_LINK,
    &INVALID_TIER,
    &INVALID_REFERENCE,
    &REFERENCE_WITHOUT_KIND,
    &SEVERAL_OWNERS,
    &OPAQUE_OWNER,
    &UNCLEAR_OWNER,
    &OWNER_PLACEHOLDER,
    &DUPLICATE_ENTITY,
    &NOT_ALLOWED,
    &SCORECARD_FIELD,
    &SCORECARD_EXPRESSION,
    &SCORECARD_TEST,
    &FACT_TYPE_FIELD,
    &BACKSTAGE_INVALID,
    &DANGLING_REFERENCE,
    &BACKSTAGE_NOT_RECOGNISED,
    &NOT_EXPRESSED,
    &INVALID_SUPPRESSION,
    &SUPPRESSION_WITHOUT_REASON,
    &UNUSED_SUPPRESSION,
];

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

/// A Location names descriptors that are elsewhere.
pub static REMOTE_TARGET: Code = Code {
    name: "remote-target",
    severity: Severity::Info,
    summary: "A Location names a descriptor that lies elsewhere.",
    explanation: "Nothing is fetched because a descriptor says so. What other repositories describe comes into the catalog by \
        sources: add the repository, or its organisation, as one. Targets within the repository, patterns among them, \
        are followed.",
};

/// The file has more problems than are shown.
pub static MORE_PROBLEMS: Code = Code {
    name: "more-problems",
    severity: Severity::Info,
    summary: "The file has more problems than are shown.",
    explanation: "Mend the first ones; the others then show.",
};

/// The descriptor has no name.
pub static MISSING_NAME: Code = Code {
    name: "missing-name",
    severity: Severity::Error,
    summary: "The descriptor has no name.",
    explanation: "An entity is known by `metadata.name`; without it nothing can be made.\n\
        \n\
        ```yaml\n\
        kind: Component\n\
        metadata:\n\
        \x20 name: payments\n\
        ```",
};

/// The descriptor has no name; one was made of what else it says.
pub static DERIVED_NAME: Code = Code {
    name: "derived-name",
    severity: Severity::Warning,
    summary: "The descriptor has no name; one was made of what else it says.",
    explanation: "For instance a Cortex descriptor without `x-cortex-tag`, which is called after its title. Another title \
        would make another entity of it, and Cortex itself refuses it: write the name.",
};

/// The descriptor describes nothing.
pub static NOTHING_DESCRIBED: Code = Code {
    name: "nothing-described",
    severity: Severity::Error,
    summary: "The descriptor describes nothing.",
    explanation: "An OpsLevel descriptor has, beside its `version`, one of `component`, `service` and `repository`.\n\
        \n\
        ```yaml\n\
        version: 1\n\
        component:\n\
        \x20 name: Payments\n\
        ```",
};

/// One document describes several things.
pub static SEVERAL_DESCRIBED: Code = Code {
    name: "several-described",
    severity: Severity::Warning,
    summary: "One document describes several things.",
    explanation: "The first is read. Write each into a document of its own, with a line `---` between them.",
};

/// The descriptor has no kind.
pub static MISSING_KIND: Code = Code {
    name: "missing-kind",
    severity: Severity::Warning,
    summary: "The descriptor has no kind.",
    explanation: "It is taken for a Component (for a Template where the `apiVersion` is the scaffolder's). Say `kind: \
        Component`, or what it is.",
};

/// The spec is not a map.
pub static INVALID_SPEC: Code = Code {
    name: "invalid-spec",
    severity: Severity::Error,
    summary: "The spec is not a map.",
    explanation: "`spec` holds the entity's fields by name.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 type: service\n\
        \x20 owner: team-payments\n\
        ```",
};

/// The metadata are not a map.
pub static INVALID_METADATA: Code = Code {
    name: "invalid-metadata",
    severity: Severity::Error,
    summary: "The metadata are not a map.",
    explanation: "`metadata` holds name, title, description, labels and so on, by name.",
};

/// The apiVersion is not valid.
pub static INVALID_API_VERSION: Code = Code {
    name: "invalid-api-version",
    severity: Severity::Warning,
    summary: "The apiVersion is not valid.",
    explanation: "An apiVersion is `[prefix/]version`, such as `sextant.dev/v1` or `backstage.io/v1alpha1`: the prefix a \
        DNS name, the version letters and digits. It may be left out.",
};

/// The kind is not a sequence of letters and digits.
pub static INVALID_KIND: Code = Code {
    name: "invalid-kind",
    severity: Severity::Warning,
    summary: "The kind is not a sequence of letters and digits.",
    explanation: "A kind has 1 to 63 letters and digits, a letter first. Other characters are left out.",
};

/// The kind is written in another case than the known one.
pub static KIND_CASE: Code = Code {
    name: "kind-case",
    severity: Severity::Warning,
    summary: "The kind is written in another case than the known one.",
    explanation: "`component` is taken for `Component`. Backstage would not recognise it.",
};

/// The name is not valid; a valid one was made of it.
pub static INVALID_NAME: Code = Code {
    name: "invalid-name",
    severity: Severity::Warning,
    summary: "The name is not valid; a valid one was made of it.",
    explanation: "A name has 1 to 63 letters, digits, `-`, `_` and `.`, with a letter or digit first and last. From any \
        other name a valid one is made: lower case, every run of other characters becomes `-`, long names are \
        shortened. The name as written stays as title and alias, and references that use it still find the \
        entity.",
};

/// The namespace is not valid; a valid one was made of it.
pub static INVALID_NAMESPACE: Code = Code {
    name: "invalid-namespace",
    severity: Severity::Warning,
    summary: "The namespace is not valid; a valid one was made of it.",
    explanation: "A namespace has 1 to 63 lower-case letters, digits and `-`, with `-` neither first nor last.",
};

/// Nobody owns the entity.
pub static MISSING_OWNER: Code = Code {
    name: "missing-owner",
    severity: Severity::Warning,
    summary: "Nobody owns the entity.",
    explanation: "Somebody has to answer for it. Say which team, by its name.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 owner: team-payments\n\
        ```",
};

/// The owner is taken from CODEOWNERS.
pub static CODEOWNERS_OWNER: Code = Code {
    name: "codeowners-owner",
    severity: Severity::Info,
    summary: "The entity declares no owner; the one that counts is taken from CODEOWNERS.",
    explanation: "Where a descriptor names no owner, and its system and domain have none either, the owner of its directory \
        by the repository's CODEOWNERS counts: of the rules that match the directory the last one, and of its owners the \
        first team, else the first person. `.github/CODEOWNERS`, `CODEOWNERS`, `docs/CODEOWNERS` and \
        `.gitlab/CODEOWNERS` are looked for in this order. Rules for names of files, such as `*.md`, say nothing of a \
        directory. A declared owner is better: it is what scorecards ask for.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 owner: team-payments\n\
        ```",
};

/// The entity has no type.
pub static MISSING_TYPE: Code = Code {
    name: "missing-type",
    severity: Severity::Warning,
    summary: "The entity has no type.",
    explanation: "The type says what it is within its kind: a Component may be a `service`, a `website`, a `library`.",
};

/// The entity has no lifecycle.
pub static MISSING_LIFECYCLE: Code = Code {
    name: "missing-lifecycle",
    severity: Severity::Warning,
    summary: "The entity has no lifecycle.",
    explanation: "The lifecycle says how far it can be relied on: usually `experimental`, `production` or `deprecated`.",
};

/// The API has no definition.
pub static MISSING_DEFINITION: Code = Code {
    name: "missing-definition",
    severity: Severity::Warning,
    summary: "The API has no definition.",
    explanation: "`spec.definition` holds the contract as text, or leads to it: `$text: ./openapi.yaml`.",
};

/// The key is not known.
pub static UNKNOWN_KEY: Code = Code {
    name: "unknown-key",
    severity: Severity::Warning,
    summary: "The key is not known.",
    explanation: "It is kept and shown, but means nothing. A misspelt key silently loses what it says, so the nearest \
        known one is suggested.",
};

/// The key is a known one, spelt differently.
pub static MISSPELT_KEY: Code = Code {
    name: "misspelt-key",
    severity: Severity::Warning,
    summary: "The key is a known one, spelt differently.",
    explanation: "It is read as the known one. Other tools would ignore it.",
};

/// The key stands in the wrong map.
pub static MISPLACED_KEY: Code = Code {
    name: "misplaced-key",
    severity: Severity::Warning,
    summary: "The key stands in the wrong map.",
    explanation: "For instance `tags` under `spec` instead of `metadata`. It is read all the same; other tools would \
        ignore it.",
};

/// The value is of another type than the field.
pub static WRONG_TYPE: Code = Code {
    name: "wrong-type",
    severity: Severity::Warning,
    summary: "The value is of another type than the field.",
    explanation: "A number where text is meant, one value where a list is meant, and the like. What is clear is \
        understood, and said here; what is not is left out of the field, and kept in the descriptor.\n\
        \n\
        ```yaml\n\
        labels:\n\
        \x20 version: 1.10     # a number, and read as 1.1 elsewhere\n\
        \x20 version: \"1.10\"   # text\n\
        ```",
};

/// The field is there, but empty.
pub static EMPTY_VALUE: Code = Code {
    name: "empty-value",
    severity: Severity::Info,
    summary: "The field is there, but empty.",
    explanation: "It is read as absent. Backstage refuses an entity with such a field: remove it, or fill it.",
};

/// The label or annotation is not valid.
pub static INVALID_LABEL: Code = Code {
    name: "invalid-label",
    severity: Severity::Warning,
    summary: "The label or annotation is not valid.",
    explanation: "A key is `[prefix/]name`: the prefix a DNS name, the name of the form of an entity's name. A label's \
        value is empty or of the same form; an annotation's is any text.",
};

/// The tag is not valid.
pub static INVALID_TAG: Code = Code {
    name: "invalid-tag",
    severity: Severity::Warning,
    summary: "The tag is not valid.",
    explanation: "A tag has 1 to 63 lower-case letters, digits, `:`, `+`, `#` and single `-`. It is kept as written.",
};

/// The link is not valid.
pub static INVALID_LINK: Code = Code {
    name: "invalid-link",
    severity: Severity::Warning,
    summary: "The link is not valid.",
    explanation: "A link needs a `url` with a scheme, such as `https://`.",
};

/// The tier is none of 1 to 4.
pub static INVALID_TIER: Code = Code {
    name: "invalid-tier",
    severity: Severity::Warning,
    summary: "The tier is none of 1 to 4.",
    explanation: "1 is the most critical, 4 the least. Other portals have words for them, which are understood in their \
        formats, with or without `tier` before them: one, critical, mission critical, business critical, highest, \
        platinum are 1; two, high, important, major, customer facing, gold are 2; three, medium, moderate, normal, \
        internal, internal service, silver are 3; four, low, minor, lowest, other, bronze are 4. Who counts from 0 has \
        a tier above the first; it is read as 1. Anything else is left out of the field, and kept in the descriptor.",
};

/// The reference is not valid, or is not of a valid name.
pub static INVALID_REFERENCE: Code = Code {
    name: "invalid-reference",
    severity: Severity::Warning,
    summary: "The reference is not valid, or is not of a valid name.",
    explanation: "A reference is `[kind:][namespace/]name`. From a name that is not valid the same valid one is made as \
        for an entity of that name, so that the two find each other.",
};

/// The reference does not say of which kind its target is.
pub static REFERENCE_WITHOUT_KIND: Code = Code {
    name: "reference-without-kind",
    severity: Severity::Warning,
    summary: "The reference does not say of which kind its target is.",
    explanation: "In `dependsOn` and `dependencyOf` the target may be of any kind. A component is assumed; Backstage would \
        refuse the entity.\n\
        \n\
        ```yaml\n\
        dependsOn:\n\
        \x20 - component:ledger\n\
        \x20 - resource:payments-db\n\
        ```",
};

/// The owner is a list.
pub static SEVERAL_OWNERS: Code = Code {
    name: "several-owners",
    severity: Severity::Warning,
    summary: "The owner is a list.",
    explanation: "The first one is the owner; the others are kept as additional owners, which have a field of their own.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 owner: team-payments\n\
        \x20 additionalOwners: [team-ledger]\n\
        ```",
};

/// The owner is an identifier that only another product can resolve.
pub static OPAQUE_OWNER: Code = Code {
    name: "opaque-owner",
    severity: Severity::Info,
    summary: "The owner is an identifier that only another product can resolve.",
    explanation: "Compass names teams by an Atlassian identifier (`ari:…`), other products by a UUID. The reference is kept \
        as it is; a Group that has the identifier as alias is found by it.",
};

/// The owner is not written as a reference.
pub static UNCLEAR_OWNER: Code = Code {
    name: "unclear-owner",
    severity: Severity::Warning,
    summary: "The owner is not written as a reference.",
    explanation: "An address of e-mail, the name of a team at a forge (`@acme/payments`) or words for people (`SRE Team`) stand \
        where a reference should. They are understood, and a team or person is found by them as alias or title; written as \
        `[kind:][namespace/]name` nothing has to be guessed.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 owner: payments\n\
        ```",
};

/// What stands in the owner's place means nobody.
pub static OWNER_PLACEHOLDER: Code = Code {
    name: "owner-placeholder",
    severity: Severity::Warning,
    summary: "What stands in the owner's place means nobody.",
    explanation: "Words such as `TBD`, `none` or `unknown` are read as no owner, so that no team of that name seems to be \
        missing. A team that is really called so is meant where its namespace is written: `default/unknown`.\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 owner: payments\n\
        ```",
};

/// Two descriptors of one location declare the same entity.
pub static DUPLICATE_ENTITY: Code = Code {
    name: "duplicate-entity",
    severity: Severity::Warning,
    summary: "Another descriptor declares the same entity already.",
    explanation: "Descriptors of different formats in one repository are merged; a second one of the same format, or one \
        in another repository, is kept but not shown. It takes over when the other one goes. Rename one, or remove it.",
};

/// The reference leads to nothing that is known.
pub static DANGLING_REFERENCE: Code = Code {
    name: "dangling-reference",
    severity: Severity::Warning,
    summary: "The reference leads to nothing that is known.",
    explanation: "Reported by `sextant check --references`, of what is not described in the files that are checked, and by \
        `sextant check --server URL`, of what the portal does not know either. In a single repository most \
        references lead out of it; that is why nothing is said unless it is asked for.\n\
        \n\
        Write the name of an entity that exists, or describe the one that is meant. In the portal the reference is \
        kept and shown, and leads somewhere as soon as its target is described. There it is also said of a description \
        from an overlay to which no other source has an entity.",
};

/// Backstage would refuse the entity.
pub static BACKSTAGE_INVALID: Code = Code {
    name: "backstage-invalid",
    severity: Severity::Error,
    summary: "Backstage would refuse the entity.",
    explanation: "Reported by `sextant check --strict backstage`, with what Backstage says. Sextant is kinder and shows \
        the entity all the same.",
};

/// Backstage would not recognise the entity.
pub static BACKSTAGE_NOT_RECOGNISED: Code = Code {
    name: "backstage-not-recognised",
    severity: Severity::Error,
    summary: "Backstage would not recognise the entity.",
    explanation: "Reported by `sextant check --strict backstage`. The kind, in exactly this case, or the `apiVersion` is \
        none that Backstage knows without extensions.",
};

/// A comment that should allow a problem cannot be understood.
pub static INVALID_SUPPRESSION: Code = Code {
    name: "invalid-suppression",
    severity: Severity::Warning,
    summary: "A comment that should allow a problem cannot be understood.",
    explanation: "A file may allow itself a problem, with a reason, on the line of the problem or above it:\n\
        \n\
        ```yaml\n\
        spec:\n\
        \x20 # sextant: allow(missing-owner) the team is being formed\n\
        \x20 type: service\n\
        ```\n\
        \n\
        In the parentheses stand one or more codes, separated by commas. Errors cannot be allowed, for what has an error \
        is not in the catalog.",
};

/// A comment allows a problem without a reason.
pub static SUPPRESSION_WITHOUT_REASON: Code = Code {
    name: "suppression-without-reason",
    severity: Severity::Warning,
    summary: "A comment allows a problem without a reason.",
    explanation: "Whoever reads the file next will want to know whether it still holds. Say it after the parenthesis: \
        `# sextant: allow(unknown-key) read by our deploy tool`. The problem is allowed all the same.",
};

/// A comment allows a problem that is not there.
pub static UNUSED_SUPPRESSION: Code = Code {
    name: "unused-suppression",
    severity: Severity::Warning,
    summary: "A comment allows a problem that is not there.",
    explanation: "The problem was mended, or the comment stands on another line than the problem: it holds for the end of \
        its own line or, on a line of its own, for the next line that is no comment. Left where it is, it would hide the \
        next problem of the kind.",
};

/// The format that a descriptor is converted to cannot say this.
pub static NOT_EXPRESSED: Code = Code {
    name: "not-expressed",
    severity: Severity::Warning,
    summary: "The format that a descriptor is converted to cannot say this.",
    explanation: "`sextant convert` writes what the other format has a field for, and lists the rest, so that nothing is \
        dropped in silence. What is *lost* is not in the document that it writes. What is *written* stands there, but \
        the other product does nothing with it, or refuses the document until it is mended. Converting to the native \
        format lists nothing.\n\n\
        ```yaml\nspec:\n  dependsOn:\n    - ref: component:ledger\n      criticality: high   # lost in Backstage\n```\n\n\
        The line says what to do instead, where there is something.",
};

/// The source of a file may not describe what the file describes.
pub static NOT_ALLOWED: Code = Code {
    name: "not-allowed",
    severity: Severity::Error,
    summary: "The source of the file may not describe this.",
    explanation: "A source may be limited to some kinds and namespaces by `kinds` and `namespaces` in its table \
        `[sources.NAME]` of sextant.toml, so that a service's repository cannot declare teams, for example. What is \
        beyond is not taken in. `sextant check --source NAME` says the same before it is there.",
};

/// A field of a scorecard is missing, or says what it cannot say.
pub static SCORECARD_FIELD: Code = Code {
    name: "scorecard-field",
    severity: Severity::Error,
    summary: "A field of a scorecard is missing, or says what it cannot say.",
    explanation: "A scorecard that is half understood would judge by rules that nobody wrote, so it is taken in whole or \
        not at all: until the field is mended, the version before it stays in force. docs/concepts/scorecards.md says \
        field by field what may stand there.",
};

/// An expression of a scorecard cannot be evaluated.
pub static SCORECARD_EXPRESSION: Code = Code {
    name: "scorecard-expression",
    severity: Severity::Error,
    summary: "An expression of a scorecard cannot be evaluated.",
    explanation: "Expressions are CEL over a fixed list of facts. They are checked before anything is judged by them: that \
        every name is a fact, and that evaluating them ends within bounds. The place is that of the part that is wrong. \
        Until it is mended, the version of the scorecard before it stays in force.",
};

/// A case of a scorecard's tests cannot be run.
pub static SCORECARD_TEST: Code = Code {
    name: "scorecard-test",
    severity: Severity::Warning,
    summary: "A case of a scorecard's tests cannot be run.",
    explanation: "A case gives an entity and facts, and says what the scorecard should come to. One that names a rule, a \
        level or a fact that is not there tests nothing. The scorecard is in force all the same; `sextant scorecard test` \
        runs nothing of its file until the case is mended.",
};

/// A field of a fact's type is missing, or says what it cannot say.
pub static FACT_TYPE_FIELD: Code = Code {
    name: "fact-type-field",
    severity: Severity::Error,
    summary: "A field of a fact's type is missing, or says what it cannot say.",
    explanation: "A type says what a fact's values are that others push, and how long each holds. Rules are checked against \
        it, and so is what is pushed; until the field is mended, the version before it stays in force. \
        docs/concepts/facts.md says field by field what may stand there.",
};
