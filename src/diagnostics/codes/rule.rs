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
    NAMES_OF_FILES "Names of files in Windrow" "record-format.md#names-of-files";
    SIDECARS "XML that a record brings along" "record-format.md#xml-that-a-record-brings-along";
    SET_RULES "Sets by rules" "record-format.md#sets-by-rules";
    JSON_LINES_FORMAT "JSON Lines for `windrow load`" "record-format.md#loading-in-bulk-json-lines";
    OWN_FORMATS "A format of your own" "formats.md#a-format-of-your-own";
    OPERATIONS "Running Windrow" "operations.md#start-and-stop";
    WITHHELD "When something is wrong" "operations.md#when-something-is-wrong";
    TOML "TOML 1.0" "https://toml.io/en/v1.0.0";
    TOML_KEYS "TOML 1.0, keys" "https://toml.io/en/v1.0.0#keys";
    TOML_STRINGS "TOML 1.0, strings" "https://toml.io/en/v1.0.0#string";
    TOML_TABLES "TOML 1.0, tables" "https://toml.io/en/v1.0.0#table";
    XML_1_0 "XML 1.0, §2.1" "https://www.w3.org/TR/xml/#sec-well-formed";
    XML_REFERENCES "XML 1.0, §4.1" "https://www.w3.org/TR/xml/#sec-references";
    XML_ENCODING "XML 1.0, §4.3.3" "https://www.w3.org/TR/xml/#charencoding";
    XML_NAMES "Namespaces in XML 1.0" "https://www.w3.org/TR/xml-names/";
    IDENTIFIER_2_4 "OAI-PMH 2.0, §2.4" "https://www.openarchives.org/OAI/openarchivesprotocol.html#UniqueIdentifier";
    RECORD_2_5 "OAI-PMH 2.0, §2.5" "https://www.openarchives.org/OAI/openarchivesprotocol.html#Record";
    DELETED_2_5_1 "OAI-PMH 2.0, §2.5.1" "https://www.openarchives.org/OAI/openarchivesprotocol.html#DeletedRecords";
    LISTS_3_5 "OAI-PMH 2.0, §3.5" "https://www.openarchives.org/OAI/openarchivesprotocol.html#FlowControl";
    ERRORS_3_6 "OAI-PMH 2.0, §3.6" "https://www.openarchives.org/OAI/openarchivesprotocol.html#ErrorConditions";
    LIST_RECORDS_4_5 "OAI-PMH 2.0, §4.5" "https://www.openarchives.org/OAI/openarchivesprotocol.html#ListRecords";
    OAI_DC_5 "OAI-PMH 2.0, §5" "https://www.openarchives.org/OAI/openarchivesprotocol.html#dublincore";
    PROVENANCE "Guidelines for OAI-PMH, provenance" "https://www.openarchives.org/OAI/2.0/guidelines-provenance.htm";
    ISBN_MANUAL "ISBN Users' Manual" "https://www.isbn-international.org/content/isbn-users-manual";
    GB_T_9999 "GB/T 9999.1: China standard serial numbering" "record-format.md";
}
