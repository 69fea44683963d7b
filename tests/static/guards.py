#!/usr/bin/env python3
"""Checks how the house is built: what includes what, which names hide others, what comments of includes say, words for operators,
and long lines.

Each guard takes a dictionary of files, path from the root to text, and returns sentences; test_guards.py shows each a bad sample.
"""

import re
import sys
from pathlib import Path

# Each room may include itself and those before it. `testing` is below `kit`, whose development database is a throw-away server.
ROOMS = ("text", "types", "schema", "expr", "catalog", "query", "result", "extensions", "neon", "client", "testing", "kit")
CORE = ROOMS[: ROOMS.index("result") + 1]  # what virga.hpp may include: no client and no kit
LONGEST = 132

TOKEN = re.compile(
    r"""
    (?P<comment>//(?:\\\n|[^\n])*|/\*.*?\*/)
  | (?P<raw>(?:u8|[uUL])?R"(?P<mark>[^()\\\s"]{0,16})\(.*?\)(?P=mark)")
  | (?P<string>(?:u8|[uUL])?"(?:\\.|[^"\\\n])*")
  | (?P<number>\.?[0-9](?:'?[0-9A-Za-z_.]|(?<=[eEpP])[+-])*)
  | (?P<character>(?:u8|[uUL])?'(?:\\.|[^'\\\n])+')
  | (?P<include>^[ \t]*\#[ \t]*include\b[^\n]*)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<sign>&&|\|\||!=|&=|\|=|->|::|[^\w\s])
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"](?P<path>[^>"]+)[>"][ \t]*(?://[ \t]*(?P<said>.*))?$', re.MULTILINE)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def includes(text):
    """The path, comment and line of each include."""
    return [(found["path"], found["said"], line_of(text, found.start())) for found in INCLUDE.finditer(text)]


def library(files):
    """The library's headers, by the names under which they are included."""
    return {path.removeprefix("include/"): text for path, text in files.items() if path.startswith("include/")}


def room_of(header):
    parts = header.split("/")
    return parts[1] if parts[0] == "virga" and len(parts) > 2 else None


# ---- layers ------------------------------------------------------------------------------------------------------------------


def upward_includes(files):
    headers = library(files)
    wrong = []
    for name, text in headers.items():
        room = room_of(name)
        if room is not None and room not in ROOMS:
            wrong.append(f"include/{name}: '{room}' is no room that tests/static/guards.py knows; give it a place in ROOMS")
            continue
        for path, _, line in includes(text):
            if not path.startswith("virga"):
                continue
            if path not in headers:
                wrong.append(f"include/{name}:{line}: there is no header {path}")
                continue
            other = room_of(path)
            allowed = CORE if room is None else ROOMS[: ROOMS.index(room) + 1]
            if other in ROOMS and other not in allowed:
                wrong.append(f"include/{name}:{line}: {room or name} may not include {path}: {other} is above it")
    return wrong


def circles(files):
    """Headers that include each other in a circle; rooms cannot, where no include points upwards."""
    headers = library(files)
    reached = {name: [path for path, _, _ in includes(text) if path in headers] for name, text in headers.items()}
    wrong = []
    done, way = set(), []

    def walk(name):
        if name in way:
            wrong.append("a circle of includes: " + " -> ".join([*way[way.index(name) :], name]))
        elif name not in done:
            way.append(name)
            for other in reached[name]:
                walk(other)
            way.pop()
            done.add(name)

    for name in sorted(headers):
        walk(name)
    return wrong


# ---- seams -------------------------------------------------------------------------------------------------------------------

SEAMS = "docs/design-notes.md"
MAP = "README.md"
DECLARED = re.compile(r"\b(?:struct|class)[ \t\n]+(?P<name>\w+)[ \t\n]*;")
DEFINED = re.compile(r"\b(?:struct|class)[ \t\n]+(?P<name>\w+)[ \t\n]*(?:<[^;{}]*>[ \t\n]*)?(?:final[ \t\n]*)?(?::[^;{}]*)?\{")


def code_of(text):
    """The text without comments and strings."""
    return TOKEN.sub(lambda found: " " if found.lastgroup in ("comment", "raw", "string") else found[0], text)


def seams(files):
    """What a room only declares and those above it define; the page names each, and no other, as `name` (`declared`, `defined`)."""
    headers = {name: code_of(text) for name, text in library(files).items() if room_of(name) in ROOMS}
    defined = {}
    for name, text in headers.items():
        for found in DEFINED.finditer(text):
            defined.setdefault(found["name"], []).append(name)
    pairs = set()
    for name, text in headers.items():
        for found in DECLARED.finditer(text):
            homes = defined.get(found["name"], [])
            if homes and all(ROOMS.index(room_of(home)) > ROOMS.index(room_of(name)) for home in homes):
                pairs.update((found["name"], name, home) for home in homes)
    page = files.get(SEAMS, "").partition("## Seams")[2].partition("\n## ")[0]
    said = {(row[0], f"virga/{row[1]}", f"virga/{row[2]}")
            for row in re.findall(r"^\| `(\w+)` \| `([^`]+)` \| `([^`]+)` \|", page, re.MULTILINE)}
    return [f"{SEAMS}: the table of seams has no row for `{name}` of {low}, which {high} defines" for name, low, high in sorted(pairs - said)] + [
        f"{SEAMS}: the table of seams has a row for `{name}`, which {low} does not leave to {high}" for name, low, high in sorted(said - pairs)]


def house(files):
    """The arrows between rooms in the README are those of the includes, without those that others imply."""
    arrows = {room: set() for room in ROOMS}
    for name, text in library(files).items():
        if room_of(name) in ROOMS:
            arrows[room_of(name)].update({room_of(path) for path, _, _ in includes(text)} & set(ROOMS) - {room_of(name)})
    below = {}
    for room in ROOMS:  # from the lowest up; an arrow upwards is for upward_includes
        below[room] = arrows[room].union(*(below.get(other, set()) for other in arrows[room]))
    needed = {(room, other) for room in ROOMS for other in arrows[room]
              if not any(other in below[between] for between in arrows[room] - {other})}
    drawn = set()
    for line in files.get(MAP, "").partition("## The house")[2].partition("\n## ")[0].splitlines():
        rooms = re.findall(r"\w+", line) if "-->" in line else []
        drawn.update(zip(rooms, rooms[1:]))
    return [f"{MAP}: the house has no arrow {high} --> {low}, which headers include" for high, low in sorted(needed - drawn)] + [
        f"{MAP}: the house has an arrow {high} --> {low}, which no header needs" for high, low in sorted(drawn - needed)]


# ---- names that hide others ----------------------------------------------------------------------------------------------------

BRACES = re.compile(r"(?P<namespace>\bnamespace(?:\s+[\w:]+)?\s*\{)|(?P<open>\{)|(?P<close>\})|(?P<end>;)")
# What stands before the name in a declaration, when lists of templates are gone.
TYPE_NAME = re.compile(r"^(?:struct|class|enum(?:\s+class)?|union|concept)\s+(\w+)|^using\s+(\w+)\s*=")
OBJECT_NAME = re.compile(r"[\w:&*>\]]\s+[&*]*(?!(?:char|decltype)\b)(\w+)\s*(?:[(={]|$)")


def without_lists(text):
    """The text without what stands in `<` and `>`, which leave a mark."""
    text = re.sub(r"->|<=>|<=|>=|operator\s*[<>]+", " ", text)
    while (shorter := re.sub(r"<[^<>]*>", "\x00", text)) != text:
        text = shorter
    return text


def declared_name(text):
    """What a declaration declares; nothing for a specialization, an operator, or what is no declaration."""
    text = re.sub(r"\[\[.*?\]\]", "", without_lists(text)).strip()
    text = re.sub(r"^(?:template\s*\x00\s*)+", "", text)
    text = re.sub(r"^requires\s*(?:\((?:[^()]|\([^()]*\))*\)|[\w:\x00]+(?:\s+(?:and|or)\s+[\w:\x00]+)*)\s*", "", text)
    if found := TYPE_NAME.match(text):
        name, after = found[1] or found[2], text[found.end() :]
        return None if after.startswith("\x00") else name
    if text.startswith(("using ", "static_assert", "friend ", "namespace ", "extern ")) or "operator" in text:
        return None
    found = OBJECT_NAME.search(text)
    return found[1] if found else None


def declared_names(text):
    """Each name declared in a namespace, with that namespace."""
    found, open_braces, start = set(), [], 0
    code = re.sub(r"^[ \t]*#[^\n]*", "", code_of(text), flags=re.MULTILINE)
    for mark in BRACES.finditer(code):
        in_namespace = all(open_braces)  # the name of each namespace, nothing for other braces
        if mark["namespace"]:
            open_braces.append(mark[0].removeprefix("namespace").rstrip("{").strip() or "unnamed")
        elif mark["close"]:
            if open_braces:
                open_braces.pop()
        elif in_namespace and (name := declared_name(code[start : mark.start()])):
            found.add(("::".join(open_braces), name))
        if mark["open"]:
            open_braces.append("")
        start = mark.end()
    return found


def hidden_names(files):
    """No name of `virga` is one of `virga::detail` too: what a header of the latter means by it would depend on what was included."""
    homes = {}
    for name, text in library(files).items():
        for place, declared in declared_names(text):
            homes.setdefault(declared, {}).setdefault(place, name)
    return [
        f"include/{places['virga::detail']}: virga::detail::{name} hides virga::{name} of {places['virga']}; give it another name"
        for name, places in sorted(homes.items())
        if {"virga", "virga::detail"} <= places.keys()
    ]


# ---- comments of includes ------------------------------------------------------------------------------------------------------

NAME = re.compile(r"(?:operator\W*|[~\w]+(?:::~?\w+)*)(?:\(\))?$")


def names_used(text):
    """Every identifier of the code, without what comments, strings and includes hold."""
    return {found["name"] for found in TOKEN.finditer(text) if found.lastgroup == "name"}


def include_comments(files):
    """A header says of each include what it is for, and each name that it says is one that it uses."""
    wrong = []
    for path, text in files.items():
        if not path.startswith("include/"):
            continue
        used = names_used(text)
        if not used - {"pragma", "once", "if", "endif"}:  # a table of contents
            continue
        for header, said, line in includes(text):
            if not said:
                wrong.append(f"{path}:{line}: say what <{header}> is for:  // a name, another")
                continue
            for name in re.split(r",\s*|;\s*|\s+and\s+", said.strip()):
                word = name.removesuffix("()")
                if not NAME.match(name) or "operator" in name:
                    continue  # prose
                if word.split("::")[-1].lstrip("~") not in used:
                    wrong.append(f"{path}:{line}: the comment of <{header}> says {name}, which the file does not use")
    return wrong


# ---- and, or, not --------------------------------------------------------------------------------------------------------------


WORDS = {"&&": "and", "||": "or", "!": "not"}


def is_reference(text, found):
    """Whether `&&` is part of a type, with no blank before it (`T&& x`, `T&&...`, `auto&&>`), or says for which objects a member is
    (`get() && {`), where what follows can begin no operand."""
    after = text[found.end() :]
    if re.match(r"\s*(\{|;|=[^=]|->|noexcept\b(?!\s*\())", after):
        return True
    return not text[found.start() - 1].isspace() and not re.match(r"[\w(!~]", after)


def operator_signs(files):
    """`and`, `or` and `not` are written as words."""
    return [
        f"{path}:{line_of(text, found.start())}: write `{WORDS[found['sign']]}` for `{found['sign']}`"
        for path, text in files.items()
        if not path.endswith(".md")
        for found in TOKEN.finditer(text)
        if found["sign"] in WORDS and not (found["sign"] == "&&" and is_reference(text, found))
    ]


# ---- lines ---------------------------------------------------------------------------------------------------------------------


def long_lines(files):
    """No line is longer than 132 characters, but for those of a raw string, whose text is what it is, and cases of compile_fail,
    where the compiler has to show the whole of what is wrong."""
    wrong = []
    for path, text in files.items():
        if path.startswith("tests/compile_fail/") or path.endswith(".md"):
            continue
        spared = set()
        for found in TOKEN.finditer(text):
            if found["raw"]:
                first = line_of(text, found.start())
                spared.update(range(first, first + found[0].count("\n") + 1))
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > LONGEST and number not in spared:
                wrong.append(f"{path}:{number}: the line has {len(line)} characters; {LONGEST} is the most")
    return wrong


GUARDS = (upward_includes, circles, seams, house, hidden_names, include_comments, operator_signs, long_lines)


def read_files(root):
    """All C++ of the repository, the page of seams, and that of the house."""
    files = {page: (root / page).read_text(encoding="utf-8") for page in (SEAMS, MAP) if (root / page).exists()}
    return files | {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for folder in ("include", "schema", "examples", "tests")
        for pattern in ("*.hpp", "*.cpp", "*.cpp.in")
        for path in sorted((root / folder).rglob(pattern))
    }


def main():
    files = read_files(Path(sys.argv[1]))
    if not library(files):
        sys.exit(f"there is no header under {sys.argv[1]}/include: the guards would see nothing")
    wrong = [sentence for guard in GUARDS for sentence in guard(files)]
    print("\n".join(wrong) or f"{len(files)} files, and no guard has a word to say")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
