#!/usr/bin/env python3
"""Whether each link of README.md and docs/*.md leads to a file, and to a heading of it, and docs/README.md lists every page."""

import re
import sys
from pathlib import Path

root = Path(sys.argv[1])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def anchors(page):
    """The names that a page's headings have as targets: small letters, digits, `-` for blanks."""
    heads = re.findall(r"^#+ +(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def faults(pages, root):
    wrong = []
    for page in pages:
        for link in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
            if "://" in link:
                continue
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            if not target.exists():
                wrong.append(f"{page.relative_to(root)}: there is no {link}")
            elif anchor and anchor not in anchors(target):
                wrong.append(f"{page.relative_to(root)}: {path} has no heading #{anchor}")
    return wrong


pages = [root / "README.md", *sorted((root / "docs").glob("*.md"))]
wrong = faults(pages, root)
contents = (root / "docs" / "README.md").read_text(encoding="utf-8")
wrong += [f"docs/README.md does not list {page.name}" for page in pages[1:] if page.name != "README.md" and f"({page.name})" not in contents]
print("\n".join(wrong) or f"{len(pages)} pages, each link leads somewhere")
sys.exit(1 if wrong else 0)
