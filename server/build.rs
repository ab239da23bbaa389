//! Embeds what browsers load: one style sheet, and the bundle of the islands where it has been built.
//!
//! Writes `assets.rs` into the build's output folder: a table of files with their names, which carry a hash of their
//! content, and the names that pages ask for. Each file is there twice, as it is and as small as Brotli makes it. The
//! bundle is taken from `$SEXTANT_WEB_DIST`, or from `target/web` in the workspace; without it the pages carry no script.

use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use brotli::enc::BrotliEncoderParams;

/// The style sheets in the order in which they take effect: the first one states the layers, later ones build on it.
const STYLES: &[&str] = &[
    "tokens",
    "base",
    "layout",
    "icons",
    "header",
    "palette",
    "controls",
    "labels",
    "rows",
    "charts",
    "lines",
    "moves",
    "heat",
    "notices",
    "prose",
    "facets",
    "home",
    "insights",
    "catalog",
    "drawing",
    "entity",
    "impact",
    "scorecards",
    "initiatives",
    "descriptor",
    "activity",
    "audit",
    "teams",
    "search",
    "sources",
    "access",
    "editor",
    "bulk",
    "simulate",
    "exemptions",
    "settings",
    "feed",
    "happened",
    "graph",
    "explorer",
    "styleguide",
    "print",
];

fn main() -> Result<(), Box<dyn Error>> {
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let workspace = manifest.parent().ok_or("the server is not in a workspace")?;
    let out = PathBuf::from(env::var("OUT_DIR")?);

    let mut table = Table::default();
    let css = table.add(&out, "sextant", "css", &styles(&workspace.join("web/style"))?)?;

    println!("cargo::rerun-if-env-changed=SEXTANT_WEB_DIST");
    let dist = env::var_os("SEXTANT_WEB_DIST").map_or_else(|| workspace.join("target/web"), PathBuf::from);
    let js = read_if_there(&dist.join("web.js"))?;
    let wasm = read_if_there(&dist.join("web_bg.wasm"))?;
    let bundle = match (js, wasm) {
        (Some(js), Some(wasm)) => {
            let js = table.add(&out, "web", "js", &js)?;
            let wasm = table.add(&out, "web_bg", "wasm", &wasm)?;
            format!("Some(web::Bundle {{ js: \"/assets/{js}\", wasm: \"/assets/{wasm}\" }})")
        }
        _ => "None".to_owned(),
    };
    let generated = format!(
        "/// Every embedded file.\n\
         pub(super) static ASSETS: &[Asset] = &[\n{}];\n\n\
         /// What pages ask for.\n\
         pub(super) const NAMES: web::AssetNames =\n    \
             web::AssetNames {{ css: \"/assets/{css}\", bundle: {bundle} }};\n",
        table.rows
    );
    fs::write(out.join("assets.rs"), generated)?;
    Ok(())
}

/// All style sheets as one. A file that is not in the list is an error: it would be left out in silence.
fn styles(folder: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if !STYLES.contains(&name) {
            return Err(format!("{} is not in the list of style sheets", path.display()).into());
        }
    }
    let mut all = Vec::new();
    for name in STYLES {
        let path = folder.join(name).with_extension("css");
        println!("cargo::rerun-if-changed={}", path.display());
        all.extend(fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?);
    }
    Ok(all)
}

/// The file's content, or nothing where there is no such file.
fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", path.display());
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{}: {error}", path.display()).into()),
    }
}

/// The rows of the generated table.
#[derive(Default)]
struct Table {
    rows: String,
}

impl Table {
    /// Copies the content beside the generated source and gives the name that it is served under.
    fn add(&mut self, out: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<String, Box<dyn Error>> {
        let hash = blake3::hash(content).to_hex();
        let name = format!("{stem}.{}.{extension}", &hash.as_str()[..16]);
        let content_type = match extension {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            _ => "application/wasm",
        };
        fs::write(out.join(format!("{stem}.{extension}")), content)?;
        fs::write(out.join(format!("{stem}.{extension}.br")), compressed(content)?)?;
        writeln!(
            self.rows,
            "    Asset {{ name: {name:?}, content_type: {content_type:?}, \
             bytes: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{stem}.{extension}\")), \
             brotli: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{stem}.{extension}.br\")) }},"
        )?;
        Ok(name)
    }
}

/// The content at Brotli's best: what is compressed once may take its time.
fn compressed(content: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let parameters = BrotliEncoderParams { quality: 11, size_hint: content.len(), ..BrotliEncoderParams::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut small, &parameters)?;
    Ok(small)
}
