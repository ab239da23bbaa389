//! `sextant explain CODE`.

use catalog_schema::diagnostic::{body, codes};
use clap::Args;

use super::Exit;

/// The code to explain.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// As diagnostics show it, such as `invalid-name`; without one, all codes are listed.
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> Exit {
    let Some(name) = arguments.code.as_deref() else {
        for code in codes::ALL {
            println!("{:<26} {:<8} {}", code.name, code.severity.as_str(), code.summary);
        }
        return Exit::Ok;
    };
    if let Some(code) = codes::find(name) {
        print!("{} ({})\n{}\n\n{}", code.name, code.severity.as_str(), code.summary, body(code));
        return Exit::Ok;
    }
    eprintln!("error: there is no diagnostic code {name:?}; `sextant explain` lists them all");
    Exit::Usage
}
