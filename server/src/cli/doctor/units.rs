//! Figures as people read them.

/// A size, to a tenth of its unit.
pub(super) fn bytes(count: u64) -> String {
    const UNITS: [&str; 5] = ["KiB", "MiB", "GiB", "TiB", "PiB"];
    if count < 1024 {
        return format!("{count} B");
    }
    let mut size = count as f64;
    let mut unit = UNITS[0];
    for next in UNITS {
        size /= 1024.0;
        unit = next;
        if size < 1023.95 {
            break;
        }
    }
    format!("{size:.1} {unit}")
}

/// A number of things.
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Numbers of migrations, as their files have them.
pub(super) fn numbers(numbers: &[i64]) -> String {
    numbers.iter().map(|number| format!("{number:04}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_the_unit_that_fits() {
        let sizes = [0, 1023, 1024, 1536, 1024 * 1024 - 1, 5 << 30, u64::MAX];
        let texts = ["0 B", "1023 B", "1.0 KiB", "1.5 KiB", "1.0 MiB", "5.0 GiB", "16384.0 PiB"];
        assert_eq!(sizes.map(bytes), texts);
    }

    #[test]
    fn one_is_not_many() {
        assert_eq!(
            [0, 1, 2].map(|count| counted(count, "entity", "entities")),
            ["0 entities", "1 entity", "2 entities"]
        );
        assert_eq!(numbers(&[2, 11]), "0002, 0011");
    }
}
