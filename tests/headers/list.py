#!/usr/bin/env python3
"""Prints the library's headers, less those of the parts that this build goes without, as chains: a line each, a header behind one
that it includes.

A header behind what it includes is told nothing that it would not see alone, so that a file which includes a whole chain in this
order shows of each of its headers that it can be included first. That takes a third of the time of a file for each.

With `--listed` and chains it fails instead where these are no longer the headers, or no longer chains.
"""

import re
import sys
from pathlib import Path

NEEDS_FMT = ("virga/client/", "virga/format.hpp", "virga/kit/", "virga/testing/")
NEEDS_POSTGRES = ("virga/client/postgres", "virga/client/detail/postgres/")
NEEDS_NEON_WS = ("virga/client/neon_ws", "virga/client/detail/neon_ws/", "virga/client/detail/openssl_")
NEEDS_KIT = ("virga/kit/",)
NEEDS_NEON_HTTP = (
    "virga/client/curl_transport",
    "virga/client/detail/curl_connection",
    "virga/client/detail/neon_http/",
    "virga/client/neon_http.hpp",
    "virga/kit/neon_http_database",
)
NEEDS_LOCAL_NEON = ("virga/testing/local_neon_source", "virga/testing/detail/neon/")


def included_by(texts):
    """Of each header, all that it includes whatever the build has, itself or by another."""
    direct = {}
    for name, text in texts.items():
        depth, direct[name] = 0, []
        for line in re.findall(r"^#(?:if|endif|include <.*?>)", text, re.MULTILINE):
            depth += {"#if": 1, "#endif": -1}.get(line, 0)
            if depth == 0 and line[10:-1] in texts:
                direct[name].append(line[10:-1])
    found = {}

    def all_of(name):
        if name not in found:
            found[name] = set(direct[name]).union(*map(all_of, direct[name]))
        return found[name]

    return {name: all_of(name) for name in texts}


def chains_of(texts):
    """Chains of all headers, so that what is dear to read is read behind another: each stands in one chain, and once."""
    included = included_by(texts)
    above = {name: [other for other in texts if name in included[other]] for name in texts}
    cost = {name: len(texts[name]) + sum(len(texts[other]) for other in included[name]) for name in texts}
    below = {}  # of a header, that before it in its chain

    def follows(name, tried):
        """Whether some header can come behind this one, where others that came behind another may be moved."""
        for other in above[name]:
            if other not in tried:
                tried.add(other)
                if other not in below or follows(below[other], tried):
                    below[other] = name
                    return True
        return False

    ends = [name for name in sorted(texts, key=lambda name: (-cost[name], name)) if not follows(name, set())]
    chains = []
    for name in sorted(ends):
        chain = [name]
        while chain[0] in below:
            chain.insert(0, below[chain[0]])
        chains.append(chain)
    return chains


root, *words = sys.argv[1:]
skipped = ()
if "no-fmt" in words:
    skipped += NEEDS_FMT
if "no-postgres" in words:
    skipped += NEEDS_POSTGRES
if "no-neon-ws" in words:
    skipped += NEEDS_NEON_WS
if "no-kit" in words:
    skipped += NEEDS_KIT
if "no-neon-http" in words:
    skipped += NEEDS_NEON_HTTP
if "no-local-neon" in words:
    skipped += NEEDS_LOCAL_NEON
texts = {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in sorted(Path(root).rglob("*.hpp"))}
texts = {name: text for name, text in texts.items() if not name.startswith(skipped)}

if "--listed" not in words:
    for chain in chains_of(texts):
        print(*chain)
else:
    listed = [line.split() for line in words[words.index("--listed") + 1 :]]
    included = included_by(texts)
    wrong = [f"{name} came or went" for name in sorted(set(texts) ^ {name for chain in listed for name in chain})]
    for chain in listed:
        for lower, upper in zip(chain, chain[1:]):
            if lower in texts and upper in texts and lower not in included[upper]:
                wrong.append(f"{upper} no longer includes {lower}")
    if wrong:
        print("\n".join(f"{what}; run meson setup --reconfigure" for what in wrong))
        sys.exit(1)
