//! What an article consists of: titles, the journal, keywords, funding, relations and the rest.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use windrow::model::{
    Abstract, AbstractKind, Classification, ClassificationScheme, Conference, Coverage, FileLink, Funding,
    IdentifierScheme, Journal, Keyword, Keywords, License, OtherIdentifier, Pages, Reference, Relation,
    RelationKind, Statement, StatementKind, Supplement, Text, Texts, Title, Trial, TrialStage,
};

use super::values::{
    country, date, doi, isbn, issn, language, language_text, multilingual, one_of, ror, some, text, texts,
    url,
};

pub(super) fn title() -> BoxedStrategy<Title> {
    (language_text(), some(), any::<bool>())
        .prop_map(|(Text { lang, text }, subtitle, devised)| {
            let text = if devised { format!("[{text}]") } else { text };
            Title { lang, text, subtitle, devised }
        })
        .boxed()
}

pub(super) fn journal() -> BoxedStrategy<Journal> {
    let cn = one_of(&["10-1132/D", "11-1234"]);
    (
        (texts(), texts(), texts(), multilingual(), of(country())),
        (vec(issn(), 0..2), of(issn()), of(issn()), of(issn())),
        (of(cn), of(doi()), of(url())),
    )
        .prop_map(|((titles, abbreviations, publisher, place, country), issns, (cn, doi, url))| {
            let (issn, print_issn, electronic_issn, linking_issn) = issns;
            Journal {
                titles,
                abbreviations,
                issn,
                print_issn,
                electronic_issn,
                linking_issn,
                cn,
                doi,
                url,
                publisher,
                place,
                country,
            }
        })
        .boxed()
}

pub(super) fn classification() -> BoxedStrategy<Classification> {
    use ClassificationScheme::{Clc, Ddc, Lcc, Udc};
    (select(&[Clc, Ddc, Lcc, Udc][..]), text(), texts())
        .prop_map(|(scheme, code, labels)| Classification { scheme, code, labels })
        .boxed()
}

pub(super) fn other_identifier() -> BoxedStrategy<OtherIdentifier> {
    use IdentifierScheme::{Ark, Arxiv, Cnki, Handle, Isbn, Pmcid, Pmid, Publisher, Purl, Urn, Wos};
    let schemes = &[Ark, Arxiv, Cnki, Handle, Isbn, Pmid, Pmcid, Purl, Urn, Wos, Publisher][..];
    (select(schemes), text()).prop_map(|(scheme, value)| OtherIdentifier { scheme, value }).boxed()
}

pub(super) fn funding() -> BoxedStrategy<Funding> {
    (multilingual(), of(doi()), of(ror()), some(), some(), some(), of(url()))
        .prop_map(|(funder, funder_doi, funder_ror, programme, award, award_title, award_url)| Funding {
            funder,
            funder_doi,
            funder_ror,
            programme,
            award,
            award_title,
            award_url,
        })
        .boxed()
}

pub(super) fn relation() -> BoxedStrategy<Relation> {
    use RelationKind as Kind;
    const KINDS: &[Kind] = &[
        Kind::Preprint,
        Kind::Translation,
        Kind::TranslationOf,
        Kind::Version,
        Kind::Replaces,
        Kind::ReplacedBy,
        Kind::Erratum,
        Kind::ErratumOf,
        Kind::Retraction,
        Kind::RetractionOf,
        Kind::Reviews,
        Kind::Data,
        Kind::Software,
        Kind::VersionOf,
        Kind::Addendum,
        Kind::AddendumOf,
        Kind::ExpressionOfConcern,
        Kind::ExpressionOfConcernAbout,
        Kind::Comment,
        Kind::CommentOn,
        Kind::Reply,
        Kind::ReplyTo,
        Kind::PeerReview,
        Kind::Supplement,
        Kind::PartOf,
    ];
    (of(select(KINDS)), of(doi()), of(url()), of(isbn()), of(issn()), some())
        .prop_map(|(kind, doi, url, isbn, issn, text)| Relation { kind, doi, url, isbn, issn, text })
        .boxed()
}

pub(super) fn reference() -> BoxedStrategy<Reference> {
    let marks = ["M", "C", "G", "J", "D", "R", "S", "P", "DB", "DS", "CP", "EB", "N"];
    let marked = (text(), select(marks.to_vec()), select(vec!["", "//"]))
        .prop_map(|(text, mark, host)| Some(format!("{text}[{mark}]{host}. 2020.")));
    (prop_oneof![some(), marked], of(doi()), of(url()), of(isbn()))
        .prop_map(|(text, doi, url, isbn)| Reference { text, doi, url, isbn })
        .boxed()
}

pub(super) fn license() -> BoxedStrategy<License> {
    let spdx = prop_oneof![select(&["CC-BY-4.0", "CC0-1.0", "MIT"][..]).prop_map(str::to_owned), text()];
    (of(url()), of(spdx), some()).prop_map(|(url, spdx, text)| License { url, spdx, text }).boxed()
}

pub(super) fn pages() -> BoxedStrategy<Pages> {
    (text(), some(), some()).prop_map(|(first, last, printed)| Pages { first, last, printed }).boxed()
}

pub(super) fn type_() -> BoxedStrategy<String> {
    let known = ["journal article", "book review", "info:eu-repo/semantics/article", "Text", "erratum"];
    prop_oneof![select(known.map(str::to_owned).to_vec()), text()].boxed()
}

pub(super) fn words() -> BoxedStrategy<Vec<Keywords>> {
    let scheme = prop_oneof![select(&["mesh", "LCSH", "jel", "stw"][..]).prop_map(str::to_owned), text()];
    let word = (text(), of(url())).prop_map(|(text, uri)| Keyword { text, uri });
    let keywords = (of(language()), of(scheme), vec(word, 0..4)).prop_map(|(lang, scheme, words)| Keywords {
        lang,
        scheme,
        words,
    });
    vec(keywords, 0..3).boxed()
}

pub(super) fn abstracts() -> BoxedStrategy<Vec<Abstract>> {
    use AbstractKind::{Graphical, PlainLanguage, Structured};
    let kind = of(select(&[Graphical, PlainLanguage, Structured][..]));
    let one = (language_text(), any::<bool>(), kind)
        .prop_map(|(Text { lang, text }, fragment, kind)| Abstract { lang, text, fragment, kind });
    vec(one, 0..3).boxed()
}

pub(super) fn file() -> BoxedStrategy<FileLink> {
    let known = select(&["application/pdf", "text/html"][..]).prop_map(str::to_owned);
    (url(), of(prop_oneof![known, text()]), some())
        .prop_map(|(url, media_type, size)| FileLink { url, media_type, size })
        .boxed()
}

pub(super) fn statement() -> BoxedStrategy<Statement> {
    use StatementKind::{CompetingInterests, DataAvailability, Ethics, Funding};
    let kind = select(&[CompetingInterests, DataAvailability, Ethics, Funding][..]);
    (kind, language_text()).prop_map(|(kind, Text { lang, text })| Statement { kind, lang, text }).boxed()
}

pub(super) fn trial() -> BoxedStrategy<Trial> {
    use TrialStage::{PostResults, PreResults, Results};
    let known = select(&["NCT01234567", "ISRCTN1", "chictr-2"][..]).prop_map(str::to_owned);
    (prop_oneof![known, text()], some(), of(select(&[PreResults, Results, PostResults][..])))
        .prop_map(|(number, registry, stage)| Trial { number, registry, stage })
        .boxed()
}

pub(super) fn supplement() -> BoxedStrategy<Supplement> {
    (file(), multilingual(), of(doi()), of(license()))
        .prop_map(|(FileLink { url, media_type, size }, title, doi, license)| Supplement {
            url,
            media_type,
            size,
            title,
            doi,
            license,
        })
        .boxed()
}

pub(super) fn conference() -> BoxedStrategy<Conference> {
    (multilingual(), some(), of(date()), of(date()), multilingual(), of(country()), multilingual())
        .prop_map(|(name, number, start, end, place, country, sponsor)| Conference {
            name,
            number,
            start,
            end,
            place,
            country,
            sponsor,
        })
        .boxed()
}

pub(super) fn coverage() -> BoxedStrategy<Coverage> {
    let known = select(&["1945/1991", "2022-05"][..]).prop_map(Texts::from);
    (multilingual(), prop_oneof![known, multilingual()])
        .prop_map(|(place, time)| Coverage { place, time })
        .boxed()
}
