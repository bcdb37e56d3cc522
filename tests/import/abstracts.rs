//! Pages of abstracts in the layouts of several journals.

use std::path::Path;

use insta::assert_snapshot;
use windrow::folder::read_record;
use windrow::import::repository_file;
use windrow::model::{Article, Content, Person};

use crate::foreign::{got, shown};

/// The page that the records of this repository were transcribed from, line by line.
const SEED: &str = include_str!("abstracts/seed.txt");

/// The article of a record of this repository, with what its folders say of it.
fn record(name: &str) -> Article {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/records"));
    let bytes = std::fs::read(folder.join("repository.toml")).unwrap();
    let (identity, _) = repository_file::read(Path::new("repository.toml"), &bytes).unwrap();
    let (item, _) = read_record(folder, Path::new(name), &identity).unwrap();
    let Content::Article(article) = item.content else { panic!("{name} is an article") };
    *article
}

/// The page says `zh`, and a librarian knows that its characters are the simplified ones.
fn with_script(mut article: Article) -> Article {
    let simplified = || Some("zh-Hans".parse().unwrap());
    let is_chinese =
        |lang: &Option<windrow::model::Language>| lang.as_ref().is_some_and(|lang| lang.as_str() == "zh");
    for person in article.contributors.iter_mut().filter(|person| is_chinese(&person.lang)) {
        *person = Person { lang: simplified(), ..person.clone() };
    }
    for title in article.journal.iter_mut().flat_map(|journal| &mut journal.titles) {
        if is_chinese(&title.lang) {
            title.lang = simplified();
        }
    }
    article
}

#[test]
fn the_page_of_this_repository_gives_its_records_field_by_field() {
    let (format, got) = got(SEED.as_bytes());
    assert_eq!(format, Some("abstracts"));
    let [first, second] = &got.drafts[..] else { panic!("two articles: {:?}", got.drafts) };
    for (draft, name) in [(first, "2022/05/a1.toml"), (second, "2022/05/p130.toml")] {
        let by_hand = record(name);
        let read = with_script(draft.article.clone());
        let read = Article { types: by_hand.types.clone(), ..read }; // the page says nothing of the type
        assert_eq!(read, by_hand, "{name}");
    }
}

#[test]
fn a_chinese_page() {
    assert_snapshot!(shown(
        "· 3 ·\n国际安全研究 2023年第1期\n网络空间的规范竞争\n王雷　李娜\n【内容提要】 本文讨论网络空间的规范\n竞争及其前景。\n【关键词】 网络空间；规范竞争；\n国际制度\n【作者简介】 王雷，复旦大学发展研究院博士后（上海　\
         200433）；李娜，北京大学国际关系学院教授。\n论气候安全\n陈晓明\n【内容提要】 气候变化是安全问题。\n【关键词】 气候变化　安全\n【作者简介】 陈晓明，清华大学副教授。\n"
    ));
}

#[test]
fn labels_with_colons_and_authors_joined_by_and() {
    assert_snapshot!(shown(
        "Trust among States\nAda OKAFOR and Jan VAN DEN BERG\nAbstract: Trust grows slowly. It is\nlost quickly.\nKey words: trust; states; norm-\nsetting\nAuthors: Ada OKAFOR, Senior \
         Lecturer, Department of Politics, University of Lagos; Jan VAN DEN BERG, Researcher, Institute of Peace\n"
    ));
}

#[test]
fn numbered_titles_of_a_table_of_contents() {
    assert_snapshot!(shown(
        "Journal of Peace Research and Practice\n5 The Long Peace\nLI Na\n[Abstract] A study.\n[Keywords] peace, war\n[Author] LI Na, Professor, Peking University.\n27 Arms Control\nafter the \
         Treaty\nJOHN Smith\n[Abstract] Another study in 2020.\n1 January was the day.\n[Keywords] arms control\n· 29 ·\n"
    ));
}

#[test]
fn labels_that_are_spaced_out_and_numbers_of_the_page() {
    assert_snapshot!(shown(
        "第 12 页\n中国外交七十年\n张三　李四　欧阳修文\n摘　要：回顾七十年。\n关 键 词：外交；中国\n中图分类号：D82\n文章编号：1000-0000(2020)01-0001-10\n作者简介：张三，外交学院教授\n"
    ));
}

#[test]
fn a_page_of_one_abstract_without_authors() {
    assert_snapshot!(shown("Editorial: On Method\n[Abstract] Methods matter.\n[Keywords] method.\n"));
}

#[test]
fn an_abstract_of_several_paragraphs_goes_on_over_a_page_break() {
    assert_snapshot!(shown(
        "9 Deterrence\nWANG Lei\n[Abstract] The first part ends here.\n\n· 10 ·\nPage 12\nJournal of Deterrence\nThe second part goes on.\n[Keywords] deterrence; co-\noperation\n"
    ));
}

#[test]
fn a_letter_with_an_abstract_in_it_is_not_a_page() {
    for text in ["Dear colleagues,\nAbstract: none\n", "Abstract art\nKeywords\n", "[Abstract]\n"] {
        assert_eq!(got(text.as_bytes()).0, None, "{text}");
    }
}
