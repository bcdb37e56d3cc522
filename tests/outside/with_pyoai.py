"""Harvests oai_dc with pyoai's client, which speaks POST: BASE_URL [FROM]; a line of JSON for each record."""

import json
import sys
from datetime import datetime

from oaipmh.client import Client
from oaipmh.error import NoRecordsMatchError
from oaipmh.metadata import MetadataRegistry, oai_dc_reader

base_url, *since = sys.argv[1:]
registry = MetadataRegistry()
registry.registerReader("oai_dc", oai_dc_reader)
client = Client(base_url, registry)
client.updateGranularity()
arguments = {"metadataPrefix": "oai_dc"}
if since:
    arguments["from_"] = datetime.strptime(since[0], "%Y-%m-%dT%H:%M:%SZ")
try:
    for header, metadata, about in client.listRecords(**arguments):
        values = metadata.getMap() if metadata else {}
        print(json.dumps({
            "identifier": header.identifier(),
            "datestamp": header.datestamp().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "deleted": header.isDeleted(),
            "sets": header.setSpec(),
            "dc": [(name, value) for name, texts in values.items() for value in texts],
        }))
except NoRecordsMatchError:
    pass
