//! Columns for people.

/// Lines of cells under a header, columns as wide as their widest cell.
pub(in crate::cli) fn table<const N: usize>(header: [&str; N], lines: impl IntoIterator<Item = [String; N]>) -> String {
    let lines: Vec<[String; N]> =
        [header.map(str::to_owned)].into_iter().chain(lines).map(|line| line.map(|cell| plain(&cell))).collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default();
    let widths: [usize; N] = std::array::from_fn(width);
    let mut text = String::new();
    for line in &lines {
        let cells = line.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// A text that steers no terminal: descriptors are written by many.
pub(in crate::cli) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// A tier, or a blank.
pub(super) fn tier(tier: Option<u8>) -> String {
    tier.map_or_else(String::new, |tier| tier.to_string())
}

/// `1 entity`, `2 entities`.
pub(in crate::cli) fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_steer_no_terminal() {
        let lines = [["1".to_owned(), "a\u{1b}[2Jb".to_owned()], ["100".to_owned(), String::new()]];
        assert_eq!(table(["N", "NAME"], lines), "N    NAME\n1    a\u{fffd}[2Jb\n100\n");
    }
}
