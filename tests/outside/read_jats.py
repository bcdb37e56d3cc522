"""Reads a JATS document back: FILE SCHEMA; prints what it says as JSON.

elifetools, which reads JATS for eLife, takes the namespace as it is: it looks at local names. xmlschema, which is no kin of
libxml2, is the second validator.
"""

import json
import sys

import xmlschema
from elifetools import parseJATS as jats

path, schema = sys.argv[1:]
soup = jats.parse_document(path)


def texts(*names):
    return [tag.get_text() for name in names for tag in soup.find_all(name)]


def person(contributor):
    return {
        "role": contributor["type"],
        "family": contributor.get("surname"),
        "given": contributor.get("given-names"),
        "organization": contributor.get("collab") and jats.parse_xml(f"<x>{contributor['collab']}</x>").find("institution").get_text(),
        "orcid": contributor.get("orcid"),
    }


print(json.dumps({
    "errors": [str(error) for error in xmlschema.XMLSchema10(schema).iter_errors(path)],
    "title": jats.title(soup),
    "translated_titles": [tag.get_text() for tag in soup.select("title-group > trans-title-group > trans-title")],
    "people": [person(contributor) for contributor in jats.contributors(soup, "full")],
    "journal": jats.journal_title(soup),
    "print_issn": jats.journal_issn(soup, pub_format="print"),
    "electronic_issn": jats.journal_issn(soup, pub_format="electronic"),
    "publisher": jats.publisher(soup),
    "doi": jats.doi(soup),
    "volume": jats.volume(soup),
    "issue": jats.issue(soup),
    "pages": [jats.fpage(soup), jats.lpage(soup)],
    "published": [[date["year"], date["month"], date["day"]] for date in jats.pub_dates(soup)],
    "received": jats.received_date_date(soup),
    "accepted": jats.accepted_date_date(soup),
    "license": jats.license_url(soup),
    "abstract": jats.abstract(soup),
    "translated_abstract": texts("trans-abstract"),
    "keywords": texts("kwd"),
    "awards": [group["award_id"] for group in jats.award_groups(soup)],
    "references": [reference.get("doi") for reference in jats.refs(soup)],
    "related": [related["xlink_href"] for related in jats.related_article(soup)],
}))
