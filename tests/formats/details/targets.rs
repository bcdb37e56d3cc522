//! What IRDB and DOAJ read.

use windrow::formats::{Source, export_by_name};
use windrow::model::{Article, Content, Item};

use super::{HISTORY, ISSUE, PEOPLE, article, document, holds};
use crate::repository::written;

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
    let reasons =
        export_by_name("doaj").unwrap().write(&Source::of(&item)).map_err(crate::english).unwrap_err();
    assert_eq!(reasons, ["no link to the full text that DOAJ takes; add `url` or `file`, or correct it"]);
}
