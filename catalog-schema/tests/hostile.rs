//! Files that somebody made to break the reader, or that a broken disk did: a diagnostic with its place each time, every
//! other document of the file is read, and nothing takes long or much.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, also in its helpers")]

use catalog_schema::decode::{DecodeOptions, DecodedFile, DocumentOutcome, decode};
use catalog_schema::diagnostic::{concise, human};
use catalog_schema::limits::Limits;

const SOUND: &str = "kind: Component\nmetadata: {name: sound}\nspec: {type: service, lifecycle: x, owner: a}\n";

/// `bytes` as a document before a sound one; the sound one must be read. The codes told, and the place of the first.
fn before_a_sound_one(bytes: &[u8]) -> (Vec<String>, Option<(u32, u32)>) {
    let mut file = bytes.to_vec();
    file.extend_from_slice(b"\n---\n");
    file.extend_from_slice(SOUND.as_bytes());
    let decoded = decode("catalog-info.yaml", &file, &DecodeOptions::default());
    assert!(!decoded.unreadable, "{decoded:?}");
    let last = decoded.documents.last().unwrap();
    assert!(matches!(&last.outcome, DocumentOutcome::Entity(entity) if entity.name == "sound"), "{decoded:?}");
    let place = decoded.diagnostics.first().map(|first| (first.line.unwrap(), first.column.unwrap()));
    (decoded.diagnostics.iter().map(|diagnostic| diagnostic.code.to_string()).collect(), place)
}

fn one(bytes: &[u8]) -> (String, (u32, u32)) {
    let (codes, place) = before_a_sound_one(bytes);
    assert_eq!(codes.len(), 1, "{codes:?}");
    (codes.into_iter().next().unwrap(), place.unwrap())
}

#[test]
fn deep_nesting_is_refused_where_it_is_too_deep() {
    let stairs: String = (0..1_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert_eq!(one(stairs.as_bytes()).0, "nesting-too-deep");
    for (unit, place) in [("- ", (1, 129)), ("? ", (1, 129))] {
        assert_eq!(one(unit.repeat(10_000).as_bytes()), ("nesting-too-deep".to_owned(), place), "{unit:?}");
    }
    for unit in ["[", "{a: ", "[\n", "[\"]\","] {
        assert_eq!(one(unit.repeat(10_000).as_bytes()).0, "nesting-too-deep", "{unit:?}");
    }
    let balanced = format!("a: {}1{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(one(balanced.as_bytes()).0, "nesting-too-deep");
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let nested = format!("kind: Gadget\nmetadata: {{name: g}}\nspec: {{a: {}{}}}\n", "[".repeat(60), "]".repeat(60));
    let decoded = decode("a.yaml", nested.as_bytes(), &DecodeOptions::default());
    assert!(matches!(decoded.documents[0].outcome, DocumentOutcome::Entity(_)), "{decoded:?}");
}

#[test]
fn ten_megabytes_of_anything_are_refused_or_read_but_end() {
    const LARGE: usize = 10 << 20;
    const SMALL: usize = 256 << 10;
    let large = ["[", "{", "- ", "\""].map(|unit| (unit, LARGE));
    let small = [
        "? ", ": ", "a ", "a\n", "'", "!", "&a ", "*a ", "%", "#", "|\n", "[a,", "[\"]\",", "\t", "x: x", "-\n", "{a: ",
    ];
    for (unit, size) in large.into_iter().chain(small.map(|unit| (unit, SMALL))) {
        let text = unit.repeat(size / unit.len());
        let decoded = decode("catalog-info.yaml", text.as_bytes(), &DecodeOptions::default());
        assert!(decoded.diagnostics.iter().all(|diagnostic| diagnostic.line.is_some()), "{unit:?}");
        let refused = decoded.documents.iter().all(|document| !matches!(document.outcome, DocumentOutcome::Entity(_)));
        assert!(refused, "{unit:?}");
    }
}

#[test]
fn alias_bombs_do_not_go_off() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..20 {
        bomb.push_str(&format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", ")));
    }
    assert_eq!(one(bomb.as_bytes()).0, "too-complex");
    assert_eq!(one(b"kind: &a [*a]").0, "nesting-too-deep");
    let chain: String = (1..2_000).map(|n| format!("b{n}: &b{n} [*b{}]\n", n - 1)).collect();
    assert_eq!(one(format!("b0: &b0 x\n{chain}").as_bytes()).0, "nesting-too-deep");
}

#[test]
fn many_directives_are_refused() {
    let directives: String = (0..100_000).map(|n| format!("%TAG !e{n}! x\n")).collect();
    let text = format!("{directives}---\n{SOUND}");
    let decoded = decode("catalog-info.yaml", text.as_bytes(), &DecodeOptions::default());
    assert_eq!(decoded.diagnostics[0].code, "too-complex");
}

#[test]
fn bytes_that_are_no_text_are_pointed_at() {
    assert_eq!(one(b"kind: Component\nmetadata: {name: \xff\xfe}"), ("not-utf8".to_owned(), (2, 18)));
    assert_eq!(one(b"kind: Component\nmetadata: {name: a\0b}"), ("control-character".to_owned(), (2, 19)));
    assert_eq!(one(b"kind: \x1b[31mComponent"), ("control-character".to_owned(), (1, 7)));
    let utf16: Vec<u8> = SOUND.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let decoded = decode("catalog-info.yaml", &[b"\xff\xfe".as_slice(), &utf16].concat(), &DecodeOptions::default());
    assert!(decoded.unreadable);
    assert_eq!(decoded.diagnostics[0].code, "not-utf8");
}

#[test]
fn byte_order_marks_and_windows_line_ends_are_no_fault() {
    let text = format!("\u{feff}{}", SOUND.replace('\n', "\r\n"));
    let decoded = decode("catalog-info.yaml", text.as_bytes(), &DecodeOptions::default());
    assert!(matches!(decoded.documents[0].outcome, DocumentOutcome::Entity(_)));
    assert_eq!(decoded.diagnostics, []);
}

#[test]
fn a_file_beyond_a_limit_is_refused_as_a_whole() {
    let options = DecodeOptions {
        limits: Limits { documents: 2, file_bytes: 100, ..Limits::remote() },
        ..DecodeOptions::default()
    };
    let many = decode("a.yaml", b"a: 1\n---\nb: 1\n---\nc: 1\n", &options);
    assert!(many.unreadable && many.documents.is_empty());
    assert_eq!((&*many.diagnostics[0].code, many.diagnostics[0].line), ("too-many-documents", Some(4)));
    let large = decode("a.yaml", &[b'a'; 101], &options);
    assert!(large.unreadable);
    assert_eq!(large.diagnostics[0].code, "file-too-large");
}

#[test]
fn a_flood_of_problems_is_cut_off_and_counted() {
    let tags = vec!["Wrong"; 500].join(", ");
    let text =
        format!("kind: Component\nmetadata: {{name: a, tags: [{tags}]}}\nspec: {{type: x, lifecycle: x, owner: x}}\n");
    let options = DecodeOptions { limits: Limits { diagnostics: 10, ..Limits::remote() }, ..DecodeOptions::default() };
    let decoded = decode("a.yaml", text.as_bytes(), &options);
    assert_eq!(decoded.diagnostics.len(), 11);
    assert!(decoded.diagnostics[10].message.starts_with("490 more problems"));
}

#[test]
fn what_is_shown_cannot_steer_a_terminal() {
    let text = "kind: Component\nmetadata: {name: \"a\\e[2J\\u202e\"}\nspec: {type: x, lifecycle: x, owner: x}\n";
    let decoded: DecodedFile = decode("cata\u{1b}log.yaml", text.as_bytes(), &DecodeOptions::default());
    assert!(!decoded.diagnostics.is_empty());
    for shown in [human(&decoded.diagnostics, false), concise(&decoded.diagnostics)] {
        assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
    }
}
