#!/usr/bin/env python3
"""Writes the library in one header: amalgamate.py [<include folder>] > virga.hpp.

It is the core, `virga.hpp`, with all that this includes of the library; the standard library and Boost stay includes. It can be
pasted above a program, or included by one; a program that has it has no other header of the library.
"""

import argparse
import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]')
# What whoever finds the file sees first.
HEAD = """// virga {version} in one header, written by tools/amalgamate.py: PostgreSQL schema and queries at compile time, without
// clients and kit. It needs C++20 and the headers of Boost 1.81 or later.
// SPDX-License-Identifier: BSL-1.0
#ifndef VIRGA_IN_ONE_HEADER
#define VIRGA_IN_ONE_HEADER
"""


class Writer:
    def __init__(self, root):
        self.root = root
        self.parts = []      # of the library, in the order in which they are included
        self.others = set()  # headers of others, each once, ahead of all parts
        self.seen = set()

    def add(self, name):
        """Takes a header of the library in, after those that it includes."""
        if name in self.seen:
            return
        self.seen.add(name)
        lines = []
        conditions = 0
        for number, line in enumerate((self.root / name).read_text(encoding="utf-8").splitlines(), 1):
            directive = line.lstrip()
            conditions += directive.startswith("#if") - directive.startswith("#endif")
            found = INCLUDE.match(line)
            if not found:
                if directive != "#pragma once":
                    lines.append(line)
            elif (self.root / found[1]).is_file():
                if conditions:
                    sys.exit(f"{name}:{number}: a header of the library under a condition cannot be moved")
                self.add(found[1])
            elif conditions:
                lines.append(line)  # of others, it stays where its condition is
            else:
                self.others.add(found[1])
        self.parts.append(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n"))

    def text(self, version):
        includes = "\n".join(f"#include <{name}>" for name in sorted(self.others, key=lambda name: ("/" in name, name)))
        return HEAD.format(version=version) + "\n" + includes + "\n\n" + "\n\n".join(filter(None, self.parts)) + "\n\n#endif\n"


def version_of(root):
    found = re.search(r"^  version: '([^']+)'", (root.parent / "meson.build").read_text(encoding="utf-8"), re.MULTILINE)
    return found[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("include", type=Path, nargs="?", default=Path(__file__).resolve().parent.parent / "include")
    parser.add_argument("-o", "--output", type=Path, help="the file to write, in place of the standard output")
    parser.add_argument("--depfile", type=Path, help="where to write, for ninja, which headers were read")
    options = parser.parse_args()
    if options.depfile and not options.output:
        parser.error("--depfile wants --output")

    root = options.include.resolve()
    writer = Writer(root)
    writer.add("virga.hpp")
    text = writer.text(version_of(root))
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
    if options.depfile:
        names = " ".join(str(root / name).replace(" ", "\\ ") for name in sorted(writer.seen))
        options.depfile.write_text(f"{options.output}: {names}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
