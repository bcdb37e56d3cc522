"""Reads RIS with rispy: the document from standard input, its values as JSON."""

import json
import sys

import rispy
from rispy.config import LIST_TYPE_TAGS

text = sys.stdin.buffer.read().decode()
assert text.count("\n") == text.count("\r\n") and text.endswith("ER  - \r\n"), "every line ends with CRLF"
# nothing splits a URL; several translated titles and abstracts are kept
lists = [*LIST_TYPE_TAGS, "TT", "N2", "SN"]
(entry,) = rispy.loads(text, newline="\r\n", list_tags=lists, delimiter_tags_mapping={})
assert entry["type_of_reference"] == "JOUR" and "unknown_tag" not in entry, entry
date = entry.get("date", "").rstrip("/")
assert entry.get("year", "")[:4] == date[:4]
values = {
    "titles": [entry["title"], *entry.get("translated_title", [])],
    "authors": [[name] for name in entry.get("authors", [])],
    "journal": entry.get("secondary_title", ""),
    "date": [int(part) for part in date.split("/") if part],
    "volume": entry.get("volume", ""),
    "issue": entry.get("number", ""),
    "page": entry.get("start_page", ""),
    "doi": entry.get("doi", ""),
    "url": "".join(entry.get("urls", [])),
    "abstract": entry.get("abstract", ""),
    "keywords": ", ".join(entry.get("keywords", [])),
}
print(json.dumps(values))
