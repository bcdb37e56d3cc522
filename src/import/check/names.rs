//! Names of persons: their parts where they belong, and capitals only where a name has them.

use super::Findings;

/// Warns of a family name in capitals, by which pages show which part it is.
pub(super) fn family(findings: &mut Findings, family: &str) {
    if is_in_capitals(family) {
        findings.warning(format!(
            "the family name is in capitals; write it as the person does, such as `{}`, and as it is printed into `printed`",
            in_small_letters(family)
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

/// Warns of a name without parts that has parts, that is of several, or that is no person's.
pub(super) fn single(findings: &mut Findings, name: &str) {
    if let Some(separator) = name.chars().find(|sign| [';', '；', '、'].contains(sign) && !name.contains('&'))
    {
        return findings.warning(format!(
            "this is one person with `{separator}` in the name; if it is several, write each under a heading of its own"
        ));
    }
    if ["et al", "and others", "等"].iter().any(|others| name.trim_end_matches('.').ends_with(others)) {
        return findings.warning(
            "nobody is called so; name those who are meant, or leave them out, for in every format this is one person",
        );
    }
    let words: Vec<_> = name.split_whitespace().collect();
    let organization = words.iter().any(|word| OF_ORGANIZATIONS.contains(&word.to_lowercase().as_str()))
        || ENDINGS_OF_ORGANIZATIONS.iter().any(|ending| name.ends_with(ending));
    let capitals: Vec<_> = words.iter().filter(|word| is_in_capitals(word) && !is_ordinal(word)).collect();
    let has_small = name.chars().any(char::is_lowercase);
    if organization {
        findings.warning(format!(
            "`{name}` looks like an organisation; write it into `organization` instead of `name`"
        ));
    } else if let ([family], true) = (&capitals[..], has_small) {
        let given: Vec<_> = words.iter().filter(|word| word != family).copied().collect();
        findings.warning(format!(
            "this name has two parts; write family = \"{}\" and given = \"{}\", or `organization` if it is no person's",
            in_small_letters(family),
            given.join(" ")
        ));
    } else if let Some((family, given)) = name.split_once(", ") {
        findings
            .warning(format!("this name has two parts; write family = \"{family}\" and given = \"{given}\""));
    }
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
fn in_small_letters(name: &str) -> String {
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
        findings.found.into_iter().map(|finding| finding.message).collect()
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
    fn a_name_that_has_parts_or_is_no_persons_is_told() {
        for (name, remedy) in [
            ("XU Nengwu", "family = \"Xu\" and given = \"Nengwu\""),
            ("Nengwu XU", "family = \"Xu\" and given = \"Nengwu\""),
            ("Xu, Nengwu", "family = \"Xu\" and given = \"Nengwu\""),
            ("Fudan University", "`organization`"),
            ("本刊编辑部", "`organization`"),
            ("Wang Lei; Li Si", "if it is several, write each under a heading of its own"),
            ("王磊、李四", "if it is several"),
            ("Wang Lei et al.", "nobody is called so"),
            ("王磊等", "nobody is called so"),
        ] {
            assert!(told(single, name).contains(remedy), "{name}: {}", told(single, name));
        }
        for name in ["Suharto", "UNESCO", "John Paul II", "张国帅", "Plato of Athens", "NASA JPL"] {
            assert_eq!(told(single, name), "", "{name}");
        }
    }
}
