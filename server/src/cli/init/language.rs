//! The main programming language.

use super::guess::Guess;
use super::manifest::Manifest;
use super::repository::Repository;

/// The endings of each language's files.
const ENDINGS: &[(&str, &[&str])] = &[
    ("rust", &["rs"]),
    ("javascript", &["js", "jsx", "mjs"]),
    ("typescript", &["ts", "tsx"]),
    ("go", &["go"]),
    ("python", &["py"]),
    ("java", &["java"]),
    ("kotlin", &["kt", "kts"]),
    ("elixir", &["ex", "exs"]),
    ("ruby", &["rb"]),
    ("php", &["php"]),
    ("c#", &["cs"]),
];

/// The language of the manifest; of several, the one with most files.
pub(super) fn language(repository: &Repository, manifests: &[Manifest]) -> Option<Guess<String>> {
    let files = |language: &str| {
        let endings = ENDINGS.iter().find(|(name, _)| *name == language).map_or(&[][..], |(_, endings)| endings);
        let is_of = |path: &&str| path.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending));
        repository.files().filter(is_of).count()
    };
    // Of those with as many, the first in the list of manifests.
    let main = manifests.iter().rev().max_by_key(|manifest| files(manifest.language))?;
    let kotlin = main.language == "java" && files("kotlin") > files("java");
    let language = if kotlin { "kotlin" } else { main.language };
    Some(Guess::new(language.to_owned(), &main.file))
}
