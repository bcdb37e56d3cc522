//! `windrow check --explain`: what a code means.

use crate::config::Config;
use crate::diagnostics::{Aggregator, Both, Code, Example, Language, Solver, codes, suggest};
use crate::model::words;

use super::{Ending, Failure, print};

/// Explains the code, or says which one was probably meant.
pub(super) fn run(config: &Config, name: &str) -> Result<Ending, Failure> {
    match codes::all().find(|code| code.name == name) {
        Some(code) => print(&explained(config.lang.language(), code)),
        None => Err(Failure::usage(words!(
            "there is no code `{name}`; {remedy}",
            "没有代码“{name}”；{remedy}";
            remedy = match suggest::nearest(name, codes::all().map(|code| code.name)) {
                Some(near) => words!("did you mean `{near}`?", "是否应为“{near}”？"),
                None => words!("docs/checks.md lists all codes", "全部代码见 docs/checks.md"),
            }
        ))),
    }
}

fn explained(language: Language, code: &Code) -> String {
    let say = |both: Both| language.choose(both.en, both.zh);
    let Code { name, severity, solver, rule, about, concerns, effect, wrong, right } = code;
    let who = match solver {
        Solver::Editor => language.choose("the editor", "编辑"),
        Solver::Operator => language.choose("the operator", "管理员"),
    };
    let services: Vec<_> = concerns.iter().map(|service| service.name()).collect();
    let services = match concerns {
        [Aggregator::All] => language.choose("all services", "所有服务").to_owned(),
        _ => services.join(", "),
    };
    let lines = [
        (language.choose("level", "级别"), format!("{} ({})", severity.level(), severity.word(language))),
        (language.choose("solved by", "由谁解决"), who.to_owned()),
        (language.choose("effect", "后果"), say(*effect).to_owned()),
        (language.choose("concerns", "涉及"), services),
        (language.choose("rule", "规则"), format!("{}, {}", rule.name, rule.place())),
    ];
    let lines: String = lines.iter().map(|(what, text)| format!("{what}: {text}\n")).collect();
    let (bad, good) = (language.choose("wrong", "错误示例"), language.choose("right", "正确示例"));
    format!("{name}\n{}\n\n{lines}\n{bad}:\n{}\n{good}:\n{}", say(*about), shown(*wrong), shown(*right))
}

/// The example, indented.
fn shown(example: Example) -> String {
    let text = match example {
        Example::Record(text) | Example::Repository(text) | Example::Situation(text) => text.to_owned(),
        Example::Folder(files) => files.iter().map(|(name, text)| format!("# {name}\n{text}\n")).collect(),
        Example::Load(name, text) => format!("# {name}\n{text}"),
    };
    text.lines().map(|line| format!("    {line}\n")).collect()
}
