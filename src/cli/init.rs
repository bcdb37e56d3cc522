//! `windrow init`: a records folder to begin with.

use std::fs::{self, OpenOptions};
use std::io::{self, BufRead, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use crate::clock::{Clock as _, SystemClock};
use crate::config::Config;
use crate::diagnostics::{Both, Language};
use crate::import::repository_file;
use crate::model::{Words, words};
use crate::render::stored_identity;
use crate::store::Access;

use super::open::location;
use super::{Ending, Failure, open, print};

const REPOSITORY: &str = include_str!("init/repository.toml");
const JOURNAL: &str = include_str!("init/journal.toml");
const ISSUE: &str = include_str!("init/issue.toml");
const README: Both = Both { en: include_str!("init/README.md"), zh: include_str!("init/README.zh.md") };
const TEMPLATE: &str = include_str!("../../records/TEMPLATE.toml");

/// What is asked for.
pub(super) struct Question {
    /// The flag that answers it.
    pub(super) flag: &'static str,
    pub(super) about: Both,
    /// An answer that is always right, for checking the others.
    stand_in: &'static str,
}

/// What Identify cannot do without (§4.2).
pub(super) const QUESTIONS: [Question; 3] = [
    Question {
        flag: "name", about: Both { en: "Name of the journal", zh: "期刊名称" }, stand_in: "Journal"
    },
    Question {
        flag: "domain",
        about: Both {
            en: "Domain that the journal owns, such as journal.org; it is in every identifier and cannot be changed later",
            zh: "期刊自己的域名，如 journal.org；每个标识符都含有它，以后不能更改",
        },
        stand_in: "journal.org",
    },
    Question {
        flag: "email",
        about: Both {
            en: "E-mail address that harvesters can write to", zh: "收割方可以联系的电子邮箱"
        },
        stand_in: "editor@journal.org",
    },
];

/// The answers, in the order of [`QUESTIONS`].
type Answers = [String; 3];

/// Creates the folder with a repository, a journal, an issue and a first article. What was not `given` is asked for on a terminal.
///
/// Errs, and writes nothing, if one of the files is there already.
pub(super) fn run(
    config: &Config,
    folder: Option<PathBuf>,
    given: [Option<String>; 3],
) -> Result<Ending, Failure> {
    let folder = folder.unwrap_or_else(|| config.records.clone());
    let year = SystemClock.now().to_string().chars().take(4).collect::<String>();
    let stand_ins = QUESTIONS.map(|question| question.stand_in.to_owned());
    let language = config.lang.language();
    refuse_if_there(&folder, &files(&stand_ins, &year, language))?;
    let answers = answers(given, language)?;
    let files = files(&answers, &year, language);
    write(&folder, &files)?;
    print(language.of(&created(config, &folder, &files, &answers)))
}

/// The files with their content, in the order in which an editor reads them.
fn files([name, domain, email]: &Answers, year: &str, language: Language) -> Vec<(PathBuf, String)> {
    let in_readme = language.choose(README.en, README.zh).replace("YEAR", year);
    let journal = JOURNAL.replace("NAME", &quoted(name));
    let issue = ISSUE.replace("YEAR", &quoted(year));
    let first = format!("{year}/1");
    [
        ("repository.toml".to_owned(), repository(name, domain, email)),
        ("journal.toml".to_owned(), journal),
        ("README.md".to_owned(), in_readme),
        ("TEMPLATE.toml".to_owned(), TEMPLATE.to_owned()),
        (format!("{first}/issue.toml"), issue),
        (format!("{first}/article-1.toml"), TEMPLATE.to_owned()),
    ]
    .map(|(path, text)| (PathBuf::from(path), text))
    .into()
}

fn repository(name: &str, domain: &str, email: &str) -> String {
    let filled = |line: &str| match line {
        "name = NAME" => format!("name = {}\n", quoted(name)),
        "namespace = DOMAIN" => format!("namespace = {}\n", quoted(domain)),
        "admin_emails = [EMAIL]" => format!("admin_emails = [{}]\n", quoted(email)),
        line => format!("{line}\n"),
    };
    REPOSITORY.lines().map(filled).collect()
}

/// The text in quotes: JSON and TOML write it the same way.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn answers(given: [Option<String>; 3], language: Language) -> Result<Answers, Failure> {
    let stdin = io::stdin();
    let missing: Vec<_> = QUESTIONS.iter().zip(&given).filter(|(_, given)| given.is_none()).collect();
    if !missing.is_empty() && !stdin.is_terminal() {
        let flags: Vec<_> = missing.iter().map(|(question, _)| format!("--{}", question.flag)).collect();
        return Err(Failure::usage(words!(
            "there is no terminal to ask on, so give {flags}, too",
            "没有终端可以询问，请同时给出 {flags}",
            flags = flags.join(", ")
        )));
    }
    let [name, domain, email] = given;
    let answer =
        |at: usize, given: Option<String>| answer(at, given, language, &mut stdin.lock(), &mut io::stderr());
    Ok([answer(0, name)?, answer(1, domain)?, answer(2, email)?])
}

/// The answer that was given, or else the first good one that is read; a bad one is asked for again.
fn answer(
    at: usize,
    given: Option<String>,
    language: Language,
    from: &mut dyn BufRead,
    to: &mut dyn Write,
) -> Result<String, Failure> {
    let Question { flag, about, .. } = QUESTIONS[at];
    if let Some(given) = given {
        return match wrong(at, &given) {
            Some(message) => {
                Err(Failure::usage(words!("--{flag}: {message}", "--{flag}：{message}"; message = message)))
            }
            None => Ok(given),
        };
    }
    loop {
        write!(to, "{}: ", language.choose(about.en, about.zh))?;
        to.flush()?;
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            return Err(Failure::usage(words!("no answer; give --{flag}", "没有回答；请给出 --{flag}")));
        }
        match wrong(at, line.trim()) {
            Some(message) => writeln!(to, "{}", language.of(&message))?,
            None => return Ok(line.trim().to_owned()),
        }
    }
}

/// What is wrong with an answer.
fn wrong(at: usize, answer: &str) -> Option<Words> {
    let mut answers = QUESTIONS.map(|question| question.stand_in);
    answers[at] = answer;
    let [name, domain, email] = answers;
    let read =
        repository_file::read(Path::new("repository.toml"), repository(name, domain, email).as_bytes());
    read.err()
        .and_then(|problems| problems.into_iter().next())
        .map(|problem| Words { en: problem.message, zh: problem.message_zh })
}

fn refuse_if_there(folder: &Path, files: &[(PathBuf, String)]) -> Result<(), Failure> {
    let there = files.iter().map(|(path, _)| folder.join(path)).find(|path| path.symlink_metadata().is_ok());
    there.map_or(Ok(()), |path| {
        Err(Failure::failed(words!(
            "{path} is there already, and nothing is overwritten; name a folder that is new or empty, or edit what is there",
            "{path} 已经存在，不会覆盖；请指定新的或空的文件夹，或编辑已有的文件",
            path = path.display()
        )))
    })
}

fn write(folder: &Path, files: &[(PathBuf, String)]) -> Result<(), Failure> {
    for (path, text) in files {
        let path = folder.join(path);
        write_new(&path, text).map_err(|error| {
            Failure::failed(words!(
                "{path} cannot be created: {error}",
                "无法创建 {path}：{error}",
                path = path.display()
            ))
        })?;
    }
    Ok(())
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

/// What was created, and what to do next.
fn created(config: &Config, folder: &Path, files: &[(PathBuf, String)], [_, domain, _]: &Answers) -> Words {
    let lines = files.iter().fold(Words::default(), |lines, (path, _)| {
        words!(
            "{lines}created {path}\n",
            "{lines}已创建 {path}\n",
            path = folder.join(path).display();
            lines = lines
        )
    });
    let records =
        if folder == config.records { String::new() } else { format!(" --records {}", folder.display()) };
    let article = files.last().map(|(path, _)| folder.join(path)).unwrap_or_default();
    let (data, why) = match other_namespace(config, domain) {
        Some(other) => (
            format!(" --data {}-data", folder.display()),
            words!(
                "\nThe store in {data} belongs to {other}, so this repository needs another data folder.\n",
                "\n{data} 中的存储属于 {other}，因此本仓储需要另一个数据文件夹。\n",
                data = config.data.display()
            ),
        ),
        None => Default::default(),
    };
    words!(
        "{lines}\nWrite the first article into {article}, and check it:\n\n  windrow check{records}\n{why}\nThen serve it:\n\n  windrow \
         serve{records}{data}\n",
        "{lines}\n请把第一篇文章写入 {article}，然后检查：\n\n  windrow check{records}\n{why}\n然后发布：\n\n  windrow serve{records}{data}\n",
        article = article.display();
        lines = lines,
        why = why
    )
}

/// The namespace of the store, if it is not this one.
fn other_namespace(config: &Config, domain: &str) -> Option<String> {
    let store = location(config).has_store().then(|| open(config, Access::ReadOnly).ok())??;
    let known = stored_identity(&*store).ok()??.identity.namespace.to_string();
    (known != domain).then_some(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(at: usize, typed: &str) -> (Option<String>, String) {
        let mut shown = Vec::new();
        let answer = answer(at, None, Language::English, &mut typed.as_bytes(), &mut shown);
        (answer.ok(), String::from_utf8(shown).unwrap())
    }

    #[test]
    fn a_wrong_answer_is_explained_and_asked_for_again() {
        let (answer, shown) = asked(1, "not a domain\n\njournal.example.net\n");
        assert_eq!(answer.as_deref(), Some("journal.example.net"));
        assert_eq!(shown.matches(QUESTIONS[1].about.en).count(), 3, "{shown}");
        assert_eq!(asked(2, "nobody\n me@journal.org \n").0.as_deref(), Some("me@journal.org"));
        assert_eq!(asked(0, "\n \n").0, None, "the end of the input is not an answer");
    }

    #[test]
    fn a_value_stays_what_it_is_whatever_characters_it_has() {
        for name in ["The \"Journal\"", "a\\b", "学报 · EMAIL", "= DOMAIN", "NAME", "'''"] {
            let text = repository(name, "journal.org", "a@journal.org");
            let (identity, _) = repository_file::read(Path::new("r"), text.as_bytes()).unwrap();
            assert_eq!(identity.name, name);
            assert_eq!(identity.admin_emails, ["a@journal.org"]);
        }
    }
}
