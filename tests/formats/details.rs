//! The finer fields of the model, each with its right value in every format that has a place for it, and in no other.

use windrow::formats::{EXPORTS, FORMATS, Source, export_by_name};
use windrow::model::{Article, Content, Item};

use crate::articles;
use crate::repository::written;

fn article(name: &str) -> Article {
    let Content::Article(article) = articles::article(name).content else { panic!("no article") };
    *article
}

/// The article in a format or an export.
fn document(name: &str, article: &Article) -> String {
    match export_by_name(name) {
        Some(export) => {
            let content = Content::Article(Box::new(article.clone()));
            let item = Item::new("oai:a.org:1".parse().unwrap(), content);
            export.write(&Source::of(&item)).unwrap()
        }
        None => written(name, article, &["openaire"]).unwrap_or_else(|reasons| panic!("{name}: {reasons:?}")),
    }
}

/// Each text is in the document of the format before it.
fn holds(article: &Article, expected: &[(&str, &[&str])]) {
    for (name, texts) in expected {
        let document = document(name, article);
        for text in *texts {
            assert!(document.contains(text), "{name} lacks {text}: {document}");
        }
    }
}

/// The text is in no format but these.
fn only_in(article: &Article, text: &str, formats: &[&str]) {
    let names = FORMATS.iter().map(|format| format.metadata_prefix());
    let names: Vec<String> =
        names.chain(EXPORTS.iter().map(|export| export.name())).map(str::to_owned).collect();
    for name in names {
        assert_eq!(
            document(&name, article).contains(text),
            formats.contains(&name.as_str()),
            "{text} in {name}"
        );
    }
}

const PEOPLE: &str = "people_and_keywords_in_detail";

#[test]
fn particle_and_suffix_belong_to_the_name() {
    holds(
        &article(PEOPLE),
        &[
            ("oai_dc", &[">van der Berg, Jan, Jr.<"]),
            ("oai_qdc", &[">van der Berg, Jan, Jr.<"]),
            ("oai_openaire", &[">van der Berg, Jan, Jr.<", "familyName>van der Berg<", "givenName>Jan<"]),
            ("datacite", &[">van der Berg, Jan, Jr.<", "<familyName>van der Berg<"]),
            ("marcxml", &["\"a\">van der Berg, Jan,<", "\"c\">Jr.,<"]),
            (
                "mods",
                &[
                    "\"family\">van der Berg<",
                    "\"termsOfAddress\">Jr.<",
                    "<displayForm>Jan van der Berg Jr.<",
                ],
            ),
            ("jats", &["<surname>van der Berg</surname><given-names>Jan</given-names><suffix>Jr.</suffix>"]),
            ("crossref", &["<surname>van der Berg</surname><suffix>Jr.</suffix>"]),
            ("bibtex", &["van der Berg, Jr., Jan and"]),
            ("ris", &["AU  - van der Berg, Jan, Jr."]),
            ("csl_json", &["\"non-dropping-particle\": \"van der\"", "\"suffix\": \"Jr.\""]),
            ("schema_org", &["\"familyName\": \"van der Berg\"", "\"honorificSuffix\": \"Jr.\""]),
        ],
    );
}

/// Dublin Core, and all that could be made public by it, never has it.
#[test]
fn an_address_for_letters_is_in_jats_only() {
    let article = article(PEOPLE);
    holds(&article, &[("jats", &[">Jan van der Berg Jr., <email>jan@journal.test</email></corresp>"])]);
    only_in(&article, "jan@journal.test", &["jats"]);
}

#[test]
fn what_people_did_has_the_terms_and_uris_of_credit() {
    let article = article(PEOPLE);
    holds(
        &article,
        &[
            (
                "jats",
                &["<role vocab=\"credit\" vocab-identifier=\"https://credit.niso.org/\" \
                   vocab-term=\"Writing – review &amp; editing\" \
                   vocab-term-identifier=\"https://credit.niso.org/contributor-roles/writing-review-editing/\">\
                   Writing – review &amp; editing</role>"],
            ),
            ("marcxml", &["\"4\">https://credit.niso.org/contributor-roles/conceptualization/<"]),
            (
                "mods",
                &["<roleTerm type=\"text\" authorityURI=\"https://credit.niso.org/\" \
                   valueURI=\"https://credit.niso.org/contributor-roles/conceptualization/\">Conceptualization<"],
            ),
        ],
    );
    only_in(&article, "credit.niso.org", &["jats", "marcxml", "mods"]);
}

#[test]
fn equal_contribution_death_and_biography_are_said_where_there_is_a_place() {
    let article = article(PEOPLE);
    holds(
        &article,
        &[
            (
                "jats",
                &[
                    "corresp=\"yes\" equal-contrib=\"yes\"",
                    "deceased=\"yes\" equal-contrib=\"yes\"",
                    "<bio xml:lang=\"en\"><p>Jan van der Berg teaches <italic>law</italic>.</p></bio>",
                ],
            ),
            (
                "marcxml",
                &["tag=\"545\" ind1=\"0\" ind2=\" \"><subfield code=\"a\">Jan van der Berg teaches law.<"],
            ),
            ("mods", &["xml:lang=\"en\">Jan van der Berg teaches law.</description>"]),
            ("schema_org", &["\"@value\": \"Jan van der Berg teaches law.\""]),
        ],
    );
    only_in(&article, "deceased", &["jats"]);
}

#[test]
fn keywords_name_their_vocabulary_and_their_uri() {
    let article = article(PEOPLE);
    let name = "Medical Subject Headings";
    let uri = "http://id.nlm.nih.gov/mesh/D014611";
    holds(
        &article,
        &[
            ("oai_dc", &["<dc:subject xml:lang=\"en\">Vaccination<", "<dc:subject>I18<"]),
            (
                "oai_qdc",
                &["<dc:subject xsi:type=\"dcterms:MESH\">Vaccination<", "<dc:subject xml:lang=\"en\">trust<"],
            ),
            (
                "datacite",
                &[&format!(
                    "<subject xml:lang=\"en\" subjectScheme=\"{name}\" schemeURI=\"http://id.nlm.nih.gov/mesh/\" valueURI=\"{uri}\">Vaccination<"
                )],
            ),
            (
                "datacite",
                &[
                    "<subject xml:lang=\"en\" subjectScheme=\"Our own list\">Vaccines<",
                    "<subject xml:lang=\"en\">trust<",
                ],
            ),
            ("oai_openaire", &[&format!("valueURI=\"{uri}\">Vaccination<")]),
            (
                "jats",
                &[
                    "<kwd-group kwd-group-type=\"author\" xml:lang=\"en\"><kwd>trust</kwd>",
                    &format!(
                        "<kwd-group kwd-group-type=\"controlled\" vocab=\"{name}\" vocab-identifier=\"http://id.nlm.nih.gov/mesh/\" \
                          xml:lang=\"en\"><kwd vocab-term=\"Vaccination\" vocab-term-identifier=\"{uri}\">Vaccination</kwd>"
                    ),
                ],
            ),
            (
                "marcxml",
                &[
                    &format!(
                        "tag=\"650\" ind1=\" \" ind2=\"2\"><subfield code=\"a\">Vaccination</subfield><subfield code=\"0\">{uri}<"
                    ),
                    "tag=\"650\" ind1=\" \" ind2=\"7\"><subfield code=\"a\">Public health<",
                    "code=\"2\">stw<",
                    "tag=\"653\" ind1=\"0\" ind2=\" \"><subfield code=\"a\">I18<",
                ],
            ),
            (
                "mods",
                &[&format!(
                    "<subject authority=\"mesh\" authorityURI=\"http://id.nlm.nih.gov/mesh/\" lang=\"eng\" xml:lang=\"en\"><topic valueURI=\"{uri}\">Vaccination<"
                )],
            ),
            ("schema_org", &[&format!("\"@id\": \"{uri}\""), "\"name\": \"JEL Classification System\""]),
            ("bibtex", &["keywords = {trust, Vaccination, Public health, Vaccines, I18}"]),
        ],
    );
}

#[test]
fn kinds_of_abstracts_are_told_apart_and_the_ordinary_one_is_cited() {
    let article = article(PEOPLE);
    holds(
        &article,
        &[
            ("oai_dc", &["<dc:description xml:lang=\"en\">Why people trust vaccines.<"]),
            (
                "datacite",
                &["descriptionType=\"Other\">Trust grows.<", "descriptionType=\"Abstract\">Why people"],
            ),
            (
                "jats",
                &[
                    "<abstract abstract-type=\"plain-language-summary\" xml:lang=\"en\"><p>Why",
                    "<abstract xml:lang=\"en\"><sec><title>Aim",
                    "<abstract abstract-type=\"graphical\" xml:lang=\"en\"><p>Trust",
                ],
            ),
            ("crossref", &["<jats:abstract abstract-type=\"plain-language-summary\" xml:lang=\"en\">"]),
            (
                "marcxml",
                &[
                    "tag=\"520\" ind1=\"8\" ind2=\" \"><subfield code=\"a\">Plain-language summary: Why people",
                    "tag=\"520\" ind1=\"3\"",
                ],
            ),
            ("mods", &["<abstract type=\"Graphical abstract\" lang=\"eng\" xml:lang=\"en\">Trust grows.<"]),
            ("bibtex", &["abstract = {\\textbf{Aim}: To see."]),
            ("ris", &["AB  - Aim: To see.", "N2  - Why people trust vaccines."]),
            ("csl_json", &["\"abstract\": \"Aim: To see."]),
        ],
    );
}

const HISTORY: &str = "dates_statements_and_relations_in_detail";

#[test]
fn every_date_stands_where_a_format_has_a_place_for_it() {
    let article = article(HISTORY);
    holds(
        &article,
        &[
            ("oai_dc", &["<dc:date>2024-03</dc:date><dc:type>"]),
            (
                "oai_qdc",
                &[
                    "<dcterms:available xsi:type=\"dcterms:W3CDTF\">2023-07-01<",
                    "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">2024-04-02<",
                ],
            ),
            (
                "datacite",
                &[
                    "dateType=\"Issued\">2024-03<",
                    "dateType=\"Other\" dateInformation=\"Revised version received\">2023-05-01<",
                    "dateType=\"Available\" dateInformation=\"Published online\">2023-07-01<",
                    "dateType=\"Other\" dateInformation=\"Published in print\">2024-03<",
                    "dateType=\"Updated\">2024-04-02<",
                    "dateType=\"Withdrawn\" dateInformation=\"Retracted\">2024-06-01<",
                ],
            ),
            (
                "jats",
                &[
                    "<pub-date date-type=\"pub\" publication-format=\"print\" iso-8601-date=\"2024-03\">",
                    "<pub-date date-type=\"pub\" publication-format=\"electronic\" iso-8601-date=\"2023-07-01\">",
                    "<date date-type=\"rev-recd\" iso-8601-date=\"2023-05-01\">",
                    "<event event-type=\"retracted\"><date date-type=\"retracted\" iso-8601-date=\"2024-06-01\">",
                ],
            ),
            (
                "crossref",
                &[
                    "<publication_date media_type=\"print\"><month>03</month><year>2024</year></publication_date>\
                 <publication_date media_type=\"online\"><month>07</month><day>01</day><year>2023</year></publication_date>\
                 <acceptance_date>",
                ],
            ),
            (
                "marcxml",
                &[
                    "Received 2023-01-10; revised 2023-05-01; accepted 2023-06-20; published online 2023-07-01; \
                           published in print 2024-03; updated 2024-04-02.",
                ],
            ),
            (
                "mods",
                &[
                    "<originInfo eventType=\"modification\"><dateOther encoding=\"w3cdtf\" type=\"updated\">2024-04-02<",
                ],
            ),
            ("schema_org", &["\"dateModified\": \"2024-04-02\""]),
            ("csl_json", &["\"available-date\""]),
        ],
    );
    only_in(&article, "2023-05-01", &["datacite", "oai_datacite", "jats", "marcxml", "mods"]);
}

#[test]
fn a_retraction_is_known_by_its_date_as_by_its_notice() {
    let english = "This article has been retracted (2024-06-01).";
    let all = ["oai_dc", "oai_qdc", "oai_openaire", "datacite", "marcxml", "mods", "jats"];
    let mut article = article(HISTORY);
    for name in all {
        let document = document(name, &article);
        assert!(document.contains(&format!("{english}<")), "{name}: {document}");
    }
    holds(
        &article,
        &[
            ("schema_org", &["\"creativeWorkStatus\": \"Retracted\""]),
            ("csl_json", &["\"status\": \"retracted\""]),
            ("bibtex", &["note = {Retracted}"]),
            ("ris", &[english]),
        ],
    );
    let notice = r#"[{"kind": "retraction", "doi": "10.5555/notice"}]"#;
    article.relations = serde_json::from_str(notice).unwrap();
    holds(
        &article,
        &[("oai_dc", &["retracted (2024-06-01). Notice of retraction: https://doi.org/10.5555/notice<"])],
    );
}

#[test]
fn statements_are_told_apart_by_their_kind() {
    let article = article(HISTORY);
    holds(
        &article,
        &[
            (
                "jats",
                &[
                    "<fn fn-type=\"coi-statement\" xml:lang=\"en\"><p>The author declares none.</p></fn></author-notes>",
                    "<funding-group><funding-statement xml:lang=\"en\">The work was paid for by a fund.</funding-statement>",
                    "<back><sec sec-type=\"data-availability\" xml:lang=\"en\"><title>Data availability</title>\
                 <p>The data are at <italic>Zenodo</italic>.</p></sec>",
                    "<title>数据可用性声明</title>",
                    "<sec sec-type=\"ethics-statement\" xml:lang=\"en\"><title>Ethics</title><p>Approved",
                ],
            ),
            (
                "marcxml",
                &[
                    "Data availability: The data are at Zenodo.",
                    "tag=\"536\" ind1=\" \" ind2=\" \"><subfield code=\"a\">The work was paid",
                ],
            ),
            (
                "mods",
                &[
                    "<note type=\"Competing interests\" lang=\"eng\" xml:lang=\"en\">The author declares none.<",
                ],
            ),
        ],
    );
    only_in(&article, "The author declares none", &["jats", "marcxml", "mods"]);
}

#[test]
fn trials_are_of_registries() {
    let article = article(HISTORY);
    holds(
        &article,
        &[
            (
                "crossref",
                &[
                    "<ct:program xmlns:ct=\"http://www.crossref.org/clinicaltrials.xsd\"><ct:clinical-trial-number \
                            registry=\"10.18810/clinical-trials-gov\" type=\"results\">NCT01234567</ct:clinical-trial-number></ct:program>",
                ],
            ),
            (
                "jats",
                &[
                    "<related-object content-type=\"results\" source-type=\"clinical-trials-registry\" source-id=\"ClinicalTrials.gov\" \
                        source-id-type=\"registry-name\" document-id=\"NCT01234567\"",
                    "source-id=\"ReBEC\"",
                ],
            ),
            (
                "marcxml",
                &["Clinical trial: NCT01234567 (ClinicalTrials.gov).", "Clinical trial: RBR-1 (ReBEC)."],
            ),
            (
                "mods",
                &[
                    "<relatedItem otherType=\"clinical trial\"><identifier type=\"clinical trial number\">RBR-1</identifier>",
                ],
            ),
        ],
    );
    only_in(&article, "NCT01234567", &["crossref", "jats", "marcxml", "mods"]);
}

#[test]
fn every_kind_of_relation_has_its_term() {
    let article = article(HISTORY);
    holds(
        &article,
        &[
            (
                "datacite",
                &[
                    "relationType=\"Other\" relationTypeInformation=\"Has comment\">10.5555/comment<",
                    "relationTypeInformation=\"Is reply to\">10.5555/reply.to<",
                    "relationType=\"IsReviewedBy\" resourceTypeGeneral=\"PeerReview\">10.5555/review<",
                    "relationType=\"Requires\" resourceTypeGeneral=\"Software\">https://code.test/1<",
                    "relationType=\"References\" resourceTypeGeneral=\"Dataset\">10.5555/data<",
                ],
            ),
            (
                "oai_openaire",
                &[
                    "relationType=\"IsReviewedBy\">10.5555/review<",
                    "relationType=\"IsVersionOf\">10.5555/version.of<",
                ],
            ),
            (
                "crossref",
                &[
                    "relationship-type=\"hasComment\" identifier-type=\"doi\">10.5555/comment<",
                    "relationship-type=\"isCommentOn\"",
                    "relationship-type=\"hasReply\"",
                    "relationship-type=\"isReplyTo\"",
                    "relationship-type=\"hasReview\"",
                    "relationship-type=\"requires\"",
                    "relationship-type=\"isVersionOf\"",
                    "relationship-type=\"isRelatedMaterial\" identifier-type=\"doi\">10.5555/addendum.of<",
                ],
            ),
            (
                "jats",
                &[
                    "related-article-type=\"commentary\"",
                    "related-article-type=\"object-of-concern\"",
                    "related-article-type=\"addended-article\"",
                    "link-type=\"software\"",
                ],
            ),
            (
                "mods",
                &[
                    "<relatedItem otherType=\"expression of concern\"><identifier type=\"doi\">10.5555/concern<",
                ],
            ),
            ("marcxml", &["code=\"i\">Expression of concern about:<", "code=\"i\">Peer review:<"]),
            ("oai_qdc", &["<dcterms:requires xsi:type=\"dcterms:URI\">https://code.test/1<"]),
        ],
    );
}

#[test]
fn a_proof_is_one_where_the_vocabulary_knows_it() {
    holds(
        &article(HISTORY),
        &[
            ("oai_openaire", &["c_fa2ee174bc00049f\">P<"]),
            ("marcxml", &["Version of the full text: proof."]),
            ("jats", &["article-version-type=\"P\""]),
        ],
    );
}

const ISSUE: &str = "issue_files_and_coverage_in_detail";

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

#[test]
fn supplements_have_title_doi_licence_and_size() {
    let article = article(ISSUE);
    let cc0 = "https://creativecommons.org/publicdomain/zero/1.0/";
    holds(
        &article,
        &[
            (
                "oai_dc",
                &[
                    "<dc:relation>https://doi.org/10.5555/detail.3.s1<",
                    "<dc:relation>https://journal.test/3/film.mp4<",
                ],
            ),
            ("oai_qdc", &["<dcterms:hasPart xsi:type=\"dcterms:URI\">https://doi.org/10.5555/detail.3.s1<"]),
            (
                "datacite",
                &[
                    "relationType=\"IsSupplementedBy\">10.5555/detail.3.s1<",
                    "relationType=\"IsSupplementedBy\">https://journal.test/3/film.mp4<",
                ],
            ),
            ("oai_openaire", &["relationType=\"IsSupplementedBy\">10.5555/detail.3.s1<"]),
            (
                "jats",
                &[
                    "<supplementary-material mimetype=\"text\" mime-subtype=\"csv\" xlink:href=\"https://journal.test/3/data.csv\">\
                    <object-id pub-id-type=\"doi\">10.5555/detail.3.s1</object-id>\
                    <caption xml:lang=\"en\"><title>Table of <italic>ships</italic></title></caption>",
                    cc0,
                ],
            ),
            (
                "crossref",
                &[
                    "<component parent_relation=\"isPartOf\"><titles><title>Table of <i>ships</i></title></titles>",
                    "<ai:license_ref>https://creativecommons.org/publicdomain/zero/1.0/</ai:license_ref></ai:program><doi_data><doi>10.5555/detail.3.s1<",
                ],
            ),
            (
                "marcxml",
                &[
                    "\"3\">Supplementary material: Table of ships</subfield><subfield code=\"g\">https://doi.org/10.5555/detail.3.s1<",
                    &format!("\"r\">{cc0}</subfield><subfield code=\"s\">12 kB<"),
                ],
            ),
            (
                "mods",
                &[
                    "<relatedItem otherType=\"supplement\"><titleInfo lang=\"eng\" xml:lang=\"en\"><title>Table of ships<",
                    "<extent>12 kB<",
                ],
            ),
            (
                "schema_org",
                &["\"contentSize\": \"12 kB\"", "\"@id\": \"https://doi.org/10.5555/detail.3.s1\""],
            ),
        ],
    );
}

#[test]
fn size_and_number_of_pages_are_extents() {
    holds(
        &article(ISSUE),
        &[
            ("oai_qdc", &["<dcterms:extent>16 pages</dcterms:extent><dcterms:extent>1.2 MB<"]),
            ("datacite", &["<sizes><size>16 pages</size><size>1.2 MB</size></sizes>"]),
            ("oai_openaire", &["<datacite:size>16 pages<"]),
            ("jats", &["<counts><page-count count=\"16\"/></counts>"]),
            (
                "marcxml",
                &["tag=\"300\" ind1=\" \" ind2=\" \"><subfield code=\"a\">16 pages<", "\"s\">1.2 MB<"],
            ),
            ("mods", &["<extent>16 pages</extent><extent>1.2 MB<"]),
            ("bibtex", &["pagetotal = {16}"]),
            ("csl_json", &["\"number-of-pages\": \"16\""]),
            ("schema_org", &["\"contentSize\": \"1.2 MB\""]),
        ],
    );
}

#[test]
fn a_conference_stands_where_a_format_has_a_place_for_it() {
    holds(
        &article(ISSUE),
        &[
            (
                "oai_openaire",
                &[
                    "<oaire:citationConferencePlace>Geneva<",
                    "<oaire:citationConferenceDate>2023-05-01/2023-05-03<",
                ],
            ),
            (
                "jats",
                &[
                    "<conference><conf-date iso-8601-date=\"2023-05-01/2023-05-03\">",
                    "<conf-name xml:lang=\"en\">Law of the Sea Conference</conf-name><conf-num>12<",
                    "<conf-loc>Geneva, <country country=\"CH\">Switzerland</country></conf-loc><conf-sponsor>A Society<",
                ],
            ),
            (
                "marcxml",
                &[
                    "tag=\"711\" ind1=\"2\" ind2=\" \"><subfield code=\"a\">Law of the Sea Conference</subfield><subfield code=\"n\">(12 :</subfield>\
                       <subfield code=\"d\">2023-05-01/2023-05-03 :</subfield><subfield code=\"c\">Geneva)<",
                ],
            ),
            (
                "mods",
                &[
                    "<name type=\"conference\"><namePart lang=\"eng\" xml:lang=\"en\">Law of the Sea Conference<",
                ],
            ),
            ("csl_json", &["\"event-title\": \"Law of the Sea Conference\"", "\"event-place\": \"Geneva\""]),
        ],
    );
    only_in(&article(ISSUE), "Law of the Sea Conference", &["jats", "marcxml", "mods", "jpcoar", "csl_json"]);
}

#[test]
fn coverage_and_audience_are_described() {
    let article = article(ISSUE);
    holds(
        &article,
        &[
            (
                "oai_dc",
                &[
                    "<dc:coverage>South China Sea</dc:coverage><dc:coverage xml:lang=\"zh-Hans\">南海</dc:coverage><dc:coverage>1945/1991<",
                ],
            ),
            (
                "oai_qdc",
                &[
                    "<dcterms:spatial xml:lang=\"zh-Hans\">南海<",
                    "<dcterms:temporal>the Cold War<",
                    "<dcterms:audience>Policymakers<",
                ],
            ),
            (
                "oai_openaire",
                &[
                    "<dc:coverage>the Cold War<",
                    "<dcterms:audience xmlns:dcterms=\"http://purl.org/dc/terms/\">Policymakers<",
                ],
            ),
            (
                "datacite",
                &[
                    "<geoLocation><geoLocationPlace>South China Sea<",
                    "<date dateType=\"Coverage\">1945/1991<",
                ],
            ),
            (
                "marcxml",
                &[
                    "tag=\"521\" ind1=\"8\" ind2=\" \"><subfield code=\"a\">Policymakers<",
                    "tag=\"522\" ind1=\"8\"",
                    "tag=\"513\" ind1=\" \" ind2=\" \"><subfield code=\"b\">1945/1991<",
                ],
            ),
            (
                "mods",
                &["<targetAudience>Policymakers<", "<geographic>South China Sea<", "<temporal>the Cold War<"],
            ),
            (
                "schema_org",
                &["\"audienceType\": \"Policymakers\"", "\"spatialCoverage\"", "\"the Cold War\""],
            ),
        ],
    );
    assert!(!document("datacite", &article).contains("Cold War"));
}

#[test]
fn jpcoar_has_each_person_once_under_all_names_and_the_terms_of_its_own_lists() {
    holds(
        &article(PEOPLE),
        &[(
            "jpcoar",
            &[
                "<jpcoar:creator><jpcoar:creatorName xml:lang=\"zh-Hans\" nameType=\"Personal\">王, 磊</jpcoar:creatorName>\
             <jpcoar:creatorName xml:lang=\"en\" nameType=\"Personal\">Wang, Lei</jpcoar:creatorName>\
             <jpcoar:familyName xml:lang=\"zh-Hans\">王<",
                "<jpcoar:contributor contributorType=\"ContactPerson\"><jpcoar:contributorName xml:lang=\"en\" \
             nameType=\"Personal\">van der Berg, Jan, Jr.<",
                "subjectScheme=\"MeSH\" subjectURI=\"http://id.nlm.nih.gov/mesh/D014611\">Vaccination<",
                "<jpcoar:subject subjectScheme=\"JEL\">I18<",
                "descriptionType=\"Other\">Trust grows.<",
            ],
        )],
    );
    holds(
        &article(HISTORY),
        &[(
            "jpcoar",
            &[
                "<dc:type rdf:resource=\"http://purl.org/coar/resource_type/c_6501\">journal article<",
                "<oaire:version rdf:resource=\"http://purl.org/coar/version/c_fa2ee174bc00049f\">P<",
                "dateType=\"Available\">2023-07-01<",
                "dateType=\"Updated\">2024-04-02<",
                "relationType=\"requires\"><jpcoar:relatedIdentifier identifierType=\"URI\">https://code.test/1<",
            ],
        )],
    );
    holds(
        &article(ISSUE),
        &[(
            "jpcoar",
            &[
                "<dc:publisher xml:lang=\"en\">The Press</dc:publisher><jpcoar:publisher><dcndl:location xml:lang=\"zh-Hans\">北京<",
                "<dcndl:publicationPlace>CN<",
                "<dcterms:temporal>the Cold War</dcterms:temporal><datacite:geoLocation><datacite:geoLocationPlace>South China Sea<",
                "<jpcoar:funderName xml:lang=\"zh-Hans\">基金</jpcoar:funderName><jpcoar:funderName xml:lang=\"en\">A Fund<",
                "<jpcoar:numPages>16</jpcoar:numPages><jpcoar:pageStart>1</jpcoar:pageStart><jpcoar:pageEnd>16<",
                "<jpcoar:conferenceSequence>12</jpcoar:conferenceSequence>",
                "startDay=\"01\" startMonth=\"05\" startYear=\"2023\" endDay=\"03\" endMonth=\"05\" endYear=\"2023\">2023-05-01/2023-05-03<",
                "<jpcoar:conferenceCountry>CHE<",
                "<jpcoar:URI objectType=\"other\" label=\"Table of ships\">https://journal.test/3/data.csv<",
                "<jpcoar:extent>1.2 MB</jpcoar:extent><jpcoar:extent>16 pages<",
                "relationType=\"isPartOf\"><jpcoar:relatedIdentifier identifierType=\"DOI\">https://doi.org/10.5555/issue.12.1<",
            ],
        )],
    );
}

#[test]
fn during_an_embargo_jpcoar_has_no_files() {
    let files = |access: &str| {
        let access = serde_json::from_str(access).unwrap();
        let article = Article { access, embargo_end: "2099-01-01".parse().ok(), ..article(ISSUE) };
        document("jpcoar", &article).matches("<jpcoar:file>").count()
    };
    assert_eq!((files("\"open\""), files("\"embargoed\"")), (3, 0));
}

#[test]
fn doaj_reads_first_what_is_in_the_articles_own_language() {
    let own = Article { language: vec!["zh".parse().unwrap()], ..article(PEOPLE) };
    holds(
        &article(PEOPLE),
        &[(
            "doaj",
            &[
                "<language>eng</language><publisher>The Press</publisher>",
                "<eissn>2434-561X</eissn><publicationDate>2024-03<",
                "<author><name>Jan van der Berg Jr.</name></author><author><name>Lei Wang</name></author>",
                "<fullTextUrl format=\"html\">https://journal.test/article/detail</fullTextUrl><keywords language=\"eng\"><keyword>trust<",
            ],
        )],
    );
    let document = document("doaj", &own);
    assert!(!document.contains("Trust grows") && !document.contains("Why people"), "{document}");
    assert!(document.contains("<language>chi<"), "{document}");
}

#[test]
fn without_a_link_neither_jpcoar_nor_doaj_is_written() {
    let bare =
        Article { url: None, doi: None, files: Vec::new(), other_identifiers: Vec::new(), ..article(PEOPLE) };
    assert_eq!(written("jpcoar", &bare, &[]).unwrap_err(), ["no link; add `doi` or `url`"]);
    let item = Item::new("oai:a.org:1".parse().unwrap(), Content::Article(Box::new(bare)));
    let reasons = export_by_name("doaj").unwrap().write(&Source::of(&item)).unwrap_err();
    assert_eq!(reasons, ["no link to the full text that DOAJ takes; add `url` or `file`, or correct it"]);
}
