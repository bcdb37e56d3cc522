"""Reads a record of DataCite's kernel 4 from standard input, and tells in JSON what others make of it:

read       its values, by commonmeta-py
refused    what DataCite's JSON schema has against it
rewritten  the elements that are others when DataCite's own client writes the same record
"""

import json
import os
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter

sys.path.insert(0, os.path.join(sys.prefix, "commonmeta"))  # where .ci/run puts both

from commonmeta import Metadata  # noqa: E402
from datacite import schema45  # noqa: E402

KERNEL = "{http://datacite.org/schema/kernel-4}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PERSON = {"creatorName": "name", "contributorName": "name"}


def local(element):
    return element.tag.removeprefix(KERNEL)


def attributes(element):
    """Attributes by the names that DataCite's JSON gives them."""
    return {
        "lang" if name == LANG else name.replace("URI", "Uri"): value
        for name, value in element.attrib.items()
    }


def flat(element, key=None):
    """An element with a text and attributes as an object."""
    return {key or local(element): element.text, **attributes(element)}


def person(element):
    result = attributes(element)
    for part in element:
        name = local(part)
        if name in PERSON:
            result |= flat(part, "name")
        elif name == "nameIdentifier":
            result.setdefault("nameIdentifiers", []).append(flat(part))
        elif name == "affiliation":
            result.setdefault("affiliation", []).append(flat(part, "name"))
        else:
            result[name] = part.text
    return result


def parts(element):
    """An element with elements in it as an object; lists of them as lists."""
    result = attributes(element)
    for part in element:
        if local(part) == "relatedItemIdentifier":
            result["relatedItemIdentifier"] = flat(part)
        elif len(part):
            result[local(part)] = [flat(one) for one in part]
        else:
            result |= flat(part)
    return result


def as_json(root):
    result = {"schemaVersion": "http://datacite.org/schema/kernel-4"}
    for element in root:
        name = local(element)
        if name == "identifier":
            result["doi"] = element.text
        elif name == "resourceType":
            result["types"] = flat(element)
        elif name == "publisher":
            result["publisher"] = flat(element, "name")
        elif name in ("creators", "contributors"):
            result[name] = [person(one) for one in element]
        elif name in ("fundingReferences", "relatedItems"):
            result[name] = [parts(one) for one in element]
        elif name == "formats":
            result[name] = [one.text for one in element]
        elif len(element):
            result[name] = [flat(one) for one in element]
        else:
            result[name] = element.text
    return result


def leaves(element, path=""):
    """Every element without elements in it: its path, its attributes and its text."""
    path = f"{path}/{local(element)}"
    if not len(element):
        yield json.dumps([path, sorted(element.attrib.items()), element.text], ensure_ascii=False)
    for part in element:
        yield from leaves(part, path)


def differences(one, other):
    one, other = Counter(leaves(one)), Counter(leaves(other))
    return [f"- {line}" for line in (one - other)] + [f"+ {line}" for line in (other - one)]


def main():
    text = sys.stdin.read()
    root = ElementTree.fromstring(text)
    data = as_json(root)
    read = Metadata(text, via="datacite_xml")
    rewritten = ElementTree.fromstring(schema45.tostring(data))
    print(json.dumps({
        "read": {
            "id": read.id,
            "type": read.type,
            "title": read.title,
            "titles": [title["title"] for title in read.additional_titles],
            "contributors": read.contributors,
            "published": read.date_published,
            "dates": read.dates,
            "publisher": read.publisher,
            "subjects": [subject["subject"] for subject in read.subjects],
            "description": read.description,
            "funding": read.funding_references,
            "language": read.language,
            "license": read.license["id"],
            "volume": read.container["volume"],
            "issue": read.container["issue"],
            "pages": [read.container["first_page"], read.container["last_page"]],
        },
        "refused": [error.message for error in schema45.validator.iter_errors(data)],
        "rewritten": differences(root, rewritten),
    }))


main()
