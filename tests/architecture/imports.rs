//! Which source file imports from which, and whether files import each other in a cycle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A module as its path from the crate's root: `["store", "sqlite"]`.
type Module = Vec<String>;

/// The source files of a crate, by module. A `mod.rs` is the module of its folder.
#[derive(Default)]
pub struct Files(BTreeMap<Module, File>);

struct File {
    uses: Vec<Use>,
    /// The paths in the rest of the code; a name alone is a path, too.
    paths: Vec<Module>,
}

/// One name that a `use` brings into scope.
struct Use {
    is_public: bool,
    path: Module,
    name: String,
}

/// Where a path leads: a file, and whether to something in it or to the module itself.
struct Target {
    module: Module,
    is_item: bool,
}

impl Files {
    /// Adds a file by its path below `src`, with its code without comments and tests.
    pub fn add(&mut self, path: &Path, code: &str) {
        let mut module: Module =
            path.with_extension("").iter().map(|part| part.to_string_lossy().into()).collect();
        if module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        self.0.insert(module, file(&tokens(code)));
    }

    /// Every import that is part of a cycle, as `a imports b (path)`.
    pub fn cycles(&self) -> Vec<String> {
        let imports: BTreeMap<_, _> = self.0.keys().map(|module| (module, self.imports(module))).collect();
        let mut cycles = Vec::new();
        for (importer, imported) in &imports {
            for (module, path) in imported.iter().filter(|(module, _)| reaches(&imports, module, importer)) {
                cycles.push(format!("{} imports {} ({path})", importer.join("/"), module.join("/")));
            }
        }
        cycles
    }

    /// The other files that a file names something of, each with the path that names it. A re-export of a child is not an
    /// import, unless the file uses the name itself.
    fn imports(&self, module: &Module) -> BTreeMap<Module, String> {
        let file = &self.0[module];
        let is_reexport = |used: &&Use| {
            used.is_public && self.start(module, &used.path).is_some_and(|(at, _)| at == *module)
        };
        let used = file.uses.iter().filter(|used| !is_reexport(used)).map(|used| &used.path);
        let mut imports = BTreeMap::new();
        for path in used.chain(&file.paths) {
            match self.resolve(module, path, 0) {
                Some(target)
                    if target.is_item && target.module != *module && self.0.contains_key(&target.module) =>
                {
                    imports.entry(target.module).or_insert_with(|| path.join("::"));
                }
                _ => {}
            }
        }
        imports
    }

    /// Follows a path through modules, and through the names that they import or re-export, to the file that has the item.
    fn resolve(&self, module: &Module, path: &[String], depth: usize) -> Option<Target> {
        const DEEPEST: usize = 16; // names that import each other lead nowhere
        if depth > DEEPEST {
            return None;
        }
        let Some((mut at, mut rest)) = self.start(module, path) else {
            return self.follow(module, path, depth);
        };
        while let Some(child) =
            rest.first().map(|name| child(&at, name)).filter(|child| self.0.contains_key(child))
        {
            (at, rest) = (child, &rest[1..]);
        }
        self.follow(&at, rest, depth).or(Some(Target { module: at, is_item: !rest.is_empty() }))
    }

    /// Resolves a path whose first name the module imports or re-exports.
    fn follow(&self, module: &Module, path: &[String], depth: usize) -> Option<Target> {
        let first = path.first()?;
        let used = self.0.get(module)?.uses.iter().find(|used| used.name == *first)?;
        self.resolve(module, &[&used.path, &path[1..]].concat(), depth + 1)
    }

    /// The module at which a path starts, and the rest of the path; `None` for a name in scope and for other crates.
    fn start<'p>(&self, module: &Module, path: &'p [String]) -> Option<(Module, &'p [String])> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some((Vec::new(), rest)),
            "self" => Some((module.clone(), rest)),
            "super" => {
                let ups = path.iter().take_while(|name| *name == "super").count();
                Some((module[..module.len().saturating_sub(ups)].to_vec(), &path[ups..]))
            }
            _ => self.0.contains_key(&child(module, first)).then(|| (module.clone(), path)),
        }
    }
}

fn child(module: &Module, name: &str) -> Module {
    let mut child = module.clone();
    child.push(name.to_owned());
    child
}

/// Whether imports lead from one file to another.
fn reaches(imports: &BTreeMap<&Module, BTreeMap<Module, String>>, from: &Module, to: &Module) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(module) = open.pop() {
        if module == to {
            return true;
        }
        if seen.insert(module) {
            open.extend(imports[module].keys());
        }
    }
    false
}

/// Names, `::`, and single characters of everything else; no texts, no white space.
fn tokens(code: &str) -> Vec<&str> {
    let (mut tokens, mut rest) = (Vec::new(), code.trim_start());
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => end_of_text(rest),
            'r' if raw_text(rest).is_some() => raw_text(rest).unwrap_or_default(),
            '\'' => end_of_character(rest),
            ':' if rest.starts_with("::") => 2,
            _ if is_of_name(first) => rest.find(|character| !is_of_name(character)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        if !first_is_quote(first) {
            tokens.push(&rest[..length]);
        }
        rest = rest[length..].trim_start();
    }
    tokens
}

fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn first_is_quote(first: char) -> bool {
    first == '"' || first == '\''
}

/// The length of a text with its quotes.
fn end_of_text(code: &str) -> usize {
    let mut is_escaped = false;
    for (at, character) in code.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// The length of `r"…"` or `r#"…"#`, if the code begins with one.
fn raw_text(code: &str) -> Option<usize> {
    let hashes = code[1..].find(|character| character != '#')?;
    let inside = code[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(1 + hashes + 1 + inside.find(&end)? + end.len())
}

/// The length of a character with its quotes, or of the quote of a lifetime.
fn end_of_character(code: &str) -> usize {
    let mut characters = code.char_indices().skip(1);
    match (characters.next(), characters.next()) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let behind = at + escaped.len_utf8();
            behind + code[behind..].find('\'').map_or(0, |quote| quote + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// What a file imports, and the paths in its code.
fn file(tokens: &[&str]) -> File {
    let mut file = File { uses: Vec::new(), paths: Vec::new() };
    let (mut rest, mut before) = (tokens, "");
    let mut is_public = false;
    while let Some((first, behind)) = rest.split_first() {
        let statement = rest.iter().position(|token| *token == ";").unwrap_or(rest.len());
        let length = match *first {
            "pub" if behind.first() == Some(&"(") => {
                rest.iter().position(|token| *token == ")").unwrap_or(0) + 1
            }
            "use" => {
                leaves(&rest[1..statement], &[], is_public, &mut file.uses);
                statement
            }
            "mod" if statement == 2 => statement,
            name if name.starts_with(|first: char| first.is_alphabetic() || first == '_') => {
                let path = path(rest);
                if before != "." && before != "::" {
                    file.paths.push(path.iter().map(|name| (*name).to_owned()).collect());
                }
                2 * path.len() - 1
            }
            _ => 1,
        };
        is_public = *first == "pub";
        before = rest[length - 1];
        rest = &rest[length..];
    }
    file
}

/// The path that the tokens begin with.
fn path<'t>(tokens: &[&'t str]) -> Vec<&'t str> {
    let mut path = vec![tokens[0]];
    while let Some(["::", name]) = tokens.get(2 * path.len() - 1..2 * path.len() + 1)
        && name.starts_with(is_of_name)
    {
        path.push(name);
    }
    path
}

/// The names that a `use` brings into scope: its tree without braces.
fn leaves(tree: &[&str], prefix: &[&str], is_public: bool, uses: &mut Vec<Use>) {
    let names = path(tree);
    let whole = [prefix, &names].concat();
    match &tree[2 * names.len() - 1..] {
        ["::", "{", members @ ..] => {
            let members = &members[..members.len() - 1];
            let mut depth = 0;
            let at_comma = |token: &&str| {
                depth += match *token {
                    "{" => 1,
                    "}" => -1,
                    _ => 0,
                };
                depth == 0 && *token == ","
            };
            for member in members.split(at_comma).filter(|member| !member.is_empty()) {
                leaves(member, &whole, is_public, uses);
            }
        }
        rest => {
            let path = whole.strip_suffix(&["self"]).filter(|path| !path.is_empty()).unwrap_or(&whole);
            let name = if let ["as", name] = rest { name } else { path.last().unwrap_or(&"") };
            let owned = path.iter().map(|name| (*name).to_owned()).collect();
            uses.push(Use { is_public, path: owned, name: (*name).to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cycles(files: &[(&str, &str)]) -> Vec<String> {
        let mut all = Files::default();
        files.iter().for_each(|(path, code)| all.add(Path::new(path), code));
        all.cycles()
    }

    #[test]
    fn files_that_import_each_other_are_found_however_they_name_each_other() {
        let children = "mod one; mod two; pub use one::One; pub(crate) use two::{f as g, Two};";
        for (one, two) in [
            ("use super::two::Two;", "use super::one::One;"),
            ("use super::{Two, Other};", "use crate::a::{self, b::C, one::One};"),
            ("use super::two; fn f() { two::f() }", "fn f(_: &'static str) -> super::One { 'x' }"),
            ("fn f() { crate::a::g() }", "use std::fmt; use super::super::a; fn f() -> a::One {}"),
            ("use crate::a as b; fn f() { let s = r#\"\"\"#; b::two::f() }", "use super::One as Uno;"),
        ] {
            let found = cycles(&[("a/mod.rs", children), ("a/one.rs", one), ("a/two.rs", two)]);
            assert_eq!(found.len(), 2, "{one} {two} {found:?}");
        }
    }

    #[test]
    fn a_cycle_through_a_third_file_is_found_with_all_its_imports() {
        let files = [
            ("a.rs", "use crate::b::B;"),
            ("b.rs", "use crate::c::C;"),
            ("c.rs", "use crate::a::A;"),
            ("d.rs", "use crate::a::A;"),
        ];
        assert_eq!(
            cycles(&files),
            ["a imports b (crate::b::B)", "b imports c (crate::c::C)", "c imports a (crate::a::A)"]
        );
    }

    #[test]
    fn a_parent_is_in_a_cycle_with_a_child_only_if_each_uses_something_of_the_other() {
        let child = ("a/one.rs", "use super::Shared; pub struct One(Shared);");
        for parent in [
            "mod one; pub use one::One; struct Shared;",
            "pub mod one; pub use self::one::{One}; struct Shared;",
        ] {
            assert_eq!(cycles(&[("a/mod.rs", parent), child]), Vec::<String>::new(), "{parent}");
        }
        for parent in [
            "mod one; struct Shared; use one::One;",
            "mod one; struct Shared; fn f() { one::f() }",
            "mod one; pub use one::One; struct Shared; fn f() -> One {}",
        ] {
            assert_eq!(cycles(&[("a/mod.rs", parent), child]).len(), 2, "{parent}");
        }
    }

    #[test]
    fn texts_visibilities_and_methods_are_not_imports() {
        let files = [
            (
                "a/mod.rs",
                "mod one; fn f() { let s = \"one::f \\\" one::f\"; s.one::<u8>(); '\"'; '\\''; x.One }",
            ),
            ("a/one.rs", "pub(in crate::a) struct One; use super::f;"),
        ];
        assert_eq!(cycles(&files), Vec::<String>::new());
    }
}
