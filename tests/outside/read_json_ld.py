"""Reads JSON-LD with PyLD, which expands it: the document from standard input, its values as JSON.

Nothing is fetched: for the context of schema.org stands the vocabulary alone.
"""

import json
import sys

from pyld import jsonld

SCHEMA = "https://schema.org/"


def context(url, _options):
    assert url.rstrip("/") + "/" == SCHEMA, url
    return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": {"@context": {"@vocab": SCHEMA}}}


document = json.loads(sys.stdin.buffer.read())
(article,) = jsonld.expand(document, {"documentLoader": context})
assert article["@type"] == [SCHEMA + "ScholarlyArticle"]
# every statement survives: one that cannot be expanded would be dropped
assert len(article) == len(document) - ("@context" in document), set(document)
triples = jsonld.to_rdf(document, {"documentLoader": context, "format": "application/n-quads"})
assert triples.strip()


def values(node, name):
    return node.get(SCHEMA + name, [])


def texts(node, name):
    return [value["@value"] for value in values(node, name)]


def text(node, name):
    return next(iter(texts(node, name)), "")


def place(node):
    """The article and all that it is part of."""
    yield node
    for whole in values(node, "isPartOf"):
        yield from place(whole)


def author(person):
    parts = [text(person, "familyName"), text(person, "givenName")]
    return parts if all(parts) else [text(person, "name")]


def of_kind(kind):
    return next((node for node in place(article) if SCHEMA + kind in node.get("@type", [])), {})


result = {
    "titles": texts(article, "name"),
    "authors": [author(person) for person in values(article, "author")],
    "journal": text(of_kind("Periodical"), "name"),
    "date": [int(part) for part in text(article, "datePublished").split("-") if part],
    "volume": text(of_kind("PublicationVolume"), "volumeNumber"),
    "issue": text(of_kind("PublicationIssue"), "issueNumber"),
    "page": text(article, "pageStart"),
    "doi": next(
        (text(node, "value") for node in values(article, "identifier") if text(node, "propertyID") == "doi"), ""
    ),
    "url": text(article, "url"),
    "abstract": text(article, "abstract"),
    "keywords": ", ".join(texts(article, "keywords")),
}
print(json.dumps(result))
