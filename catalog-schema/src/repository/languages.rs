//! In which languages a repository is written, by the endings of its files.

use std::collections::BTreeMap;

use serde_json::Value;

/// Endings of source files with their languages.
const ENDINGS: [(&str, &str); 48] = [
    ("c", "C"),
    ("cc", "C++"),
    ("clj", "Clojure"),
    ("cpp", "C++"),
    ("cs", "C#"),
    ("cxx", "C++"),
    ("dart", "Dart"),
    ("elm", "Elm"),
    ("erl", "Erlang"),
    ("ex", "Elixir"),
    ("exs", "Elixir"),
    ("fs", "F#"),
    ("go", "Go"),
    ("groovy", "Groovy"),
    ("h", "C"),
    ("hpp", "C++"),
    ("hs", "Haskell"),
    ("java", "Java"),
    ("jl", "Julia"),
    ("js", "JavaScript"),
    ("jsx", "JavaScript"),
    ("kt", "Kotlin"),
    ("kts", "Kotlin"),
    ("lua", "Lua"),
    ("m", "Objective-C"),
    ("mjs", "JavaScript"),
    ("ml", "OCaml"),
    ("nim", "Nim"),
    ("php", "PHP"),
    ("pl", "Perl"),
    ("ps1", "PowerShell"),
    ("py", "Python"),
    ("r", "R"),
    ("rb", "Ruby"),
    ("rs", "Rust"),
    ("scala", "Scala"),
    ("sh", "Shell"),
    ("sol", "Solidity"),
    ("sql", "SQL"),
    ("svelte", "Svelte"),
    ("swift", "Swift"),
    ("tf", "Terraform"),
    ("ts", "TypeScript"),
    ("tsx", "TypeScript"),
    ("vb", "Visual Basic"),
    ("vue", "Vue"),
    ("zig", "Zig"),
    ("mts", "TypeScript"),
];

/// Folders of other people's code.
const FOREIGN: [&str; 5] = ["node_modules", "vendor", "third_party", "bower_components", "dist"];

/// The language that a file is written in, where its ending tells it.
pub(super) fn language_of(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, language)| *language)
}

/// Files by language.
#[derive(Debug, Default)]
pub(super) struct Count(BTreeMap<&'static str, u64>);

impl Count {
    pub(super) fn add(&mut self, path: &str) {
        let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
        if folders.split('/').any(|folder| FOREIGN.contains(&folder)) {
            return;
        }
        if let Some(language) = language_of(path) {
            *self.0.entry(language).or_default() += 1;
        }
    }

    /// The language of the most files; of several the first by name.
    pub(super) fn first(&self) -> Option<String> {
        let most = self.0.values().max()?;
        self.0.iter().find(|(_, count)| *count == most).map(|(language, _)| (*language).to_owned())
    }

    /// In percent, rounded down.
    pub(super) fn shares(&self) -> BTreeMap<String, Value> {
        let all: u64 = self.0.values().sum();
        self.0.iter().map(|(language, count)| ((*language).to_owned(), (count * 100 / all.max(1)).into())).collect()
    }
}
