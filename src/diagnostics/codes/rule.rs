//! The rules that codes come from.

use crate::diagnostics::Rule;

macro_rules! rules {
    ($($rule:ident $name:literal $url:literal;)*) => {
        $(pub(super) const $rule: Rule = Rule { name: $name, url: $url };)*
    };
}

rules! {
    RECORD_FORMAT "Windrow's record format" "record-format.md";
    IMPORTING "Importing files" "importing.md";
    FORMATS "Windrow's formats" "formats.md";
    EMBARGO "Embargoes in Windrow" "record-format.md#what-may-be-done-with-it";
    BASE_URL_3_1 "OAI-PMH 2.0, §3.1.1" "https://www.openarchives.org/OAI/openarchivesprotocol.html#HTTPRequestFormat";
    IDENTIFY_4_2 "OAI-PMH 2.0, §4.2" "https://www.openarchives.org/OAI/openarchivesprotocol.html#Identify";
    SETS_2_6 "OAI-PMH 2.0, §2.6" "https://www.openarchives.org/OAI/openarchivesprotocol.html#Set";
    PREFIX_3_4 "OAI-PMH 2.0, §3.4" "https://www.openarchives.org/OAI/openarchivesprotocol.html#MetadataNamespaces";
    DUBLIN_CORE "Dublin Core, DCMES 1.1" "https://www.dublincore.org/specifications/dublin-core/dces/";
    TITLES "Titles in Windrow's record format" "record-format.md#titles-abstracts-keywords-notes";
    OPENAIRE_3 "OpenAIRE Guidelines for Literature Repositories 3.0" "https://guidelines.openaire.eu/en/latest/literature/index_guidelines-lit_v3.html";
    OPENAIRE_4 "OpenAIRE Guidelines for Literature Repositories 4.0" "https://openaire-guidelines-for-literature-repository-managers.readthedocs.io/en/v4.0.0/";
    OPENAIRE_PROJECT "OpenAIRE, projectID" "https://guidelines.openaire.eu/en/latest/literature/field_projectid.html";
    COAR_TYPES "COAR Resource Types 3.2" "https://vocabularies.coar-repositories.org/resource_types/";
    ISO_639 "ISO 639 and BCP 47" "https://www.rfc-editor.org/info/bcp47";
    ISO_8601 "W3CDTF, a profile of ISO 8601" "https://www.w3.org/TR/NOTE-datetime";
    MIME "Media types of IANA" "https://www.iana.org/assignments/media-types/";
    DOI_HANDBOOK "DOI Handbook" "https://www.doi.org/the-identifier/resources/handbook";
    ORCID_ID "ORCID, structure of the iD" "https://support.orcid.org/";
    ROR_ID "ROR identifiers" "https://ror.readme.io/";
    ISSN_MANUAL "ISSN Manual" "https://www.issn.org/";
    SPDX_LIST "SPDX License List" "https://spdx.org/licenses/";
    CC_LICENSES "Licences of Creative Commons" "https://creativecommons.org/licenses/";
    NFC "Unicode Normalization Forms (UAX 15)" "https://www.unicode.org/reports/tr15/";
    UNICODE "The Unicode Standard" "https://www.unicode.org/versions/latest/";
    XML_CHARS "XML 1.0, §2.2" "https://www.w3.org/TR/xml/#charsets";
    CROSSREF_TITLES "Crossref, best practices: titles" "https://www.crossref.org/documentation/";
    CROSSREF_NAMES "Crossref, best practices: contributors" "https://www.crossref.org/documentation/";
    URI "RFC 3986, §4.3" "https://www.rfc-editor.org/rfc/rfc3986#section-4.3";
    EXAMPLE_DOMAINS "RFC 2606: domains reserved for examples" "https://www.rfc-editor.org/rfc/rfc2606";
}
