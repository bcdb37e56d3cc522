//! The parts of a page of abstracts: what belongs to the layout, and the entries with their labelled blocks.

use crate::model::{Article, Language, Person, Role, Text, is_han};

use super::draft::Draft;
use super::people;

/// What a block is labelled as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    Abstract,
    Keywords,
    Authors,
    /// Class numbers, article numbers, funds: what a page has beside.
    Other,
}

/// Names of labels, in brackets or with a colon.
const LABELS: [(&str, Label); 24] = [
    ("abstract", Label::Abstract),
    ("abstracts", Label::Abstract),
    ("summary", Label::Abstract),
    ("摘要", Label::Abstract),
    ("内容提要", Label::Abstract),
    ("内容摘要", Label::Abstract),
    ("提要", Label::Abstract),
    ("keywords", Label::Keywords),
    ("key words", Label::Keywords),
    ("keyword", Label::Keywords),
    ("关键词", Label::Keywords),
    ("关键字", Label::Keywords),
    ("author", Label::Authors),
    ("authors", Label::Authors),
    ("author(s)", Label::Authors),
    ("about the author", Label::Authors),
    ("about the authors", Label::Authors),
    ("作者简介", Label::Authors),
    ("作者", Label::Authors),
    ("作者单位", Label::Authors),
    ("中图分类号", Label::Other),
    ("文章编号", Label::Other),
    ("文献标识码", Label::Other),
    ("基金项目", Label::Other),
];

/// The label that a line begins with, and the rest of the line.
pub fn label(line: &str) -> Option<(Label, &str)> {
    let line = line.trim_start();
    let opened = line.strip_prefix(['[', '【', '［', '〔']);
    let (name, rest) = match opened {
        Some(inside) => inside.split_once([']', '】', '］', '〕'])?,
        None => line.split_once([':', '：']).filter(|(name, _)| name.chars().count() < 20)?,
    };
    let bare: String = name.chars().filter(|sign| !sign.is_whitespace() || name.is_ascii()).collect();
    let bare = bare.trim().to_lowercase();
    let (_, label) = LABELS.iter().find(|(known, _)| *known == bare)?;
    Some((*label, rest.trim_start_matches([':', '：', ' '])))
}

/// A labelled part of an entry: its lines, joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'p> {
    pub label: Label,
    pub lines: Vec<&'p str>,
}

/// What is printed of one article.
#[derive(Clone, Debug, Default)]
pub struct Entry<'p> {
    /// The line of the page where it begins.
    pub line: usize,
    /// The page of the article, which a table of contents has before the title.
    pub first_page: Option<&'p str>,
    /// The lines of the title and of the authors under it.
    pub heading: Vec<&'p str>,
    /// Text before the first label of an entry without a heading: the end of an abstract that began on an earlier page.
    pub fragment: Vec<&'p str>,
    pub blocks: Vec<Block<'p>>,
}

/// A page, without its running heads and folios.
pub struct Page<'p> {
    lines: Vec<(usize, &'p str)>,
    journal: Option<&'p str>,
    running_head: Option<&'p str>,
    year: Option<&'p str>,
    issue: Option<&'p str>,
    editors: Vec<&'p str>,
    editors_label: &'p str,
}

impl<'p> Page<'p> {
    /// Takes what belongs to the layout away from the text.
    pub fn of(all: &'p [(usize, String)]) -> Self {
        let mut page = Self {
            lines: Vec::new(),
            journal: None,
            running_head: None,
            year: None,
            issue: None,
            editors: Vec::new(),
            editors_label: "",
        };
        let mut after_mark = false;
        for (number, line) in all {
            let line = line.trim();
            let is_mark = page.is_layout(line);
            if !is_mark && after_mark && is_running_head(line) {
                page.running_head = Some(line);
            } else if !is_mark && !line.is_empty() && !page.is_editors(line) {
                page.lines.push((*number, line));
            }
            after_mark = is_mark || (after_mark && line.is_empty());
        }
        page
    }

    /// Folios such as `· 160 ·`, and the marks of viewers, one of which can name the issue.
    fn is_layout(&mut self, line: &'p str) -> bool {
        let bare = line.trim_matches(|sign: char| "·•-–—. ".contains(sign));
        let is_folio = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
        let is_mark = ["Page ", "P. ", "page ", "第 "].iter().any(|begin| {
            line.strip_prefix(begin).is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()))
        });
        let names_issue =
            line.contains('期') && line.contains('第') && line.contains('年') && line.chars().count() < 40;
        if is_mark || names_issue {
            self.name_issue(line);
        }
        is_folio || is_mark || names_issue
    }

    /// `《国际安全研究》2022年第5期`, or without the marks.
    fn name_issue(&mut self, line: &'p str) {
        let marked = line.split_once('《').and_then(|(_, rest)| rest.split_once('》'));
        let bare = || line.find(|sign: char| sign.is_ascii_digit()).map(|at| line.split_at(at));
        if let Some((name, rest)) = marked.or_else(bare).filter(|(_, rest)| rest.contains('期')) {
            self.journal = Some(name.trim()).filter(|name| !name.is_empty()).or(self.journal);
            self.year = rest.split_once('年').map(|(year, _)| year.trim());
            let issue = rest.split_once('第').and_then(|(_, rest)| rest.split_once('期'));
            self.issue = issue.map(|(issue, _)| issue.trim());
        }
    }

    /// `(本期英文编辑:张国帅 高静)`: editors of the issue, not authors.
    fn is_editors(&mut self, line: &'p str) -> bool {
        let inside = line.trim_matches(['(', ')', '（', '）', '[', ']', ' ']);
        let Some((label, names)) = inside.split_once([':', '：']) else { return false };
        let lower = label.trim().to_lowercase();
        if !label.contains("编辑") && !lower.ends_with("editor") && !lower.ends_with("editors") {
            return false;
        }
        self.editors_label = label.trim();
        self.editors = names.split([' ', '　', ',', '，', '、']).filter(|name| !name.is_empty()).collect();
        true
    }

    /// The entries, in their order.
    pub fn entries(&self) -> Vec<Entry<'p>> {
        let mut entries: Vec<Entry<'p>> = Vec::new();
        let mut heading: Vec<(usize, &'p str)> = Vec::new();
        for (number, line) in &self.lines {
            if let Some((label, rest)) = label(line) {
                let open = entries.last_mut().and_then(|entry| entry.blocks.last_mut());
                if let Some(block) = open.filter(|_| !begins_an_entry(label)) {
                    // a sentence that begins with a number looks like a numbered title until this label comes
                    block.lines.extend(heading.drain(..).map(|(_, line)| line));
                }
                if !heading.is_empty() || entries.is_empty() {
                    entries.push(begun(&heading, *number, label));
                    heading.clear();
                }
                if let Some(entry) = entries.last_mut() {
                    entry.blocks.push(Block { label, lines: vec![rest] });
                }
                continue;
            }
            let open = entries.last_mut().and_then(|entry| entry.blocks.last_mut());
            match open {
                Some(block)
                    if heading.is_empty() && !(block.is_complete() && is_title(line, block.label)) =>
                {
                    block.lines.push(line);
                }
                _ => heading.push((*number, line)),
            }
        }
        if let (true, Some((number, _))) = (entries.is_empty(), heading.first()) {
            entries.push(begun(&heading, *number, Label::Other));
        }
        entries
    }

    /// What the page says of every article on it.
    pub fn describe(&self, draft: &mut Draft) {
        let article = &mut draft.article;
        if self.journal.is_some() || self.running_head.is_some() {
            let titles = [(self.journal, "zh"), (self.running_head, "en")].into_iter();
            let titles = titles
                .filter_map(|(text, lang)| Some(Text { lang: lang.parse().ok(), text: text?.to_owned() }));
            article.journal.get_or_insert_default().titles.extend(titles);
        }
        article.published = self.year.and_then(|year| year.parse().ok());
        article.issue = self.issue.map(str::to_owned);
        self.add_editors(article);
    }

    fn add_editors(&self, article: &mut Article) {
        for name in &self.editors {
            let mut draft = Draft::default();
            let Person { family, given, name, .. } = people::person(&mut draft, name);
            let lang: Option<Language> =
                self.editors_label.chars().any(is_han).then(|| "zh".parse().ok()).flatten();
            article.contributors.push(Person {
                lang,
                family,
                given,
                name,
                role: Some(Role::Editor),
                role_printed: Some(self.editors_label.to_owned()),
                ..Person::default()
            });
        }
    }
}

impl Block<'_> {
    /// Whether a sentence ends with the last line, so that something else may begin.
    fn is_complete(&self) -> bool {
        let last = self.lines.last().map_or("", |line| line.trim_end());
        last.is_empty() || last.ends_with(['.', '。', ')', '）', '!', '?', '！', '？', ']', '】'])
    }
}

/// An entry that begins with a heading; of the first one on a page, text before a label other than that of an abstract is the end of an
/// abstract.
fn begun<'p>(heading: &[(usize, &'p str)], number: usize, label: Label) -> Entry<'p> {
    let line = heading.first().map_or(number, |(number, _)| *number);
    let lines: Vec<_> = heading.iter().map(|(_, line)| *line).collect();
    if !begins_an_entry(label) {
        return Entry { line, fragment: lines, ..Entry::default() };
    }
    let title = lines.iter().position(|line| numbered(vec![line]).0.is_some()).unwrap_or_default(); // before it is a running head
    let (first_page, heading) = numbered(lines[title..].to_vec());
    Entry { line, first_page, heading, ..Entry::default() }
}

/// The labels that stand first in an entry.
fn begins_an_entry(label: Label) -> bool {
    matches!(label, Label::Abstract | Label::Authors)
}

/// The number that a table of contents has before a title, and the lines without it.
fn numbered(mut lines: Vec<&str>) -> (Option<&str>, Vec<&str>) {
    let Some(first) = lines.first_mut() else { return (None, lines) };
    let end = first.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=4).contains(&end) && first[end..].starts_with([' ', '\t', '　', '.']);
    if !is_number {
        return (None, lines);
    }
    let (page, rest) = first.split_at(end);
    *first = rest.trim_start_matches(['.', ' ', '\t', '　']);
    (Some(page), lines)
}

/// Whether a new entry may begin with this line, behind a block that is complete. An abstract can go on with any sentence, so behind it
/// only a numbered title begins another entry.
fn is_title(line: &str, behind: Label) -> bool {
    let is_numbered = numbered(vec![line]).0.is_some();
    match behind {
        Label::Authors | Label::Other => true,
        Label::Abstract | Label::Keywords => is_numbered,
    }
}

/// How the names of Chinese journals end.
const OF_JOURNALS: [&str; 9] = ["研究", "学报", "杂志", "学刊", "论坛", "评论", "季刊", "通讯", "论丛"];

/// A short line of a few words that no sentence goes on in: the name of the journal.
fn is_running_head(line: &str) -> bool {
    if line.chars().any(is_han) {
        return OF_JOURNALS.iter().any(|ending| line.ends_with(ending));
    }
    let is_short = line.chars().count() <= 70 && !line.ends_with(['.', ',', ';', '。', '，']);
    let is_cased = line.split(' ').all(|word| {
        word.len() <= 3 || word.starts_with(|sign: char| sign.is_uppercase() || !sign.is_ascii())
    });
    is_short && is_cased && label(line).is_none() && numbered(vec![line]).0.is_none()
}
