//! Dates, retractions, statements, trials, relations and versions.

use super::{HISTORY, article, document, holds, only_in};

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
