"""Reads CSL JSON with citeproc-py: the document from standard input, its values as JSON.

Before, the document is held against the official JSON schema of CSL data, which commonmeta-py ships.
"""

import json
import re
import sys
from pathlib import Path

import jsonschema
from citeproc.source.json import CiteProcJSON

data = json.loads(sys.stdin.buffer.read())

schema = Path(sys.prefix) / "commonmeta/commonmeta/resources/csl-data.json"
refused = [error.message for error in jsonschema.Draft7Validator(json.loads(schema.read_text())).iter_errors(data)]
assert not refused, refused
(item,) = data
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
