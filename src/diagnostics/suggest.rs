//! "Did you mean …?"

use crate::model::{Words, words};

/// The candidate that the word was probably meant to be.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let lower = word.to_lowercase();
    let distance = |candidate: &str| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
    candidates
        .into_iter()
        .map(|candidate| (distance(candidate), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.chars().count().div_ceil(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `; did you mean …?`, or what there is to choose from.
pub fn remedy<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str> + Clone) -> Words {
    match nearest(word, candidates.clone()) {
        Some(candidate) => words!("did you mean `{candidate}`?", "是否应为“{candidate}”？"),
        None => {
            let zh: Vec<_> = candidates.clone().into_iter().collect();
            words!("there are {all}", "可用的有 {all}"; all = Words { en: listed(candidates), zh: zh.join("、") })
        }
    }
}

/// All of them, in backticks.
pub fn listed<'c>(candidates: impl IntoIterator<Item = &'c str>) -> String {
    let all: Vec<String> = candidates.into_iter().map(|candidate| format!("`{candidate}`")).collect();
    all.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let fields = ["title", "author", "doi"];
        assert_eq!(nearest("titel", fields), Some("title"));
        assert_eq!(nearest("Authors", fields), Some("author"));
        assert_eq!(nearest("do", fields), Some("doi"));
        assert_eq!(nearest("weather", fields), None);
        assert_eq!(remedy("weather", fields).en, "there are `title`, `author`, `doi`");
    }
}
