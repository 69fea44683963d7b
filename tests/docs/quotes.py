#!/usr/bin/env python3
"""Checks that each block of code in README.md and docs/*.md stands in a file that the tests compile or run.

Those are ```cpp, ```cmake, ```meson and ```sh. A block is found when its lines follow each other in one file of its
language under examples/, include/, schema/ or tests/, at any indentation. A line `// ...` in a block stands for lines left
out: the parts around it are then looked for in the same file, in that order.
"""

import re
import sys
import textwrap
from pathlib import Path

FENCE = re.compile(r"^ *```(\w+)\s*\n(.*?)^ *```\s*$", re.MULTILINE | re.DOTALL)
FILES = {"cpp": "*.[ch]pp", "cmake": "CMakeLists.txt", "meson": "meson.build", "sh": "*.sh"}
NOT_QUOTED = ("sql", "mermaid")  # what the server is told to do, beside the C++ that says so; what the test of diagrams compares


def parts_of(block):
    parts = [[]]
    for line in textwrap.dedent(block).splitlines():
        if line.strip() == "// ...":
            parts.append([])
        else:
            parts[-1].append(line.rstrip())
    trimmed = (textwrap.dedent("\n".join(part)).strip("\n").splitlines() for part in parts)
    return [part for part in trimmed if part]


def matches_at(part, lines, start):
    if start + len(part) > len(lines):
        return False
    indent = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
    first = part[0]
    indent = indent[: len(indent) - (len(first) - len(first.lstrip()))]
    return all(line == (indent + wanted if wanted else "") for wanted, line in zip(part, lines[start:]))


def stands_in(parts, lines):
    position = 0
    for part in parts:
        for start in range(position, len(lines) - len(part) + 1):
            if matches_at(part, lines, start):
                position = start + len(part)
                break
        else:
            return False
    return True


def read(path):
    """The lines of a file, and what stands in each, by which most files are told not to have a block."""
    lines = [line.rstrip() for line in path.read_text(encoding="utf-8").splitlines()]
    return lines, {line.lstrip() for line in lines}


def main():
    root = Path(sys.argv[1])
    sources = {
        language: [
            read(path)
            for folder in ("examples", "include", "schema", "tests")
            for path in sorted((root / folder).rglob(files))
        ]
        for language, files in FILES.items()
    }
    blocks = 0
    failures = []
    for page in [root / "README.md", *sorted((root / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            if fence.group(1) in NOT_QUOTED:
                continue
            blocks += 1
            parts = parts_of(fence.group(2))
            known = sources.get(fence.group(1), [])
            words = {line.lstrip() for part in parts for line in part}
            if not any(words <= all_words and stands_in(parts, lines) for lines, all_words in known):
                line = text.count("\n", 0, fence.start()) + 1
                first = parts[0][0] if parts else "(empty)"
                failures.append(f"{page.relative_to(root)}:{line}: quoted from no file that the tests build: {first}")
    print("\n".join(failures) or f"{blocks} blocks, each stands in what the tests build")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
