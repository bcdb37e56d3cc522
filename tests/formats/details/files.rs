//! Supplementary files, sizes, the conference, and what the article is about and for whom.

use super::{ISSUE, article, document, holds, only_in};

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
