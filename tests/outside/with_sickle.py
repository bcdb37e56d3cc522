"""Harvests oai_dc with Sickle: BASE_URL [FROM]; a line of JSON for each record."""

import json
import sys

from sickle import Sickle
from sickle.oaiexceptions import NoRecordsMatch

base_url, *since = sys.argv[1:]
arguments = {"metadataPrefix": "oai_dc", "ignore_deleted": False}
if since:
    arguments["from"] = since[0]
try:
    records = Sickle(base_url).ListRecords(**arguments)
except NoRecordsMatch:
    records = []
for record in records:
    metadata = {} if record.deleted else record.metadata
    print(json.dumps({
        "identifier": record.header.identifier,
        "datestamp": record.header.datestamp,
        "deleted": record.deleted,
        "sets": record.header.setSpecs,
        "dc": [(name, value or "") for name, values in metadata.items() for value in values],
    }))
