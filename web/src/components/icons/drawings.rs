//! The drawings, on a grid of 16, in the colour of the text around them.

/// Name and content of each drawing.
pub(super) const DRAWINGS: [(&str, &str); 33] = [
    ("component", r#"<path d="M8 1.8 13.5 5v6L8 14.2 2.5 11V5Z"/><path d="M2.7 5.1 8 8.2l5.3-3.1M8 8.2v5.8"/>"#),
    (
        "api",
        r#"<path d="M5.5 2.5C3.5 2.5 4.6 7 2.5 8c2.1 1 1 5.5 3 5.5M10.5 2.5c2 0 .9 4.5 3 5.5-2.1 1-1 5.5-3 5.5"/>"#,
    ),
    (
        "resource",
        r#"<ellipse cx="8" cy="4" rx="5" ry="2"/><path d="M3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2"/>"#,
    ),
    ("system", r#"<path d="M2.5 2.5h11v11h-11ZM5.5 5.5h5v5h-5Z"/>"#),
    (
        "domain",
        r#"<circle cx="8" cy="8" r="5.8"/><path d="M2.2 8h11.6M8 2.2c2 1.6 2.6 3.7 2.6 5.8S10 12.2 8 13.8C6 12.2 5.4 10.1 5.4 8S6 3.8 8 2.2Z"/>"#,
    ),
    (
        "group",
        r#"<circle cx="6" cy="5.5" r="2.3"/><path d="M1.8 13.2c0-2.6 1.8-4.2 4.2-4.2s4.2 1.6 4.2 4.2M10.4 3.4a2.2 2.2 0 0 1 0 4.2M11.8 9.3c1.5.5 2.4 1.9 2.4 3.9"/>"#,
    ),
    ("user", r#"<circle cx="8" cy="5.2" r="2.6"/><path d="M3 13.8c0-3 2.1-4.8 5-4.8s5 1.8 5 4.8"/>"#),
    (
        "location",
        r#"<path d="M8 14.2S3.2 9.8 3.2 6.4a4.8 4.8 0 0 1 9.6 0C12.8 9.8 8 14.2 8 14.2Z"/><circle cx="8" cy="6.4" r="1.7"/>"#,
    ),
    ("template", r#"<path d="M3.5 1.8h6l3 3v9.4h-9ZM9.5 1.8v3h3M5.5 8h5M5.5 10.8h3.5"/>"#),
    ("entity", r#"<path d="M8 2.2 13.8 8 8 13.8 2.2 8Z"/>"#),
    ("theme-auto", r#"<circle cx="8" cy="8" r="5.5"/><path class="filled" d="M8 2.5a5.5 5.5 0 0 1 0 11Z"/>"#),
    (
        "theme-light",
        r#"<circle cx="8" cy="8" r="2.8"/><path d="M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1"/>"#,
    ),
    ("theme-dark", r#"<path d="M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7Z"/>"#),
    ("check", r#"<path d="m3 8.5 3.2 3.2L13 4.8"/>"#),
    ("cross", r#"<path d="m4 4 8 8M12 4l-8 8"/>"#),
    ("question", r#"<path d="M5.6 6a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.6"/><path d="M8 12.4v.2"/>"#),
    ("dash", r#"<path d="M3.5 8h9"/>"#),
    ("warning", r#"<path d="M8 2.2 14.4 13.6H1.6ZM8 6.6v3.2M8 11.7v.2"/>"#),
    ("info", r#"<circle cx="8" cy="8" r="5.8"/><path d="M8 7.4v3.6M8 5v.2"/>"#),
    ("error", r#"<circle cx="8" cy="8" r="5.8"/><path d="m5.8 5.8 4.4 4.4M10.2 5.8l-4.4 4.4"/>"#),
    ("external", r#"<path d="M6.5 3.5h-3v9h9v-3M9 3h4v4M12.8 3.2 7.5 8.5"/>"#),
    ("search", r#"<circle cx="7" cy="7" r="4.4"/><path d="m10.4 10.4 3.4 3.4"/>"#),
    (
        "repository",
        r#"<circle cx="4.5" cy="3.8" r="1.6"/><circle cx="4.5" cy="12.2" r="1.6"/><circle cx="11.5" cy="5.8" r="1.6"/><path d="M4.5 5.4v5.2M11.5 7.4c0 2.6-4.6 1.6-6.4 3.4"/>"#,
    ),
    ("dashboard", r#"<path d="M2.5 2.5v11h11M5.5 10.5V8M8.5 10.5V5.5M11.5 10.5V7"/>"#),
    (
        "on-call",
        r#"<path d="M3.5 2.5h2.2l1.2 3-1.5 1.2a8.5 8.5 0 0 0 3.9 3.9l1.2-1.5 3 1.2v2.2c0 .6-.5 1-1 1A10 10 0 0 1 2.5 3.5c0-.6.4-1 1-1Z"/>"#,
    ),
    (
        "runbook",
        r#"<path d="M3 3.2c1.8-.7 3.5-.5 5 .6 1.5-1.1 3.2-1.3 5-.6v9.3c-1.8-.7-3.5-.5-5 .6-1.5-1.1-3.2-1.3-5-.6ZM8 3.8v9.3"/>"#,
    ),
    ("chat", r#"<path d="M2.5 3h11v7.5H7.5L4.5 13v-2.5h-2Z"/>"#),
    ("documentation", r#"<path d="M3 2.5h10v11H3ZM5.5 5.6h5M5.5 8h5M5.5 10.4h3"/>"#),
    ("project", r#"<path d="M2.5 2.5h11v11h-11ZM6.2 2.5v11M9.8 2.5v11"/>"#),
    ("mail", r#"<path d="M2 3.5h12v9H2ZM2.2 3.8 8 8.6l5.8-4.8"/>"#),
    (
        "link",
        r#"<path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.8-.8"/>"#,
    ),
    ("download", r#"<path d="M8 2.5v8M4.8 7.5 8 10.7l3.2-3.2M3 13.5h10"/>"#),
    ("arrow", r#"<path d="M3 8h10M9.5 4.5 13 8l-3.5 3.5"/>"#),
];
