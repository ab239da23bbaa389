//! What is said of the example of every diagnostic code. `UPDATE_DOCS=1 cargo test -p sextant-server --test cli examples`
//! writes it anew; the reference pages follow with `UPDATE_DOCS=1 cargo test -p catalog-schema --test reference`.

use std::fs;
use std::path::Path;
use std::process::Command;

use catalog_schema::diagnostic::examples::{self, Input};

use crate::{sextant, stderr, stdout};

/// Makes what an example checks, in an empty directory.
fn make(input: Input, directory: &Path) {
    match input {
        Input::File(name, text) => fs::write(directory.join(name), text).unwrap(),
        Input::Script(commands) => {
            // `yes` ends by a closed pipe, which is no failure.
            let status = Command::new("sh").args(["-c", commands]).current_dir(directory).status().unwrap();
            assert!(status.success(), "{commands}");
        }
    }
}

#[cfg(unix)]
#[test]
fn every_code_is_provoked_by_its_example_and_says_how_to_mend_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalog-schema/src/diagnostic/examples");
    let mut stale = Vec::new();
    for example in examples::ALL {
        let directory = tempfile::tempdir().unwrap();
        make(example.input, directory.path());
        let command: Vec<_> = example.command().collect();
        let output = sextant(directory.path(), &command);
        // A converter prints the document, and what cannot be said in it beside.
        let told = if command[0] == "check" { stdout(&output) } else { stderr(&output) };
        let of_the_code = told.split_inclusive("\n\n").find(|block| block.contains(&format!("[{}]", example.code)));
        let block = of_the_code.unwrap_or_else(|| panic!("{}: {told}{}", example.code, stderr(&output)));
        assert!(block.contains("= help: "), "{} says no remedy: {block}", example.code);
        // A long list says nothing new after its first lines.
        let (head, tail): (Vec<_>, Vec<_>) = told
            .split_inclusive("\n\n")
            .enumerate()
            .partition(|(number, block)| *number < 3 || block.contains(&format!("[{}]", example.code)));
        let mut told: String = head.iter().map(|(_, block)| *block).collect();
        if !tail.is_empty() {
            told.push_str(&format!("(and {} more)\n", tail.len()));
        }
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(folder.join(format!("{}.txt", example.code)), &told).unwrap();
        } else if told != example.told {
            stale.push(format!("{}\nis said to say:\n{}\nsays:\n{told}", example.code, example.told));
        }
    }
    let advice = "UPDATE_DOCS=1 cargo test -p sextant-server --test cli examples";
    assert!(stale.is_empty(), "{}\nrun {advice}", stale.join("\n"));
}
