#!/usr/bin/env python3
"""Writes files that compile several files of tests each: together.py <file to write>... -- <file of tests>...

Most of what a file of tests costs the compiler is the library, which so is compiled once for several. Each stands in a namespace of
its own, so that what one declares, or uses the names of, is nothing to the others. Their headers come before, outside of it.
"""

import re
import sys
from pathlib import Path

end = sys.argv.index("--")
outputs = [Path(word) for word in sys.argv[1:end]]
sources = [Path(word).resolve() for word in sys.argv[end + 1 :]]


# g++ warns of tables of unnamed namespaces where these stand in an included file: another may include it too. None does here.
LINKAGE = ["#ifndef __clang__", '#pragma GCC diagnostic ignored "-Wsubobject-linkage"', "#endif"]


def headers_of(source):
    """Its lines of #include, with what stands beside the file by its whole path."""
    lines = re.findall(r"^#include [<\"].*", source.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r'"([^"]+)"', lambda name: f'"{source.parent / name[1]}"', line.split("//")[0].strip()) for line in lines]


def whole(group):
    headers = dict.fromkeys(line for source in group for line in headers_of(source))
    bodies = [
        f'namespace together_{re.sub(r"[^a-z0-9]", "_", source.stem)} {{\n#include "{source}"\n}}' for source in group
    ]
    return "\n".join([*LINKAGE, *headers, *bodies, ""])


size, more = divmod(len(sources), len(outputs))
for index, output in enumerate(outputs):
    start = index * size + min(index, more)
    text = whole(sources[start : start + size + (index < more)])
    # Written only when it changes, so that a changed file has its own group compiled and no other.
    if not output.exists() or output.read_text(encoding="utf-8") != text:
        output.write_text(text, encoding="utf-8")
