//! The issue and its editors, the country of the publisher, and what is named in several languages.

use windrow::model::Article;

use super::{ISSUE, article, document, holds};

#[test]
fn editors_of_the_issue_and_the_section_are_not_those_of_the_article() {
    let article = article(ISSUE);
    let crossref = document("crossref", &article);
    let (issue, of_article) = crossref.split_once("<journal_article").unwrap();
    for name in ["Guest", "Issue"] {
        assert!(issue.contains(&format!("<given_name>{name}</given_name>")), "{crossref}");
    }
    assert!(of_article.contains("<given_name>Article</given_name>"), "{crossref}");
    assert!(!crossref.contains("<given_name>Section</given_name>"), "{crossref}");
    holds(
        &article,
        &[
            (
                "jats",
                &[
                    "contrib-type=\"issue-editor\"",
                    "contrib-type=\"section-editor\"",
                    "contrib-type=\"guest-editor\"",
                ],
            ),
            (
                "marcxml",
                &[
                    "Ed, Issue,</subfield><subfield code=\"e\">editor of compilation.<",
                    "Ed, Article,</subfield><subfield code=\"e\">editor.<",
                ],
            ),
        ],
    );
    let schema = document("schema_org", &article);
    let (issue, rest) = schema.split_once("\"isPartOf\"").unwrap();
    assert!(
        rest.contains("Issue Ed") && issue.contains("Article Ed") && issue.contains("Section Ed"),
        "{schema}"
    );
}

#[test]
fn an_issue_has_a_doi_and_a_season() {
    let article = article(ISSUE);
    let doi = "https://doi.org/10.5555/issue.12.1";
    holds(
        &article,
        &[
            ("oai_dc", &[&format!("<dc:source>{doi}<")]),
            ("oai_qdc", &[&format!("<dcterms:isPartOf xsi:type=\"dcterms:URI\">{doi}<")]),
            ("datacite", &["relatedIdentifierType=\"DOI\" relationType=\"IsPartOf\">10.5555/issue.12.1<"]),
            (
                "oai_openaire",
                &["relatedIdentifierType=\"DOI\" relationType=\"IsPartOf\">10.5555/issue.12.1<"],
            ),
            (
                "jats",
                &[
                    "<issue-id pub-id-type=\"doi\">10.5555/issue.12.1</issue-id>",
                    "<pub-date date-type=\"collection\" iso-8601-date=\"2024-21\"><season>spring</season><year>2024</year>",
                ],
            ),
            (
                "crossref",
                &[
                    "<publication_date media_type=\"online\"><month>21</month><year>2024</year></publication_date><journal_volume>",
                    "<issue>1</issue><doi_data><doi>10.5555/issue.12.1</doi><resource>https://journal.test/issue/12/1<",
                ],
            ),
            ("marcxml", &["Vol. 12, no. 1 (spring 2024), p. 1-16", &format!("\"o\">{doi}<")]),
            ("mods", &["<date encoding=\"edtf\">2024-21<"]),
            ("csl_json", &["\"season\": 1"]),
            ("ris", &["DA  - 2024/03//spring"]),
            ("schema_org", &[&format!("\"@id\": \"{doi}\"")]),
        ],
    );
    let range = Article { issue_date: "2023/2024".parse().ok(), ..article };
    holds(
        &range,
        &[
            ("oai_dc", &["Journal of International Studies; 2023/2024, Vol. 12, No. 1: Seas; 1-16"]),
            ("marcxml", &["Vol. 12, no. 1 (2023/2024), p. 1-16"]),
            ("jats", &["iso-8601-date=\"2023/2024\"><year>2023</year>"]),
            ("mods", &["<date encoding=\"edtf\">2023/2024<"]),
        ],
    );
}

#[test]
fn the_country_of_the_publisher_has_the_code_of_each_format() {
    let article = article(ISSUE);
    holds(
        &article,
        &[
            (
                "jats",
                &[
                    "<publisher-name xml:lang=\"en\">The Press</publisher-name><publisher-loc xml:lang=\"en\">Beijing, <country country=\"CN\">China</country>",
                ],
            ),
            ("mods", &["authority=\"marccountry\">cc<", "lang=\"eng\" xml:lang=\"en\">Beijing</placeTerm>"]),
            ("marcxml", &["e202403  cc "]),
            ("schema_org", &["\"addressCountry\": \"CN\""]),
        ],
    );
}

#[test]
fn funder_place_and_position_are_in_the_language_that_a_format_can_take() {
    let article = article(ISSUE);
    holds(
        &article,
        &[
            ("oai_dc", &["<dc:contributor xml:lang=\"zh-Hans\">基金<"]),
            ("datacite", &["<funderName>A Fund<"]),
            ("oai_openaire", &["<oaire:funderName>A Fund<"]),
            ("crossref", &["<fr:assertion name=\"funder_name\">A Fund<"]),
            (
                "jats",
                &[
                    "<institution xml:lang=\"zh-Hans\">基金</institution><institution xml:lang=\"en\">A Fund</institution>",
                    "<role content-type=\"position\" xml:lang=\"zh-Hans\">教授</role><role content-type=\"position\" xml:lang=\"en\">Professor</role>",
                ],
            ),
            ("marcxml", &["\"a\">A Fund<", "\"a\">Beijing :<", "\"a\">Ann Doe: Professor.<"]),
            ("csl_json", &["\"publisher-place\": \"Beijing\""]),
            ("ris", &["CY  - Beijing"]),
            ("schema_org", &["\"@value\": \"教授\"", "\"@value\": \"基金\""]),
        ],
    );
}
