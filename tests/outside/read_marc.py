"""Reads MARCXML with pymarc: FILE; the values as one object of JSON."""

import json
import sys

from pymarc import parse_xml_to_array

(record,) = parse_xml_to_array(sys.argv[1])


def values(tag, *codes):
    return [value for field in record.get_fields(tag) for value in field.get_subfields(*codes)]


def alternates(tag):
    """What the 880 fields that are linked with the fields of a tag have in $a and $t."""
    linked = {field["6"].split("-")[1] for field in record.get_fields(tag) if "6" in field}
    others = [field for field in record.get_fields("880") if field["6"].startswith(tag)]
    assert {field["6"].split("-")[1][:2] for field in others} == linked
    return [value for field in others for value in field.get_subfields("a", "t")]


authors = [
    field["a"].rstrip(",")
    for field in record.get_fields("100", "110", "700", "710")
    if "aut" in field.get_subfields("4")
]
# what a library sends on: the binary form, and back
again = type(record)(record.as_marc(), to_unicode=True)
assert [str(field) for field in again.get_fields()] == [str(field) for field in record.get_fields()]
print(json.dumps({
    "leader": str(record.leader),
    "identifier": record["001"].data,
    "length_of_008": len(record["008"].data),
    "language": record["008"].data[35:38],
    "title": record.title,
    "titles": values("246", "a"),
    "original_title": alternates("245"),
    "authors": authors,
    "original_authors": alternates("100") + alternates("700"),
    "doi": [field["a"] for field in record.get_fields("024") if "doi" in field.get_subfields("2")],
    "issn": values("773", "x"),
    "journal": values("773", "t") + alternates("773"),
    "place": values("773", "g"),
    "keywords": values("653", "a"),
    "abstracts": values("520", "a"),
}))
