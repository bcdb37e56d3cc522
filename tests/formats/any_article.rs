//! Any article that the model can hold, every field of it; and what holds for all formats then.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use windrow::model::{
    Abstract, AbstractKind, Access, Affiliation, Article, Classification, ClassificationScheme, Conference,
    Content, Country, Coverage, CreditRole, Doi, FileLink, Funding, IdentifierScheme, Isbn, Issn, Journal,
    Keyword, Keywords, Language, License, Name, NameOrder, Orcid, OtherIdentifier, Pages, PartialDate,
    Person, Reference, Relation, RelationKind, Role, Ror, Statement, StatementKind, Supplement, Text, Texts,
    Title, Trial, TrialStage, Version, WebUrl,
};

use crate::articles::{Named, completed};
use crate::hostile::{faults, renderer};
use crate::item;

/// Texts: of every kind of character, of ASCII, of what is special in XML or invisible, and with markup.
fn text() -> BoxedStrategy<String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,20}",
        "[国际安全“”אب\u{0}\u{3}\u{b}\u{85}\u{ad}\u{200b}\u{202e}\u{2028}\u{fffd}\u{fffe}\u{ffff}\\]>&<'\"\r\n\t𝄞 ]{0,12}",
        "(<i>|</i>|<sub>|</sub>|<p>|</p>|<br/>|<math><mi>|</mi></math>|&amp;|&lt;|a|b| ){0,9}",
        "<(i)>[a-z ]{0,5}</i>( [a-z]{0,3}<sup>2</sup>)?|<p>[a-z ]{0,5}</p><p>b</p>",
        "[0-9]{0,5}",
    ].boxed()
}

fn some() -> BoxedStrategy<Option<String>> {
    of(text()).boxed()
}

/// One of the values that a newtype takes.
fn one_of<T: std::str::FromStr + Clone + std::fmt::Debug + 'static>(
    texts: &'static [&'static str],
) -> BoxedStrategy<T> {
    select(texts).prop_map(|text| text.parse().ok().unwrap()).boxed()
}

fn language() -> BoxedStrategy<Language> {
    one_of(&[
        "en",
        "zh",
        "zh-Hans",
        "zh-Latn-pinyin",
        "ar",
        "ger",
        "cmn",
        "x-a",
        "i-default",
        "es-419",
        "qqq",
    ])
    .boxed()
}

fn date() -> BoxedStrategy<PartialDate> {
    one_of(&["2022", "2022-05", "2022-05-31", "0868-05-11", "9999-12", "0001"]).boxed()
}

fn doi() -> BoxedStrategy<Doi> {
    prop_oneof![
        one_of(&["10.1000/182", "10.1002/(SICI)1<1::AID>3.0.CO;2-#", "10.5555/学报&\"'"]),
        "10\\.[0-9]{4}/\\PC{1,12}".prop_filter_map("no DOI", |text| text.parse().ok()),
    ]
    .boxed()
}

fn url() -> BoxedStrategy<WebUrl> {
    prop_oneof![
        one_of(&[
            "https://a.org/",
            "http://a.org/中.pdf?x=1&y=2#z",
            "https://[::1]:80/(1)'%zz[]",
            "http://a:b/"
        ]),
        "https?://[a-z]{1,5}[!-~é中]{0,12}".prop_filter_map("no URL", |text| text.parse().ok()),
    ]
    .boxed()
}

fn issn() -> BoxedStrategy<Issn> {
    one_of(&["2049-3630", "2434-561X", "1234-5679"]).boxed()
}

fn isbn() -> BoxedStrategy<Isbn> {
    one_of(&["978-3-16-148410-0", "080442957X", "0-306-40615-2"]).boxed()
}

fn ror() -> BoxedStrategy<Ror> {
    one_of(&["013q1eq08", "00hx57361"]).boxed()
}

fn orcid() -> BoxedStrategy<Orcid> {
    one_of(&["0000-0002-1825-0097", "0000-0002-1694-233X"]).boxed()
}

fn language_text() -> BoxedStrategy<Text> {
    (of(language()), text()).prop_map(|(lang, text)| Text { lang, text }).boxed()
}

fn multilingual() -> BoxedStrategy<Texts> {
    texts().prop_map(Texts).boxed()
}

fn country() -> BoxedStrategy<Country> {
    one_of(&["CN", "FR", "PS", "GB"])
}

fn texts() -> BoxedStrategy<Vec<Text>> {
    vec(language_text(), 0..3).boxed()
}

fn title() -> BoxedStrategy<Title> {
    (language_text(), some(), any::<bool>())
        .prop_map(|(Text { lang, text }, subtitle, devised)| {
            let text = if devised { format!("[{text}]") } else { text };
            Title { lang, text, subtitle, devised }
        })
        .boxed()
}

fn order() -> BoxedStrategy<Option<NameOrder>> {
    of(select(&[NameOrder::FamilyFirst, NameOrder::GivenFirst][..])).boxed()
}

fn name() -> BoxedStrategy<Name> {
    (
        of(language()),
        some(),
        some(),
        of("van |d’|[a-z]{0,3}"),
        of("Jr.|III|\\PC{0,12}"),
        some(),
        some(),
        order(),
    )
        .prop_map(|(lang, family, given, particle, suffix, name, printed, order)| Name {
            lang,
            family,
            given,
            particle,
            suffix,
            name,
            printed,
            order,
        })
        .boxed()
}

fn affiliation() -> BoxedStrategy<Affiliation> {
    let flat = || {
        (of(language()), some(), some(), some(), some(), some(), of(ror())).prop_map(
            |(lang, department, institution, city, postcode, country, ror)| Affiliation {
                lang,
                department,
                institution,
                city,
                postcode,
                country,
                ror,
                variants: Vec::new(),
            },
        )
    };
    (flat(), vec(flat(), 0..2))
        .prop_map(|(affiliation, variants)| Affiliation { variants, ..affiliation })
        .boxed()
}

fn credit() -> BoxedStrategy<CreditRole> {
    use CreditRole::{Conceptualization, DataCuration, WritingOriginalDraft, WritingReviewEditing};
    select(&[Conceptualization, DataCuration, WritingOriginalDraft, WritingReviewEditing][..]).boxed()
}

fn person() -> BoxedStrategy<Person> {
    let roles = [
        Role::Editor,
        Role::GuestEditor,
        Role::IssueEditor,
        Role::SectionEditor,
        Role::Translator,
        Role::Reviewer,
        Role::Other,
    ];
    let role = of(select(roles.to_vec()));
    (
        (name(), some(), vec(name(), 0..3)),
        (role, some(), multilingual(), vec(affiliation(), 0..3)),
        (of(orcid()), any::<bool>(), of(ror()), any::<bool>()),
        (some(), vec(credit(), 0..3), any::<bool>(), any::<bool>(), texts()),
    )
        .prop_map(|(names, (role, role_printed, position, affiliations), ids, details)| {
            let (own, organization, variants) = names;
            let Name { lang, family, given, particle, suffix, name, printed, order } = own;
            let (orcid, orcid_authenticated, ror, corresponding) = ids;
            let (email, credits, equal_contribution, deceased, biography) = details;
            Person {
                lang,
                family,
                given,
                particle,
                suffix,
                name,
                organization,
                printed,
                order,
                variants,
                role,
                role_printed,
                position,
                affiliations,
                orcid,
                orcid_authenticated,
                ror,
                corresponding,
                email,
                credits,
                equal_contribution,
                deceased,
                biography,
            }
        })
        .boxed()
}

fn journal() -> BoxedStrategy<Journal> {
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

fn classification() -> BoxedStrategy<Classification> {
    use ClassificationScheme::{Clc, Ddc, Lcc, Udc};
    (select(&[Clc, Ddc, Lcc, Udc][..]), text(), texts())
        .prop_map(|(scheme, code, labels)| Classification { scheme, code, labels })
        .boxed()
}

fn other_identifier() -> BoxedStrategy<OtherIdentifier> {
    use IdentifierScheme::{Ark, Arxiv, Cnki, Handle, Isbn, Pmcid, Pmid, Publisher, Purl, Urn, Wos};
    let schemes = &[Ark, Arxiv, Cnki, Handle, Isbn, Pmid, Pmcid, Purl, Urn, Wos, Publisher][..];
    (select(schemes), text()).prop_map(|(scheme, value)| OtherIdentifier { scheme, value }).boxed()
}

fn funding() -> BoxedStrategy<Funding> {
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

fn relation() -> BoxedStrategy<Relation> {
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

fn reference() -> BoxedStrategy<Reference> {
    let marks = ["M", "C", "G", "J", "D", "R", "S", "P", "DB", "DS", "CP", "EB", "N"];
    let marked = (text(), select(marks.to_vec()), select(vec!["", "//"]))
        .prop_map(|(text, mark, host)| Some(format!("{text}[{mark}]{host}. 2020.")));
    (prop_oneof![some(), marked], of(doi()), of(url()), of(isbn()))
        .prop_map(|(text, doi, url, isbn)| Reference { text, doi, url, isbn })
        .boxed()
}

fn license() -> BoxedStrategy<License> {
    let spdx = prop_oneof![select(&["CC-BY-4.0", "CC0-1.0", "MIT"][..]).prop_map(str::to_owned), text()];
    (of(url()), of(spdx), some()).prop_map(|(url, spdx, text)| License { url, spdx, text }).boxed()
}

fn pages() -> BoxedStrategy<Pages> {
    (text(), some(), some()).prop_map(|(first, last, printed)| Pages { first, last, printed }).boxed()
}

fn type_() -> BoxedStrategy<String> {
    let known = ["journal article", "book review", "info:eu-repo/semantics/article", "Text", "erratum"];
    prop_oneof![select(known.map(str::to_owned).to_vec()), text()].boxed()
}

fn words() -> BoxedStrategy<Vec<Keywords>> {
    let scheme = prop_oneof![select(&["mesh", "LCSH", "jel", "stw"][..]).prop_map(str::to_owned), text()];
    let word = (text(), of(url())).prop_map(|(text, uri)| Keyword { text, uri });
    let keywords = (of(language()), of(scheme), vec(word, 0..4)).prop_map(|(lang, scheme, words)| Keywords {
        lang,
        scheme,
        words,
    });
    vec(keywords, 0..3).boxed()
}

fn abstracts() -> BoxedStrategy<Vec<Abstract>> {
    use AbstractKind::{Graphical, PlainLanguage, Structured};
    let kind = of(select(&[Graphical, PlainLanguage, Structured][..]));
    let one = (language_text(), any::<bool>(), kind)
        .prop_map(|(Text { lang, text }, fragment, kind)| Abstract { lang, text, fragment, kind });
    vec(one, 0..3).boxed()
}

fn file() -> BoxedStrategy<FileLink> {
    let known = select(&["application/pdf", "text/html"][..]).prop_map(str::to_owned);
    (url(), of(prop_oneof![known, text()]), some())
        .prop_map(|(url, media_type, size)| FileLink { url, media_type, size })
        .boxed()
}

fn statement() -> BoxedStrategy<Statement> {
    use StatementKind::{CompetingInterests, DataAvailability, Ethics, Funding};
    let kind = select(&[CompetingInterests, DataAvailability, Ethics, Funding][..]);
    (kind, language_text()).prop_map(|(kind, Text { lang, text })| Statement { kind, lang, text }).boxed()
}

fn trial() -> BoxedStrategy<Trial> {
    use TrialStage::{PostResults, PreResults, Results};
    let known = select(&["NCT01234567", "ISRCTN1", "chictr-2"][..]).prop_map(str::to_owned);
    (prop_oneof![known, text()], some(), of(select(&[PreResults, Results, PostResults][..])))
        .prop_map(|(number, registry, stage)| Trial { number, registry, stage })
        .boxed()
}

fn supplement() -> BoxedStrategy<Supplement> {
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

fn conference() -> BoxedStrategy<Conference> {
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

fn coverage() -> BoxedStrategy<Coverage> {
    let known = select(&["1945/1991", "2022-05"][..]).prop_map(Texts::from);
    (multilingual(), prop_oneof![known, multilingual()])
        .prop_map(|(place, time)| Coverage { place, time })
        .boxed()
}

/// Any article. No `..Article::default()` here: a new field shall not be forgotten.
pub fn any_article() -> BoxedStrategy<Article> {
    let access = select(&[Access::Open, Access::Embargoed, Access::Restricted, Access::MetadataOnly][..]);
    let versions = [
        Version::Draft,
        Version::Submitted,
        Version::Accepted,
        Version::Proof,
        Version::Published,
        Version::Corrected,
        Version::Updated,
    ];
    let made =
        (vec(title(), 0..3), vec(person(), 0..3), vec(person(), 0..3), abstracts(), words(), texts()).boxed();
    let issue_date = one_of(&["spring 2024", "2023/2024", "winter 0868"]);
    let issue = (of(doi()), of(url()), of(issue_date), of(any::<u32>()));
    let placed = (of(journal()), some(), some(), texts(), issue, texts(), of(pages()), some()).boxed();
    let more = (of(date()), of(date()), of(date()), of(date()), of(date()));
    let dated =
        (of(date()), of(date()), of(date()), more, vec(language(), 0..3), vec(classification(), 0..3))
            .boxed();
    let found =
        (of(doi()), vec(other_identifier(), 0..4), of(url()), vec(file(), 0..3), vec(type_(), 0..3)).boxed();
    let beside = (vec(supplement(), 0..3), of(conference()), of(coverage()), multilingual()).boxed();
    let free =
        (of(select(versions.to_vec())), of(license()), texts(), texts(), of(date()), of(access), of(date()))
            .boxed();
    let stated = (vec(statement(), 0..3), vec(trial(), 0..3));
    let linked = (vec(funding(), 0..3), stated, vec(reference(), 0..3), vec(relation(), 0..4)).boxed();
    (made, placed, dated, found, beside, free, linked)
        .prop_map(|(made, placed, dated, found, beside, free, linked)| {
            let (supplements, conference, coverage, audience) = beside;
            let (titles, authors, contributors, abstracts, keywords, notes) = made;
            let (journal, volume, issue, issue_titles, more_of_issue, sections, pages, article_number) =
                placed;
            let (issue_doi, issue_url, issue_date, page_count) = more_of_issue;
            let (received, accepted, published, more, language, classifications) = dated;
            let (published_print, published_online, revised, updated, retracted) = more;
            let (doi, other_identifiers, url, files, types) = found;
            let (version, license, copyright, copyright_holder, copyright_year, access, embargo_end) = free;
            let (funding, (statements, trials), references, relations) = linked;
            Article {
                titles,
                authors,
                contributors,
                abstracts,
                keywords,
                notes,
                classifications,
                journal,
                volume,
                issue,
                issue_titles,
                issue_doi,
                issue_url,
                issue_date,
                page_count,
                sections,
                pages,
                article_number,
                received,
                accepted,
                published,
                published_print,
                published_online,
                revised,
                updated,
                retracted,
                language,
                doi,
                other_identifiers,
                url,
                files,
                supplements,
                conference,
                coverage,
                audience,
                types,
                version,
                license,
                copyright,
                copyright_holder,
                copyright_year,
                access,
                embargo_end,
                funding,
                statements,
                trials,
                references,
                relations,
            }
        })
        .boxed()
}

proptest! {
    #[test]
    fn every_format_refuses_with_reasons_or_writes_whole_documents(article in any_article()) {
        let (renderer, as_it_is) = (renderer(), item(Content::Article(Box::new(article))));
        for item in [&as_it_is, &completed(&as_it_is)] {
            for (prefix, written) in renderer.explain(item) {
                match written {
                    Ok(document) => {
                        // an article of which nothing is seen has an oai_dc record all the same (§5)
                        let faults: Vec<_> =
                            faults(&document).into_iter().filter(|fault| fault != "oai_dc:dc is empty").collect();
                        prop_assert_eq!(faults, [""; 0], "{}: {}", prefix, document);
                    }
                    Err(reasons) => {
                        prop_assert!(!reasons.is_empty(), "{}", prefix);
                        prop_assert!(reasons.iter().all(|reason| !reason.trim().is_empty()), "{}", prefix);
                    }
                }
            }
        }
    }
}

/// As many as the schemas are asked about.
const CHECKED: usize = 300;

/// Some of them, always the same; each also with what the most demanding format demands.
pub fn sample() -> Vec<Named> {
    let (strategy, mut runner) = (any_article(), TestRunner::deterministic());
    let items = (0..CHECKED).flat_map(|number| {
        let article = strategy.new_tree(&mut runner).unwrap().current();
        let item = item(Content::Article(Box::new(article)));
        let completed = Named { name: format!("{number}_completed"), item: completed(&item) };
        [completed, Named { name: number.to_string(), item }]
    });
    items.collect()
}
