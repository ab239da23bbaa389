//! Standard output, in the format that was asked for.

use std::io::{BufWriter, IsTerminal, Stdout, Write};

use catalog_schema::diagnostic::{Diagnostic, Lines, Sarif, concise, github, human, json};

use super::arguments::Format;

/// What is printed goes here. A reader that has seen enough may close the pipe: that is no failure.
pub(super) struct Output {
    format: Format,
    color: bool,
    sarif: Sarif,
    out: BufWriter<Stdout>,
}

impl Output {
    /// Begins to print; the rules of a SARIF log lead to this portal, if one is named.
    pub(super) fn open(format: Format, portal: Option<&str>) -> Self {
        let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let mut output = Self { format, color, sarif: Sarif::new(portal), out: BufWriter::new(std::io::stdout()) };
        if format == Format::Sarif {
            let opening = output.sarif.open(env!("CARGO_PKG_VERSION"));
            output.text(&opening);
        }
        output
    }

    /// Prints problems of one file, of which `text` is what it says.
    pub(super) fn diagnostics(&mut self, diagnostics: &[Diagnostic], text: Option<&str>) {
        if diagnostics.is_empty() {
            return;
        }
        let printed = match self.format {
            Format::Human => human(diagnostics, self.color),
            Format::Concise => concise(diagnostics),
            Format::Json => json(diagnostics),
            Format::Github => github(diagnostics),
            Format::Sarif => {
                let lines = text.map(Lines::of);
                diagnostics.iter().map(|diagnostic| self.sarif.result(diagnostic, lines.as_ref())).collect()
            }
        };
        self.text(&printed);
    }

    /// Prints text as it is.
    pub(super) fn text(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes());
        if self.out.get_ref().is_terminal() {
            let _ = self.out.flush();
        }
    }

    /// Ends what was begun.
    pub(super) fn close(mut self) {
        if self.format == Format::Sarif {
            let end = self.sarif.close();
            self.text(end);
        }
        let _ = self.out.flush();
    }
}
