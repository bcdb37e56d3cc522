"""Reads CSL JSON with citeproc-py: the document from standard input, its values as JSON.

The names of members are checked against the official vocabulary, which citeproc-py ships for its own schema of styles.
"""

import json
import re
import sys
from pathlib import Path

import citeproc
from citeproc.source.json import CiteProcJSON

data = json.loads(sys.stdin.buffer.read())
(item,) = data

vocabulary = Path(citeproc.__file__).parent / "data/schema/schemas/styles"
words = {
    name: set(re.findall(r'"([A-Za-z_-]+)"', (vocabulary / name).read_text()))
    for name in ("csl-variables.rnc", "csl-types.rnc")
}
assert item["type"] in words["csl-types.rnc"]
unknown = set(item) - {"id", "type"} - words["csl-variables.rnc"]
assert not unknown, unknown
for name in ("author", "editor", "translator"):
    for person in item.get(name, []):
        assert set(person) in ({"family", "given"}, {"literal"}), person
for name in set(item) - {"author", "editor", "translator", "issued", "submitted"}:
    assert isinstance(item[name], str) and item[name], name

(entry,) = CiteProcJSON(data).values()


def text(name):
    """Without the tags of rich text, of which those of the processor are left."""
    return re.sub("</?(i|b|sub|sup|span)( style=[^>]*)?>", "", str(entry.get(name, "")))


def name_parts(name):
    return [str(name["literal"])] if "literal" in name else [str(name["family"]), str(name["given"])]


date = entry.get("issued", {})
values = {
    "titles": [text("title")],
    "authors": [name_parts(name) for name in entry.get("author", [])],
    "journal": text("container_title"),
    "date": [int(date[part]) for part in ("year", "month", "day") if part in date],
    "volume": text("volume"),
    "issue": text("issue"),
    "page": text("page_first"),
    "doi": text("DOI"),
    "url": text("URL"),
    "abstract": text("abstract"),
    "keywords": text("keyword"),
}
print(json.dumps(values))
