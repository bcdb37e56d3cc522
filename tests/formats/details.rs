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
