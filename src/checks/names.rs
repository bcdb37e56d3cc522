//! Names of persons: their parts where they belong, and capitals only where a name has them.

use super::Findings;
use crate::diagnostics::say;
use crate::model::is_han;

/// Warns of a family name in capitals, by which pages show which part it is.
pub(super) fn family(findings: &mut Findings, family: &str) {
    if is_in_capitals(family) {
        findings.add(say!(
            NAME_CAPITALS,
            "the family name is in capitals; write it as the person does (`{small}`), and put the printed form in `printed`",
            "姓氏全是大写字母；请按本人的写法写（“{small}”），把印刷形式写在 printed 中",
            small = in_small_letters(family)
        ));
    }
}

/// Words that an organisation has in its name and a person has not.
const OF_ORGANIZATIONS: [&str; 20] = [
    "academy",
    "association",
    "center",
    "centre",
    "college",
    "commission",
    "committee",
    "consortium",
    "council",
    "department",
    "editorial",
    "foundation",
    "institut",
    "institute",
    "laboratory",
    "ministry",
    "office",
    "society",
    "universität",
    "university",
];

/// The same in Chinese, at the end of the name.
const ENDINGS_OF_ORGANIZATIONS: [&str; 14] = [
    "大学",
    "学院",
    "研究院",
    "研究所",
    "研究会",
    "中心",
    "委员会",
    "协会",
    "学会",
    "编辑部",
    "编委会",
    "课题组",
    "出版社",
    "公司",
];

/// Warns of a one-string name that has two parts, names several people, or is an organisation.
pub(super) fn single(findings: &mut Findings, name: &str) {
    if ["et al", "and others", "等"].iter().any(|others| name.trim_end_matches('.').ends_with(others)) {
        return findings.add(say!(
            NAME_SEVERAL,
            "`et al.` is not a name; list the remaining authors, or remove it (every format would show one person)",
            "“等”不是姓名；请列出其余作者，或删除（否则各格式只显示为一个人）"
        ));
    }
    let words: Vec<_> = name.split_whitespace().collect();
    let organization = words.iter().any(|word| OF_ORGANIZATIONS.contains(&word.to_lowercase().as_str()))
        || ENDINGS_OF_ORGANIZATIONS.iter().any(|ending| name.ends_with(ending));
    if is_listed(name) || (!organization && names_several(name)) {
        return findings.add(say!(
            NAME_SEVERAL,
            "if these are several persons, write each under a heading of its own, such as [[author]]; if it is one, write `family` and `given`",
            "如果这是几个人，请每人各写一个标题行，如 [[author]]；如果是一个人，请分写 family 和 given"
        ));
    }
    let capitals: Vec<_> = words.iter().filter(|word| is_in_capitals(word) && !is_ordinal(word)).collect();
    let has_small = name.chars().any(char::is_lowercase);
    if organization {
        findings.add(say!(
            NAME_OF_ORGANIZATION,
            "`{name}` looks like an organisation; write it in `organization` instead of `name`",
            "“{name}”像是机构名；请写在 organization 中，不要写在 name 中"
        ));
    } else if let ([family], true) = (&capitals[..], has_small) {
        let given: Vec<_> = words.iter().filter(|word| word != family).copied().collect();
        findings.add(say!(
            NAME_PARTS,
            "this name has two parts; write family = \"{family}\" and given = \"{given}\", or `organization` if it is not a person",
            "这个姓名有两部分；请写 family = \"{family}\"，given = \"{given}\"；如果不是个人，请写 organization",
            family = in_small_letters(family),
            given = given.join(" ")
        ));
    } else if let Some((family, given)) = name.split_once(", ") {
        findings.add(say!(
            NAME_PARTS,
            "this name has two parts; write family = \"{family}\" and given = \"{given}\"",
            "这个姓名有两部分；请写 family = \"{family}\"，given = \"{given}\""
        ));
    }
}

/// Whether the name has a separator that only lists have.
fn is_listed(name: &str) -> bool {
    name.contains([';', '；', '、', '，']) && !name.contains('&')
}

/// Whether a name seems to be of several people: two full names, or numbers that refer to affiliations.
fn names_several(name: &str) -> bool {
    let parts: Vec<_> = name.split(", ").flat_map(|part| part.split(" and ")).map(str::trim).collect();
    let is_whole = |part: &&str| part.contains(' ') || part.chars().any(is_han);
    let whole = parts.iter().filter(|part| is_whole(part)).count();
    let is_numbered = name.contains(',') && name.chars().any(|sign| sign.is_ascii_digit());
    is_numbered || whole > 1 || parts.len() > 3
}

/// Popes and kings.
fn is_ordinal(word: &str) -> bool {
    matches!(word, "II" | "III" | "IV" | "VIII" | "IX" | "XIV")
}

fn is_in_capitals(name: &str) -> bool {
    let mut letters = name.chars().filter(|letter| letter.is_alphabetic()).peekable();
    name.chars().filter(|letter| letter.is_uppercase()).count() >= 2
        && !name.contains('.')
        && letters.all(char::is_uppercase)
}

/// The name with a capital at the beginning of each of its parts.
pub fn in_small_letters(name: &str) -> String {
    let mut small = String::with_capacity(name.len());
    let mut begins = true;
    for letter in name.chars() {
        if begins {
            small.push(letter);
        } else {
            small.extend(letter.to_lowercase());
        }
        begins = !letter.is_alphabetic();
    }
    small
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(check: impl Fn(&mut Findings, &str), name: &str) -> String {
        let mut findings = Findings::default();
        check(&mut findings, name);
        findings.found.into_iter().map(|finding| finding.message.words.en).collect()
    }

    #[test]
    fn a_family_name_in_capitals_is_written_small() {
        for (name, small) in [
            ("XU", "`Xu`"),
            ("OU-YANG", "`Ou-Yang`"),
            ("O'NEILL", "`O'Neill`"),
            ("LÜ", "`Lü`"),
            ("ИВАНОВ", "`Иванов`"),
        ] {
            assert!(told(family, name).contains(small), "{name}: {}", told(family, name));
        }
        for name in ["Xu", "张", "O", "McDonald", "d'Ormesson", "Ng", "المتنبي", "J.R."] {
            assert_eq!(told(family, name), "", "{name}");
        }
    }

    #[test]
    fn a_name_of_two_parts_of_several_people_or_of_an_organisation_is_reported() {
        for (name, remedy) in [
            ("XU Nengwu", "family = \"Xu\" and given = \"Nengwu\""),
            ("Nengwu XU", "family = \"Xu\" and given = \"Nengwu\""),
            ("Xu, Nengwu", "family = \"Xu\" and given = \"Nengwu\""),
            ("Fudan University", "`organization`"),
            ("Ministry of Health and Institute of Peace", "`organization`"),
            ("本刊编辑部", "`organization`"),
            ("Wang Lei; Li Si", "if these are several persons, write each under a heading of its own"),
            ("王磊、李四", "if these are several persons"),
            ("王磊1, 张三2", "if these are several persons"),
            ("Wang Lei, Zhang San and Li Si", "if these are several persons"),
            ("Wang Lei and Zhang San", "if these are several persons"),
            ("王磊, 张三", "if these are several persons"),
            ("Wang Lei et al.", "`et al.` is not a name"),
            ("王磊等", "`et al.` is not a name"),
        ] {
            assert!(told(single, name).contains(remedy), "{name}: {}", told(single, name));
        }
        for name in ["Suharto", "UNESCO", "John Paul II", "张国帅", "Plato of Athens", "NASA JPL"] {
            assert_eq!(told(single, name), "", "{name}");
        }
    }
}
