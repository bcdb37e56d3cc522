"""Reads a Crossref deposit back: FILE SCHEMA; prints what it says as JSON.

No library reads deposits. xmlschema, which is no kin of libxml2, is the second validator, and ElementTree the reader.
"""

import json
import pathlib
import sys
from xml.etree import ElementTree

import xmlschema

path, schema = sys.argv[1:]
root = ElementTree.parse(path).getroot()
journal = root.find("{*}body/{*}journal")
article = journal.find("{*}journal_article")

CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"


def catalog():
    """Where schemas lie that others name by their addresses: the catalog in a folder above the schema."""
    file = next(folder / "catalog.xml" for folder in pathlib.Path(schema).parents if (folder / "catalog.xml").exists())
    entries = ElementTree.parse(file).getroot()
    exact = {entry.get("name"): str(file.parent / entry.get("uri")) for entry in entries.iter(CATALOG + "uri")}
    starts = [(entry.get("uriStartString"), entry.get("rewritePrefix")) for entry in entries.iter(CATALOG + "rewriteURI")]

    def local(uri):
        if uri in exact:
            return exact[uri]
        for start, prefix in starts:
            if uri.startswith(start):
                return str(file.parent / prefix / uri[len(start):])
        return uri

    return local


def texts(element, path):
    return ["".join(found.itertext()) for found in element.iterfind(path)]


def person(element):
    return {
        "role": element.get("contributor_role"),
        "sequence": element.get("sequence"),
        "family": element.findtext("{*}surname"),
        "given": element.findtext("{*}given_name"),
        "organization": None if len(element) else element.text,
        "orcid": element.findtext("{*}ORCID"),
        "alternatives": texts(element, "{*}name"),
    }


print(json.dumps({
    "errors": [str(error) for error in xmlschema.XMLSchema10(schema, uri_mapper=catalog()).iter_errors(path)],
    "titles": texts(article, "{*}titles/{*}title"),
    "original_titles": texts(article, "{*}titles/{*}original_language_title"),
    "people": [person(element) for element in article.find("{*}contributors")],
    "journal": texts(journal, "{*}journal_metadata/{*}full_title"),
    "issn": texts(journal, "{*}journal_metadata/{*}issn"),
    "volume": texts(journal, "{*}journal_issue//{*}volume"),
    "issue": texts(journal, "{*}journal_issue/{*}issue"),
    "abstracts": texts(article, "{http://www.ncbi.nlm.nih.gov/JATS1}abstract"),
    "published": texts(article, "{*}publication_date/*"),
    "pages": texts(article, "{*}pages/*"),
    "license": texts(article, "{*}program/{*}license_ref"),
    "awards": texts(article, ".//{*}assertion[@name='award_number']"),
    "doi": texts(article, "{*}doi_data/{*}doi"),
    "resource": texts(article, "{*}doi_data/{*}resource"),
    "files": texts(article, "{*}doi_data/{*}collection[@property='text-mining']/{*}item/{*}resource"),
    "crawled": texts(article, "{*}doi_data/{*}collection[@property='crawler-based']/{*}item/{*}resource"),
    "funders": texts(article, ".//{*}assertion[@name='ror']"),
    "citations": texts(article, "{*}citation_list/{*}citation/{*}doi"),
}))
