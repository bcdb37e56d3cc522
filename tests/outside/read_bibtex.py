"""Reads BibTeX with bibtexparser or pybtex, whichever is named: the document from standard input, its values as JSON."""

import json
import re
import sys
from urllib.parse import unquote

from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db


def with_bibtexparser(text):
    import bibtexparser
    from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts

    library = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert not library.failed_blocks, library.failed_blocks
    (entry,) = library.entries
    fields = {field.key: field.value for field in entry.fields}
    authors = [
        [" ".join(name.von + name.last), " ".join(name.jr + name.first)] for name in fields.pop("author", [])
    ]
    return entry.entry_type, entry.key, fields, authors


def with_pybtex(text):
    from pybtex.database import parse_string

    ((key, entry),) = parse_string(text, "bibtex").entries.items()
    authors = [
        [" ".join(name.prelast_names + name.last_names), " ".join(name.first_names + name.middle_names)]
        for name in entry.persons.get("author", [])
    ]
    return entry.type, key, dict(entry.fields), authors


# what pylatexenc does not know of LaTeX's own commands
commands = get_default_latex_context_db()
commands.add_context_category(
    "more",
    prepend=True,
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciigrave", "`"),
        MacroTextSpec("textasciicircum", "^"),
    ],
)
latex = LatexNodes2Text(latex_context=commands, strict_latex_spaces=True)


def plain(text):
    # pylatexenc reads ligatures of TeX fonts and formulas; what it shall decode here are commands
    return re.sub(r" +", " ", latex.latex_to_text(text))


def keywords(text):
    """At the commas outside braces."""
    words, depth = [""], 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "," and depth == 0:
            words.append("")
        else:
            words[-1] += character
    return [plain(word.strip()) for word in words if word.strip()]


months = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def month(text):
    return months.index(text[:3].lower()) + 1


kind, key, fields, authors = {"bibtexparser": with_bibtexparser, "pybtex": with_pybtex}[sys.argv[1]](
    sys.stdin.buffer.read().decode()
)
assert kind == "article" and key.isascii(), (kind, key)
fields = {name.lower(): value for name, value in fields.items()}
date = [fields.get("year"), fields.get("month") and month(fields["month"]), fields.get("day")]
values = {
    "titles": [plain(fields[name]) for name in ("title", "titleaddon") if name in fields],
    "authors": [[plain(part) for part in name if part] for name in authors],
    "journal": plain(fields.get("journal", "")),
    "date": [int(part) for part in date if part],
    "volume": plain(fields.get("volume", "")),
    "issue": plain(fields.get("number", "")),
    "page": plain(fields.get("pages", "").split("--")[0]),
    "doi": unquote(fields.get("doi", "")),
    "url": fields.get("url", ""),
    "abstract": plain(fields.get("abstract", "")),
    "keywords": ", ".join(keywords(fields.get("keywords", ""))),
}
print(json.dumps(values))
