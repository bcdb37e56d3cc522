//! Whole documents, one of each verb and of errors.

use crate::model::{Branding, Identity, Provenance, SetDescription, Text};
use crate::protocol::{
    Answer, Error, ErrorCode, Header, IdentifyAnswer, MetadataFormat, RECORD_END, Response, ResumptionToken,
    Set, record_head, write_body,
};

fn document(echo: &[(&'static str, &str)], answer: Result<Answer, Vec<Error>>) -> String {
    document_around(echo, answer, "", None)
}

/// A document with records in it.
fn document_of(
    echo: &[(&'static str, &str)],
    answer: Result<Answer, Vec<Error>>,
    records: &[(Header, &str)],
) -> String {
    document_around(echo, answer, &written(records), None)
}

fn written(records: &[(Header, &str)]) -> String {
    records.iter().map(|(header, body)| [&record_head(header), *body, RECORD_END].concat()).collect()
}

/// A document with these records or headers in it, and this token.
fn document_around(
    echo: &[(&'static str, &str)],
    answer: Result<Answer, Vec<Error>>,
    entries: &str,
    token: Option<&ResumptionToken>,
) -> String {
    let response_date = "2026-01-02T03:04:05Z".parse().unwrap();
    let base_url = "http://journal.example/oai";
    let frame = Response { response_date, base_url, echo: echo.to_vec(), answer }.frame();
    format!("{}{entries}{}", frame.head(), frame.tail(token))
}

fn header(local: &str, sets: &str, deleted: bool) -> Header {
    let identifier = format!("oai:journal.example:{local}");
    Header { identifier, datestamp: "2025-12-31T23:59:59Z".parse().unwrap(), sets: sets.to_owned(), deleted }
}

fn text(lang: Option<&str>, text: &str) -> Text {
    Text { lang: lang.map(|lang| lang.parse().unwrap()), text: text.to_owned() }
}

fn token(value: Option<&str>) -> ResumptionToken {
    ResumptionToken {
        value: value.map(str::to_owned),
        expiration_date: value.map(|_| "2026-02-01T03:04:05Z".parse().unwrap()),
        complete_list_size: 3,
        cursor: 2,
    }
}

#[test]
fn a_record_carries_its_body_as_it_was_written() {
    let provenance = Provenance {
        base_url: "http://a.example/oai".to_owned(),
        identifier: "oai:a.example:1".to_owned(),
        datestamp: "2020-01-01".to_owned(),
        metadata_namespace: "http://www.openarchives.org/OAI/2.0/oai_dc/".to_owned(),
        harvest_date: "2021-01-01T00:00:00Z".parse().unwrap(),
        altered: false,
        origin: None,
    };
    let provenance = Provenance { altered: true, origin: Some(Box::new(provenance.clone())), ..provenance };
    let body =
        write_body("<x:y xmlns:x=\"urn:x\"/>", &["http://l.example/?a&b".to_owned()], Some(&provenance));
    let record = (header("1", "a:b c", false), body.as_str());
    let echo = [("verb", "GetRecord"), ("identifier", "oai:journal.example:1"), ("metadataPrefix", "x")];
    insta::assert_snapshot!(document_of(&echo, Ok(Answer::GetRecord), &[record]), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-01-02T03:04:05Z</responseDate>
<request verb="GetRecord" identifier="oai:journal.example:1" metadataPrefix="x">http://journal.example/oai</request>
<GetRecord>
<record><header><identifier>oai:journal.example:1</identifier><datestamp>2025-12-31T23:59:59Z</datestamp><setSpec>a:b</setSpec><setSpec>c</setSpec></header>
<metadata><x:y xmlns:x="urn:x"/></metadata><about><rights xmlns="http://www.openarchives.org/OAI/2.0/rights/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/rights/ http://www.openarchives.org/OAI/2.0/rights.xsd"><rightsReference ref="http://l.example/?a&amp;b"/></rights></about><about><provenance xmlns="http://www.openarchives.org/OAI/2.0/provenance" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/provenance http://www.openarchives.org/OAI/2.0/provenance.xsd"><originDescription harvestDate="2021-01-01T00:00:00Z" altered="true"><baseURL>http://a.example/oai</baseURL><identifier>oai:a.example:1</identifier><datestamp>2020-01-01</datestamp><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace><originDescription harvestDate="2021-01-01T00:00:00Z" altered="false"><baseURL>http://a.example/oai</baseURL><identifier>oai:a.example:1</identifier><datestamp>2020-01-01</datestamp><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></originDescription></originDescription></provenance></about></record>
</GetRecord>
</OAI-PMH>
"#);
}

#[test]
fn a_deleted_record_is_a_header_alone() {
    let record = (header("2", "", true), "");
    insta::assert_snapshot!(document_of(&[("verb", "GetRecord")], Ok(Answer::GetRecord), &[record]), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-01-02T03:04:05Z</responseDate>
<request verb="GetRecord">http://journal.example/oai</request>
<GetRecord>
<record><header status="deleted"><identifier>oai:journal.example:2</identifier><datestamp>2025-12-31T23:59:59Z</datestamp></header>
</record>
</GetRecord>
</OAI-PMH>
"#);
}

#[test]
fn lists_end_with_their_token() {
    let headers = vec![header("1", "a", false), header("2", "", true)];
    let records: Vec<_> = headers.into_iter().map(|header| (header, "")).collect();
    let headers: String =
        records.iter().map(|(header, _)| record_head(header).replace("<record>", "")).collect();
    let more = document_around(&[], Ok(Answer::ListIdentifiers), &headers, Some(&token(Some("a_b-c"))));
    insta::assert_snapshot!(more, @r#"
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-01-02T03:04:05Z</responseDate>
<request>http://journal.example/oai</request>
<ListIdentifiers>
<header><identifier>oai:journal.example:1</identifier><datestamp>2025-12-31T23:59:59Z</datestamp><setSpec>a</setSpec></header>
<header status="deleted"><identifier>oai:journal.example:2</identifier><datestamp>2025-12-31T23:59:59Z</datestamp></header>
<resumptionToken expirationDate="2026-02-01T03:04:05Z" completeListSize="3" cursor="2">a_b-c</resumptionToken>
</ListIdentifiers>
</OAI-PMH>
"#);
    insta::assert_snapshot!(document_around(&[], Ok(Answer::ListRecords), &written(&records), Some(&token(None))), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-01-02T03:04:05Z</responseDate>
<request>http://journal.example/oai</request>
<ListRecords>
<record><header><identifier>oai:journal.example:1</identifier><datestamp>2025-12-31T23:59:59Z</datestamp><setSpec>a</setSpec></header>
</record>
<record><header status="deleted"><identifier>oai:journal.example:2</identifier><datestamp>2025-12-31T23:59:59Z</datestamp></header>
</record>
<resumptionToken completeListSize="3" cursor="2"/>
</ListRecords>
</OAI-PMH>
"#);
}

#[test]
fn a_token_without_a_size_has_no_attribute_for_it() {
    let token = ResumptionToken { complete_list_size: 0, cursor: 0, ..token(None) };
    let xml = document_around(&[], Ok(Answer::ListIdentifiers), "", Some(&token));
    assert!(xml.contains("<resumptionToken cursor=\"0\"/>"), "{xml}");
}

#[test]
fn formats_are_listed() {
    let format = MetadataFormat {
        metadata_prefix: "oai_dc".to_owned(),
        schema: "http://www.openarchives.org/OAI/2.0/oai_dc.xsd".to_owned(),
        metadata_namespace: "http://www.openarchives.org/OAI/2.0/oai_dc/".to_owned(),
    };
    insta::assert_snapshot!(document(&[("verb", "ListMetadataFormats")], Ok(Answer::ListMetadataFormats(vec![format]))), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-01-02T03:04:05Z</responseDate>
<request verb="ListMetadataFormats">http://journal.example/oai</request>
<ListMetadataFormats>
<metadataFormat><metadataPrefix>oai_dc</metadataPrefix><schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</schema><metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</metadataNamespace></metadataFormat>
</ListMetadataFormats>
</OAI-PMH>
"#);
}

#[test]
fn sets_are_listed_with_their_descriptions() {
    let set = |spec: &str, titles, descriptions| Set {
        spec: spec.to_owned(),
        name: format!("Set <{spec}>"),
        titles,
        descriptions,
    };
    let sets = vec![
        set("a", vec![], vec![text(Some("zh-Hans"), "国际"), text(None, "x & y")]),
        set("a:b", vec![text(Some("zh"), "期"), text(Some("en"), "No.")], vec![]),
    ];
    insta::assert_snapshot!(document(&[("verb", "ListSets")], Ok(Answer::ListSets { sets, token: None })), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-01-02T03:04:05Z</responseDate>
<request verb="ListSets">http://journal.example/oai</request>
<ListSets>
<set><setSpec>a</setSpec><setName>Set &lt;a&gt;</setName><setDescription><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"><dc:description xml:lang="zh-Hans">国际</dc:description></oai_dc:dc></setDescription><setDescription><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"><dc:description>x &amp; y</dc:description></oai_dc:dc></setDescription></set>
<set><setSpec>a:b</setSpec><setName>Set &lt;a:b&gt;</setName><setDescription><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"><dc:title xml:lang="zh">期</dc:title><dc:title xml:lang="en">No.</dc:title></oai_dc:dc></setDescription></set>
</ListSets>
</OAI-PMH>
"#);
}

fn identity() -> Identity {
    let admin_emails = vec!["a@journal.example".to_owned(), "b@journal.example".to_owned()];
    Identity {
        rights: vec!["http://not.in/records".to_owned()],
        sets: vec![SetDescription {
            spec: "a".parse().unwrap(),
            name: "A".to_owned(),
            descriptions: Vec::new(),
        }],
        ..Identity::new("A & B".to_owned(), "journal.example".parse().unwrap(), admin_emails)
    }
}

fn identify(identity: Identity) -> IdentifyAnswer {
    IdentifyAnswer {
        identity,
        earliest_datestamp: "2001-01-01T00:00:00Z".parse().unwrap(),
        compressions: Vec::new(),
        sample_identifier: None,
        rights: Vec::new(),
    }
}

#[test]
fn identify_says_no_more_than_is_known() {
    let answer = Answer::Identify(Box::new(identify(identity())));
    insta::assert_snapshot!(document(&[("verb", "Identify")], Ok(answer)), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-01-02T03:04:05Z</responseDate>
<request verb="Identify">http://journal.example/oai</request>
<Identify>
<repositoryName>A &amp; B</repositoryName>
<baseURL>http://journal.example/oai</baseURL>
<protocolVersion>2.0</protocolVersion>
<adminEmail>a@journal.example</adminEmail>
<adminEmail>b@journal.example</adminEmail>
<earliestDatestamp>2001-01-01T00:00:00Z</earliestDatestamp>
<deletedRecord>persistent</deletedRecord>
<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>
</Identify>
</OAI-PMH>
"#);
}

#[test]
fn identify_has_every_container_there_is_something_for() {
    let branding = Branding {
        icon_url: "http://journal.example/i.png".to_owned(),
        link: Some("http://journal.example/".to_owned()),
        title: Some("J".to_owned()),
        width: Some(88),
        height: Some(31),
    };
    let identity = Identity {
        descriptions: vec![text(Some("en"), "What this is.")],
        friends: vec!["http://other.example/oai".to_owned()],
        branding: Some(branding),
        ..identity()
    };
    let answer = IdentifyAnswer {
        compressions: vec!["gzip", "br"],
        sample_identifier: Some("oai:journal.example:1".to_owned()),
        rights: vec!["http://l.example/".to_owned()],
        ..identify(identity)
    };
    insta::assert_snapshot!(document(&[("verb", "Identify")], Ok(Answer::Identify(Box::new(answer)))), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-01-02T03:04:05Z</responseDate>
<request verb="Identify">http://journal.example/oai</request>
<Identify>
<repositoryName>A &amp; B</repositoryName>
<baseURL>http://journal.example/oai</baseURL>
<protocolVersion>2.0</protocolVersion>
<adminEmail>a@journal.example</adminEmail>
<adminEmail>b@journal.example</adminEmail>
<earliestDatestamp>2001-01-01T00:00:00Z</earliestDatestamp>
<deletedRecord>persistent</deletedRecord>
<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>
<compression>gzip</compression>
<compression>br</compression>
<description><oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai-identifier http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"><scheme>oai</scheme><repositoryIdentifier>journal.example</repositoryIdentifier><delimiter>:</delimiter><sampleIdentifier>oai:journal.example:1</sampleIdentifier></oai-identifier></description>
<description><rightsManifest xmlns="http://www.openarchives.org/OAI/2.0/rights/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/rights/ http://www.openarchives.org/OAI/2.0/rightsManifest.xsd" appliesTo="http://www.openarchives.org/OAI/2.0/entity#metadata"><rights><rightsReference ref="http://l.example/"/></rights></rightsManifest></description>
<description><branding xmlns="http://www.openarchives.org/OAI/2.0/branding/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/branding/ http://www.openarchives.org/OAI/2.0/branding.xsd"><collectionIcon><url>http://journal.example/i.png</url><link>http://journal.example/</link><title>J</title><width>88</width><height>31</height></collectionIcon></branding></description>
<description><friends xmlns="http://www.openarchives.org/OAI/2.0/friends/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/friends/ http://www.openarchives.org/OAI/2.0/friends.xsd"><baseURL>http://other.example/oai</baseURL></friends></description>
<description><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"><dc:description xml:lang="en">What this is.</dc:description></oai_dc:dc></description>
</Identify>
</OAI-PMH>
"#);
}

#[test]
fn errors_stand_alone_and_the_request_keeps_its_arguments() {
    let errors = vec![
        Error::new(ErrorCode::IdDoesNotExist, "no <such> item \u{0}&"),
        Error::new(ErrorCode::CannotDisseminateFormat, "no such format"),
    ];
    let echo = [("verb", "GetRecord"), ("identifier", "a:\"b\""), ("metadataPrefix", "x")];
    insta::assert_snapshot!(document(&echo, Err(errors)), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
<responseDate>2026-01-02T03:04:05Z</responseDate>
<request verb="GetRecord" identifier="a:&quot;b&quot;" metadataPrefix="x">http://journal.example/oai</request>
<error code="idDoesNotExist">no &lt;such&gt; item &amp;</error>
<error code="cannotDisseminateFormat">no such format</error>
</OAI-PMH>
"#);
}

#[test]
fn on_bad_verb_and_bad_argument_the_request_has_no_attributes() {
    for code in [ErrorCode::BadVerb, ErrorCode::BadArgument] {
        let errors = vec![Error::new(ErrorCode::NoRecordsMatch, "x"), Error::new(code, "y")];
        let xml = document(&[("verb", "ListRecords")], Err(errors));
        assert!(xml.contains("<request>http://journal.example/oai</request>"), "{xml}");
    }
}
