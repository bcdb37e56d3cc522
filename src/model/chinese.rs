//! What is known of Chinese names.

/// Whether it is a Chinese character.
pub const fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{9FFF}')
}

/// Family names of two characters.
const COMPOUND: [&str; 14] = [
    "欧阳", "司马", "诸葛", "上官", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "端木",
    "轩辕",
];

/// Whether it is a family name of two characters.
pub fn is_compound_family_name(name: &str) -> bool {
    COMPOUND.contains(&name)
}

/// Family name and given name of a name of two to four characters: the family name has one, or two if it is known to.
pub fn chinese_name_parts(name: &str) -> Option<(&str, &str)> {
    let count = name.chars().count();
    if !name.chars().all(is_han) || !(2..=4).contains(&count) {
        return None;
    }
    let end = |characters| name.char_indices().nth(characters).map_or(name.len(), |(at, _)| at);
    let is_compound = count > 2 && is_compound_family_name(&name[..end(2)]);
    Some(name.split_at(end(if is_compound { 2 } else { 1 })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_name_is_cut_after_the_family_name() {
        for (name, parts) in [
            ("刘伟", Some(("刘", "伟"))),
            ("欧阳修文", Some(("欧阳", "修文"))),
            ("欧阳", Some(("欧", "阳"))),
            ("张晓明", Some(("张", "晓明"))),
            ("中国科学院", None),
            ("Li", None),
        ] {
            assert_eq!(chinese_name_parts(name), parts, "{name}");
        }
    }
}
