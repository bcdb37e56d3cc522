//! Names and what is said of people, keywords and abstracts.

use super::{PEOPLE, article, holds, only_in};

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
