//! The command line as it can be. The flags of settings come from their table.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};

use crate::config::{SETTINGS, Setting};
use crate::diagnostics::Language;
use crate::import::foreign::IMPORTERS;

use super::init::QUESTIONS;

pub(super) const CONFIRM_DELETIONS: &str = "confirm-deletions";
pub(super) const XML: &str = "xml";
pub(super) const JSON: &str = "json";
pub(super) const EXPLAIN: &str = "explain";
pub(super) const CONFIG: &str = "config";
pub(super) const SOURCE: &str = "source";
pub(super) const INTO: &str = "into";
pub(super) const FROM: &str = "from";
pub(super) const FORMAT: &str = "format";
pub(super) const DRY_RUN: &str = "dry-run";
pub(super) const FILES: &str = "files";
pub(super) const OLDER: &str = "older";
pub(super) const ESCAPE_IDENTIFIERS: &str = "escape-identifiers";
pub(super) const RECORD: &str = "record";
pub(super) const AS: &str = "as";
pub(super) const FOLDER: &str = "folder";
pub(super) const CLOCK: &str = "clock";
pub(super) const YES: &str = "yes";
pub(super) const REPLACE_LOST: &str = "replace-lost";

const ENDINGS: &str = "\
Exit status:
  0  success
  1  failure
  2  the command or the configuration is wrong
  3  finished, but records were rejected, files have errors, deletions wait for confirmation,
     or the store has damage that was found (verify) or not repaired (repair)
  4  `diff` found changes

Every setting can be a flag, an environment variable (WINDROW_LISTEN for --listen) or a key in windrow.toml
(listen). `--help` shows all settings, `windrow config` those in effect.";

/// The whole command line.
pub(super) fn command(language: Language) -> Command {
    Command::new("windrow")
        .version(env!("CARGO_PKG_VERSION"))
        .about(language.choose(
            "An OAI-PMH 2.0 data provider: article metadata in a folder, served to every harvester.",
            "OAI-PMH 2.0 数据提供程序：把文件夹中的文章元数据提供给所有收割程序。",
        ))
        .after_help(ENDINGS)
        .arg_required_else_help(true)
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(
            Command::new("serve").about("Serve the repository, and follow changes of the records folder"),
        )
        .subcommand(init(language))
        .subcommand(check(language))
        .subcommand(sync(language))
        .subcommand(diff(language))
        .subcommand(import(language))
        .subcommand(export(language))
        .subcommand(load(language))
        .subcommand(formats(language))
        .subcommand(
            Command::new("upgrade")
                .about("Upgrade the store to the version of this program; stop the server first"),
        )
        .subcommand(
            Command::new("verify").about("Check the whole store for damage; the server may be running"),
        )
        .subcommand(repair())
        .subcommand(backup())
        .subcommand(restore())
        .subcommand(Command::new("health").about("Check the health of the local server"))
        .subcommand(
            Command::new("config").about("Show the effective configuration, and where each value came from"),
        )
        .next_help_heading("Settings")
        .arg(
            Arg::new(CONFIG)
                .long(CONFIG)
                .value_name("FILE")
                .global(true)
                .value_parser(value_parser!(PathBuf))
                .help("The configuration file, instead of windrow.toml"),
        )
        .args(SETTINGS.iter().map(flag))
}

fn init(language: Language) -> Command {
    let answer = |question: &super::init::Question| {
        Arg::new(question.flag)
            .long(question.flag)
            .value_name("TEXT")
            .help(language.choose(question.about.en, question.about.zh))
    };
    Command::new("init")
        .about(language.choose(
            "Create a records folder with a repository, a journal, an issue, a first article and a template",
            "创建记录文件夹，含仓储、期刊、一期、第一篇文章和模板",
        ))
        .arg(Arg::new(FOLDER).value_name("DIR").value_parser(value_parser!(PathBuf)).help(language.choose(
            "The new folder, instead of the one that --records names; nothing in it is overwritten",
            "新文件夹，代替 --records 指定的文件夹；不会覆盖其中的任何文件",
        )))
        .args(QUESTIONS.iter().map(answer))
}

fn check(language: Language) -> Command {
    Command::new("check")
        .about(language.choose(
            "Check the files of the records folder without a store, and write nothing",
            "检查记录文件夹中的文件，不需要存储，也不写入任何内容",
        ))
        .arg(Arg::new(FILES).value_name("FILE").num_args(0..).value_parser(value_parser!(PathBuf)).help(
            language.choose(
                "Files or folders in the records folder; without any, all files are checked",
                "记录文件夹中的文件或文件夹；不写则检查所有文件",
            ),
        ))
        .arg(Arg::new(EXPLAIN).long(EXPLAIN).value_name("CODE").conflicts_with_all([FILES, JSON]).help(
            language.choose(
                "Explain a code that a message ends with: the rule, what happens, and an example",
                "解释消息末尾的代码：规则、后果和示例",
            ),
        ))
        .arg(Arg::new(JSON).long(JSON).action(ArgAction::SetTrue).help(language.choose(
            "Print a JSON object for each problem, on a line of its own",
            "每个问题输出一个 JSON 对象，各占一行",
        )))
}

fn sync(language: Language) -> Command {
    Command::new("sync")
        .about(
            language
                .choose("Synchronise the store with the records folder, once", "使存储与记录文件夹同步一次"),
        )
        .arg(confirm_deletions(language))
}

fn diff(language: Language) -> Command {
    Command::new("diff")
        .about(language.choose(
            "Show which records `sync` would change, and write nothing",
            "显示 sync 会更改哪些记录，不写入任何内容",
        ))
        .arg(
            Arg::new(XML)
                .long(XML)
                .action(ArgAction::SetTrue)
                .help(language.choose("Also show the lines that change", "同时显示更改的行")),
        )
        .arg(confirm_deletions(language))
}

fn confirm_deletions(language: Language) -> Arg {
    Arg::new(CONFIRM_DELETIONS).long(CONFIRM_DELETIONS).action(ArgAction::SetTrue).help(language.choose(
        "Publish deletions even if their number looks like an accident",
        "即使删除数量像是误操作，也予以发布",
    ))
}

fn import(language: Language) -> Command {
    let names: Vec<_> = IMPORTERS
        .iter()
        .map(|importer| {
            let about = importer.about();
            format!("  {:<12} {}", importer.name(), language.choose(about.en, about.zh))
        })
        .collect();
    let formats = language.choose("Formats, recognised by their content:", "格式（由内容识别）：");
    Command::new("import")
        .about(
            language
                .choose("Turn files of other systems into record files", "把其他系统的文件转换为记录文件"),
        )
        .after_help(format!("{formats}\n{}", names.join("\n")))
        .arg(
            Arg::new(FILES)
                .value_name("FILE")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help(language.choose("The files, as the other system exported them", "其他系统导出的文件")),
        )
        .arg(Arg::new(INTO).long(INTO).value_name("DIR").value_parser(value_parser!(PathBuf)).help(
            language.choose(
                "The folder below the records folder, instead of one for each year and issue",
                "记录文件夹下的文件夹，代替按年和期分设的文件夹",
            ),
        ))
        .arg(Arg::new(FROM).long(FROM).value_name("FORMAT").help(
            language.choose("The format, instead of the one that is recognised", "指定格式，代替自动识别"),
        ))
        .arg(Arg::new(DRY_RUN).long(DRY_RUN).action(ArgAction::SetTrue).help(language.choose(
            "Show each file, and the formats it would be available in, and write nothing",
            "显示每个文件及其可用格式，不写入任何内容",
        )))
}

fn export(language: Language) -> Command {
    Command::new("export")
        .about(language.choose(
            "Write every record in one format into files, to upload or to send",
            "把每条记录以一种格式写成文件，用于上传或发送",
        ))
        .arg(folder(language.choose("The folder for the files", "存放文件的文件夹")))
        .arg(Arg::new(FORMAT).long(FORMAT).value_name("NAME").required(true).help(language.choose(
            "A metadataPrefix, or bibtex, ris, csl_json, schema_org or doaj",
            "metadataPrefix，或 bibtex、ris、csl_json、schema_org、doaj",
        )))
}

fn load(language: Language) -> Command {
    Command::new("load")
        .about(language.choose("Load files of records: OAI-PMH responses as harvesters save them, and JSON Lines", "装入记录文件：收割程序保存的 OAI-PMH 应答，以及 JSON Lines"))
        .arg(
            Arg::new(FILES)
                .value_name("FILE")
                .required(true)
                .num_args(1..)
                .value_parser(value_parser!(PathBuf))
                .help(language.choose("The files; of records without datestamps, the version that is loaded last counts", "文件；没有日期戳的记录以最后导入的版本为准")),
        )
        .arg(
            Arg::new(SOURCE)
                .long(SOURCE)
                .value_name("NAME")
                .required(true)
                .help(language.choose("The source that the records belong to; no other source may change them", "记录所属的来源；其他来源不能更改它们")),
        )
        .arg(Arg::new(OLDER).long(OLDER).action(ArgAction::SetTrue).help(
            language.choose("Take a version of a record that is older at its origin than the one here, which otherwise stays", "接收比现有版本更旧的记录版本；否则保留现有版本"),
        ))
        .arg(Arg::new(ESCAPE_IDENTIFIERS).long(ESCAPE_IDENTIFIERS).action(ArgAction::SetTrue).help(
            language.choose("Write characters that no identifier can have as %XX, such as a space as %20, instead of rejecting the record", "把标识符中不允许的字符写成 %XX（如空格写成 %20），而不是拒收记录"),
        ))
}

fn formats(language: Language) -> Command {
    Command::new("formats")
        .about(language.choose(
            "Show in which formats a record is available, and why not in the others",
            "显示记录可用哪些格式提供，以及为何不能用其他格式",
        ))
        .arg(Arg::new(RECORD).value_name("RECORD").required(true).value_parser(value_parser!(PathBuf)).help(
            language.choose(
                "A record file, or the identifier of a stored record",
                "记录文件，或已存记录的标识符",
            ),
        ))
        .arg(
            Arg::new(AS)
                .long(AS)
                .value_name("NAME")
                .help(language.choose("Print the record in this format instead", "改为以此格式输出记录")),
        )
}

fn repair() -> Command {
    Command::new("repair")
        .about("Repair damage that `verify` finds, as far as possible; stop the server first")
        .arg(Arg::new(CLOCK).long(CLOCK).action(ArgAction::SetTrue).help(
            "If a wrong clock has put the store into the future: show what resetting it to the clock would do",
        ))
        .arg(Arg::new(YES).long(YES).action(ArgAction::SetTrue).requires(CLOCK).help("With --clock: do it"))
}

fn backup() -> Command {
    Command::new("backup")
        .about("Write a backup of the store into a folder; the server may be running")
        .arg(folder("The folder for the backup; it must not contain one yet"))
}

fn restore() -> Command {
    Command::new("restore")
        .about("Restore a backup; an existing store is changed until it has the same records")
        .arg(folder("The folder that `windrow backup` wrote"))
        .arg(Arg::new(REPLACE_LOST).long(REPLACE_LOST).action(ArgAction::SetTrue).help(
            "Restore even if the data folder contains parts of a lost store; they are renamed to *.lost",
        ))
}

fn folder(help: &'static str) -> Arg {
    Arg::new(FOLDER).value_name("DIR").required(true).value_parser(value_parser!(PathBuf)).help(help)
}

/// The flag of a setting. Its value is read later, together with those from elsewhere.
fn flag(setting: &'static Setting) -> Arg {
    let default = match setting.default {
        "" => String::new(),
        default => format!(" [default: {default}]"),
    };
    Arg::new(setting.key)
        .long(setting.flag())
        .value_name(setting.placeholder)
        .global(true)
        .allow_hyphen_values(true)
        .hide_short_help(!setting.common)
        .help(format!("{}{default}", setting.about.replace('`', "")))
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_command_line_is_consistent() {
        super::command(Language::English).debug_assert();
        super::command(Language::Chinese).debug_assert();
    }
}
