//! Messages in English and in Chinese, and what a code means.

use crate::program::{Place, Said, said};

/// What `check` says of a title in the wrong language, with these variables.
fn checked(variables: &[(&str, &str)], flags: &[&str]) -> Said {
    let place = Place::with(0);
    place.write("records/a.toml", "[[title]]\nlang = \"en\"\ntext = \"论国际安全的若干问题\"\n");
    let mut command = place.command(&[&["check"], flags].concat());
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG");
    said(command.envs(variables.iter().copied()).output().unwrap())
}

const ENGLISH: &str =
    "warning: a.toml:3:8: this text is written in Chinese characters, and the language is `en`";
const CHINESE: &str =
    "警告: a.toml:3:8: 这段文本用的是汉字，语言却标为 en；请改正 lang = \"en\" [language-script]";

#[test]
fn the_flag_the_variable_and_the_locale_choose_the_language() {
    for (variables, flags, expected) in [
        (&[][..], &[][..], ENGLISH),
        (&[("LANG", "zh_CN.UTF-8")], &[], CHINESE),
        (&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "zh_TW")], &[], CHINESE),
        (&[("LC_ALL", "C.UTF-8"), ("LC_MESSAGES", "zh_CN")], &[], ENGLISH),
        (&[("LC_ALL", "de_DE"), ("LANG", "zh_CN")], &[], ENGLISH),
        (&[("LANG", "en_US"), ("WINDROW_LANG", "zh")], &[], CHINESE),
        (&[("WINDROW_LANG", "zh")], &["--lang", "en"], ENGLISH),
        (&[("LANG", "zh_CN")], &["--lang=en"], ENGLISH),
    ] {
        let said = checked(variables, flags);
        assert!(said.err.starts_with(expected), "{variables:?} {flags:?}: {}", said.err);
    }
}

#[test]
fn the_configuration_file_chooses_the_language() {
    let place = Place::with(1);
    place.write("windrow.toml", "lang = \"zh\"\n");
    assert_eq!(place.run(&["check"]).out, "检查了 1 条记录，其中 0 条不会发布；0 个错误，0 个警告\n");
    assert_eq!(
        place.run(&["check", "--lang", "en"]).out,
        "1 record checked, 0 would not be published; 0 errors, 0 warnings\n"
    );
}

#[test]
fn both_languages_are_in_an_object_of_json() {
    let said = checked(&[], &["--json"]);
    let problem: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(problem["code"], "language-script");
    assert!(ENGLISH.ends_with(problem["message"].as_str().unwrap().split(';').next().unwrap()), "{problem}");
    assert!(CHINESE.contains(problem["message_zh"].as_str().unwrap()), "{problem}");
}

#[test]
fn help_for_editors_is_in_chinese() {
    let place = Place::with(0);
    for command in ["init", "check", "sync", "diff", "load", "formats"] {
        let (en, zh) = (place.run(&[command, "-h"]).out, place.run(&[command, "-h", "--lang", "zh"]).out);
        let first = |text: &str| text.lines().next().unwrap_or_default().to_owned();
        assert!(first(&en).is_ascii() && !first(&zh).is_ascii(), "{command}: {zh}");
    }
}

#[test]
fn a_code_is_explained() {
    let place = Place::with(0);
    let english = place.run(&["check", "--explain", "pages-range"]);
    assert_eq!(english.code, 0);
    for part in [
        "The first page contains the last page.",
        "level: should (warning)",
        "docs/record-format.md",
        "first = \"12-34\"",
    ] {
        assert!(english.out.contains(part), "{part}: {}", english.out);
    }
    assert!(
        place.run(&["check", "--explain", "pages-range", "--lang", "zh"]).out.contains("首页中写了末页。")
    );
    let unknown = place.run(&["check", "--explain", "page-range"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("did you mean `pages-range`?"), "{}", unknown.err);
}

#[test]
fn a_failure_of_the_store_has_its_remedy_in_chinese() {
    let place = Place::with(1);
    place.write("data", "not a folder");
    let failed = place.run(&["sync", "--lang", "zh"]);
    assert_eq!(failed.code, 1);
    assert!(failed.err.contains("请用 --data 另选数据文件夹"), "{}", failed.err);
}
