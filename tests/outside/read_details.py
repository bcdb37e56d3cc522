"""Reads a document of an article with the finer fields back: FORMAT FILE [SCHEMA]; prints what it says as JSON.

Each format is read by a library that others wrote. xmlschema, which is no kin of libxml2, is the second validator of those in XML.
"""

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

kind, path, *schema = sys.argv[1:]


def catalog(file):
    """Where schemas lie that others name by their addresses."""
    ns = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
    entries = ElementTree.parse(file).getroot()
    exact = {entry.get("name"): str(file.parent / entry.get("uri")) for entry in entries.iter(ns + "uri")}
    starts = [(entry.get("uriStartString"), entry.get("rewritePrefix")) for entry in entries.iter(ns + "rewriteURI")]

    def local(uri):
        begun = ((start, prefix) for start, prefix in starts if uri.startswith(start))
        return exact.get(uri) or next((str(file.parent / prefix / uri[len(start):]) for start, prefix in begun), uri)

    return local


def errors(schema):
    import xmlschema
    folder = next(folder for folder in Path(schema).parents if (folder / "catalog.xml").exists())
    checked = xmlschema.XMLSchema10(schema, uri_mapper=catalog(folder / "catalog.xml"))
    return [str(error) for error in checked.iter_errors(path)]


def jats():
    from elifetools import parseJATS
    soup = parseJATS.parse_document(path)
    people = parseJATS.contributors(soup, "full")
    return {
        "suffixes": [person.get("suffix") for person in people],
        "keywords": [tag.get_text() for tag in soup.find_all("kwd")],
        "published": [date["date"].tm_year for date in parseJATS.pub_dates(soup)],
        "correspondence": [tag.get_text() for tag in soup.find_all("corresp")],
        "roles": [tag.get_text() for tag in soup.find_all("role")],
        "related": [tag["related-article-type"] for tag in soup.find_all("related-article")],
        "supplements": [tag["xlink:href"] for tag in soup.find_all("supplementary-material")],
        "statements": [tag["sec-type"] for tag in soup.find_all("sec") if tag.has_attr("sec-type")],
    }


def marcxml():
    from pymarc import parse_xml_to_array
    (record,) = parse_xml_to_array(path)
    again = type(record)(record.as_marc(), to_unicode=True)  # the binary form
    assert [str(field) for field in again.get_fields()] == [str(field) for field in record.get_fields()]

    def values(tag, *codes):
        return [value for field in record.get_fields(tag) for value in field.get_subfields(*codes)]

    return {
        "suffixes": values("100", "c"),
        "credit": values("100", "4"),
        "subjects": values("650", "a", "0"),
        "meeting": values("711", "a", "n", "d", "c"),
        "pages": values("300", "a"),
        "audience": values("521", "a"),
        "places": values("522", "a"),
        "supplements": [field["3"] for field in record.get_fields("856") if "3" in field],
    }


def mods():
    from pymods import MODSReader
    (record,) = MODSReader(path)
    ns = "{http://www.loc.gov/mods/v3}"
    return {
        "suffixes": [part.text for part in record.iter(ns + "namePart") if part.get("type") == "termsOfAddress"],
        "subjects": [[subject.authority, subject.text] for subject in record.subjects],
        "notes": [note.type for note in record.note if note.type],
        "supplements": [item.findtext(f"{ns}location/{ns}url") for item in record.iter(ns + "relatedItem") if item.get("otherType") == "supplement"],
    }


def bibtex():
    from pybtex.database import parse_file
    (entry,) = parse_file(path, "bibtex").entries.values()
    (first, *_) = entry.persons["author"]
    return {"name": [first.first_names, first.prelast_names, first.last_names, first.lineage_names]}


def csl_json():
    import jsonschema
    data = json.loads(Path(path).read_text())
    schema = Path(sys.prefix) / "commonmeta/commonmeta/resources/csl-data.json"
    refused = [error.message for error in jsonschema.Draft7Validator(json.loads(schema.read_text())).iter_errors(data)]
    (item,) = data
    author = item["author"][0]
    return {"refused": refused, "name": [author.get("non-dropping-particle"), author.get("suffix")], "event": item.get("event-title")}


def schema_org():
    from pyld import jsonld
    document = json.loads(Path(path).read_text())
    vocabulary = {"@context": {"@vocab": "https://schema.org/"}}
    loader = {"documentLoader": lambda url, _: {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": vocabulary}}
    (article,) = jsonld.expand(document, loader)
    # every statement survives: one that cannot be expanded would be dropped
    return {"dropped": len(document) - 1 - len(article), "rdf": bool(jsonld.to_rdf(document, {**loader, "format": "application/n-quads"}).strip())}


def jpcoar():
    root = ElementTree.parse(path).getroot()
    return {
        "creators": [[name.text for name in creator.iterfind("{*}creatorName")] for creator in root.iterfind("{*}creator")],
        "dates": [date.text for date in root.iterfind("{*}date")],
        "files": [uri.text for uri in root.iterfind("{*}file/{*}URI")],
    }


def doaj():
    root = ElementTree.parse(path).getroot()
    return {"authors": [name.text for name in root.iter("name")], "link": root.findtext("record/fullTextUrl")}


found = {"crossref": dict}.get(kind) or globals()[kind]
print(json.dumps({**found(), **({"errors": errors(schema[0])} if schema else {})}))
