//! Which licence a file is: by its name where that says it, else by how its text begins.

/// Words of a file's name, with the SPDX identifier; the first that is there counts.
const NAMES: [(&str, &str); 9] = [
    ("unlicense", "Unlicense"),
    ("license-mit", "MIT"),
    ("licence-mit", "MIT"),
    ("license-apache", "Apache-2.0"),
    ("licence-apache", "Apache-2.0"),
    ("license-mpl", "MPL-2.0"),
    ("license-zlib", "Zlib"),
    ("license-isc", "ISC"),
    ("license-cc0", "CC0-1.0"),
];

/// What a licence's title has, in lower case and with single spaces, with the SPDX identifier; of those whose parts are
/// all there, the one that comes first counts. Further down, licences name each other.
const TITLES: [(&[&str], &str); 14] = [
    (&["gnu affero general public license", "version 3"], "AGPL-3.0-only"),
    (&["gnu lesser general public license", "version 3"], "LGPL-3.0-only"),
    (&["gnu lesser general public license", "version 2.1"], "LGPL-2.1-only"),
    (&["gnu general public license", "version 3"], "GPL-3.0-only"),
    (&["gnu general public license", "version 2"], "GPL-2.0-only"),
    (&["apache", "version 1.1"], "Apache-1.1"),
    (&["apache license", "version 2.0"], "Apache-2.0"),
    (&["mozilla public license", "2.0"], "MPL-2.0"),
    (&["eclipse public license", "2.0"], "EPL-2.0"),
    (&["european union public licence", "1.2"], "EUPL-1.2"),
    (&["boost software license", "version 1.0"], "BSL-1.0"),
    (&["business source license 1.1"], "BUSL-1.1"),
    (&["creative commons", "cc0 1.0"], "CC0-1.0"),
    (&["mit license"], "MIT"),
];

/// The same for licences that are known by their clauses, each after those that have more of them.
const CLAUSES: [(&[&str], &str); 11] = [
    (&["this is free and unencumbered software"], "Unlicense"),
    (&["permission to use, copy, modify, and/or distribute", "notice and this permission notice appear"], "ISC"),
    (&["permission to use, copy, modify, and/or distribute"], "0BSD"),
    (&[OF_MIT, "except as contained in this notice, the name"], "X11"),
    (&[OF_MIT, "shall be included in all copies"], "MIT"),
    (&[OF_MIT], "MIT-0"),
    (&[OF_BSD, "all advertising materials"], "BSD-4-Clause"),
    (&[OF_BSD, "redistributions in binary form", "neither the name"], "BSD-3-Clause"),
    (&[OF_BSD, "the apache software foundation"], "Apache-1.1"),
    (&[OF_BSD, "redistributions in binary form"], "BSD-2-Clause"),
    (&["this software is provided 'as-is'", "altered source versions"], "Zlib"),
];

const OF_MIT: &str = "permission is hereby granted, free of charge, to any person obtaining a copy";
const OF_BSD: &str = "redistribution and use in source and binary forms";

/// Characters of a text in which its title stands, also below a line or two about the holder.
const TITLE: usize = 300;
/// Characters of a text that are looked at: a title, a holder and the clauses.
const LOOKED_AT: usize = 4_000;

/// The SPDX identifier that a file's name says.
pub(super) fn by_name(path: &str) -> Option<&str> {
    if let Some(file) = path.strip_prefix("LICENSES/") {
        // By the convention of REUSE the file is called by the identifier.
        return file.rsplit_once('.').map_or(Some(file), |(identifier, _)| Some(identifier));
    }
    let name = path.to_ascii_lowercase().replace('_', "-");
    NAMES.iter().find(|(word, _)| name.starts_with(word)).map(|(_, identifier)| *identifier)
}

/// The SPDX identifier of the licence that a text is.
pub(super) fn by_text(text: &str) -> Option<&'static str> {
    let begin: String = text.chars().take(LOOKED_AT).collect();
    let words: Vec<String> = begin.split_whitespace().map(str::to_lowercase).collect();
    let begin = words.join(" ");
    let title: String = begin.chars().take(TITLE).collect();
    let is_all = |parts: &[&str], text: &str| parts.iter().all(|part| text.contains(part));
    // A title may be followed by the names of others, such as what the Mozilla Public License calls secondary ones.
    let titles = TITLES.iter().filter(|(parts, _)| is_all(parts, &title));
    let titled = titles.min_by_key(|(parts, _)| parts.first().and_then(|part| title.find(part)));
    titled.or_else(|| CLAUSES.iter().find(|(parts, _)| is_all(parts, &begin))).map(|(_, identifier)| *identifier)
}
