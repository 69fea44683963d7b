#!/usr/bin/env python3
"""Writes a header that lists every function and aggregate which some headers define, as types; by itself what returns rows."""

import re
import sys
from pathlib import Path

DEFINITION = re.compile(
    r"^VIRGA_(FUNCTION|SET_FUNCTION|AGGREGATE)(?:_OF_RANGE|_AS\(\w+, (?=\w))?\(?(\w+),(.*?)\)$(?=\s*(?:///|//|}))",
    re.DOTALL | re.MULTILINE,
)


def main(out, *headers):
    listed = {"function": [], "set_function": [], "aggregate": []}
    for header in headers:
        for kind, name, parts in DEFINITION.findall(Path(header).read_text(encoding="utf-8")):
            template = kind.lower().removeprefix("set_")
            listed[kind.lower()].append(f'{template}<"{name}", {" ".join(parts.split())}>')
    lines = ["#include <virga.hpp>", "", "namespace virga_test {", "using namespace virga;"]
    for kind, all_of_it in listed.items():
        lines += [f"using every_{kind} = list<", ",\n".join(all_of_it) + ">;"]
    Path(out).write_text("\n".join([*lines, "}  // namespace virga_test", ""]), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
