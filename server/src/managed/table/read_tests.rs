use proptest::collection::vec;
use proptest::prelude::*;

use super::MOST;
use super::read::{Column, Row, Table, read};

fn row(line: u64, cells: &[(&'static str, &str)]) -> Row {
    let cells = cells.iter().map(|(column, cell)| (Column::Known(column), (*cell).to_owned())).collect();
    Row { line, cells, is_too_long: false }
}

#[test]
fn whatever_spreadsheets_write_is_read() {
    let expected =
        [row(2, &[("name", "a"), ("owner", "shop"), ("description", "one, two\nthree")]), row(5, &[("name", "b")])];
    for (delimiter, bom) in [(",", ""), (";", "\u{feff}"), ("\t", "\u{feff}")] {
        let lines = ["Name,Owner,Description,Cost Centre", "a,shop,\"one, two\nthree\",7", ",,,", "b"];
        let text = lines.join("\r\n");
        // The comma in the quoted cell stays one.
        let text = text.replace(',', delimiter).replace(&format!("one{delimiter} two"), "one, two");
        let table = read(format!("{bom}{text}").as_bytes()).unwrap();
        assert_eq!(table.rows, expected, "{delimiter:?}");
        assert_eq!(table.ignored, ["Cost Centre"]);
    }
}

#[test]
fn an_apostrophe_that_keeps_a_formula_from_running_is_none_of_the_text() {
    let table = read(b"name,title,description\na,'=1+1,'tis\n").unwrap();
    assert_eq!(table.rows, [row(2, &[("name", "a"), ("title", "=1+1"), ("description", "'tis")])]);
}

#[test]
fn what_is_no_table_is_told_why() {
    for (bytes, why) in [
        (&b""[..], "names no column `name`"),
        (b"kind,owner\na,b\n", "names no column `name`"),
        (b"name,Name\na,b\n", "the column `name` twice"),
        (b"\xff\xfen\0a\0m\0e\0", "UTF-8"),
        (&[b'a'; (1 << 20) + 1], "1 MiB"),
        (format!("name\n{}", "a\n".repeat(MOST + 1)).as_bytes(), "over 1000 rows"),
    ] {
        let told = read(bytes).unwrap_err();
        assert!(told.contains(why), "{told}");
    }
    assert!(read(b"name\na,b\n").unwrap().rows[0].is_too_long);
}

proptest! {
    #[test]
    fn no_bytes_are_a_fault_of_ours(bytes in vec(any::<u8>(), 0..300), header in "(name|kind|links)([,;\t](owner|\"|\n)){0,4}") {
        let _ = read(&bytes);
        let _ = read(&[header.as_bytes(), b"\n", &bytes].concat());
    }

    #[test]
    fn what_is_written_is_read_back(cells in vec("[ -~\n]{1,20}", 1..8)) {
        let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect();
        prop_assume!(!cells.is_empty());
        let lines = std::iter::once("name".to_owned()).chain(cells.iter().cloned());
        let text = crate::lists::csv::write(lines.map(|cell| [cell])).unwrap();
        let Table { rows, .. } = read(&text).unwrap();
        let names: Vec<&str> = rows.iter().map(|row| row.get("name")).collect();
        prop_assert_eq!(names, cells);
    }
}
