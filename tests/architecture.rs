//! Which module may import which, and which module alone names a library. Nothing else enforces this within one crate.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

#[path = "architecture/imports.rs"]
mod imports;

/// Each module, and the modules it may name; downwards only.
const MODULES: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("xml", &["model"]),
    ("diagnostics", &["model", "xml"]),
    ("clock", &["model"]),
    ("gzip", &[]),
    ("config", &["model", "diagnostics"]),
    ("protocol", &["model", "xml"]),
    ("expression", &["model"]),
    ("formats", &["model", "xml", "expression"]),
    ("sets", &["model", "expression"]),
    ("search", &[]),
    ("store", &["model", "clock", "gzip", "protocol"]),
    ("checks", &["model", "xml", "diagnostics", "formats", "sets"]),
    ("import", &["model", "xml", "diagnostics", "formats", "sets", "checks"]),
    ("render", &["model", "xml", "protocol", "formats", "sets", "store", "import"]),
    ("catalogue", &["model", "xml", "search", "store", "render"]),
    ("repository", &["model", "gzip", "protocol", "formats", "sets", "store", "render"]),
    ("pages", &["model", "xml", "formats", "search", "catalogue", "repository"]),
    ("ingest", &["model", "clock", "diagnostics", "store", "import", "render"]),
    (
        "folder",
        &["model", "clock", "diagnostics", "formats", "store", "repository", "import", "render", "ingest"],
    ),
    ("telemetry", &["model", "config", "repository"]),
    ("http", &["model", "clock", "gzip", "config", "protocol", "repository", "pages", "telemetry"]),
    (
        "cli",
        &[
            "model",
            "clock",
            "catalogue",
            "config",
            "pages",
            "diagnostics",
            "formats",
            "store",
            "repository",
            "import",
            "render",
            "ingest",
            "folder",
            "telemetry",
            "http",
        ],
    ),
];

/// Libraries that only these modules name. What is not here may be named anywhere.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("actix_http", &["http"]),
    ("actix_service", &["http"]),
    ("actix_web", &["http"]),
    ("tokio", &["http"]),
    ("flate2", &["gzip", "http", "import"]),
    ("chrono", &["model"]),
    ("chardetng", &["import"]),
    ("encoding_rs", &["import", "xml"]),
    ("clap", &["cli"]),
    ("csv_core", &["import"]),
    ("indicatif", &["cli"]),
    ("similar", &["cli"]),
    ("unicode_width", &["diagnostics"]),
    ("getrandom", &["store"]),
    ("rusqlite", &["store"]),
    ("rustix", &["cli", "folder", "http", "ingest", "store"]),
    ("hmac", &["protocol"]),
    ("minijinja", &["expression", "formats", "pages", "sets"]),
    ("icu_normalizer", &["folder", "search"]),
    ("notify", &["folder"]),
    ("walkdir", &["folder"]),
    ("prometheus_client", &["telemetry"]),
    ("tracing_subscriber", &["telemetry"]),
    ("quick_xml", &["xml"]),
    ("spdx", &["model"]),
    ("toml", &["config", "import"]),
    ("toml_edit", &["import"]),
];

/// The most lines that a file may have, its tests not counted.
const LONGEST: usize = 310;

/// A source file.
struct Source {
    path: PathBuf,
    module: String,
    /// Without comments.
    code: String,
    lines: usize,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = walkdir::WalkDir::new(&root).into_iter().map(|entry| entry.unwrap().into_path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    files
        .map(|path| source(path.strip_prefix(&root).unwrap(), &std::fs::read_to_string(&path).unwrap()))
        .collect()
}

fn source(path: &Path, text: &str) -> Source {
    let first = path.iter().next().unwrap().to_string_lossy();
    let is_test = path.iter().any(|part| part == "tests");
    let code = text.lines().map(|line| match line.trim_start() {
        comment if comment.starts_with("//") => "",
        _ => line.split(" // ").next().unwrap(),
    });
    Source {
        path: path.to_owned(),
        module: first.trim_end_matches(".rs").to_owned(),
        code: code.collect::<Vec<_>>().join("\n"),
        lines: if is_test { 0 } else { text.split("#[cfg(test)]\nmod").next().unwrap().lines().count() },
    }
}

/// The modules that code names after `crate::`, those in braces too.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (_, rest) in code.match_indices("crate::").map(|(at, found)| code.split_at(at + found.len())) {
        match rest.strip_prefix('{') {
            Some(group) => named.extend(heads_of_group(group)),
            None => named.extend(head(rest)),
        }
    }
    named
}

/// The first names of the members of a group, up to its closing brace.
fn heads_of_group(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut at_member) = (1, Vec::new(), true);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => at_member = true,
            _ if at_member && !character.is_whitespace() => {
                heads.extend(head(&group[at..]));
                at_member = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

fn head(path: &str) -> Option<String> {
    let end =
        path.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(path.len());
    (end > 0).then(|| path[..end].to_owned())
}

#[test]
fn a_module_names_only_modules_below_it() {
    let allowed: BTreeMap<_, _> = MODULES.iter().copied().collect();
    let mut offences = Vec::new();
    for source in sources().iter().filter(|source| !["lib", "main"].contains(&source.module.as_str())) {
        let below = allowed
            .get(source.module.as_str())
            .unwrap_or_else(|| panic!("{} is not a module", source.module));
        for named in rooms_named(&source.code) {
            if named != source.module && !below.contains(&named.as_str()) {
                offences.push(format!("src/{} names {named}", source.path.display()));
            }
        }
    }
    assert!(offences.is_empty(), "{offences:#?}");
}

#[test]
fn no_module_is_reached_by_a_way_around() {
    for source in sources().iter().filter(|source| source.module != "main") {
        let by_name = source.code.match_indices("windrow::").any(|(at, _)| is_start(&source.code, at));
        assert!(!by_name, "src/{} names the crate from outside", source.path.display());
        let depth = source.path.iter().count() - usize::from(source.path.ends_with("mod.rs"));
        let out_of_the_module = "super::".repeat(depth.max(1));
        let before_tests = source.code.split("#[cfg(test)]").next().unwrap();
        let leaves = source.module != "lib" && before_tests.contains(&out_of_the_module);
        assert!(!leaves, "src/{} leaves its module by {out_of_the_module}", source.path.display());
    }
}

#[test]
fn the_table_has_the_modules_of_the_crate_and_leads_down() {
    let lib = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let in_lib: BTreeSet<_> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(in_lib, MODULES.iter().map(|(module, _)| *module).collect());
    for (at, (module, below)) in MODULES.iter().enumerate() {
        let above = below.iter().find(|below| MODULES[at..].iter().any(|(module, _)| module == *below));
        assert_eq!(above, None, "{module} imports what stands after it");
    }
}

#[test]
fn a_library_is_named_only_in_its_modules_and_somewhere() {
    for (library, modules) in LIBRARIES {
        let path = format!("{library}::");
        let named: BTreeSet<_> = sources()
            .iter()
            .filter(|source| source.code.match_indices(&path).any(|(at, _)| is_start(&source.code, at)))
            .map(|source| source.module.clone())
            .collect();
        assert_eq!(named.iter().map(String::as_str).collect::<Vec<_>>(), *modules, "{library}");
    }
}

/// A PostgreSQL engine later must not be visible anywhere else.
#[test]
fn nothing_outside_the_store_names_an_engine() {
    let names_engine =
        |code: &str| ["store::sqlite", "store::memory"].iter().any(|engine| code.contains(engine));
    let named = sources().into_iter().filter(|source| source.module != "store" && names_engine(&source.code));
    let named: Vec<_> = named.map(|source| source.path).collect();
    assert!(named.is_empty(), "{named:?}");
}

/// Whether a name begins here, and is not the end of a longer one, of a path, or in a string.
fn is_start(code: &str, at: usize) -> bool {
    !code[..at]
        .ends_with(|character: char| character.is_alphanumeric() || ['_', ':', '"'].contains(&character))
}

#[test]
fn no_file_is_so_long_that_it_has_several_ideas() {
    let long = sources().into_iter().filter(|source| source.lines > LONGEST);
    let long: Vec<_> =
        long.map(|source| format!("{} has {} lines", source.path.display(), source.lines)).collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// The image is built without most folders beside `src`; what the program includes from there must not be left out.
#[test]
fn what_the_program_includes_is_there_when_the_image_is_built() {
    let ignored = include_str!("../.dockerignore");
    let is_left_out = |path: &str| {
        let folder = path.split('/').next().unwrap();
        ignored.lines().any(|line| line == format!("/{folder}"))
            && !ignored.lines().any(|line| line == format!("!/{path}"))
    };
    let mut included = 0;
    for source in sources() {
        let before_tests = source.code.split("#[cfg(test)]\nmod").next().unwrap();
        for rest in before_tests.split("include_str!(\"").skip(1) {
            let name = rest.split('"').next().unwrap();
            included += 1;
            let outside = name.trim_start_matches("../");
            assert!(
                outside == name || !is_left_out(outside),
                "{}: {name} is in .dockerignore",
                source.path.display()
            );
        }
    }
    assert!(included > 0);
}

#[test]
fn no_files_import_each_other_in_a_cycle() {
    let mut files = imports::Files::default();
    for source in sources().iter().filter(|source| source.lines > 0 && source.module != "main") {
        let before_tests = source.code.split("#[cfg(test)]\nmod").next().unwrap();
        files.add(&source.path, before_tests);
    }
    let cycles = files.cycles();
    assert!(cycles.is_empty(), "move what these files share into a file below them: {cycles:#?}");
}

#[test]
fn rooms_are_found_however_they_are_named() {
    let code =
        "use crate::xml::Xml; use crate::{model::{A, b::C}, store, self as x}; fn f() { crate::http::g() }";
    let named: Vec<_> = rooms_named(code).into_iter().collect();
    assert_eq!(named, ["http", "model", "self", "store", "xml"]);
}
