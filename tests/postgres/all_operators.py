#!/usr/bin/env python3
"""Writes a header that lists every operator which operators.hpp defines, as types: those with a word, by where it stands."""

import re
import sys
from pathlib import Path

TAG = re.compile(r'^struct (\w+) : \w+.*\{\n(?:    .*\n)*?    static constexpr std::string_view word\{"(.*)"\};', re.MULTILINE)


def main(out, header):
    listed = {"infix": [], "prefix": [], "postfix": []}
    for name, word in TAG.findall(Path(header).read_text(encoding="utf-8")):
        kind = "prefix" if not word.startswith(" ") else "infix" if word.endswith(" ") else "postfix"
        listed[kind].append(f"operators::{name}")
    lines = ["#include <virga.hpp>", "", "namespace virga_test {", "using namespace virga;"]
    for kind, all_of_it in listed.items():
        lines += [f"using every_{kind} = list<{', '.join(all_of_it)}>;"]
    Path(out).write_text("\n".join([*lines, "}  // namespace virga_test", ""]), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
