"""Reads MODS with pymods: FILE; the values as one object of JSON."""

import json
import sys

from pymods import MODSReader

MODS = "{http://www.loc.gov/mods/v3}"
(record,) = MODSReader(sys.argv[1])
(host,) = (item for item in record.iterchildren(f"{MODS}relatedItem") if item.get("type") == "host")


def first_forms(names):
    """Of names in several scripts, which altRepGroup links, the first."""
    groups = set()
    for name in names:
        group = name.elem.get("altRepGroup")
        if group is None or group not in groups:
            yield name.text
        groups.add(group)


def part(path):
    return host.findtext(f"{MODS}part/" + "/".join(MODS + step for step in path.split("/")))


print(json.dumps({
    "titles": record.titles,
    "authors": list(first_forms(name for name in record.names if name.role.code == "aut")),
    "all_authors": [name.text for name in record.names if name.role.code == "aut"],
    "doi": [found.text for found in record.identifiers if found.type == "doi"][0],
    "issn": [found.text for found in host.identifiers if found.type == "issn"],
    "journal": host.titles,
    "pages": [part("extent/start"), part("extent/end")],
    "date": record.dates[0].text,
    "language": [language.code for language in record.language],
    "keywords": [subject.text for subject in record.subjects],
    "abstracts": [abstract.text for abstract in record.abstract],
    "rights": [rights.uri for rights in record.rights if rights.uri],
    "classes": record.classification,
}))
