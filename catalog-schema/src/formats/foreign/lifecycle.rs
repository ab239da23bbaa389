//! Words for lifecycles.

use crate::formats::read::fold;

/// The words of other portals for the three usual lifecycles, folded.
const TABLE: [(&str, &[&str]); 3] = [
    (
        "experimental",
        &["experimental", "prerelease", "prealpha", "alpha", "beta", "preview", "sandbox", "incubating", "development"],
    ),
    ("production", &["production", "prod", "active", "generallyavailable", "ga", "live", "stable"]),
    ("deprecated", &["deprecated", "endoflife", "eol", "endofsupport", "retired", "sunset", "decommissioned"]),
];

/// `experimental`, `production` or `deprecated` where the word means one of these; any other stays as written.
pub(in crate::formats) fn lifecycle(written: String) -> String {
    let word = fold(&written);
    let usual = TABLE.iter().find(|(_, words)| words.contains(&word.as_str()));
    usual.map_or(written, |(lifecycle, _)| (*lifecycle).to_owned())
}
