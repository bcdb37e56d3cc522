"""Decodes every *.gz of a folder into another, with zlib and with gzip: FROM TO."""

import gzip
import pathlib
import sys
import zlib

source, target = map(pathlib.Path, sys.argv[1:])
for path in sorted(source.glob("*.gz")):
    coded = path.read_bytes()
    decoder = zlib.decompressobj(wbits=31)
    text = decoder.decompress(coded)
    assert decoder.eof and not decoder.unused_data, f"{path.name}: one member, and nothing after it"
    assert zlib.decompress(coded, wbits=31) == gzip.decompress(coded) == text, path.name
    with gzip.open(path) as file:
        assert b"".join(iter(lambda: file.read(1000), b"")) == text, path.name
    (target / path.stem).write_bytes(text)
