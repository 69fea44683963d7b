#!/usr/bin/env python3
"""Compares the sources with what clang-format makes of them: the blanks within lines, and how far statements are indented.

Where lines end is for who writes them. clang-format 14, the one of Debian 12, takes `a < b and c > d` for a list of template arguments,
`c * a` for a declaration, and breaks conditions within their parts; docs/design-notes.md has more. So both texts are compared without
their ends of lines, and without blanks beside brackets, `*` and the words for operators, at which it errs.

The exit status is 77, skipped, where there is no clang-format; if VIRGA_TESTS_NEED names format, that is a failure.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from difflib import SequenceMatcher
from pathlib import Path

sys.dont_write_bytecode = True  # beside guards.py, among the sources
import guards

PROGRAMS = ("clang-format-14", "clang-format")
FOLDERS = ("include", "schema", "examples", "tests")
SOURCES = {".hpp", ".cpp"}
# Texts of tests that are wrong by intent, and what is generated.
NOT_OURS = ("tests/compile_fail/", "tests/fuzz/")

BRACKETS = re.compile(r" ?([(){}\[\]<>*]|->|(?<!\.)\.(?!\.)) ?")
WORDS = re.compile(r" ?\b(and|or|not)\b ?")


def within_lines(text):
    """The text with a blank for all white space, and none where clang-format errs."""
    text = BRACKETS.sub(r"\1", " ".join(text.split()))
    return BRACKETS.sub(r"\1", WORDS.sub(r" \1 ", text))


def blanks(path, ours, formatted):
    """A sentence for each place where the blanks within a line are others."""
    left, right = within_lines(ours), within_lines(formatted)
    if left == right:
        return []
    left, right = re.findall(r"\w+|\W", left), re.findall(r"\w+|\W", right)
    wrong = []
    for what, i, j, k, l in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if what != "equal":
            around = "".join(left[max(0, i - 8) : j + 8]), "".join(right[max(0, k - 8) : l + 8])
            wrong.append(f"{path}: `{around[0].strip()}` is `{around[1].strip()}` to clang-format")
    return wrong


def blanked(text):
    """The code, where it was: comments are blank, and texts are marks of the same length."""

    def blank(token):
        if token["comment"]:
            return re.sub(r"[^\n]", " ", token[0])
        return token[0] if token["name"] or token["sign"] else re.sub(r"\S", "_", token[0])

    return guards.TOKEN.sub(blank, text)


def statements(text):
    """Where a line begins a statement or a declaration, outside of parentheses: its number, and how far it is indented. What only
    closes a block, or goes on with an operator, does not begin one."""
    found = []
    depth, before = 0, ";"
    for number, line in enumerate(blanked(text).split("\n")):
        words = line.strip()
        if not words:
            continue
        if depth == 0 and before.endswith((";", "{", "}", ":")) and re.match(r"[\w\[~#]", words):
            found.append((number, len(line) - len(line.lstrip())))
        depth += sum(words.count(each) for each in "([") - sum(words.count(each) for each in ")]")
        before = words
    return found


def indentation(path, ours, formatted):
    """A sentence for each statement that is indented otherwise: those that stand in lines of their own in both texts."""
    texts = [each.split("\n") for each in (ours, formatted)]
    begun = [statements(each) for each in (ours, formatted)]
    said = [[lines[number].strip() for number, _ in all] for lines, all in zip(texts, begun)]
    wrong = []
    for i, k, count in SequenceMatcher(None, *said, autojunk=False).get_matching_blocks():
        for (number, depth), (_, other) in zip(begun[0][i : i + count], begun[1][k : k + count]):
            if depth != other:
                wrong.append(f"{path}:{number + 1}: is indented by {depth}, and by {other} to clang-format")
    return wrong


def compare(path, ours, formatted):
    return blanks(path, ours, formatted) + indentation(path, ours, formatted)


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        print("there is no clang-format; on Debian: apt-get install clang-format-14")
        return 1 if "format" in os.environ.get("VIRGA_TESTS_NEED", "").split() else 77
    paths = [path for folder in FOLDERS for path in sorted((root / folder).rglob("*")) if path.suffix in SOURCES]
    named = [(path.relative_to(root).as_posix(), path) for path in paths]
    named = [each for each in named if not each[0].startswith(NOT_OURS)]
    wrong = []
    with tempfile.TemporaryDirectory() as folder:  # one call for all: a start of the program takes longer than a file
        copy = Path(folder)
        for name, path in named:
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy / name)
        style = f"--style=file:{root / '.clang-format'}"
        subprocess.run([program, style, "-i", *(copy / name for name, _ in named)], check=True)
        for name, path in named:
            wrong += compare(name, path.read_text(encoding="utf-8"), (copy / name).read_text(encoding="utf-8"))
    for each in wrong:
        print(each, file=sys.stderr)
    print(f"{len(named)} files, {len(wrong)} places")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
