#!/usr/bin/env python3
"""Checks that each ```cpp block of README.md and docs/*.md stands in a program that the tests compile.

A block is found when its lines follow each other in one file under examples/, schema/ or tests/, at any
indentation. A line `// ...` in a block stands for lines left out: the parts around it are then looked
for in the same file, in that order.
"""

import re
import sys
import textwrap
from pathlib import Path

FENCE = re.compile(r"^( *)```cpp\s*\n(.*?)^ *```\s*$", re.MULTILINE | re.DOTALL)


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


def main():
    root = Path(sys.argv[1])
    sources = {
        path: [line.rstrip() for line in path.read_text(encoding="utf-8").splitlines()]
        for folder in ("examples", "schema", "tests")
        for path in sorted((root / folder).rglob("*.[ch]pp"))
    }
    blocks = 0
    failures = []
    for page in [root / "README.md", *sorted((root / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            blocks += 1
            parts = parts_of(fence.group(2))
            if not any(stands_in(parts, lines) for lines in sources.values()):
                line = text.count("\n", 0, fence.start()) + 1
                first = parts[0][0] if parts else "(empty)"
                failures.append(f"{page.relative_to(root)}:{line}: quoted from no compiled program: {first}")
    print("\n".join(failures) or f"{blocks} blocks, each stands in a program")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
