//! A change of a file that is not the portal's, for its repository to take.

use similar::TextDiff;

/// The unified difference between two texts of a file, as `git apply` takes it; empty where they are the same.
pub(crate) fn patch(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_has_the_changed_lines_and_what_surrounds_them() {
        let before = "kind: Component\nmetadata:\n  name: orders\nspec:\n  type: service\n  owner: shop\n";
        let text = patch("orders/catalog-info.yaml", before, &before.replace("shop", "payments"));
        assert_eq!(
            text,
            "--- a/orders/catalog-info.yaml\n+++ b/orders/catalog-info.yaml\n@@ -3,4 +3,4 @@\n   name: orders\n spec:\n   \
             type: service\n-  owner: shop\n+  owner: payments\n"
        );
        assert_eq!(patch("a.yaml", before, before), "");
    }

    #[test]
    fn a_last_line_without_a_break_stays_one() {
        let text = patch("a.yaml", "a: 1", "a: 2");
        assert!(text.contains("\\ No newline at end of file"), "{text}");
    }
}
